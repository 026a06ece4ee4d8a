"""The turn that runs in the conversation on the screen, and the way to stop it."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from components.conversation import Conversation
from components.live import Page
from components.messages import live
from components.text_entry import TextEntry
from services.errors import TurnNotFound
from services.models import ChatMessageRead
from services.turn import Phase, Progress
from services.vocabulary import Role


class RunningTurn:
    """What one page knows of it; begun by anybody, anywhere, in the same conversation."""

    def __init__(self, page: Page, conversation: Conversation, entry: TextEntry) -> None:
        self._page = page
        self._conversation = conversation
        self._entry = entry
        self._known: Progress | None = None
        entry.on('stop', self.stop)

    def find(self, session_id: UUID | None) -> dict[str, Any] | None:
        """Look for a turn that runs in this conversation; returns how to draw it."""
        turns = self._page.assistant.turns
        running = turns.running(self._page.user_id, session_id) if session_id else []
        self._know(running[0] if running else None)
        return live(self._known) if self._known else None

    def apply(self, news: Progress) -> None:
        """Draw how a turn of this conversation comes on."""
        if news.phase is Phase.RUNNING:
            known = self._known if self._known is not None and self._known.turn_id == news.turn_id else None
            whole = news.after(known)
            if whole is None:
                found = self.find(news.session_id)
                self._conversation.put_live(found, found)
            else:
                goes_on = known is not None and news.at == len(known.text)
                self._know(whole)
                self._conversation.put_live(live(whole), live(news, goes_on=True) if goes_on else live(whole))
        elif self._known is not None and self._known.turn_id == news.turn_id:
            self._know(None)
            if news.phase is Phase.FAILED:
                self._conversation.put_live(None, None)

    def hear(self, heard: ChatMessageRead) -> None:
        """Take in a message: the answer ends its turn."""
        if heard.role is Role.ASSISTANT and self._known is not None and heard.turn_id == self._known.turn_id:
            self._know(None)

    def stop(self) -> None:
        """Stop it, wherever it runs; one that has just ended needs no stopping."""
        if self._known is not None:
            with suppress(TurnNotFound):
                self._page.assistant.turns.stop(self._page.user_id, self._known.turn_id)

    def _know(self, progress: Progress | None) -> None:
        if (progress is None) is not (self._known is None):
            self._entry.set_running(running=progress is not None)
        self._known = progress
