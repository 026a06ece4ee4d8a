"""The turn that runs in the conversation on the screen, and the button that stops it."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from components.chat.conversation import Conversation
from components.chat.messages import live
from components.controls.text_entry import TextEntry
from components.live import Page
from services.chat.turn import Phase, TurnSnapshot
from services.errors import TurnNotFound
from services.models import ChatMessageRead
from services.values.vocabulary import Role


class RunningTurn:
    """The running turn as one page shows it, whoever began it and in whichever process it runs."""

    def __init__(self, page: Page, conversation: Conversation, entry: TextEntry) -> None:
        self._page = page
        self._conversation = conversation
        self._entry = entry
        self._shown: TurnSnapshot | None = None
        entry.on('stop', self.stop)

    def find(self, session_id: UUID | None) -> dict[str, Any] | None:
        """Look for a turn that runs in this conversation; returns what the browser needs to draw it."""
        running = self._page.verbs.running_turns(session_id) if session_id else []
        self._show(running[0] if running else None)
        return live(self._shown) if self._shown else None

    def apply(self, snapshot: TurnSnapshot) -> None:
        """Draw a snapshot of a turn of this conversation."""
        is_shown = self._shown is not None and self._shown.turn_id == snapshot.turn_id
        if snapshot.phase is Phase.RUNNING:
            self._draw(snapshot, self._shown if is_shown else None)
        elif is_shown:
            self._show(None)
            if snapshot.phase is Phase.FAILED:
                self._conversation.put_live(None, None)

    def _draw(self, snapshot: TurnSnapshot, shown: TurnSnapshot | None) -> None:
        whole = snapshot.after(shown)
        if whole is None:
            found = self.find(snapshot.session_id)
            self._conversation.put_live(found, found)
            return
        appends = shown is not None and snapshot.offset == len(shown.text)
        self._show(whole)
        self._conversation.put_live(live(whole), live(snapshot, appends=True) if appends else live(whole))

    def end_with(self, message: ChatMessageRead) -> None:
        """The turn has ended, if this message is its reply."""
        if message.role is Role.ASSISTANT and self._shown is not None and message.turn_id == self._shown.turn_id:
            self._show(None)

    def stop(self) -> None:
        """Stop it, wherever it runs; one that has just ended needs no stopping."""
        if self._shown is not None:
            with suppress(TurnNotFound):
                self._page.verbs.stop_turn(self._shown.turn_id)

    def _show(self, snapshot: TurnSnapshot | None) -> None:
        if (snapshot is None) is not (self._shown is None):
            self._entry.set_running(running=snapshot is not None)
        self._shown = snapshot
