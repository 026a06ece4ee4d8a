"""What is known around a sentence: the tasks, what was just shown or touched, and what is being asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from services.language.queries import Query, TaskLike
from services.language.resolutions import Question


@dataclass(frozen=True, slots=True)
class Context:
    """The person's side of the conversation; numbers refer to `shown`, in its order."""

    now: datetime
    zone: ZoneInfo
    tasks: Sequence[TaskLike] = ()
    shown: tuple[UUID, ...] = ()  # the list that was last put before the person
    mentioned: tuple[UUID, ...] = ()  # what the last answer was about, the most recent first
    selected: tuple[UUID, ...] = ()  # what is selected on the dashboard
    visible: tuple[UUID, ...] = ()  # what the dashboard's filter lets through
    pending: Question | None = None
    asked: Query | None = None  # the last query, for 'and tomorrow?'
    day_first: bool = False

    def those(self, ids: Sequence[UUID]) -> list[TaskLike]:
        """The tasks with these ids that still exist, in the order of the ids."""
        if not ids:
            return []
        by_id = {task.id: task for task in self.tasks}
        return [by_id[task_id] for task_id in ids if task_id in by_id]
