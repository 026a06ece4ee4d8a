"""Which tasks are selected: the ones that "these" means, and what the bar under the list acts on."""

from collections.abc import Sequence
from uuid import UUID

from services.errors import InvalidInput

MOST = 500
"""So many can be selected at once; each of them is changed by a statement of its own."""


class Selection:
    """Selected tasks in the order of the list. Only what is shown can be selected, so nothing unseen is acted on."""

    def __init__(self) -> None:
        self._chosen: set[UUID] = set()
        self._last: UUID | None = None

    def __len__(self) -> int:
        return len(self._chosen)

    def ids(self, shown: Sequence[UUID]) -> tuple[UUID, ...]:
        """The selected tasks, as they stand in the list."""
        return tuple(each for each in shown if each in self._chosen)

    def toggle(self, task_id: UUID) -> None:
        """Select one more task, or one less."""
        if task_id in self._chosen:
            self._chosen.remove(task_id)
            self._last = None
        else:
            self._add([task_id])
            self._last = task_id

    def extend(self, task_id: UUID, shown: Sequence[UUID]) -> None:
        """Select everything from the task selected last to this one."""
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
        """Let go of what is no longer shown."""
        self._chosen.intersection_update(shown)

    def drop(self, task_id: UUID) -> bool:
        """Let go of a task that left the list; returns whether it was selected."""
        was = task_id in self._chosen
        self._chosen.discard(task_id)
        return was

    def clear(self) -> None:
        """Select nothing."""
        self._chosen.clear()
        self._last = None

    def _add(self, task_ids: Sequence[UUID]) -> None:
        more = self._chosen.union(task_ids)
        if len(more) > MOST:
            raise InvalidInput('selection', f'At most {MOST} tasks can be selected at once. Narrow the list first.')
        self._chosen = more
