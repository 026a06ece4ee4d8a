"""Which conversation is shown, and the way to the others."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from nicegui import ui

from components.icons import icon
from components.live import Page
from components.notices import Notices, plain_button
from services import chat_service
from services.cause import Via
from services.events import EventType, SyncEvent
from services.models import ChatSessionRead, ChatSessionUpdate

_LISTED = 50


class SessionList:
    """The title of the conversation; opens into the list of all, with rename and delete."""

    def __init__(self, page: Page, notices: Notices, choose: Callable[[UUID | None], Awaitable[None]]) -> None:
        self._page = page
        self._notices = notices
        self._on_choose = choose
        self._sessions: dict[UUID, ChatSessionRead] = {}
        self._current: UUID | None = None
        with ui.element('button').classes('session').props('type=button aria-haspopup=dialog') as button:
            self._title = ui.label(page.words.NEW_CONVERSATION).classes('session-title').props('dir=auto')
            ui.html(icon('down'), sanitize=False)
        button.props['aria-label'] = page.words.CONVERSATIONS
        with (
            ui.dialog().props(f'aria-label="{page.words.CONVERSATIONS}"') as self._dialog,
            ui.element('div').classes('editor'),
        ):
            ui.label(page.words.CONVERSATIONS).classes('editor-title')
            self._rows = ui.element('ul').classes('sessions')
        button.on('click', self._show)

    @property
    def is_empty(self) -> bool:
        """Whether there are no conversations at all."""
        return not self._sessions

    def choose(self, session_id: UUID | None) -> None:
        """Name the conversation that is shown."""
        self._current = session_id
        known = self._sessions.get(session_id) if session_id else None
        self._title.text = known.title if known else self._page.words.NEW_CONVERSATION

    async def load(self, session_id: UUID | None) -> None:
        """Read the conversations there are."""
        async with self._page.database.transaction() as session:
            found = await chat_service.list_sessions(session, self._page.user_id, limit=_LISTED)
        self._sessions = {each.id: ChatSessionRead.model_validate(each) for each in found}
        self.choose(session_id)

    def apply(self, event: SyncEvent, session_id: UUID | None) -> None:
        """Take in one change of a conversation."""
        if event.type is EventType.CHAT_SESSION_DELETED:
            self._sessions.pop(event.session.id, None)
        else:
            self._sessions[event.session.id] = event.session
        self.choose(session_id)
        if self._dialog.value:
            self._draw()

    async def _show(self) -> None:
        await self.load(self._current)
        self._draw()
        self._dialog.open()

    def _draw(self) -> None:
        self._rows.clear()
        newest = sorted(self._sessions.values(), key=lambda each: each.updated_at, reverse=True)
        with self._rows:
            for each in newest:
                self._row(each)
            if not newest:
                ui.label(self._page.words.NO_CONVERSATIONS).classes('quiet')

    def _row(self, chat: ChatSessionRead) -> None:
        rename = self._page.words.RENAME_ONE.format(title=chat.title)
        delete = self._page.words.DELETE_CONVERSATION.format(title=chat.title)
        with ui.element('li').classes('session-row current' if chat.id == self._current else 'session-row'):
            opener = ui.element('button').classes('session-open').props('type=button dir=auto')
            opener.on('click', lambda: self._open(chat.id))
            with opener:
                ui.label(chat.title)
            plain_button(icon('pencil'), 'icon', lambda: self._ask_name(chat), label=rename)
            plain_button(icon('bin'), 'icon', lambda: self._ask_delete(chat), label=delete)

    async def _open(self, session_id: UUID) -> None:
        self._dialog.close()
        await self._on_choose(session_id)

    def _ask_name(self, chat: ChatSessionRead) -> None:
        words = self._page.words
        with (
            ui.dialog(value=True).props(f'aria-label="{words.RENAME_CONVERSATION}"') as dialog,
            ui.element('div').classes('editor'),
        ):
            field = ui.input(words.FIELD_TITLE, value=chat.title).props('outlined autofocus maxlength=255')

            async def save() -> None:
                if await self._notices.attempt(self._rename(chat.id, field.value or '')):
                    dialog.close()

            field.on('keydown.enter', save)
            with ui.element('div').classes('editor-row end'):
                plain_button(words.CANCEL, 'plain', dialog.close)
                plain_button(words.SAVE, 'primary wide', save)
        dialog.on('hide', dialog.delete)

    async def _rename(self, session_id: UUID, title: str) -> None:
        changes = ChatSessionUpdate(title=title)
        async with self._page.database.transaction() as session:
            await chat_service.update_session(
                session, self._page.user_id, session_id, changes, cause=self._page.cause(Via.CHAT)
            )

    async def _ask_delete(self, chat: ChatSessionRead) -> None:
        async def restore() -> None:
            if await self._notices.attempt(self._restore(chat.id)):
                await self._on_choose(chat.id)

        if await self._notices.attempt(self._delete(chat.id)):
            self._notices.say(self._page.words.DELETED_CONVERSATION.format(title=chat.title), undo=restore)

    async def _delete(self, session_id: UUID) -> None:
        async with self._page.database.transaction() as session:
            await chat_service.delete_session(session, self._page.user_id, session_id, cause=self._page.cause(Via.CHAT))

    async def _restore(self, session_id: UUID) -> None:
        async with self._page.database.transaction() as session:
            await chat_service.restore_session(
                session, self._page.user_id, session_id, cause=self._page.cause(Via.CHAT)
            )
