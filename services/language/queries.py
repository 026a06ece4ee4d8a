"""What a person asks to see: by status, priority, days and words, in any mix."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache, partial
from heapq import nlargest, nsmallest
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from services.language.places import Place, PlaceKind
from services.language.script import lowered
from services.values.vocabulary import Priority, Status

OPEN = frozenset({Status.PENDING, Status.IN_PROGRESS})
ALL_PRIORITIES = frozenset(Priority)
ALL_STATUSES = frozenset(Status)


class TaskLike(Protocol):
    """What is looked at in a task; nothing else of it matters here."""

    @property
    def id(self) -> UUID: ...  # noqa: D102 - the names say it all
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def description(self) -> str | None: ...  # noqa: D102
    @property
    def status(self) -> Status: ...  # noqa: D102
    @property
    def priority(self) -> Priority: ...  # noqa: D102
    @property
    def due(self) -> date | datetime | None: ...  # noqa: D102
    @property
    def created_at(self) -> datetime: ...  # noqa: D102
    @property
    def list_id(self) -> UUID | None: ...  # noqa: D102
    @property
    def label_ids(self) -> Sequence[UUID]: ...  # noqa: D102


class Happening(StrEnum):
    """What of a task is looked at on a day."""

    DUE = 'due'
    COMPLETED = 'completed'
    CREATED = 'created'


class Order(StrEnum):
    """In which order tasks are shown; as they come when none is asked for."""

    AS_IT_COMES = ''
    DUE = 'due'
    PRIORITY = 'priority'
    NEXT = 'next'  # what presses most: overdue and due first, then by priority
    NEWEST = 'newest'


@dataclass(frozen=True, slots=True)
class DueRange:
    """Days from the first to the last, both included; or what is overdue, or has no date; without all that any date."""

    first: date | None = None
    last: date | None = None
    overdue: bool = False
    undated: bool = False

    def holds(self, due: date | datetime | None, now: datetime, zone: ZoneInfo) -> bool:
        """Tell whether a task due then is meant."""
        if due is None or self.undated:
            return due is None and self.undated
        if self.overdue:
            return is_past(due, now, zone)
        day = local_end(due, zone).date() if isinstance(due, datetime) else due
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Query:
    """Which tasks are meant; what is left empty does not matter. Days are alternatives, the rest must all hold.

    `happened` says what the days are about. `without` are tasks that are not meant, by their ids. Of several lists in
    `places` a task is in one; labels it has all.
    """

    words: str = ''
    statuses: frozenset[Status] = frozenset()
    priorities: frozenset[Priority] = frozenset()
    days: tuple[DueRange, ...] = ()
    happened: Happening = Happening.DUE
    without: frozenset[UUID] = frozenset()
    noted: bool = False
    places: tuple[Place, ...] = ()
    order: Order = Order.AS_IT_COMES
    limit: int | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing narrows it."""
        return replace(self, order=Order.AS_IT_COMES, limit=None) == Query()

    @property
    def needs_times(self) -> bool:
        """Whether it asks when tasks were completed, which is not told here."""
        return self.happened is Happening.COMPLETED and bool(self.days)

    def holds(
        self, task: TaskLike, now: datetime, zone: ZoneInfo, completed: Mapping[UUID, datetime] | None = None
    ) -> bool:
        """Tell whether the task is meant; something overdue is never completed.

        `completed` says when tasks were completed; without it every completed one passes.
        """
        if self.statuses and task.status not in self.statuses:
            return False
        if self.priorities and task.priority not in self.priorities:
            return False
        if task.id in self.without or (self.noted and not task.description):
            return False
        if self.places and not self._is_there(task):
            return False
        if self.days and not self._in_days(task, now, zone, completed):
            return False
        return not self.words or self._says(task)

    def _is_there(self, task: TaskLike) -> bool:
        lists = [each.id for each in self.places if each.kind is PlaceKind.LIST]
        labels = [each.id for each in self.places if each.kind is PlaceKind.LABEL]
        return (not lists or task.list_id in lists) and all(each in task.label_ids for each in labels)

    def _in_days(
        self, task: TaskLike, now: datetime, zone: ZoneInfo, completed: Mapping[UUID, datetime] | None
    ) -> bool:
        if self.happened is Happening.CREATED:
            return any(each.holds(task.created_at, now, zone) for each in self.days)
        if self.happened is Happening.COMPLETED:
            if completed is None:
                return task.status is Status.COMPLETED
            moment = completed.get(task.id)
            return moment is not None and any(each.holds(moment, now, zone) for each in self.days)
        done, due = task.status is Status.COMPLETED, task.due
        for each in self.days:  # noqa: SIM110 - for each of ten thousand tasks a generator costs as much as the test
            if each.holds(due, now, zone) and not (each.overdue and done):
                return True
        return False

    def _says(self, task: TaskLike) -> bool:
        text = lowered(f'{task.title}\n{task.description or ""}')
        return all(_has(text, word) for word in lowered(self.words).split())

    def pick(
        self,
        tasks: Iterable[TaskLike],
        now: datetime,
        zone: ZoneInfo,
        completed: Mapping[UUID, datetime] | None = None,
    ) -> list[TaskLike]:
        """The tasks that are meant, in the order asked for, and no more than asked for."""
        found = [task for task in tasks if self.holds(task, now, zone, completed)]
        if not self.order:
            return found if self.limit is None else found[: self.limit]
        key = partial(_ORDER[self.order], now=now, zone=zone)
        if self.limit is not None:
            return (nlargest if self.order is Order.NEWEST else nsmallest)(self.limit, found, key=key)
        return sorted(found, key=key, reverse=self.order is Order.NEWEST)


def opposite(levels: Collection[Priority]) -> frozenset[Priority]:
    """All other priorities."""
    return ALL_PRIORITIES - frozenset(levels)


_LEVELS = {Priority.URGENT: 0, Priority.HIGH: 1, Priority.MEDIUM: 2, Priority.LOW: 3}
_DUE_DATES_KEPT = 65536
_NEVER = datetime(9999, 12, 31, 23, 59)  # noqa: DTZ001 - on the person's own clock, as all that it is compared with


@lru_cache(maxsize=_DUE_DATES_KEPT)
def local_end(due: date | datetime | None, zone: ZoneInfo) -> datetime:
    """When something is due on the person's own clock, a day at its end; far away when it is not due at all.

    Tasks stay the same from one question to the next, so what their dates come to is kept.
    """
    if due is None:
        return _NEVER
    if isinstance(due, datetime):
        return due.astimezone(zone).replace(tzinfo=None)
    return datetime.combine(due, time(23, 59))


def _by_due(task: TaskLike, now: datetime, zone: ZoneInfo) -> tuple[object, ...]:  # noqa: ARG001 - as the others
    return local_end(task.due, zone), _LEVELS[task.priority]


def _by_priority(task: TaskLike, now: datetime, zone: ZoneInfo) -> tuple[object, ...]:  # noqa: ARG001 - as the others
    return _LEVELS[task.priority], local_end(task.due, zone)


def _by_next(task: TaskLike, now: datetime, zone: ZoneInfo) -> tuple[object, ...]:
    moment = local_end(task.due, zone)
    late = task.due is not None and is_past(task.due, now, zone)
    return not late, moment.date(), _LEVELS[task.priority], moment


def _by_creation(task: TaskLike, now: datetime, zone: ZoneInfo) -> tuple[object, ...]:  # noqa: ARG001 - as the others
    return (task.created_at,)


_ORDER = {Order.DUE: _by_due, Order.PRIORITY: _by_priority, Order.NEXT: _by_next, Order.NEWEST: _by_creation}


def _has(text: str, word: str) -> bool:
    return word in text or (len(word) > 3 and word.endswith('s') and word[:-1] in text)  # noqa: PLR2004


def is_past(due: date | datetime, now: datetime, zone: ZoneInfo) -> bool:
    """Tell whether a due date is over: a moment at once, a day when the person's own day is."""
    if isinstance(due, datetime):
        return due < now
    return due < now.astimezone(zone).date()
