"""Which tasks a list shows, in which order, and how that changes with one task. Knows no browser."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from components.views.view import Day, View, ViewKey, ViewKind
from services.models import TaskRead
from services.places.families import DEEPEST
from services.sync.sync_state import newest_first
from services.values.cause import Moment
from services.values.vocabulary import Status

_Key = tuple[tuple[str | int, int], ...]
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
    """Where a row was and where it is now, None for not in the list; `rows` counts it and the sub-tasks below it."""

    before: int | None
    after: int | None
    rows: int = 1


class Listing:
    """The rows of one list, kept in order as tasks come, change and go.

    Newest first or by hand, as the view has it. A sub-task stands below what it is a part of where that is shown too,
    and otherwise at the place that it would have as a task of its own.
    """

    def __init__(self) -> None:
        self.filter = Filter()
        self.view = View()
        self.counts: Counter[Status] = Counter()
        self.open: Counter[ViewKey] = Counter()
        """How much each view has still to do, by its key; what is done, for the view of that."""
        self._day = Day(Moment.current())
        self._tasks: dict[UUID, TaskRead] = {}
        self._parts: dict[UUID, set[UUID]] = {}
        # The tasks themselves, because every page has such a list and a list of keys would weigh six times as much.
        self._order: list[TaskRead] = []

    def __len__(self) -> int:
        return len(self._order)

    def __contains__(self, task_id: UUID) -> bool:
        task = self._tasks.get(task_id)
        return task is not None and self._holds(task)

    def reset(
        self,
        tasks: Iterable[TaskRead],
        *,
        view: View | None = None,
        shown: Filter | None = None,
        moment: Moment | None = None,
    ) -> None:
        """Start again from all tasks there are, newest first; what is not given stays as it was."""
        self.view, self.filter = view or self.view, shown or self.filter
        self._day = Day(moment) if moment else self._day
        self._tasks = {task.id: task for task in tasks}
        self._parts = {}
        for task in self._tasks.values():
            if task.parent_id is not None:
                self._parts.setdefault(task.parent_id, set()).add(task.id)
        self.open = Counter()
        for task in self._tasks.values():
            self._count(task, 1)
        scope = [task for task in self._tasks.values() if self._is_in_view(task)]
        self.counts = Counter(task.status for task in scope)
        self._order = [task for task in scope if self.filter.holds(task)]
        if self.view.is_by_hand or self._parts:
            self._order.sort(key=self._key)

    def put(self, task: TaskRead) -> Move | None:
        """Take in a new or changed task; None means that others moved as well, and all is to be drawn anew."""
        return self._change(task.id, task)

    def drop(self, task_id: UUID) -> Move | None:
        """Take a deleted task out; None as with `put`."""
        return self._change(task_id, None)

    def rows(self, first: int, last: int) -> list[TaskRead]:
        """The tasks in rows `first` to `last`, the latter excluded."""
        return self._order[max(first, 0) : max(last, 0)]

    def visible_ids(self) -> tuple[UUID, ...]:
        """Everything the filter lets through, in order."""
        return tuple(task.id for task in self._order)

    def get(self, task_id: UUID) -> TaskRead | None:
        """The task, shown or not."""
        return self._tasks.get(task_id)

    def row_of(self, task_id: UUID) -> int | None:
        """The row that shows the task."""
        task = self._tasks.get(task_id)
        return self._place(task) if task is not None and self._holds(task) else None

    def wholes_of(self, task: TaskRead) -> list[TaskRead]:
        """What the task is a part of, the nearest first."""
        wholes: list[TaskRead] = []
        whole = self._whole_of(task)
        while whole is not None and len(wholes) < DEEPEST:
            wholes.append(whole)
            whole = self._whole_of(whole)
        return wholes

    def _whole_of(self, task: TaskRead) -> TaskRead | None:
        return None if task.parent_id is None else self._tasks.get(task.parent_id)

    def shown_above(self, task: TaskRead) -> int:
        """How many of the tasks it is a part of, one in the other, stand above it."""
        return len(self._line(task)) - 1

    def parts_of(self, task_id: UUID) -> list[TaskRead]:
        """The sub-tasks of a task, shown or not, in their order."""
        return sorted((self._tasks[part] for part in self._parts.get(task_id, ())), key=_by_hand)

    def progress_of(self, task_id: UUID) -> tuple[int, int] | None:
        """How many of the sub-tasks are done, and how many there are."""
        parts = [self._tasks[part] for part in self._parts.get(task_id, ())]
        return (sum(part.status is Status.COMPLETED for part in parts), len(parts)) if parts else None

    @property
    def total(self) -> int:
        """How many tasks the view has, shown or not."""
        return self.counts.total()

    def _change(self, task_id: UUID, new: TaskRead | None) -> Move | None:
        old = self._tasks.get(task_id)
        if old is not None and new is not None and (at := self._stays(old, new)) is not None:
            self._forget(old)
            self._remember(new)
            self._order[at] = new
            return Move(at, at)
        others_move = bool(self._parts.get(task_id)) and self._moves_others(old, new)
        before, block = self._take_out(old) if old is not None else (None, [])
        if old is not None:
            self._forget(old)
        if new is not None:
            self._remember(new)
        if others_move:
            self.reset(newest_first(self._tasks.values()))
            return None
        if new is None or not self._holds(new):
            return Move(before, None)
        block[:1] = [new]
        after = self._place(new)
        self._order[after:after] = block
        return Move(before, after, len(block))

    def _stays(self, old: TaskRead, new: TaskRead) -> int | None:
        """The row of the task when that does not change, however much is below it."""
        places = [(each.parent_id, each.rank, each.created_at, each.start_on) for each in (old, new)]
        return self._place(old) if places[0] == places[1] and self._holds(old) and self._holds(new) else None

    def _moves_others(self, old: TaskRead | None, new: TaskRead | None) -> bool:
        """Whether sub-tasks come or go, or stand elsewhere, because of a change to what they are a part of."""
        if old is None or new is None or self._holds(old) != self._holds(new):
            return True
        return (old.start_on, old.parent_id) != (new.start_on, new.parent_id)

    def _remember(self, task: TaskRead) -> None:
        self._tasks[task.id] = task
        if task.parent_id is not None:
            self._parts.setdefault(task.parent_id, set()).add(task.id)
        self._count(task, 1)
        if self._is_in_view(task):
            self.counts[task.status] += 1

    def _forget(self, task: TaskRead) -> None:
        if self._is_in_view(task):
            self.counts[task.status] -= 1
        self._count(task, -1)
        del self._tasks[task.id]
        if task.parent_id in self._parts:
            self._parts[task.parent_id].discard(task.id)
            if not self._parts[task.parent_id]:
                del self._parts[task.parent_id]

    def _count(self, task: TaskRead, number: int) -> None:
        if task.status is Status.COMPLETED:
            self.open[ViewKind.DONE] += number
        else:
            for key in self._views_of(task):
                self.open[key] += number

    def _views_of(self, task: TaskRead) -> Iterator[ViewKey]:
        start = task.start_on
        if task.parent_id is not None:
            starts = [each.start_on for each in (task, *self.wholes_of(task)) if each.start_on is not None]
            start = max(starts, default=None)
        return self._day.views_of(task, start)

    def _is_in_view(self, task: TaskRead) -> bool:
        return self.view.kind is ViewKind.ALL or self.view.key in self._views_of(task)

    def _holds(self, task: TaskRead) -> bool:
        return self._is_in_view(task) and self.filter.holds(task)

    def _take_out(self, old: TaskRead) -> tuple[int | None, list[TaskRead]]:
        """Take the row of the task out with those of its sub-tasks below it; they are returned."""
        at = self._place(old) if self._holds(old) else None
        if at is None:
            return None, [old]
        end = at + 1
        while end < len(self._order) and any(each.id == old.id for each in self._line(self._order[end])):
            end += 1
        block = self._order[at:end]
        del self._order[at:end]
        return at, block

    def _place(self, task: TaskRead) -> int:
        """The row the task has, or would have."""
        return bisect_left(self._order, self._key(task), key=self._key)

    def _line(self, task: TaskRead) -> list[TaskRead]:
        """The task below those that it is a part of and stands below, the outermost first."""
        line = [task]
        if task.parent_id is not None:
            for whole in self.wholes_of(task):
                if not self._holds(whole):
                    break
                line.append(whole)
        return line[::-1]

    def _key(self, task: TaskRead) -> _Key:
        if task.parent_id is None and not self.view.is_by_hand:
            return (_newest_first(task),)
        outermost, *others = self._line(task)
        first = _by_hand(outermost) if self.view.is_by_hand else _newest_first(outermost)
        return (first, *map(_by_hand, others))


def _newest_first(task: TaskRead) -> tuple[int, int]:
    """Sorts newest first; the id decides between tasks of the same microsecond."""
    return (-((task.created_at - _EPOCH) // _MICROSECOND), -task.id.int)


def _by_hand(task: TaskRead) -> tuple[str, int]:
    return (task.rank, task.id.int)
