"""Which tasks a list shows, in which order, and how that changes with one task. Knows no browser."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from services.models import TaskRead
from services.vocabulary import Status

_Key = tuple[int, int]


@dataclass(frozen=True)
class Filter:
    """What a list lets through: one status or all of them, and words in title or description."""

    status: Status | None = None
    words: str = ''

    def holds(self, task: TaskRead) -> bool:
        """Whether the task is shown."""
        if self.status is not None and task.status is not self.status:
            return False
        if not self.words:
            return True
        text = f'{task.title}\n{task.description or ""}'.casefold()
        return all(word in text for word in self.words.casefold().split())


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
        self._order: list[_Key] = []
        self._ids: dict[_Key, UUID] = {}

    def __len__(self) -> int:
        return len(self._order)

    def reset(self, tasks: Iterable[TaskRead], shown: Filter | None = None) -> None:
        """Start again from all tasks there are, optionally with another filter."""
        self.filter = shown or self.filter
        self._tasks = {task.id: task for task in tasks}
        self.counts = Counter(task.status for task in self._tasks.values())
        self._ids = {_key(task): task.id for task in self._tasks.values() if self.filter.holds(task)}
        self._order = sorted(self._ids)

    def put(self, task: TaskRead) -> Move:
        """Take in a new or changed task."""
        before = self._take_out(task.id)
        self._tasks[task.id] = task
        self.counts[task.status] += 1
        if not self.filter.holds(task):
            return Move(before, None)
        key = _key(task)
        insort(self._order, key)
        self._ids[key] = task.id
        return Move(before, bisect_left(self._order, key))

    def drop(self, task_id: UUID) -> Move:
        """Take a deleted task out."""
        return Move(self._take_out(task_id), None)

    def rows(self, first: int, last: int) -> list[TaskRead]:
        """The tasks in rows `first` to `last`, the latter excluded."""
        return [self._tasks[self._ids[key]] for key in self._order[max(first, 0) : max(last, 0)]]

    def visible_ids(self) -> tuple[UUID, ...]:
        """Everything the filter lets through, in order."""
        return tuple(self._ids[key] for key in self._order)

    @property
    def total(self) -> int:
        """How many tasks there are, shown or not."""
        return len(self._tasks)

    def _take_out(self, task_id: UUID) -> int | None:
        old = self._tasks.pop(task_id, None)
        if old is None:
            return None
        self.counts[old.status] -= 1
        key = _key(old)
        if key not in self._ids:
            return None
        del self._ids[key]
        at = bisect_left(self._order, key)
        del self._order[at]
        return at


def _key(task: TaskRead) -> _Key:
    """Sorts newest first; the id decides between tasks of the same microsecond."""
    return (-int(task.created_at.timestamp() * 1_000_000), -task.id.int)
