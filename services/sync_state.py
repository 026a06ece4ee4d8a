"""What a set of views shows, kept in step with the ledger.

All views of one person in one process share one TaskSyncState. It is filled from a snapshot and
changed by events alone, those of the person's own gestures included.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from types import MappingProxyType
from uuid import UUID

from services import ledger, task_service
from services.cause import Cause
from services.database import Database
from services.errors import Unavailable
from services.events import EventType, SyncEvent
from services.hub import EventHub, Resync, Subscription
from services.models import TaskCreate, TaskRead, TaskUpdate

log = logging.getLogger(__name__)

Listener = Callable[[SyncEvent | None], None]
"""Told of each event after it was applied; None means that everything may have changed."""

_RETRY_SECONDS = 0.5
_PATIENCE_SECONDS = 0.5


class TaskSyncState:
    """One person's tasks as their views show them.

    `tasks` maps ids to tasks, newest first after a snapshot; `seq` numbers the last event they
    contain. `is_loading` is true until the first snapshot is there; `error` holds the sentence of
    the last failure to load, and is None again as soon as it works.
    """

    def __init__(self, database: Database, hub: EventHub, user_id: UUID) -> None:
        self.user_id = user_id
        self.seq = 0
        self.is_loading = True
        self.error: str | None = None
        self._database = database
        self._hub = hub
        self._tasks: dict[UUID, TaskRead] = {}
        self._listeners: set[Listener] = set()
        self._moved = asyncio.Condition()

    @property
    def tasks(self) -> Mapping[UUID, TaskRead]:
        """The tasks by id; read only, because only events change them."""
        return MappingProxyType(self._tasks)

    async def add_task(self, task: TaskCreate, *, cause: Cause | None = None) -> TaskRead:
        """Add a task for everybody to see; this state, too, learns of it from the event."""
        async with self._database.transaction() as session:
            created = await task_service.create_task(session, self.user_id, task, cause=cause)
        return TaskRead.model_validate(created)

    async def get_task(self, task_id: UUID) -> TaskRead:
        """The task as it is stored; raises TaskNotFound."""
        async with self._database.transaction() as session:
            return TaskRead.model_validate(await task_service.get_task(session, self.user_id, task_id))

    async def update_task(
        self, task_id: UUID, updates: TaskUpdate, *, cause: Cause | None = None, expected_version: int | None = None
    ) -> TaskRead:
        """Change a task for everybody to see."""
        async with self._database.transaction() as session:
            changed = await task_service.update_task(
                session, self.user_id, task_id, updates, cause=cause, expected_version=expected_version
            )
        return TaskRead.model_validate(changed)

    async def delete_task(self, task_id: UUID, *, cause: Cause | None = None) -> None:
        """Delete a task for everybody to see."""
        async with self._database.transaction() as session:
            await task_service.delete_task(session, self.user_id, task_id, cause=cause)

    async def sync_tasks(self) -> None:
        """Replace everything by what the database holds now; raises Unavailable."""
        await self._load(None)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Tell `listener` of every change from now on; returns what ends that."""
        self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)

    async def reached(self, seq: int) -> None:
        """Return once event number `seq` has been applied."""
        async with self._moved:
            await self._moved.wait_for(lambda: self.seq >= seq and not self.is_loading)

    async def follow(self) -> None:
        """Load, then apply events until cancelled."""
        with self._hub.follow(self.user_id) as subscription:
            await self._load_until_it_works(subscription)
            async for event in subscription:
                if isinstance(event, Resync):
                    await self._load_until_it_works(subscription)
                else:
                    await self._apply(event)

    async def _load_until_it_works(self, subscription: Subscription) -> None:
        while True:
            try:
                await self._load(subscription)
            except Unavailable:
                await asyncio.sleep(_RETRY_SECONDS)
            else:
                return

    async def _load(self, subscription: Subscription | None) -> None:
        try:
            async with self._database.transaction() as session:
                found = await task_service.snapshot(session, self.user_id)
        except Unavailable as error:
            self.error = str(error)
            self._tell(None)
            raise
        if found.seq < self.seq and subscription is None:
            return
        self._tasks = {task.id: task for task in found.tasks}
        self.is_loading = False
        self.error = None
        if subscription is not None:
            subscription.start_after(found.seq)
        await self._move_to(found.seq)
        self._tell(None)

    async def _apply(self, event: SyncEvent) -> None:
        if event.seq <= self.seq:
            return
        if event.type is EventType.TASK_DELETED:
            self._tasks.pop(event.task.id, None)
        elif event.type.subject == 'task':
            self._tasks[event.task.id] = event.task
        await self._move_to(event.seq)
        self._tell(event)

    async def _move_to(self, seq: int) -> None:
        async with self._moved:
            self.seq = seq
            self._moved.notify_all()

    def _tell(self, event: SyncEvent | None) -> None:
        for listener in tuple(self._listeners):
            try:
                listener(event)
            except Exception:
                # One view's trouble must not keep the others from being told.
                log.exception('A view could not be told of a change.')


def newest_first(tasks: Iterable[TaskRead]) -> list[TaskRead]:
    """The order in which tasks are listed everywhere."""
    return sorted(tasks, key=lambda task: (task.created_at, task.id), reverse=True)


class StateDirectory:
    """The shared states of this process: one per person, alive while anything shows it."""

    def __init__(self, database: Database, hub: EventHub) -> None:
        self._database = database
        self._hub = hub
        self._open: dict[UUID, tuple[TaskSyncState, asyncio.Task[None]]] = {}
        self._uses: dict[UUID, int] = {}

    def enter(self, user_id: UUID) -> TaskSyncState:
        """The person's state, following the ledger from now on; every enter needs its leave."""
        if user_id not in self._open:
            state = TaskSyncState(self._database, self._hub, user_id)
            self._open[user_id] = (state, asyncio.create_task(state.follow(), name=f'state of {user_id}'))
        self._uses[user_id] = self._uses.get(user_id, 0) + 1
        return self._open[user_id][0]

    def leave(self, user_id: UUID) -> None:
        """Stop needing the person's state; the last to leave ends it."""
        if user_id not in self._uses:
            return
        self._uses[user_id] -= 1
        if not self._uses[user_id]:
            del self._uses[user_id]
            self._open.pop(user_id)[1].cancel()

    async def tasks_of(self, user_id: UUID) -> list[TaskRead]:
        """The person's tasks, newest first, with everything in them that is committed by now."""
        if user_id in self._open:
            state = self._open[user_id][0]
            async with self._database.transaction() as session:
                seq = await ledger.position(session, user_id)
            with suppress(TimeoutError):
                async with asyncio.timeout(_PATIENCE_SECONDS):
                    await state.reached(seq)
                    return newest_first(state.tasks.values())
        async with self._database.transaction() as session:
            return list((await task_service.snapshot(session, user_id)).tasks)

    async def close(self) -> None:
        """End every state."""
        followers = [following for _, following in self._open.values()]
        self._open.clear()
        self._uses.clear()
        for following in followers:
            following.cancel()
        await asyncio.gather(*followers, return_exceptions=True)
