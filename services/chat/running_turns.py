"""The turns that run now, in this process and in others: who watches them, and how one is stopped from anywhere."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol
from uuid import UUID

from services.chat.turn import Phase, Turn, TurnSnapshot
from services.errors import TurnNotFound

log = logging.getLogger(__name__)

FRAME_SECONDS = 1 / 15
"""How often snapshots are published. The first is published at once; what follows soon after goes together."""


class Peers(Protocol):
    """The other processes that share the database."""

    def publish(self, snapshot: TurnSnapshot) -> None:
        """Send them a snapshot of a turn that runs here."""
        ...

    def request_stop(self, user_id: UUID, turn_id: UUID) -> None:
        """Ask the process in which this turn runs to stop it."""
        ...


class NoPeers:
    """What a process has that is alone with its database."""

    def publish(self, snapshot: TurnSnapshot) -> None:
        """Nobody has to be sent anything."""

    def request_stop(self, user_id: UUID, turn_id: UUID) -> None:
        """No turn runs elsewhere."""


class RunningTurns:
    """The turns that run now; what happens to those of this process is published to watchers and `peers`."""

    def __init__(self, peers: Peers | None = None) -> None:
        self._peers = peers or NoPeers()
        self._local: dict[UUID, Turn] = {}
        self._remote: dict[UUID, TurnSnapshot] = {}
        self._watchers: dict[UUID, set[Callable[[TurnSnapshot], None]]] = {}
        self._changed: dict[UUID, Turn] = {}
        self._frame: asyncio.TimerHandle | None = None
        self._published_at = -FRAME_SECONDS

    def begin(self, turn_id: UUID, user_id: UUID, session_id: UUID, *, is_shown: bool = True) -> Turn:
        """A turn of this process, until it has ended.

        One that is not shown is over as soon as a snapshot of it would arrive; none is published.
        """
        turn = Turn(turn_id, user_id, session_id, self._on_change, is_shown=is_shown)
        self._local[turn_id] = turn
        return turn

    def watch(self, user_id: UUID, watcher: Callable[[TurnSnapshot], None]) -> Callable[[], None]:
        """Call `watcher` with snapshots of this person's turns; returns what ends that."""
        watchers = self._watchers.setdefault(user_id, set())
        watchers.add(watcher)

        def end() -> None:
            watchers.discard(watcher)
            if not watchers and self._watchers.get(user_id) is watchers:
                del self._watchers[user_id]

        return end

    def running(self, user_id: UUID, session_id: UUID | None = None) -> list[TurnSnapshot]:
        """The person's turns that are shown, of one conversation or of all, wherever they run."""
        snapshots = [turn.snapshot() for turn in self.shown()] + list(self._remote.values())
        return [each for each in snapshots if each.user_id == user_id and session_id in {None, each.session_id}]

    def find(self, turn_id: UUID) -> Turn | None:
        """The turn, if it runs in this process."""
        return self._local.get(turn_id)

    def local(self) -> Sequence[Turn]:
        """The turns of this process."""
        return tuple(self._local.values())

    def shown(self) -> Sequence[Turn]:
        """The turns of this process that are shown."""
        return tuple(turn for turn in self._local.values() if turn.is_shown)

    def stop(self, user_id: UUID, turn_id: UUID) -> Turn | None:
        """Stop a turn, wherever it runs; None when that is elsewhere. Raises TurnNotFound when it does not run."""
        turn = self._local.get(turn_id)
        if turn is not None and turn.user_id == user_id:
            turn.stop()
            return turn
        remote = self._remote.get(turn_id)
        if remote is None or remote.user_id != user_id:
            raise TurnNotFound
        self._peers.request_stop(user_id, turn_id)
        return None

    def receive(self, snapshot: TurnSnapshot) -> bool:
        """Take in a snapshot from another process; False when something is missing before it."""
        if snapshot.turn_id in self._local:
            return True
        if snapshot.phase is Phase.RUNNING:
            whole = snapshot.after(self._remote.get(snapshot.turn_id))
            if whole is None:
                return False
            self._remote[whole.turn_id] = whole
        else:
            self._remote.pop(snapshot.turn_id, None)
        self._notify_watchers(snapshot)
        return True

    def forget(self, turn_ids: Iterable[UUID]) -> None:
        """Show turns of other processes as failed, because nothing is heard of them any more."""
        for turn_id in turn_ids:
            lost = self._remote.pop(turn_id, None)
            if lost is not None:
                self._notify_watchers(lost.model_copy(update={'phase': Phase.FAILED, 'status': ''}))

    def _on_change(self, turn: Turn) -> None:
        has_ended = turn.phase is not Phase.RUNNING
        if has_ended:
            self._local.pop(turn.id, None)
        if not turn.is_shown:
            return
        self._changed[turn.id] = turn
        if has_ended:
            self._publish_changed()
        elif self._frame is None:
            loop = asyncio.get_running_loop()
            self._frame = loop.call_at(max(self._published_at + FRAME_SECONDS, loop.time()), self._publish_changed)

    def _publish_changed(self) -> None:
        if self._frame is not None:
            self._frame.cancel()
            self._frame = None
        self._published_at = asyncio.get_running_loop().time()
        changed, self._changed = self._changed, {}
        for turn in changed.values():
            snapshot = turn.snapshot(turn.published_length)
            turn.published_length = len(turn.text)
            self._notify_watchers(snapshot)
            self._peers.publish(snapshot)

    def _notify_watchers(self, snapshot: TurnSnapshot) -> None:
        for watcher in tuple(self._watchers.get(snapshot.user_id, ())):
            try:
                watcher(snapshot)
            except Exception:
                # One view's failure must not keep the others from seeing it.
                log.exception('A view could not take in a snapshot of a turn.')
