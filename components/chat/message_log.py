"""The messages of one conversation that a page shows: the latest, and earlier ones as the person scrolls up."""

from typing import Any
from uuid import UUID

from components.chat.approval_actions import ApprovalActions
from components.chat.conversation import MAX_MESSAGES, Conversation
from components.chat.messages import approval_ids, card_data, card_ids, message
from components.chat.running_turn import RunningTurn
from components.live import Page
from services.errors import NotFound
from services.models import ChatMessageRead
from services.translatable import _
from services.values.vocabulary import Role

WINDOW = 40
"""How many messages are shown at first."""

_EARLIER = 60


class MessageLog:
    """A window on the messages of the conversation `session_id`; None stands for one that has not begun."""

    def __init__(self, page: Page, conversation: Conversation, turn: RunningTurn, approvals: ApprovalActions) -> None:
        self.session_id: UUID | None = None
        self._page = page
        self._conversation = conversation
        self._turn = turn
        self._approvals = approvals
        self._first: int | None = None  # the position of the first message, when there are earlier ones
        self._readings = 0
        self._added_meanwhile: list[ChatMessageRead] = []
        conversation.on('earlier', self._earlier)
        conversation.on('latest', self.show)

    def begin(self) -> None:
        """Show a new conversation; it is stored with its first message."""
        self.session_id = None
        self._first = None
        self._conversation.show([], {}, {}, earlier=False, live=self._turn.find(None))

    async def show(self) -> None:
        """Read and draw the latest messages of the conversation; raises ChatSessionNotFound."""
        session_id = self.session_id
        if session_id is None:
            self.begin()
            self._conversation.put_approvals(await self._approvals.drawn(set()))
            return
        self._readings += 1
        try:
            shown = self._conversation.messages if self._conversation.is_latest else []
            messages, first = await self._read(session_id, None, min(max(WINDOW, len(shown)), MAX_MESSAGES))
            approvals = await self._approvals.drawn(approval_ids(messages))
            if session_id != self.session_id:
                return  # another conversation was opened meanwhile
            self._first = first
            live = self._turn.find(session_id)
            earlier = first is not None
            self._conversation.show(messages, self._rows(card_ids(messages)), approvals, earlier=earlier, live=live)
            for read in tuple(self._added_meanwhile):
                self.add(read)
        finally:
            self._readings -= 1
            if not self._readings:
                self._added_meanwhile.clear()

    def add(self, read: ChatMessageRead) -> bool:
        """Draw a new message at the end; returns False when it is of another conversation or drawn already."""
        if read.session_id != self.session_id:
            return False
        if any(each['id'] == str(read.id) for each in self._conversation.messages):
            return False
        self._turn.end_with(read)
        if self._readings:
            self._added_meanwhile.append(read)
        drawn = message(read, self._page.moment(), self._page.words)
        self._conversation.add(drawn, self._rows(card_ids([drawn])))
        return True

    def said_in(self, turn_id: UUID) -> str:
        """What the person said in a turn; raises NotFound when that is not shown."""
        for each in self._conversation.messages:
            if each['of'] == str(turn_id) and each['role'] == Role.USER:
                return str(each['text'])
        raise NotFound(_('That message is not shown here. Reload the page.'))

    async def _earlier(self) -> None:
        session_id, before = self.session_id, self._first
        if session_id is None or before is None:
            return
        messages, first = await self._read(session_id, before, _EARLIER)
        approvals = await self._approvals.drawn(approval_ids(messages))
        if (session_id, before) == (self.session_id, self._first):
            self._first = first
            cards = self._rows(card_ids(messages))
            self._conversation.add_before(messages, cards, approvals, earlier=first is not None)

    async def _read(self, session_id: UUID, before: int | None, limit: int) -> tuple[list[dict[str, Any]], int | None]:
        """The last messages below the position `before`, and the position of the first if there are earlier ones."""
        read = await self._page.verbs.list_messages(session_id, before=before, limit=limit + 1)
        has_earlier, read = len(read) > limit, read[-limit:]
        first = read[0].position if has_earlier else None
        return [message(each, self._page.moment(), self._page.words) for each in read], first

    def _rows(self, ids: set[UUID]) -> dict[str, Any]:
        tasks, moment = self._page.state.tasks, self._page.moment()
        return {str(each): card_data(tasks[each], moment, self._page.words) if each in tasks else None for each in ids}
