"""The conversation beside the tasks: talk, and the same tasks change."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from nicegui import ui
from nicegui.events import GenericEventArguments
from pydantic import TypeAdapter, ValidationError

from components.conversation import Conversation
from components.divider import side_buttons
from components.icons import icon
from components.live import Page
from components.messages import approval, card_ids, message
from components.notices import Notices, plain_button
from components.rows import row
from components.running_turn import RunningTurn
from components.session_list import SessionList
from components.taking_back import take_back
from components.text_entry import TextEntry
from services import approvals, chat_service
from services.assistant import View
from services.cause import Via
from services.errors import NotFound
from services.events import EventType, SyncEvent
from services.models import ChatMessageRead, TaskUpdate
from services.turn import Progress
from services.vocabulary import Role

_WINDOW = 40
_ids: TypeAdapter[UUID] = TypeAdapter(UUID)
_several_ids: TypeAdapter[list[UUID] | None] = TypeAdapter(list[UUID] | None)


class ChatPanel:
    """One page's view of one conversation."""

    def __init__(
        self,
        page: Page,
        notices: Notices,
        view: Callable[[], View] = View,
        on_close: Callable[[], object] | None = None,
    ) -> None:
        self._page = page
        self._notices = notices
        self._view = view
        self._session_id: UUID | None = None
        self._first: int | None = None
        self._messages: list[dict[str, Any]] = []
        self._replaces: UUID | None = None
        with ui.element('section').classes('pane chat-pane').props(f'aria-label="{page.words.CHAT}"'):
            with ui.element('div').classes('chat-head'):
                self._sessions = SessionList(page, notices, self.open)
                plain_button(icon('plus'), 'icon', self.begin, label=page.words.NEW_CONVERSATION)
                if on_close is not None:
                    side_buttons(page.words)
                    plain_button(icon('close'), 'icon chat-close', on_close, label=page.words.CLOSE_CHAT)
            self._conversation = Conversation(page.words)
            self._entry = TextEntry(
                self.say,
                label=page.words.MESSAGE,
                button=page.words.SEND,
                placeholder=page.words.MESSAGE_HINT,
                stop=page.words.STOP,
            )
        self._turn = RunningTurn(page, self._conversation, self._entry)
        page.follow_turns(self._come_on)
        for gesture, handle in (
            ('edit', self._edit),
            ('retry', self._retry),
            ('say', self._say),
            ('tick', self._tick),
            ('decide', self._decide),
            ('undo', self._undo),
            ('earlier', self._earlier),
        ):
            self._conversation.on(gesture, handle)

    def apply(self, event: SyncEvent) -> None:
        """Draw one change, whether of a task, a message, a conversation or an approval."""
        if event.type.subject == 'task':
            gone = event.type is EventType.TASK_DELETED
            self._conversation.put_card(
                str(event.task.id), None if gone else row(event.task, self._page.moment(), self._page.words)
            )
        elif event.type is EventType.CHAT_MESSAGE_CREATED:
            self._hear(event.chat_message)
        elif event.type.subject == 'approval':
            if event.approval.session_id == self._session_id:
                self._conversation.put_approval(approval(event.approval, self._page.words))
        elif event.type.subject == 'session':
            if self._session_id is None and self._sessions.is_empty:
                # The first conversation of all, begun on another page.
                self._session_id = event.session.id
            self._sessions.apply(event, self._session_id)
            if event.type is EventType.CHAT_SESSION_DELETED and event.session.id == self._session_id:
                self.begin()

    async def start(self) -> None:
        """Show the conversation that was used last."""
        async with self._page.database.transaction() as session:
            latest = await chat_service.list_sessions(session, self._page.user_id, limit=1)
        await self.open(latest[0].id if latest else None)

    async def open(self, session_id: UUID | None) -> None:
        """Show a conversation; None begins a new one with the next message."""
        self._session_id = session_id
        self._first = None
        self._messages = []
        await self.reload()

    def focus(self) -> None:
        """Put the cursor where one writes."""
        self._entry.focus()

    def begin(self) -> None:
        """Show an empty conversation; it is stored with its first message."""
        self._session_id = None
        self._messages = []
        self._replaces = None
        self._conversation.show([], {}, {}, earlier=False, live=self._turn.find(None))
        self._sessions.choose(None)

    async def reload(self) -> None:
        """Draw the conversation anew from the database."""
        if self._session_id is None:
            self.begin()
            return
        try:
            self._messages = await self._read(None, max(_WINDOW, len(self._messages)))
        except NotFound:
            self.begin()
            return
        await self._show()
        await self._sessions.load(self._session_id)

    async def say(self, text: str) -> None:
        """Send a message; what is refused is given back to be mended."""
        replaces, self._replaces = self._replaces, None
        self._conversation.set_busy(busy=True)
        if not await self._notices.attempt(self._send(text, replaces)):
            self._entry.give_back(text)
        self._conversation.set_busy(busy=False)

    async def _send(self, text: str, replaces: UUID | None) -> None:
        await self._page.assistant.send(
            self._page.user_id,
            text,
            await self._open_session(),
            moment=self._page.moment(),
            view=self._view(),
            replaces=replaces,
        )

    async def _open_session(self) -> UUID:
        if self._session_id is None:
            async with self._page.database.transaction() as session:
                made = await chat_service.create_session(session, self._page.user_id, cause=self._page.cause(Via.CHAT))
            self._session_id = made.id
        return self._session_id

    def _hear(self, heard: ChatMessageRead) -> None:
        if heard.session_id != self._session_id or any(each['id'] == str(heard.id) for each in self._messages):
            return
        self._turn.hear(heard)
        shown = message(heard, self._page.zone)
        self._messages.append(shown)
        self._conversation.add(shown, self._rows(card_ids([shown])))
        if heard.role is Role.ASSISTANT:
            self._conversation.set_busy(busy=False)

    def _cards(self) -> dict[str, Any]:
        return self._rows(card_ids(self._messages))

    def _rows(self, ids: set[UUID]) -> dict[str, Any]:
        tasks, moment = self._page.state.tasks, self._page.moment()
        return {str(each): row(tasks[each], moment, self._page.words) if each in tasks else None for each in ids}

    async def _say(self, event: GenericEventArguments) -> None:
        if isinstance(event.args, str):
            await self.say(event.args)

    def _come_on(self, progress: Progress) -> None:
        if progress.session_id == self._session_id:
            self._turn.apply(progress)

    async def _earlier(self) -> None:
        if self._session_id is not None and self._first is not None:
            self._messages = await self._read(self._first, _WINDOW) + self._messages
            await self._show()

    async def _read(self, before: int | None, limit: int) -> list[dict[str, Any]]:
        if self._session_id is None:
            return []
        async with self._page.database.transaction() as session:
            found = await chat_service.list_messages(
                session, self._page.user_id, self._session_id, before=before, limit=limit
            )
        read = [ChatMessageRead.model_validate(each) for each in found]
        self._first = read[0].position if len(read) >= _WINDOW else None
        return [message(each, self._page.zone) for each in read]

    async def _show(self) -> None:
        async with self._page.database.transaction() as session:
            asked = await approvals.list_approvals(session, self._page.user_id, pending=False)
        shown = {
            str(each.id): approval(each, self._page.words) for each in asked if each.session_id == self._session_id
        }
        live = self._turn.find(self._session_id)
        self._conversation.show(self._messages, self._cards(), shown, earlier=self._first is not None, live=live)

    def _edit(self, event: GenericEventArguments) -> None:
        turn_id = _id(_given(event), 'turn')
        self._entry.write(self._said_in(turn_id))
        self._replaces = turn_id

    async def _retry(self, event: GenericEventArguments) -> None:
        turn_id = _id(_given(event), 'turn')
        text = self._said_in(turn_id)
        self._replaces = turn_id
        await self.say(text)

    def _said_in(self, turn_id: UUID) -> str:
        said = [each for each in self._messages if each['of'] == str(turn_id) and each['role'] == Role.USER]
        if not said:
            raise NotFound('That message is not shown here. Reload the page.')
        return str(said[0]['text'])

    async def _tick(self, event: GenericEventArguments) -> None:
        async def save() -> None:
            given = _given(event)
            update = TaskUpdate(completed=given.get('done') is True)
            await self._page.state.update_task(_id(given), update, cause=self._page.cause())

        if not await self._notices.attempt(save()):
            await self.reload()

    async def _decide(self, event: GenericEventArguments) -> None:
        async def decide() -> None:
            given = _given(event)
            async with self._page.database.transaction() as session:
                await approvals.decide(
                    session,
                    self._page.user_id,
                    _id(given),
                    approve=given.get('approve') is True,
                    task_ids=_task_ids(given),
                    cause=self._page.cause(Via.CHAT),
                )

        await self._notices.attempt(decide())

    async def _undo(self, event: GenericEventArguments) -> None:
        await take_back(self._page, self._notices, _id(_given(event), 'turn'))


def _given(event: GenericEventArguments) -> dict[str, Any]:
    return event.args if isinstance(event.args, dict) else {}


def _task_ids(given: dict[str, Any]) -> list[UUID] | None:
    try:
        return _several_ids.validate_python(given.get('tasks'))
    except ValidationError:
        raise NotFound('The page sent something unknown. Reload it.') from None


def _id(given: dict[str, Any], key: str = 'id') -> UUID:
    try:
        return _ids.validate_python(given.get(key))
    except ValidationError:
        raise NotFound('The page sent something unknown. Reload it.') from None
