"""Fan-out within the process: events that the relay brings, delivered to every follower.

Publishing never waits. Each follower has a bounded queue; one that falls behind loses its queue
and has to take a snapshot instead, so it can neither slow others down nor fill the memory.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from uuid import UUID

from services.events import SyncEvent

QUEUE_LIMIT = 1_000
"""How many events a follower may fall behind."""


@dataclass(frozen=True)
class Resync:
    """Delivered to a follower that missed something: take a snapshot and `start_after` its number."""


class Subscription:
    """One follower of one person's events; iterate to receive them, use as a context to end it."""

    def __init__(self, hub: 'EventHub', user_id: UUID) -> None:
        self.user_id = user_id
        self._hub = hub
        self._queue: deque[SyncEvent] = deque()
        self._wake = asyncio.Event()
        self.after: int | None = None
        self._needs_snapshot = False
        self._closed = False

    def start_after(self, seq: int) -> None:
        """Deliver what comes after event `seq`, which the follower knows already."""
        self.after = seq
        self._hub.ensure_position(self.user_id, seq)
        self._wake.set()

    def offer(self, event: SyncEvent) -> None:
        """Queue an event; called by the hub."""
        if self._needs_snapshot:
            return
        if len(self._queue) >= QUEUE_LIMIT:
            self.require_snapshot()
        else:
            self._queue.append(event)
            self._wake.set()

    def require_snapshot(self) -> None:
        """Drop the queue and have the follower take a snapshot."""
        self._queue.clear()
        self._needs_snapshot = True
        self._wake.set()

    def close(self) -> None:
        """Stop following; the iteration ends."""
        self._closed = True
        self._hub.remove(self)
        self._wake.set()

    def __aiter__(self) -> AsyncIterator[SyncEvent | Resync]:
        return self._deliver()

    async def _deliver(self) -> AsyncIterator[SyncEvent | Resync]:
        while not self._closed:
            if self._needs_snapshot:
                # From here on events are queued again, so none falls between the snapshot and the feed.
                self._needs_snapshot = False
                self.after = None
                yield Resync()
            elif self.after is None or not self._queue:
                self._wake.clear()
                await self._wake.wait()
            else:
                event = self._queue.popleft()
                if event.seq > self.after + 1:
                    self.require_snapshot()
                elif event.seq > self.after:
                    self.after = event.seq
                    yield event

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.close()


class EventHub:
    """The followers of each person in this process, and how far that person's events have been published."""

    def __init__(self) -> None:
        self._followers: dict[UUID, set[Subscription]] = {}
        self._positions: dict[UUID, int] = {}

    def follow(self, user_id: UUID) -> Subscription:
        """Start following; take a snapshot next and call `start_after` with its number."""
        subscription = Subscription(self, user_id)
        self._followers.setdefault(user_id, set()).add(subscription)
        return subscription

    def remove(self, subscription: Subscription) -> None:
        """End a subscription; ending it twice is harmless."""
        followers = self._followers.get(subscription.user_id)
        if followers is None:
            return
        followers.discard(subscription)
        if not followers:
            del self._followers[subscription.user_id]
            self._positions.pop(subscription.user_id, None)

    def publish(self, event: SyncEvent) -> None:
        """Deliver the next event of a person to their followers; one that was published before is ignored."""
        if event.user_id not in self._followers:
            return
        position = self._positions.get(event.user_id)
        if position is not None and event.seq <= position:
            return
        self._positions[event.user_id] = event.seq
        for follower in tuple(self._followers[event.user_id]):
            follower.offer(event)

    def position(self, user_id: UUID) -> int | None:
        """The number of the last event published here, None when that is not known yet."""
        return self._positions.get(user_id)

    def ensure_position(self, user_id: UUID, seq: int) -> None:
        """Begin publishing after `seq` unless a position is known already."""
        if user_id in self._followers:
            self._positions.setdefault(user_id, seq)

    def rewind(self, user_id: UUID) -> int | None:
        """Publish again from what every follower has; returns its number, None when nobody has anything yet.

        Called when commits arrive again. A follower that is just taking its snapshot has to take
        another: what was committed without a notification may be missing from it.
        """
        followers = self._followers.get(user_id, set())
        known = [follower.after for follower in followers if follower.after is not None]
        for follower in tuple(followers):
            if follower.after is None:
                follower.require_snapshot()
        if not known:
            self._positions.pop(user_id, None)
            return None
        self._positions[user_id] = min(known)
        return self._positions[user_id]

    def resync(self, user_id: UUID) -> None:
        """Have everyone who follows this person take a snapshot."""
        self._positions.pop(user_id, None)
        for follower in tuple(self._followers.get(user_id, ())):
            follower.require_snapshot()

    @property
    def followed(self) -> tuple[UUID, ...]:
        """Everybody who has followers here."""
        return tuple(self._followers)

    def is_followed(self, user_id: UUID) -> bool:
        """Whether this person has followers here."""
        return user_id in self._followers

    @property
    def follower_count(self) -> int:
        """How many subscriptions are open."""
        return sum(map(len, self._followers.values()))
