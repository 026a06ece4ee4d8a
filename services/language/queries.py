"""What a person asks to see: by status, priority, due date and words, in any mix."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from services.language.script import lowered
from services.vocabulary import Priority, Status

OPEN = frozenset({Status.PENDING, Status.IN_PROGRESS})


class TaskLike(Protocol):
    """What is looked at in a task; nothing else of it matters here."""

    @property
    def id(self) -> UUID: ...  # noqa: D102 - the names say it all
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def status(self) -> Status: ...  # noqa: D102
    @property
    def priority(self) -> Priority: ...  # noqa: D102
    @property
    def due(self) -> date | datetime | None: ...  # noqa: D102
    @property
    def created_at(self) -> datetime: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class DueRange:
    """Days from the first to the last, both included; or what is overdue, or what has no date at all."""

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
        day = due.astimezone(zone).date() if isinstance(due, datetime) else due
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Query:
    """Which tasks are meant; what is left empty does not matter."""

    words: str = ''
    statuses: frozenset[Status] = frozenset()
    priorities: frozenset[Priority] = frozenset()
    due: DueRange | None = None
    limit: int | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing narrows it."""
        return self == Query()

    def holds(self, task: TaskLike, now: datetime, zone: ZoneInfo) -> bool:
        """Tell whether the task is meant; something overdue is never completed."""
        if self.statuses and task.status not in self.statuses:
            return False
        if self.priorities and task.priority not in self.priorities:
            return False
        if self.due and not self.due.holds(task.due, now, zone):
            return False
        if self.due and self.due.overdue and task.status is Status.COMPLETED:
            return False
        title = lowered(task.title)
        return all(_has(title, word) for word in lowered(self.words).split())

    def pick(self, tasks: Iterable[TaskLike], now: datetime, zone: ZoneInfo) -> list[TaskLike]:
        """Keep the tasks that are meant, in the order given."""
        found = [task for task in tasks if self.holds(task, now, zone)]
        return found if self.limit is None else found[: self.limit]


def _has(title: str, word: str) -> bool:
    return word in title or (len(word) > 3 and word.endswith('s') and word[:-1] in title)  # noqa: PLR2004


def is_past(due: date | datetime, now: datetime, zone: ZoneInfo) -> bool:
    """Tell whether a due date is over: a moment at once, a day when the person's own day is."""
    if isinstance(due, datetime):
        return due < now
    return due < now.astimezone(zone).date()
