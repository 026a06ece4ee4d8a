"""Which tasks are selected: what "these" means in a sentence, and what the bar under the list acts on."""

from collections.abc import Sequence
from uuid import UUID

from services.errors import InvalidInput
from services.translatable import n_

MAX_SELECTED = 500
"""How many tasks can be selected; each of them is changed by statements of its own."""

_TOO_MANY = n_(
    'At most {number} task can be selected at once. Narrow the list first.',
    'At most {number} tasks can be selected at once. Narrow the list first.',
)


class Selection:
    """The selected tasks. Only what is shown can be selected, so that nothing unseen is acted on."""

    def __init__(self) -> None:
        self._chosen: set[UUID] = set()
        self._last: UUID | None = None

    def __len__(self) -> int:
        return len(self._chosen)

    def ids(self, shown: Sequence[UUID]) -> tuple[UUID, ...]:
        """The selected tasks, in the order of the list `shown`."""
        return tuple(each for each in shown if each in self._chosen)

    def toggle(self, task_id: UUID) -> None:
        """Select the task, or deselect it."""
        if task_id in self._chosen:
            self._chosen.remove(task_id)
            self._last = None
        else:
            self._add([task_id])
            self._last = task_id

    def extend(self, task_id: UUID, shown: Sequence[UUID]) -> None:
        """Select everything from the task toggled last to this one."""
        if self._last not in shown or task_id not in shown:
            self._add([task_id])
        else:
            first, last = sorted((shown.index(self._last), shown.index(task_id)))
            self._add(shown[first : last + 1])
        self._last = task_id

    def all(self, shown: Sequence[UUID]) -> None:
        """Select everything that is shown."""
        self._add(shown)

    def keep(self, shown: Sequence[UUID]) -> None:
        """Deselect what is no longer shown."""
        self._chosen.intersection_update(shown)

    def drop(self, task_id: UUID) -> bool:
        """Deselect a task that left the list; returns whether it was selected."""
        was = task_id in self._chosen
        self._chosen.discard(task_id)
        return was

    def clear(self) -> None:
        """Deselect everything."""
        self._chosen.clear()
        self._last = None

    def _add(self, task_ids: Sequence[UUID]) -> None:
        more = self._chosen.union(task_ids)
        if len(more) > MAX_SELECTED:
            raise InvalidInput('selection', _TOO_MANY.format(number=MAX_SELECTED))
        self._chosen = more
