"""The turns that run, for everyone who watches them in this process, and the way to stop one from anywhere."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from uuid import UUID

from services.errors import TurnNotFound
from services.turn import Phase, Progress, Turn

log = logging.getLogger(__name__)

FRAME_SECONDS = 1 / 15
"""How often those who watch are told. The first news are told at once; what comes soon after is told together."""


class Turns:
    """The turns that run just now, and who watches whose."""

    def __init__(self) -> None:
        self._running: dict[UUID, Turn] = {}
        self._elsewhere: dict[UUID, Progress] = {}
        self._watchers: dict[UUID, set[Callable[[Progress], None]]] = {}
        self._changed: dict[UUID, Turn] = {}
        self._frame: asyncio.TimerHandle | None = None
        self._told_at = -FRAME_SECONDS
        self.tell_others: Callable[[Progress], None] = lambda _: None
        self.stop_elsewhere: Callable[[UUID, UUID], None] = lambda _user, _turn: None

    def begin(self, turn_id: UUID, user_id: UUID, session_id: UUID, *, watched: bool = True) -> Turn:
        """Note that a turn runs; it is forgotten when it has ended.

        Nobody is told how one comes on that is not `watched`: its answer is there as soon as the news would be.
        """
        turn = Turn(turn_id, user_id, session_id, self._on_change, watched=watched)
        self._running[turn_id] = turn
        return turn

    def watch(self, user_id: UUID, watcher: Callable[[Progress], None]) -> Callable[[], None]:
        """Tell `watcher` how this person's turns come on; returns what ends that."""
        watchers = self._watchers.setdefault(user_id, set())
        watchers.add(watcher)

        def end() -> None:
            watchers.discard(watcher)
            if not watchers and self._watchers.get(user_id) is watchers:
                del self._watchers[user_id]

        return end

    def running(self, user_id: UUID, session_id: UUID | None = None) -> list[Progress]:
        """The person's turns that can be watched just now, in one conversation or in all."""
        known = [turn.progress() for turn in self._running.values() if turn.watched] + list(self._elsewhere.values())
        return [one for one in known if one.user_id == user_id and session_id in {None, one.session_id}]

    def find(self, turn_id: UUID) -> Turn | None:
        """The turn, if it runs in this process."""
        return self._running.get(turn_id)

    def here(self) -> Sequence[Turn]:
        """The turns that run in this process."""
        return tuple(self._running.values())

    def stop(self, user_id: UUID, turn_id: UUID) -> Turn | None:
        """Stop a turn, wherever it runs; None when that is elsewhere. Raises TurnNotFound when it does not run."""
        turn = self._running.get(turn_id)
        if turn is not None and turn.user_id == user_id:
            turn.stop()
            return turn
        found = self._elsewhere.get(turn_id)
        if found is None or found.user_id != user_id:
            raise TurnNotFound
        self.stop_elsewhere(user_id, turn_id)
        return None

    def hear(self, progress: Progress) -> bool:
        """Take in how a turn of another process comes on; False when something was missed before it."""
        if progress.turn_id in self._running:
            return True
        if progress.phase is Phase.RUNNING:
            whole = progress.after(self._elsewhere.get(progress.turn_id))
            if whole is None:
                return False
            self._elsewhere[whole.turn_id] = whole
        else:
            self._elsewhere.pop(progress.turn_id, None)
        self._show(progress)
        return True

    def forget_elsewhere(self, turn_ids: Sequence[UUID]) -> None:
        """Note that turns of another process will not be heard of again."""
        for turn_id in turn_ids:
            gone = self._elsewhere.pop(turn_id, None)
            if gone is not None:
                self._show(gone.model_copy(update={'phase': Phase.FAILED, 'note': ''}))

    def _on_change(self, turn: Turn) -> None:
        if not turn.watched:
            if turn.phase is not Phase.RUNNING:
                self._running.pop(turn.id, None)
            return
        self._changed[turn.id] = turn
        if turn.phase is not Phase.RUNNING:
            self._running.pop(turn.id, None)
            self._flush()
        elif self._frame is None:
            loop = asyncio.get_running_loop()
            self._frame = loop.call_at(max(self._told_at + FRAME_SECONDS, loop.time()), self._flush)

    def _flush(self) -> None:
        if self._frame is not None:
            self._frame.cancel()
            self._frame = None
        self._told_at = asyncio.get_running_loop().time()
        changed, self._changed = self._changed, {}
        for turn in changed.values():
            progress = turn.progress(turn.unsent)
            turn.unsent = len(turn.text)
            self._show(progress)
            self.tell_others(progress)

    def _show(self, progress: Progress) -> None:
        for watcher in tuple(self._watchers.get(progress.user_id, ())):
            try:
                watcher(progress)
            except Exception:
                # One view's trouble must not keep the others from being told.
                log.exception('A view could not be told how a turn comes on.')
