"""One person's changes as the clients of this process receive them: what they missed, then what happens.

The WebSocket and the event stream send the same messages. A client that is new, or has missed too
much, gets a snapshot; a client that cannot keep up gets one, too, and so never slows anybody else.
"""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Self

from pydantic_core import to_json

from app.auth import Caller
from app.bootstrap import Tandem
from services import ledger, task_service
from services.errors import NotSignedIn, Unavailable
from services.events import SyncEvent
from services.hub import QUEUE_LIMIT, Resync
from services.task_service import Snapshot

log = logging.getLogger(__name__)

_RETRY_SECONDS = 0.5


@dataclass(frozen=True)
class Message:
    """What is sent: JSON, and the number of the last event it contains."""

    seq: int
    text: str


class Feed:
    """What one client is told; it follows for the length of a `with` block."""

    def __init__(self, tandem: Tandem, caller: Caller) -> None:
        self._database = tandem.database.of(caller.user_id)
        self._user_id = caller.user_id
        self._is_cut_off = False
        self._close_line = tandem.open_lines.open(caller.credential, caller.user_id, self._cut_off)
        self._subscription = tandem.hub.follow(caller.user_id)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._subscription.close()
        self._close_line()

    def refresh(self) -> None:
        """Tell everything anew, as a snapshot, next."""
        self._subscription.lose()

    async def messages(self, since: int | None = None) -> AsyncGenerator[Message]:
        """First what the client has missed since event number `since`, or a snapshot; then each change.

        Raises NotSignedIn when the login that the client came with has ended.
        """
        first = deque(await self._first(since))
        while first:
            yield first.popleft()  # and not kept: a snapshot is large, and the next change may be long in coming
        async for event in self._subscription:
            if self._is_cut_off:
                raise NotSignedIn('Your login has ended.')
            yield await self._snapshot() if isinstance(event, Resync) else _told(event)

    def _cut_off(self) -> None:
        self._is_cut_off = True
        self._subscription.lose()

    async def _first(self, since: int | None) -> list[Message]:
        missed = None if since is None else await self._missed(since)
        if missed is None:
            return [await self._snapshot()]
        self._subscription.start_after(missed[-1].seq if missed else since or 0)
        return [_told(event) for event in missed]

    async def _missed(self, since: int) -> Sequence[SyncEvent] | None:
        """The events after number `since`; None when they are too many, or are not all there any more."""
        async with self._database.transaction() as session:
            reached = await ledger.position(session, self._user_id)
            if not 0 <= reached - since <= QUEUE_LIMIT:
                return None
            missed = await ledger.read(session, self._user_id, since, QUEUE_LIMIT)
        is_whole = not missed or missed[0].seq == since + 1
        return missed if is_whole and len(missed) >= reached - since else None

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
                return _everything(found)


def _told(event: SyncEvent) -> Message:
    return Message(event.seq, event.wire)


def _everything(found: Snapshot) -> Message:
    whole = {'type': 'sync_response', 'seq': found.seq, 'data': {'tasks': found.tasks}}
    return Message(found.seq, to_json(whole).decode())
