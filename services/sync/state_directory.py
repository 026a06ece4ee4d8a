"""The shared states of a process: one per person who is looking, compared with the database now and then."""

import asyncio
import logging
from contextlib import suppress
from uuid import UUID

from services import task_service
from services.database import Database
from services.errors import Unavailable
from services.hub import EventHub
from services.models import TaskRead
from services.places.reading import Places
from services.relay import Relay
from services.supervision import Supervisor
from services.sync.sync_state import Link, TaskSyncState, newest_first

log = logging.getLogger(__name__)

VERIFY_SECONDS = 60.0
"""How often every state is compared with the database."""

_TIMEOUT_SECONDS = 0.5


class StateDirectory:
    """The shared states of this process: one per person, alive while anything shows it."""

    def __init__(self, database: Database, hub: EventHub, relay: Relay, supervisor: Supervisor) -> None:
        self._database = database
        self._hub = hub
        self._relay = relay
        self._supervisor = supervisor
        self._open: dict[UUID, tuple[TaskSyncState, asyncio.Task[None]]] = {}
        self._uses: dict[UUID, int] = {}
        self._past_repairs = 0
        self._stop_watching = relay.watch(self._on_connection)

    @property
    def repairs(self) -> int:
        """How often any copy of this process differed from the database and was replaced."""
        return self._past_repairs + sum(state.repairs for state, _ in self._open.values())

    def enter(self, user_id: UUID) -> TaskSyncState:
        """The person's state, following the ledger from now on; every enter needs its leave."""
        if user_id not in self._open:
            state = TaskSyncState(self._database, self._hub, user_id)
            state.set_connected(self._relay.connected)
            # One person's trouble must not take the whole process out of service.
            self._open[user_id] = (state, self._supervisor.start('state', state.follow, needed=False))
        self._uses[user_id] = self._uses.get(user_id, 0) + 1
        return self._open[user_id][0]

    def leave(self, user_id: UUID) -> None:
        """Stop needing the person's state; the last to leave ends it."""
        if user_id not in self._uses:
            return
        self._uses[user_id] -= 1
        if not self._uses[user_id]:
            del self._uses[user_id]
            state, following = self._open.pop(user_id)
            self._past_repairs += state.repairs
            following.cancel()

    async def tasks_of(self, user_id: UUID, seq: int) -> list[TaskRead]:
        """The person's tasks, newest first, as of event number `seq` at least."""
        return (await self.things_of(user_id, seq))[0]

    async def things_of(self, user_id: UUID, seq: int) -> tuple[list[TaskRead], Places]:
        """As `tasks_of`, with the person's lists in their order and labels."""
        if user_id in self._open:
            state = self._open[user_id][0]
            with suppress(TimeoutError):
                async with asyncio.timeout(_TIMEOUT_SECONDS):
                    await state.reached(seq)
                    return newest_first(state.tasks.values()), Places(
                        sorted(state.lists.values(), key=lambda each: (each.rank, each.id)),
                        sorted(state.labels.values(), key=lambda each: (each.name.lower(), each.id)),
                    )
        async with self._database.of(user_id).transaction() as session:
            found = await task_service.snapshot(session, user_id)
            return list(found.tasks), found.places

    async def verify(self) -> bool:
        """Compare every state with the database, one after the other; False when any of them differed."""
        right = True
        for state in [state for state, _ in self._open.values() if state.link is Link.LIVE]:
            try:
                right &= await state.verify()
            except Unavailable:
                pass  # which is no difference; the relay says when the database is away
            except Exception:
                # One person's trouble must not keep the others from being compared.
                log.exception('A state could not be compared with the database.')
        return right

    async def keep_verifying(self) -> None:
        """Compare every state with the database now and then, until cancelled."""
        while True:
            await asyncio.sleep(VERIFY_SECONDS)
            await self.verify()

    async def close(self) -> None:
        """End every state."""
        self._stop_watching()
        followers = [following for _, following in self._open.values()]
        self._open.clear()
        self._uses.clear()
        for following in followers:
            following.cancel()
        await asyncio.gather(*followers, return_exceptions=True)

    def _on_connection(self, connected: bool) -> None:
        for state, _ in self._open.values():
            state.set_connected(connected)
