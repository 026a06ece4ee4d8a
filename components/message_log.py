"""The messages of one conversation that a page shows: the latest, and earlier ones as somebody scrolls up."""

from typing import Any
from uuid import UUID

from components.approving import Approving
from components.conversation import MOST, Conversation
from components.live import Page
from components.messages import approval_ids, card_ids, message
from components.rows import row
from components.running_turn import RunningTurn
from services import chat_service
from services.errors import NotFound
from services.models import ChatMessageRead
from services.vocabulary import Role

_WINDOW = 40
_MORE = 60


class MessageLog:
    """Keeps the window on the conversation `session_id`; None stands for one that has not begun."""

    def __init__(self, page: Page, conversation: Conversation, turn: RunningTurn, approving: Approving) -> None:
        self.session_id: UUID | None = None
        self._page = page
        self._conversation = conversation
        self._turn = turn
        self._approving = approving
        self._first: int | None = None
        self._readings = 0
        self._heard_meanwhile: list[ChatMessageRead] = []
        conversation.on('earlier', self._earlier)
        conversation.on('latest', self.show)

    def begin(self) -> None:
        """Show a conversation that has not begun; it is stored with its first message."""
        self.session_id = None
        self._first = None
        self._conversation.show([], {}, {}, earlier=False, live=self._turn.find(None))

    async def show(self) -> None:
        """Draw the latest messages of the conversation anew; raises ChatSessionNotFound."""
        session_id = self.session_id
        if session_id is None:
            self.begin()
            return
        self._readings += 1
        try:
            shown = self._conversation.messages if self._conversation.is_latest else []
            read = await self._read(session_id, None, min(max(_WINDOW, len(shown)), MOST))
            asked = await self._approving.drawn(approval_ids(read))
            if session_id != self.session_id:
                return  # somebody has opened another one in the meantime
            live = self._turn.find(session_id)
            earlier = self._first is not None
            self._conversation.show(read, self._rows(card_ids(read)), asked, earlier=earlier, live=live)
            for heard in tuple(self._heard_meanwhile):
                self.hear(heard)
        finally:
            self._readings -= 1
            if not self._readings:
                self._heard_meanwhile.clear()

    def hear(self, heard: ChatMessageRead) -> bool:
        """Draw a message that was said just now; returns whether it belongs here and is new."""
        if heard.session_id != self.session_id:
            return False
        if any(each['id'] == str(heard.id) for each in self._conversation.messages):
            return False
        self._turn.hear(heard)
        if self._readings:
            self._heard_meanwhile.append(heard)
        shown = message(heard, self._page.moment(), self._page.words)
        self._conversation.add(shown, self._rows(card_ids([shown])))
        return True

    def said_in(self, turn_id: UUID) -> str:
        """What the person said in a turn; raises NotFound when that is not shown."""
        said = [each for each in self._conversation.messages if each['of'] == str(turn_id)]
        words = [each['text'] for each in said if each['role'] == Role.USER]
        if not words:
            raise NotFound('That message is not shown here. Reload the page.')
        return str(words[0])

    async def _earlier(self) -> None:
        session_id, before = self.session_id, self._first
        if session_id is None or before is None:
            return
        read = await self._read(session_id, before, _MORE)
        asked = await self._approving.drawn(approval_ids(read))
        if session_id == self.session_id:
            cards = self._rows(card_ids(read))
            self._conversation.add_before(read, cards, asked, earlier=self._first is not None)

    async def _read(self, session_id: UUID, before: int | None, limit: int) -> list[dict[str, Any]]:
        async with self._page.database.transaction() as session:
            found = await chat_service.list_messages(
                session, self._page.user_id, session_id, before=before, limit=limit + 1
            )
        read = [ChatMessageRead.model_validate(each) for each in found]
        has_more, read = len(read) > limit, read[-limit:]
        self._first = read[0].position if has_more else None
        return [message(each, self._page.moment(), self._page.words) for each in read]

    def _rows(self, ids: set[UUID]) -> dict[str, Any]:
        tasks, moment = self._page.state.tasks, self._page.moment()
        return {str(each): row(tasks[each], moment, self._page.words) if each in tasks else None for each in ids}
