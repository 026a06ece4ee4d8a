"""Following the hub in a test: collect what arrives until something has arrived, and never wait for ever."""

import asyncio
from uuid import UUID

from services import task_service
from services.database import Database
from services.events import EventType, SyncEvent
from services.hub import EventHub, Resync, Subscription
from services.models import TaskRead
from services.places.models import LabelRead, TaskListRead
from services.sync.sync_state import Link, TaskSyncState
from services.task_service import Snapshot
from tests.timeouts import TIMEOUT


async def collect(subscription: Subscription, until: int) -> list[SyncEvent]:
    """Everything that is delivered up to event number `until`; a resync is an error."""
    collected: list[SyncEvent] = []
    async with asyncio.timeout(TIMEOUT):
        async for event in subscription:
            assert not isinstance(event, Resync), 'told to resync'
            collected.append(event)
            if event.seq >= until:
                break
    return collected


async def next_of(subscription: Subscription) -> SyncEvent | Resync:
    """The next thing that is delivered."""
    async with asyncio.timeout(TIMEOUT):
        return await anext(aiter(subscription))


async def reached(state: TaskSyncState, seq: int) -> None:
    """Return once the state contains event number `seq`."""
    async with asyncio.timeout(TIMEOUT):
        await state.reached(seq)


def next_link(state: TaskSyncState) -> asyncio.Future[Link]:
    """What the link of the state changes to next."""
    changed = asyncio.get_running_loop().create_future()

    def tell(link: Link) -> None:
        stop()
        if not changed.done():
            changed.set_result(link)

    stop = state.watch_link(tell)
    return changed


async def until_link(state: TaskSyncState, link: Link) -> None:
    """Return once the state has this link."""
    async with asyncio.timeout(TIMEOUT):
        while state.link is not link:
            await next_link(state)


def things_in(found: Snapshot) -> tuple[dict[UUID, TaskRead], dict[UUID, TaskListRead | LabelRead]]:
    """The tasks of a snapshot, and its lists and labels, by their ids."""
    places: list[TaskListRead | LabelRead] = [*found.places.lists, *found.places.labels]
    return {task.id: task for task in found.tasks}, {place.id: place for place in places}


class StaleCopy:
    """What a view holds: a snapshot, changed by events alone."""

    def __init__(self, hub: EventHub, database: Database, user_id: UUID) -> None:
        self.tasks: dict[UUID, TaskRead] = {}
        self.places: dict[UUID, TaskListRead | LabelRead] = {}
        self.seen: list[int] = []
        self.snapshots = 0
        self._database = database
        self._user_id = user_id
        self._subscription = hub.follow(user_id)

    async def look(self) -> None:
        """Take a snapshot, and go on from there."""
        async with self._database.transaction() as session:
            found = await task_service.snapshot(session, self._user_id)
        self.tasks, self.places = things_in(found)
        self.seen = [found.seq]
        self.snapshots += 1
        self._subscription.start_after(found.seq)

    async def catch_up(self, until: int) -> None:
        """Apply what is delivered up to event number `until`."""
        async with asyncio.timeout(TIMEOUT):
            while self.seen[-1] < until:
                event = await anext(aiter(self._subscription))
                if isinstance(event, Resync):
                    await self.look()
                else:
                    self.apply(event)

    def apply(self, event: SyncEvent) -> None:
        """Change the copy as the event says."""
        self.seen.append(event.seq)
        if event.type is EventType.TASK_DELETED:
            del self.tasks[event.task.id]
        elif event.type.subject == 'task':
            self.tasks[event.task.id] = event.task
        elif isinstance(event.entity, TaskListRead | LabelRead):
            self.places.pop(event.entity.id, None)
            if event.type not in {EventType.LIST_DELETED, EventType.LABEL_DELETED}:
                self.places[event.entity.id] = event.entity

    def close(self) -> None:
        """Stop following."""
        self._subscription.close()
