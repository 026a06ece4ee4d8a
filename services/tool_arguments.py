"""What each tool is given, as machines are told of it and as it is checked."""

from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.models import TaskUpdate
from services.vocabulary import Priority, Status

LIST_LIMIT = 100
BULK_LIMIT = 1_000


class _Arguments(BaseModel):
    model_config = ConfigDict(extra='forbid')


class NoArguments(_Arguments):
    """Nothing."""


class OneTask(_Arguments):
    """A task by its id."""

    task_id: UUID


class ChangeTask(TaskUpdate):
    """A task by its id, and the fields to change."""

    task_id: UUID

    def update(self) -> TaskUpdate:
        """The fields alone."""
        return TaskUpdate.model_validate(self.model_dump(exclude={'task_id'}, exclude_unset=True))


class SeveralTasks(_Arguments):
    """Tasks by their ids."""

    task_ids: list[UUID] = Field(min_length=1, max_length=BULK_LIMIT)


class ChangeTasks(SeveralTasks):
    """Tasks by their ids, and what to change in all of them."""

    changes: TaskUpdate = TaskUpdate()
    shift: timedelta | None = Field(None, description='Move each due date by this ISO 8601 duration, such as P7D.')


class ListTasks(_Arguments):
    """Conditions that a task must all meet; days are inclusive."""

    status: Status | None = None
    completed: bool | None = None
    priority: Priority | None = None
    q: str | None = Field(None, max_length=255, description='Words to find in title or description.')
    due_from: date | None = None
    due_until: date | None = None
    limit: int = Field(50, ge=1, le=LIST_LIMIT)


class Amounts(StrEnum):
    """What is counted."""

    DAY = 'day'
    STATUS = 'status'
    PRIORITY = 'priority'


class Summarise(_Arguments):
    """Days, both inclusive, and how to show the counts; without days the last seven."""

    first: date | None = None
    last: date | None = None
    by: Amounts = Field(Amounts.DAY, description='What the chart that the person sees compares.')


class UndoTurn(_Arguments):
    """A turn by its id; without one the latest."""

    turn_id: UUID | None = None
