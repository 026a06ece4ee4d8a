"""The chat panel: one conversation with the assistant, and the field to write in."""

import asyncio
from collections.abc import Callable
from uuid import UUID

from nicegui import background_tasks
from nicegui.events import GenericEventArguments

from components.browser.first_paint import Box
from components.browser.gestures import fields_of, read_id
from components.browser.icons import drawing, icon
from components.chat.approval_actions import ApprovalActions
from components.chat.approval_view import approval_card
from components.chat.conversation import Conversation
from components.chat.day_numbers import DayNumbers
from components.chat.message_log import MessageLog
from components.chat.messages import card_data
from components.chat.running_turn import RunningTurn
from components.chat.session_list import SessionList
from components.controls.button import plain_button
from components.controls.notices import Notices
from components.controls.text_entry import TextEntry
from components.controls.undo_gesture import undo_turn
from components.frame.divider import side_buttons
from components.live import Page
from services.chat.incoming_message import IncomingMessage
from services.chat.screen import Screen
from services.chat.turn import Turn, TurnSnapshot
from services.errors import NotFound
from services.events import EventType, SyncEvent
from services.models import TaskUpdate
from services.values.cause import Cause, Via
from services.values.vocabulary import Role


class ChatPanel:
    """One page's view of one conversation: beside the tasks, or `wide` with the others listed where there is room."""

    def __init__(
        self,
        page: Page,
        notices: Notices,
        screen: Callable[[], Screen] = Screen,
        *,
        wide: bool = False,
    ) -> None:
        self._page = page
        self._notices = notices
        self._screen = screen
        self._replaces: UUID | None = None
        self._beginning = asyncio.Lock()
        words = page.words
        self._sessions = SessionList(page, notices, self.choose)
        if wide:
            self._sessions.draw_beside()
        with Box('section', 'pane chat-pane').props(f'aria-label="{words.CHAT}"'):
            with Box('div', 'chat-head'):
                self._sessions.draw_button()
                if wide:
                    self._sessions.draw_title()
                plain_button(icon('plus'), 'icon', self._on_new, label=words.NEW_CONVERSATION)
                if wide:
                    drawing('a', icon('sides')).classes('icon').props(f'href=/ aria-label="{words.SHOW_TASKS}"')
                else:
                    side_buttons(words)
            self._conversation = Conversation(words)
            self._entry = TextEntry(
                self.say, label=words.MESSAGE, button=words.SEND, placeholder=words.MESSAGE_HINT, stop=words.STOP
            )
        self._turn = RunningTurn(page, self._conversation, self._entry)
        approvals = ApprovalActions(page, notices, self._conversation)
        self._log = MessageLog(page, self._conversation, self._turn, approvals)
        self._numbers = DayNumbers(page, lambda: not self._conversation.messages, self._conversation.put_numbers)
        page.follow_turns(self._on_snapshot)
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
            card = None if gone else card_data(event.task, self._page.moment(), self._page.words)
            self._conversation.put_card(str(event.task.id), card)
            self._numbers.apply(event)
        elif event.type is EventType.CHAT_MESSAGE_CREATED:
            if self._log.add(event.chat_message) and event.chat_message.role is Role.ASSISTANT:
                self._conversation.set_busy(busy=False)
            self._sessions.apply(event, self._log.session_id)
        elif event.type.subject == 'approval':
            if event.approval.session_id in {None, self._log.session_id}:
                self._conversation.put_approval(approval_card(event.approval, self._page))
        elif event.type.subject == 'session':
            self._apply_session(event)

    async def start(self) -> None:
        """Show the conversation that was open last, here or on another page."""
        self._log.session_id = await self._page.verbs.current_conversation()
        await self.reload()

    async def choose(self, session_id: UUID) -> None:
        """Show a conversation, on new pages too."""
        await self.open(session_id)
        await self._page.verbs.set_current_conversation(session_id)

    async def open(self, session_id: UUID) -> None:
        """Show a conversation."""
        self._replaces = None
        self._log.session_id = session_id
        await self.reload()

    def begin(self) -> None:
        """Show an empty conversation; its first message stores it."""
        self._replaces = None
        self._log.begin()
        self._sessions.choose(None)

    async def reload(self) -> None:
        """Read and draw the conversation again."""
        try:
            await self._log.show()
        except NotFound:
            self.begin()
        await self._sessions.load(self._log.session_id)
        if not self._conversation.messages:
            await self._numbers.count()

    async def say(self, text: str) -> None:
        """Send a message; one that is refused goes back into the field."""
        replaces, self._replaces = self._replaces, None
        if not self._conversation.is_latest:
            await self._log.show()
        self._conversation.set_busy(busy=True)
        if not await self._notices.attempt(self._send(text, replaces)):
            self._entry.give_back(text)
        self._conversation.set_busy(busy=False)

    async def _send(self, text: str, replaces: UUID | None) -> None:
        # Of two messages sent at once, the second belongs to the conversation that the first one begins.
        async with self._beginning:
            turn = await self._begin_conversation(text) if self._log.session_id is None else None
        if turn is not None:
            await turn.reply()
        else:
            await self._page.verbs.send(self._message(text, replaces))

    async def _begin_conversation(self, text: str) -> Turn:
        turn = await self._page.verbs.begin_turn(self._message(text))
        if self._log.session_id is None:  # otherwise another conversation was opened meanwhile
            self._log.session_id = turn.session_id
            await self._notices.attempt(self._page.verbs.set_current_conversation(turn.session_id))
        return turn

    def _message(self, text: str, replaces: UUID | None = None) -> IncomingMessage:
        return IncomingMessage(
            text,
            self._log.session_id,
            cause=Cause(via=Via.CHAT, moment=self._page.moment()),
            screen=self._screen(),
            replaces=replaces,
        )

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
            background_tasks.create(self._notices.attempt(self._sessions.load(None)), name='reading the conversations')

    async def _on_new(self) -> None:
        self.begin()
        await self._notices.attempt(self._page.verbs.set_current_conversation(None))
        await self._numbers.count()

    async def _say(self, event: GenericEventArguments) -> None:
        if isinstance(event.args, str):
            await self.say(event.args)

    def _on_snapshot(self, snapshot: TurnSnapshot) -> None:
        if snapshot.session_id == self._log.session_id:
            self._turn.apply(snapshot)

    async def _edit(self, event: GenericEventArguments) -> None:
        async def write() -> None:
            self._entry.write(self._replaced(event))

        await self._notices.attempt(write())

    async def _retry(self, event: GenericEventArguments) -> None:
        async def say() -> None:
            await self.say(self._replaced(event))

        await self._notices.attempt(say())

    def _replaced(self, event: GenericEventArguments) -> str:
        """What was said in the turn that the next message replaces."""
        turn_id = read_id(fields_of(event), 'turn')
        text = self._log.said_in(turn_id)
        self._replaces = turn_id
        return text

    async def _tick(self, event: GenericEventArguments) -> None:
        async def save() -> None:
            tick = fields_of(event)
            update = TaskUpdate(completed=tick.get('done') is True)
            await self._page.verbs.update_task(read_id(tick), update, cause=self._page.cause())

        if not await self._notices.attempt(save()):
            await self.reload()

    async def _undo(self, event: GenericEventArguments) -> None:
        await undo_turn(self._page, self._notices, read_id(fields_of(event), 'turn'))
