"""What an undo or redo did."""

from uuid import UUID

from pydantic import BaseModel

from services.models import TaskRead
from services.places.models import LabelRead, TaskListRead


class Kept(BaseModel):
    """A task, list or label of which an undo left some fields alone, because they have changed since."""

    task_id: UUID | None = None
    list_id: UUID | None = None
    label_id: UUID | None = None
    title: str
    fields: list[str]


class UndoResult(BaseModel):
    """What an undo or redo did: its own turn, the turn it reverted, and what it changed, removed and left alone.

    `lists` and `labels` are those that it changed or brought back.
    """

    turn_id: UUID
    reverted_turn_id: UUID
    tasks: list[TaskRead]
    removed: list[TaskRead]
    kept: list[Kept]
    lists: list[TaskListRead] = []
    removed_lists: list[TaskListRead] = []
    labels: list[LabelRead] = []
    removed_labels: list[LabelRead] = []

    @property
    def has_effect(self) -> bool:
        """Whether anything was done, or deliberately left."""
        return bool(self.tasks or self.removed or self.kept or self.is_about_places)

    @property
    def is_about_places(self) -> bool:
        """Whether lists or labels were changed."""
        return bool(self.lists or self.removed_lists or self.labels or self.removed_labels)
