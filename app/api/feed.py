"""The messages that the WebSocket and the event stream send: what the client missed, then each change.

A client that is new, has missed too much or cannot keep up gets a snapshot, so it never slows the others.
"""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from pydantic import BaseModel
from pydantic_core import to_json

from app.auth import Caller
from app.bootstrap import Tandem
from services import ledger, task_service
from services.errors import NotSignedIn, Unavailable
from services.events import SyncEvent
from services.hub import QUEUE_LIMIT, Resync
from services.models import TaskRead
from services.places.models import LabelRead, TaskListRead
from services.task_service import Snapshot

log = logging.getLogger(__name__)

_RETRY_SECONDS = 0.5


@dataclass(frozen=True)
class Message:
    """A message as JSON, and the number of the last event in it."""

    seq: int
    text: str


class Everything(BaseModel):
    """A snapshot, for a client that cannot catch up event by event."""

    tasks: Sequence[TaskRead]
    lists: Sequence[TaskListRead]
    labels: Sequence[LabelRead]

    @classmethod
    def of(cls, found: Snapshot) -> 'Everything':
        """All that was found; it has been validated by then."""
        return cls.model_construct(tasks=found.tasks, lists=found.places.lists, labels=found.places.labels)


class Feed:
    """The messages for one client; subscribed for the length of a `with` block. Raises TooMany."""

    def __init__(self, tandem: Tandem, caller: Caller) -> None:
        self._database = tandem.database.of(caller.user_id)
        self._user_id = caller.user_id
        self._is_cut_off = False
        self._close_connection = tandem.open_connections.add(
            caller.credential, caller.user_id, self._cut_off, is_program=caller.name is not None
        )
        self._subscription = tandem.hub.follow(caller.user_id)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._subscription.close()
        self._close_connection()

    @property
    def user_id(self) -> UUID:
        """Whose events these are."""
        return self._user_id

    def refresh(self) -> None:
        """Send a snapshot next."""
        self._subscription.require_snapshot()

    async def messages(self, since: int | None = None) -> AsyncGenerator[Message]:
        """First the events after number `since`, or a snapshot; then each change.

        Raises NotSignedIn when the login of the client ends.
        """
        first = deque(await self._first(since))
        while first:
            yield first.popleft()  # not kept: a snapshot is large, and the next change may be long in coming
        async for event in self._subscription:
            if self._is_cut_off:
                raise NotSignedIn('Your login has ended.')
            yield await self._snapshot() if isinstance(event, Resync) else _message(event)

    def _cut_off(self) -> None:
        self._is_cut_off = True
        self._subscription.require_snapshot()

    async def _first(self, since: int | None) -> list[Message]:
        missed = None if since is None else await self._missed(since)
        if missed is None:
            return [await self._snapshot()]
        self._subscription.start_after(missed[-1].seq if missed else since or 0)
        return [_message(event) for event in missed]

    async def _missed(self, since: int) -> Sequence[SyncEvent] | None:
        """The events after number `since`; None when they are too many, or not all of them can be read here."""
        async with self._database.transaction() as session:
            reached = await ledger.position(session, self._user_id)
            if not 0 <= reached - since <= QUEUE_LIMIT:
                return None
            missed = await ledger.read_next(session, self._user_id, since, QUEUE_LIMIT)
        return missed if len(missed) >= reached - since else None

    async def _snapshot(self) -> Message:
        while True:
            try:
                async with self._database.transaction() as session:
                    found = await task_service.snapshot(session, self._user_id)
            except Unavailable:
                log.warning('A client waits for its snapshot: the database cannot be reached.')
                await asyncio.sleep(_RETRY_SECONDS)
            else:
                self._subscription.start_after(found.seq)
                return _snapshot_message(found)


def _message(event: SyncEvent) -> Message:
    return Message(event.seq, event.wire)


def _snapshot_message(found: Snapshot) -> Message:
    whole = {'type': 'sync_response', 'seq': found.seq, 'data': Everything.of(found)}
    return Message(found.seq, to_json(whole).decode())
