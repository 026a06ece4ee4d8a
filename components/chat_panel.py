"""The conversation beside the tasks: talk, and the same tasks change."""

from collections.abc import Callable
from uuid import UUID

from nicegui import background_tasks, ui
from nicegui.events import GenericEventArguments

from components.approving import Approving
from components.conversation import Conversation
from components.day_numbers import DayNumbers
from components.divider import side_buttons
from components.given import given, read_id
from components.icons import drawing, icon
from components.live import Page
from components.message_log import MessageLog
from components.notices import Notices, plain_button
from components.proposals import proposal
from components.rows import row
from components.running_turn import RunningTurn
from components.session_list import SessionList
from components.taking_back import take_back
from components.text_entry import TextEntry
from services import accounts, chat_service
from services.cause import Via
from services.errors import NotFound
from services.events import EventType, SyncEvent
from services.heard import View
from services.models import ChatSessionRead, TaskUpdate
from services.turn import Progress
from services.vocabulary import Role

ACTIVE = 'conversation'
"""The preference that says which conversation is open."""


class ChatPanel:
    """One page's view of one conversation: beside the tasks, or `wide` with the others listed where there is room."""

    def __init__(
        self,
        page: Page,
        notices: Notices,
        view: Callable[[], View] = View,
        *,
        wide: bool = False,
    ) -> None:
        self._page = page
        self._notices = notices
        self._view = view
        self._replaces: UUID | None = None
        words = page.words
        self._sessions = SessionList(page, notices, self.choose)
        if wide:
            self._sessions.draw_beside()
        with ui.element('section').classes('pane chat-pane').props(f'aria-label="{words.CHAT}"'):
            with ui.element('div').classes('chat-head'):
                self._sessions.draw_button()
                if wide:
                    self._sessions.draw_title()
                plain_button(icon('plus'), 'icon', self._begin, label=words.NEW_CONVERSATION)
                if wide:
                    drawing('a', icon('sides')).classes('icon').props(f'href=/ aria-label="{words.SHOW_TASKS}"')
                else:
                    side_buttons(words)
            self._conversation = Conversation(words)
            self._entry = TextEntry(
                self.say, label=words.MESSAGE, button=words.SEND, placeholder=words.MESSAGE_HINT, stop=words.STOP
            )
        self._turn = RunningTurn(page, self._conversation, self._entry)
        self._log = MessageLog(page, self._conversation, self._turn, Approving(page, notices, self._conversation))
        self._numbers = DayNumbers(page, lambda: not self._conversation.messages, self._conversation.put_numbers)
        page.follow_turns(self._come_on)
        for gesture, handle in (
            ('edit', self._edit),
            ('retry', self._retry),
            ('say', self._say),
            ('tick', self._tick),
            ('undo', self._undo),
        ):
            self._conversation.on(gesture, handle)

    def apply(self, event: SyncEvent) -> None:
        """Draw one change, whether of a task, a message, a conversation or an approval."""
        if event.type.subject == 'task':
            gone = event.type is EventType.TASK_DELETED
            card = None if gone else row(event.task, self._page.moment(), self._page.words)
            self._conversation.put_card(str(event.task.id), card)
            self._numbers.apply(event)
        elif event.type is EventType.CHAT_MESSAGE_CREATED:
            if self._log.hear(event.chat_message) and event.chat_message.role is Role.ASSISTANT:
                self._conversation.set_busy(busy=False)
            self._sessions.apply(event, self._log.session_id)
        elif event.type.subject == 'approval':
            if event.approval.session_id == self._log.session_id:
                self._conversation.put_approval(proposal(event.approval, self._page.moment(), self._page.words))
        elif event.type.subject == 'session':
            self._apply_session(event)

    async def start(self) -> None:
        """Show the conversation that was open last, here or on another page, or else the one used last."""
        async with self._page.database.transaction() as session:
            user = await accounts.get_user(session, self._page.user_id)
            active = user.preferences.get(ACTIVE)
            latest = await chat_service.list_sessions(session, self._page.user_id, limit=1)
        self._log.session_id = latest[0].id if latest else None
        if active is not None:
            self._log.session_id = UUID(active) if active else None
        await self.reload()
        if self._log.session_id is None and active and latest:
            await self.open(latest[0].id)  # the one that was open has been deleted since

    async def choose(self, session_id: UUID) -> None:
        """Show a conversation, and again after a reload."""
        await self.open(session_id)
        await self._remember()

    async def open(self, session_id: UUID) -> None:
        """Show a conversation."""
        self._replaces = None
        self._log.session_id = session_id
        await self.reload()

    def begin(self) -> None:
        """Show an empty conversation; it is stored with its first message."""
        self._replaces = None
        self._log.begin()
        self._sessions.choose(None)

    async def reload(self) -> None:
        """Draw the conversation anew from the database."""
        try:
            await self._log.show()
        except NotFound:
            self.begin()
        await self._sessions.load(self._log.session_id)
        if not self._conversation.messages:
            await self._numbers.count()

    async def say(self, text: str) -> None:
        """Send a message; what is refused is given back to be mended."""
        replaces, self._replaces = self._replaces, None
        if not self._conversation.is_latest:
            await self._log.show()
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
        if self._log.session_id is None:
            async with self._page.database.transaction() as session:
                made = await chat_service.create_session(session, self._page.user_id, cause=self._page.cause(Via.CHAT))
            self._log.session_id = made.id
            self._sessions.choose(ChatSessionRead.model_validate(made))
            await self._remember()
        return self._log.session_id

    def _apply_session(self, event: SyncEvent) -> None:
        if self._log.session_id is None and self._sessions.is_empty:
            # The first conversation of all, begun on another page.
            self._log.session_id = event.session.id
        self._sessions.apply(event, self._log.session_id)
        if event.type is not EventType.CHAT_SESSION_DELETED:
            return
        if event.session.id == self._log.session_id:
            self.begin()
        if self._log.session_id is None:
            # It may have been the last of all.
            background_tasks.create(self._notices.attempt(self._sessions.load(None)), name='looking for others')

    async def _remember(self) -> None:
        async with self._page.database.transaction() as session:
            active = str(self._log.session_id or '')
            await accounts.set_preference(session, self._page.user_id, ACTIVE, active)

    async def _begin(self) -> None:
        self.begin()
        await self._remember()
        await self._numbers.count()

    async def _say(self, event: GenericEventArguments) -> None:
        if isinstance(event.args, str):
            await self.say(event.args)

    def _come_on(self, progress: Progress) -> None:
        if progress.session_id == self._log.session_id:
            self._turn.apply(progress)

    def _edit(self, event: GenericEventArguments) -> None:
        turn_id = read_id(given(event), 'turn')
        self._entry.write(self._log.said_in(turn_id))
        self._replaces = turn_id

    async def _retry(self, event: GenericEventArguments) -> None:
        turn_id = read_id(given(event), 'turn')
        text = self._log.said_in(turn_id)
        self._replaces = turn_id
        await self.say(text)

    async def _tick(self, event: GenericEventArguments) -> None:
        async def save() -> None:
            tick = given(event)
            update = TaskUpdate(completed=tick.get('done') is True)
            await self._page.state.update_task(read_id(tick), update, cause=self._page.cause())

        if not await self._notices.attempt(save()):
            await self.reload()

    async def _undo(self, event: GenericEventArguments) -> None:
        await take_back(self._page, self._notices, read_id(given(event), 'turn'))
