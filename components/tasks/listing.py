"""Which tasks a list shows, in which order, and how that changes with one task. Knows no browser."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from services.models import TaskRead
from services.values.vocabulary import Status

_Key = tuple[int, int]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Filter:
    """Matches tasks of one status or of all, with every word of `text` in the title or the description."""

    status: Status | None = None
    text: str = ''

    def holds(self, task: TaskRead) -> bool:
        """Whether the task matches."""
        if self.status is not None and task.status is not self.status:
            return False
        if not self.text:
            return True
        searched = f'{task.title}\n{task.description or ""}'.casefold()
        return all(word in searched for word in self.text.casefold().split())

    def __str__(self) -> str:
        conditions = [self.status.replace('_', ' ')] if self.status else []
        return ', '.join([*conditions, *([f'“{self.text}”'] if self.text else [])])


@dataclass(frozen=True)
class Move:
    """Where a row was and where it is now; None stands for not in the list."""

    before: int | None
    after: int | None


class Listing:
    """The rows of one list, newest first, kept in order as tasks come, change and go."""

    def __init__(self) -> None:
        self.filter = Filter()
        self.counts: Counter[Status] = Counter()
        self._tasks: dict[UUID, TaskRead] = {}
        # The tasks themselves, because every page has such a list and a list of keys would weigh six times as much.
        self._order: list[TaskRead] = []

    def __len__(self) -> int:
        return len(self._order)

    def __contains__(self, task_id: UUID) -> bool:
        task = self._tasks.get(task_id)
        return task is not None and self.filter.holds(task)

    def reset(self, tasks: Iterable[TaskRead], shown: Filter | None = None) -> None:
        """Start again from all tasks there are, newest first, optionally with another filter."""
        self.filter = shown or self.filter
        self._tasks = {task.id: task for task in tasks}
        self.counts = Counter(task.status for task in self._tasks.values())
        self._order = [task for task in self._tasks.values() if self.filter.holds(task)]

    def put(self, task: TaskRead) -> Move:
        """Take in a new or changed task."""
        before = self._take_out(task.id)
        self._tasks[task.id] = task
        self.counts[task.status] += 1
        if not self.filter.holds(task):
            return Move(before, None)
        at = self._place(task)
        self._order.insert(at, task)
        return Move(before, at)

    def drop(self, task_id: UUID) -> Move:
        """Take a deleted task out."""
        return Move(self._take_out(task_id), None)

    def rows(self, first: int, last: int) -> list[TaskRead]:
        """The tasks in rows `first` to `last`, the latter excluded."""
        return self._order[max(first, 0) : max(last, 0)]

    def visible_ids(self) -> tuple[UUID, ...]:
        """Everything the filter lets through, in order."""
        return tuple(task.id for task in self._order)

    @property
    def total(self) -> int:
        """How many tasks there are, shown or not."""
        return len(self._tasks)

    def _take_out(self, task_id: UUID) -> int | None:
        old = self._tasks.pop(task_id, None)
        if old is None:
            return None
        self.counts[old.status] -= 1
        at = self._place(old)
        if at == len(self._order) or self._order[at].id != task_id:
            return None
        del self._order[at]
        return at

    def _place(self, task: TaskRead) -> int:
        """The row the task has, or would have."""
        return bisect_left(self._order, _key(task), key=_key)


def _key(task: TaskRead) -> _Key:
    """Sorts newest first; the id decides between tasks of the same microsecond."""
    return (-((task.created_at - _EPOCH) // _MICROSECOND), -task.id.int)
