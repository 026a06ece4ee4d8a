"""Which conversation is shown, and the way to the others: in a dialog, or beside it where there is room."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from uuid import UUID

from nicegui import ui
from nicegui.events import GenericEventArguments

from components.form import Field, labelled
from components.given import given, read_id
from components.history_words import when
from components.icons import drawing, icon
from components.live import Page
from components.notices import Notices, plain_button
from components.session_rows import SessionRows
from components.words import Words
from services import chat_service
from services.cause import Via
from services.events import EventType, SyncEvent
from services.models import ChatSessionRead, ChatSessionUpdate

_LISTED = 100


class SessionList:
    """The conversations of one page's person, the one used last first.

    Most pages show nothing of it but a title. Only while the list is drawn is it known and kept in step.
    """

    def __init__(self, page: Page, notices: Notices, choose: Callable[[UUID], Awaitable[None]]) -> None:
        self._page = page
        self._notices = notices
        self._on_choose = choose
        self._current: ChatSessionRead | None = None
        self._is_empty = True
        self._known: dict[UUID, ChatSessionRead] = {}
        self._found: frozenset[UUID] | None = None  # what is looked for; None when nothing is
        self._changes = 0
        self._drawn: list[SessionRows] = []
        self._titles: list[ui.label] = []
        self._dialog: ui.dialog | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there are no conversations at all."""
        return self._is_empty

    def draw_button(self) -> None:
        """Draw the title of the conversation, which opens into the list of all."""
        with ui.element('button').classes('session').props('type=button aria-haspopup=dialog') as button:
            self._title('session-title')
            drawing('span', icon('down'))
        button.props['aria-label'] = self._page.words.CONVERSATIONS
        button.on('click', self._open_dialog)

    def draw_beside(self) -> None:
        """Draw the list where there is room for it beside the conversation; its title is then no button."""
        with ui.element('aside').classes('pane sessions-pane') as beside:
            self._draw_rows()
        beside.props['aria-label'] = self._page.words.CONVERSATIONS

    def draw_title(self) -> None:
        """Draw the title alone."""
        self._title('session-title session-alone')

    def choose(self, shown: ChatSessionRead | None) -> None:
        """Name the conversation that is shown; None is one that has not begun."""
        self._current = shown
        if shown is not None:
            self._put(shown)
        self._show()

    async def load(self, session_id: UUID | None) -> None:
        """Read which conversations there are and name the one that is shown; raises ChatSessionNotFound."""
        changes = -1
        while changes != self._changes:  # what changed meanwhile may or may not have been read
            changes = self._changes
            found = {each.id: each for each in await self._read(None, _LISTED if self._drawn else 1)}
            if session_id is not None and session_id not in found:
                found[session_id] = await self._get(session_id)
        self._is_empty = not found
        self._current = found.get(session_id) if session_id else None
        self._known = found if self._drawn else {}
        self._found = None
        self._show()

    def apply(self, event: SyncEvent, session_id: UUID | None) -> None:
        """Take in one change of a conversation, or that something was said in one."""
        self._changes += 1
        if event.type is EventType.CHAT_MESSAGE_CREATED:
            said = event.chat_message
            known = self._known.get(said.session_id)
            if known is not None:
                self._known[known.id] = known.model_copy(update={'updated_at': said.created_at})
        elif event.type is EventType.CHAT_SESSION_DELETED:
            self._known.pop(event.session.id, None)
        else:
            self._put(event.session)
            if event.session.id == session_id:
                self._current = event.session
        self._show()

    def _put(self, session: ChatSessionRead) -> None:
        self._is_empty = False
        if self._drawn:
            self._known[session.id] = session

    def _draw_rows(self) -> SessionRows:
        rows = SessionRows(self._page.words)
        for gesture, handle in (
            ('open', self._open),
            ('rename', self._ask_name),
            ('remove', self._remove),
            ('find', self._find),
        ):
            rows.on(gesture, handle)
        self._drawn.append(rows)
        return rows

    async def _open_dialog(self) -> None:
        """Open the list of all, as it is now."""
        if self._dialog is not None:
            return
        with ui.dialog() as self._dialog, ui.element('div').classes('editor'):
            ui.label(self._page.words.CONVERSATIONS).classes('editor-title')
            rows = self._draw_rows()
            with ui.element('div').classes('editor-row end'):
                plain_button(self._page.words.CLOSE, 'plain', self._dialog.close)
        self._dialog.props['aria-label'] = self._page.words.CONVERSATIONS

        def leave() -> None:
            if self._dialog is not None:
                self._drawn.remove(rows)
                self._dialog.delete()
                self._dialog = None
                if not self._drawn:
                    self._known, self._found = {}, None

        self._dialog.on('hide', leave)
        if await self._notices.attempt(self.load(self._current.id if self._current else None)):
            self._dialog.open()
        else:
            leave()

    @property
    def _current_id(self) -> str:
        return str(self._current.id) if self._current else ''

    def _show(self) -> None:
        for title in self._titles:
            title.text = self._current.title if self._current else self._page.words.NEW_CONVERSATION
        if self._drawn:
            rows = self._rows()
            for drawn in self._drawn:
                drawn.show(rows, self._current_id)

    def _rows(self) -> list[dict[str, str]]:
        moment = self._page.moment()
        listed = sorted(self._known.values(), key=lambda each: each.updated_at, reverse=True)
        if self._found is not None:
            listed = [each for each in listed if each.id in self._found]
        elif len(listed) > _LISTED:
            listed = [each for at, each in enumerate(listed) if at < _LISTED or str(each.id) == self._current_id]
            self._known = {each.id: each for each in listed}
        return [
            {
                'id': str(each.id),
                'title': each.title,
                'time': when(each.updated_at, moment, self._page.words),
                'when': _to_the_minute(each.updated_at.astimezone(moment.zone), self._page.words),
            }
            for each in listed
        ]

    def _title(self, classes: str) -> None:
        self._titles.append(ui.label(self._page.words.NEW_CONVERSATION).classes(classes).props('dir=auto'))

    async def _read(self, wanted: str | None, limit: int = _LISTED) -> list[ChatSessionRead]:
        async with self._page.database.transaction() as session:
            found = await chat_service.list_sessions(session, self._page.user_id, q=wanted, limit=limit)
        return [ChatSessionRead.model_validate(each) for each in found]

    async def _get(self, session_id: UUID) -> ChatSessionRead:
        async with self._page.database.transaction() as session:
            return ChatSessionRead.model_validate(
                await chat_service.get_session(session, self._page.user_id, session_id)
            )

    async def _find(self, event: GenericEventArguments) -> None:
        wanted = str(given(event).get('text', '')).strip()[:255]
        found = await self._read(wanted)
        self._known |= {each.id: each for each in found}
        self._found = frozenset(each.id for each in found) if wanted else None
        self._show()

    async def _open(self, event: GenericEventArguments) -> None:
        if self._dialog is not None:
            self._dialog.close()
        await self._notices.attempt(self._choose(read_id(given(event))))

    async def _choose(self, session_id: UUID) -> None:
        await self._on_choose(session_id)

    def _ask_name(self, event: GenericEventArguments) -> None:
        chat = self._known.get(read_id(given(event)))
        if chat is None:
            return
        with ui.dialog(value=True) as dialog, ui.element('div').classes('editor'):
            with labelled(self._page.words.FIELD_TITLE):
                field = Field(self._page.words.FIELD_TITLE, chat.title, props='autofocus maxlength=255 dir=auto')

            async def save() -> None:
                if await self._notices.attempt(self._rename(chat.id, field.value)):
                    dialog.close()

            field.on('keydown.enter', save)
            with ui.element('div').classes('editor-row end'):
                plain_button(self._page.words.CANCEL, 'plain', dialog.close)
                plain_button(self._page.words.SAVE, 'primary wide', save)
        dialog.props['aria-label'] = self._page.words.RENAME_CONVERSATION
        dialog.on('hide', dialog.delete)

    async def _rename(self, session_id: UUID, title: str) -> None:
        changes = ChatSessionUpdate(title=title)
        async with self._page.database.transaction() as session:
            await chat_service.update_session(
                session, self._page.user_id, session_id, changes, cause=self._page.cause(Via.CHAT)
            )

    async def _remove(self, event: GenericEventArguments) -> None:
        chat = self._known.get(read_id(given(event)))
        if chat is None:
            return

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


def _to_the_minute(at: datetime, words: Words) -> str:
    return f'{words.day(at, words.DAY_IN_FULL)}, {words.clock(at)}'
