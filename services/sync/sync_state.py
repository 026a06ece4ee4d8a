"""What a set of views shows, kept in step with the ledger.

All views of one person in one process share one TaskSyncState. It is filled from a snapshot and
changed by events alone, those of the person's own gestures included.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar
from uuid import UUID

from services import task_service
from services.database import Database
from services.errors import Unavailable
from services.events import EventType, SyncEvent
from services.hub import EventHub, Resync, Subscription
from services.models import TaskCreate, TaskRead, TaskUpdate
from services.places.models import LabelRead, TaskListRead
from services.sync import consistency
from services.tasks.summary import Summary, summarise
from services.values.cause import Cause, Moment

log = logging.getLogger(__name__)

_Place = TypeVar('_Place', TaskListRead, LabelRead)

Listener = Callable[[SyncEvent | None], None]
"""Called with each event after it was applied; None means that everything may have changed."""

_RETRY_SECONDS = 0.5
_TIMEOUT_SECONDS = 0.5
_COMPARISONS = 3
_LISTENERS_AT_ONCE = 50
"""How many listeners are called before the event loop gets a turn; a page takes 0.1 ms."""


class Link(StrEnum):
    """Whether what a state shows is what the database holds."""

    LIVE = 'live'
    CATCHING_UP = 'catching_up'
    OFFLINE = 'offline'


LinkListener = Callable[[Link], None]
"""Called when the link of a state has changed."""


class TaskSyncState:
    """One person's tasks as their views show them.

    `tasks` maps ids to tasks, newest first after a snapshot, `lists` and `labels` ids to those; `seq` numbers the
    last event they contain. `is_loading` is true until the first snapshot is there; `error` holds the sentence of
    the last failure to load, and is None again as soon as it works. `link` says whether changes
    arrive; `repairs` counts how often the copy differed from the database and was replaced.
    """

    def __init__(self, database: Database, hub: EventHub, user_id: UUID) -> None:
        self.user_id = user_id
        self.seq = 0
        self.is_loading = True
        self.error: str | None = None
        self.link = Link.CATCHING_UP
        self.repairs = 0
        self._connected = True
        self._behind = True
        self._expected_seq = 0
        self._subscription: Subscription | None = None
        self._link_listeners: set[LinkListener] = set()
        self._database = database.of(user_id)
        self._hub = hub
        self._tasks: dict[UUID, TaskRead] = {}
        self._lists: dict[UUID, TaskListRead] = {}
        self._labels: dict[UUID, LabelRead] = {}
        self._listeners: set[Listener] = set()
        self._moved = asyncio.Condition()
        self._counting = asyncio.Lock()
        self._counted: tuple[object, Summary] | None = None

    @property
    def tasks(self) -> Mapping[UUID, TaskRead]:
        """The tasks by id; read only, because only events change them."""
        return MappingProxyType(self._tasks)

    @property
    def lists(self) -> Mapping[UUID, TaskListRead]:
        """The lists by id, as `tasks`; `rank` orders them."""
        return MappingProxyType(self._lists)

    @property
    def labels(self) -> Mapping[UUID, LabelRead]:
        """The labels by id, as `tasks`."""
        return MappingProxyType(self._labels)

    def name_of(self, written: str) -> str | None:
        """What the list, label or task with this id is called, as ids stand in events; None when it is not there."""
        place = UUID(written)
        if task := self._tasks.get(place):
            return task.title
        found = self._lists.get(place) or self._labels.get(place)
        return found.name if found else None

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

    async def count_day(self, moment: Moment) -> Summary:
        """The numbers of the day at `moment`, counted once a minute and event for all who ask; raises Unavailable."""
        async with self._counting:
            asked = (self.seq, moment.now.replace(second=0, microsecond=0), moment.zone.key)
            if self._counted is None or self._counted[0] != asked:
                async with self._database.transaction() as session:
                    day = await summarise(session, self.user_id, first=moment.today, last=moment.today, moment=moment)
                self._counted = (asked, day)
            return self._counted[1]

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with every change from now on; returns what ends that."""
        self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)

    def watch_link(self, listener: LinkListener) -> Callable[[], None]:
        """Call `listener` whenever the link changes; returns what ends that."""
        self._link_listeners.add(listener)
        return lambda: self._link_listeners.discard(listener)

    def set_connected(self, connected: bool) -> None:
        """Note that commits arrive in this process, or no longer do."""
        self._connected = connected
        self._expected_seq = (self._hub.position(self.user_id) or 0) if connected else 0
        self._relink()

    async def verify(self) -> bool:
        """Compare with the database; a copy that differs is logged, counted and replaced, and False returned."""
        for _ in range(_COMPARISONS):
            async with self._database.transaction() as session:
                seq, stored = await consistency.stored_digest(session, self.user_id)
            with suppress(TimeoutError):
                async with asyncio.timeout(_TIMEOUT_SECONDS):
                    await self.reached(seq)
            if self.seq < seq or (self.seq == seq and consistency.digest_of(self._tasks.values()) != stored):
                return self._repair(seq)
            if self.seq == seq:
                return True
        return True  # Changes come faster than they can be compared; there is a next time.

    def _repair(self, seq: int) -> bool:
        if self._subscription is None or self.link is not Link.LIVE:
            return True  # It is known to be behind, and catches up anyway.
        log.warning('A copy at event %d differed from the database at event %d; it is replaced.', self.seq, seq)
        self.repairs += 1
        self._behind = True
        self._relink()
        self._subscription.require_snapshot()
        return False

    async def reached(self, seq: int) -> None:
        """Return once event number `seq` has been applied."""
        async with self._moved:
            await self._moved.wait_for(lambda: self.seq >= seq and not self.is_loading)

    async def follow(self) -> None:
        """Load, then apply events until cancelled. After a failure it can be called again, and loads anew."""
        try:
            with self._hub.follow(self.user_id) as subscription:
                self._subscription = subscription
                await self._load_until_it_works(subscription)
                async for event in subscription:
                    if isinstance(event, Resync):
                        await self._load_until_it_works(subscription)
                    else:
                        await self._apply(event)
        except Exception:
            self._subscription = None
            self._behind = True
            self._relink()
            raise

    async def _load_until_it_works(self, subscription: Subscription) -> None:
        self._behind = True
        self._relink()
        while True:
            try:
                await self._load(subscription)
            except Unavailable:
                self._relink()
                await asyncio.sleep(_RETRY_SECONDS)
            else:
                return

    async def _load(self, subscription: Subscription | None) -> None:
        try:
            async with self._database.transaction() as session:
                found = await task_service.snapshot(session, self.user_id)
        except Unavailable as error:
            self.error = str(error)
            await self._notify(None)
            raise
        if found.seq < self.seq and subscription is None:
            return
        self._tasks = {task.id: task for task in found.tasks}
        self._lists = {each.id: each for each in found.places.lists}
        self._labels = {each.id: each for each in found.places.labels}
        self.is_loading = False
        self.error = None
        if subscription is not None:
            subscription.start_after(found.seq)
            self._behind = False
        await self._move_to(found.seq)
        self._relink()
        await self._notify(None)

    async def _apply(self, event: SyncEvent) -> None:
        if event.seq <= self.seq:
            return
        self._take_in(event)
        await self._move_to(event.seq)
        if self.link is Link.CATCHING_UP:
            self._relink()
        await self._notify(event)

    def _take_in(self, event: SyncEvent) -> None:
        if event.type.subject == 'task':
            if event.type is EventType.TASK_DELETED:
                self._tasks.pop(event.task.id, None)
            else:
                self._tasks[event.task.id] = event.task
        elif event.type.subject == 'list':
            _put(self._lists, event.task_list, is_gone=event.type is EventType.LIST_DELETED)
        elif event.type.subject == 'label':
            _put(self._labels, event.label, is_gone=event.type is EventType.LABEL_DELETED)

    async def _move_to(self, seq: int) -> None:
        async with self._moved:
            self.seq = seq
            self._moved.notify_all()

    def _relink(self) -> None:
        link = Link.LIVE
        if not self._connected or self.error is not None:
            link = Link.OFFLINE
        elif self._behind or self.seq < self._expected_seq:
            link = Link.CATCHING_UP
        if link is self.link:
            return
        self.link = link
        for listener in tuple(self._link_listeners):
            with _isolated():
                listener(link)

    async def _notify(self, event: SyncEvent | None) -> None:
        for at, listener in enumerate(tuple(self._listeners), 1):
            with _isolated():
                if listener in self._listeners:
                    listener(event)
            if at % _LISTENERS_AT_ONCE == 0:
                await asyncio.sleep(0)
                if event is not None and event.seq != self.seq:
                    return  # a later change has notified everybody meanwhile


def _put(places: dict[UUID, _Place], place: _Place, *, is_gone: bool) -> None:
    """Take a list or a label in, unless the snapshot had a newer one."""
    known = places.get(place.id)
    if known is not None and known.version > place.version:
        return
    if is_gone:
        places.pop(place.id, None)
    else:
        places[place.id] = place


@contextmanager
def _isolated() -> Iterator[None]:
    """Keep one view's trouble from the others, and from what notifies them."""
    try:
        yield
    except Exception:
        log.exception('A view could not be notified of a change.')


def newest_first(tasks: Iterable[TaskRead]) -> list[TaskRead]:
    """The order in which tasks are listed everywhere."""
    return sorted(tasks, key=lambda task: (task.created_at, task.id), reverse=True)
