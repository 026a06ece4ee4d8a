"""The list of conversations: in a dialog, or beside the conversation where there is room."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from nicegui import ui
from nicegui.events import GenericEventArguments

from components.browser.first_paint import Box, Text
from components.browser.gestures import fields_of, read_id
from components.browser.icons import drawing, icon
from components.chat.session_rows import SessionRows
from components.controls.button import plain_button
from components.controls.form import Field, labelled
from components.controls.notices import Notices
from components.live import Page
from components.words import Words
from components.words.formats import when
from services.events import EventType, SyncEvent
from services.models import ChatSessionRead
from services.values.cause import Via

_MAX_LISTED = 100


class SessionList:
    """The conversations of a person, the one used last first.

    Most pages show only the title of the current one. The list is read and kept in step only while it is drawn.
    """

    def __init__(self, page: Page, notices: Notices, choose: Callable[[UUID], Awaitable[None]]) -> None:
        self._page = page
        self._notices = notices
        self._on_choose = choose
        self._current: ChatSessionRead | None = None
        self._is_empty = True
        self._known: dict[UUID, ChatSessionRead] = {}
        self._search = ''
        self._found: frozenset[UUID] | None = None  # what matches the search; None without one
        self._changes = 0
        self._drawn: list[SessionRows] = []
        self._titles: list[Text] = []
        self._dialog: ui.dialog | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there are no conversations at all."""
        return self._is_empty

    def draw_button(self) -> None:
        """Draw the title of the conversation, which opens into the list of all."""
        with Box('button', 'session').props('type=button aria-haspopup=dialog') as button:
            self._title('session-title')
            drawing('span', icon('down'))
        button.props['aria-label'] = self._page.words.CONVERSATIONS
        button.on('click', self._open_dialog)

    def draw_beside(self) -> None:
        """Draw the list beside the conversation, where there is room for it."""
        with ui.element('aside').classes('pane sessions-pane') as beside:
            self._draw_rows()
        beside.props['aria-label'] = self._page.words.CONVERSATIONS

    def draw_title(self) -> None:
        """Draw the title alone."""
        self._title('session-title session-alone')

    def choose(self, shown: ChatSessionRead | None) -> None:
        """Show the title of this conversation; None stands for one that has not begun."""
        self._current = shown
        if shown is not None:
            self._put(shown)
        self._show()

    async def load(self, session_id: UUID | None) -> None:
        """Read the conversations, and show the title of this one; raises ChatSessionNotFound."""
        changes = -1
        while changes != self._changes:  # what changed meanwhile may or may not have been read
            changes = self._changes
            limit = _MAX_LISTED if self._drawn else 1
            read = await self._page.verbs.list_conversations(including=session_id, limit=limit)
        found = {each.id: each for each in read}
        self._is_empty = not found
        self._current = found.get(session_id) if session_id else None
        self._known = found if self._drawn else {}
        self._found = None
        self._show()

    def apply(self, event: SyncEvent, session_id: UUID | None) -> None:
        """Take in a change of a conversation, or a new message in one."""
        self._changes += 1
        if event.type is EventType.CHAT_MESSAGE_CREATED:
            message = event.chat_message
            known = self._known.get(message.session_id)
            if known is not None:
                self._known[known.id] = known.model_copy(update={'updated_at': message.created_at})
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
        """Open the list, as it is now."""
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
        elif len(listed) > _MAX_LISTED:
            listed = [each for at, each in enumerate(listed) if at < _MAX_LISTED or str(each.id) == self._current_id]
            self._known = {each.id: each for each in listed}
        return [
            {
                'id': str(each.id),
                'title': each.title,
                'time': when(each.updated_at, moment, self._page.words),
                'when': self._page.words.day_and_time(each.updated_at.astimezone(moment.zone), Words.DAY_IN_FULL),
            }
            for each in listed
        ]

    def _title(self, classes: str) -> None:
        self._titles.append(Text('div', self._page.words.NEW_CONVERSATION, classes).props('dir=auto'))

    async def _find(self, event: GenericEventArguments) -> None:
        await self._notices.attempt(self._look_for(str(fields_of(event).get('text', '')).strip()[:255]))

    async def _look_for(self, search: str) -> None:
        self._search = search
        found = await self._page.verbs.list_conversations(search, limit=_MAX_LISTED)
        if search == self._search:  # otherwise the person has typed on, and the next answer is the one they want
            self._known |= {each.id: each for each in found}
            self._found = frozenset(each.id for each in found) if search else None
            self._show()

    async def _open(self, event: GenericEventArguments) -> None:
        if self._dialog is not None:
            self._dialog.close()
        await self._notices.attempt(self._on_choose(read_id(fields_of(event))))

    def _ask_name(self, event: GenericEventArguments) -> None:
        conversation = self._known.get(read_id(fields_of(event)))
        if conversation is None:
            return
        with ui.dialog(value=True) as dialog, ui.element('div').classes('editor'):
            with labelled(self._page.words.FIELD_TITLE):
                field = Field(
                    self._page.words.FIELD_TITLE, conversation.title, props='autofocus maxlength=255 dir=auto'
                )

            async def save() -> None:
                cause = self._page.cause(Via.CHAT)
                renaming = self._page.verbs.rename_conversation(conversation.id, field.value, cause=cause)
                if await self._notices.attempt(renaming):
                    dialog.close()

            field.on('keydown.enter', save)
            with ui.element('div').classes('editor-row end'):
                plain_button(self._page.words.CANCEL, 'plain', dialog.close)
                plain_button(self._page.words.SAVE, 'primary wide', save)
        dialog.props['aria-label'] = self._page.words.RENAME_CONVERSATION
        dialog.on('hide', dialog.delete)

    async def _remove(self, event: GenericEventArguments) -> None:
        conversation = self._known.get(read_id(fields_of(event)))
        if conversation is None:
            return
        verbs, cause = self._page.verbs, self._page.cause

        async def restore() -> None:
            await verbs.restore(conversation.id, cause=cause(Via.CHAT))
            await self._on_choose(conversation.id)

        async def undo() -> None:
            await self._notices.attempt(restore())

        if await self._notices.attempt(verbs.delete_conversation(conversation.id, cause=cause(Via.CHAT))):
            self._notices.say(self._page.words.DELETED_CONVERSATION.format(title=conversation.title), undo=undo)
