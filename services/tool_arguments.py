"""The arguments of each tool: their schema and their validation."""

from datetime import date, time, timedelta
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.approval_models import MAX_ITEMS
from services.models import TaskUpdate
from services.places.models import Colour, LabelUpdate, ListUpdate
from services.tasks.moving import TaskMove
from services.translatable import _
from services.values.due_dates import DueDate
from services.values.plans import Estimate, LabelIds, StartDate
from services.values.text import Description, LabelName, Name, Title
from services.values.vocabulary import Priority, Status

LIST_LIMIT = 100
BULK_LIMIT = MAX_ITEMS


class _Arguments(BaseModel):
    model_config = ConfigDict(extra='forbid')


def _given(arguments: BaseModel, shape: type[BaseModel]) -> dict[str, Any]:
    """The fields of this shape that the arguments say."""
    return {name: value for name in shape.model_fields if (value := getattr(arguments, name)) is not None}


class NoArguments(_Arguments):
    """Nothing."""


class OneTask(_Arguments):
    """A task by its id."""

    task_id: UUID


class Clearable(StrEnum):
    """A field that can be emptied."""

    DESCRIPTION = 'description'
    DUE_DATE = 'due_date'
    START_ON = 'start_on'
    ESTIMATE_MINUTES = 'estimate_minutes'
    PARENT_ID = 'parent_id'


class Changes(_Arguments):
    """Fields to change; those that are left out or null stay as they are.

    Models and strict clients fill in null for whatever they do not mean, so null must not empty anything here.
    """

    title: Title | None = None
    description: Description = None
    status: Status | None = None
    priority: Priority | None = None
    due_date: DueDate = None
    start_on: StartDate = None
    estimate_minutes: Estimate = None
    list_id: UUID | None = None
    label_ids: LabelIds | None = None
    parent_id: UUID | None = None
    completed: bool | None = None
    clear: list[Clearable] | None = Field(None, description='The fields to empty.')

    @model_validator(mode='after')
    def _empties_or_fills(self) -> Self:
        if any(getattr(self, field) is not None for field in self.clear or ()):
            raise ValueError(_('A field cannot be emptied and filled at once. Leave out one of the two.'))
        return self

    @model_validator(mode='before')
    @classmethod
    def _empty_text_empties(cls, given: Any) -> Any:
        """An empty description is no null that was filled in: somebody wants it empty."""
        if isinstance(given, dict) and given.get('description') == '':
            clear = given.get('clear') or []
            return {**given, 'description': None, 'clear': [*clear, Clearable.DESCRIPTION]}
        return given

    def update(self) -> TaskUpdate:
        """The change as every door makes it; raises ValidationError for contradictions."""
        return TaskUpdate.model_validate(_given(self, TaskUpdate) | dict.fromkeys(self.clear or ()))


class ChangeTask(Changes):
    """A task by its id, and the fields to change."""

    task_id: UUID


class SeveralTasks(_Arguments):
    """Tasks by their ids."""

    task_ids: list[UUID] = Field(min_length=1, max_length=BULK_LIMIT)


class ChangeTasks(SeveralTasks):
    """Tasks by their ids, and what to change in all of them."""

    changes: Changes = Changes()
    shift: timedelta | None = Field(None, description='Move each due date by this ISO 8601 duration, such as P7D.')
    months: int | None = Field(
        None, ge=-120, le=120, strict=True, description='Move each due date by so many calendar months.'
    )
    day: date | None = Field(None, description='Move each to this day; a time of day is kept.')
    at: time | None = Field(None, description='Move each to this time of day; the day is kept.')

    def update(self) -> TaskUpdate:
        """The change of each task, without what depends on its own due date."""
        return self.changes.update()


class ListTasks(_Arguments):
    """Conditions that a task must all meet; days are inclusive."""

    status: Status | None = None
    completed: bool | None = None
    priority: Priority | None = None
    q: str | None = Field(None, max_length=255, description='Words to find in title or description.')
    list_id: UUID | None = None
    label_id: UUID | None = None
    parent_id: UUID | None = Field(None, description='Only its sub-tasks of the first level.')
    due_from: date | None = None
    due_until: date | None = None
    limit: int = Field(50, ge=1, le=LIST_LIMIT, strict=True)


class OneList(_Arguments):
    """A list by its id."""

    list_id: UUID


class OneLabel(_Arguments):
    """A label by its id."""

    label_id: UUID


class ChangeLabel(OneLabel):
    """A label by its id, and what to change; what is left out or null stays as it is."""

    name: LabelName | None = None
    colour: Colour | None = None

    def update(self) -> LabelUpdate:
        """The change as every door makes it."""
        return LabelUpdate.model_validate(_given(self, LabelUpdate))


class ChangeList(OneList):
    """A list by its id, and what to change; what is left out or null stays as it is."""

    name: Name | None = None
    colour: Colour | None = None
    archived: bool | None = None

    def update(self) -> ListUpdate:
        """The change as every door makes it."""
        return ListUpdate.model_validate(_given(self, ListUpdate))


class MoveTask(OneTask):
    """A task by its id, and where to put it; without a list or a task it stays in its own."""

    list_id: UUID | None = Field(None, description='The list to move it to.')
    parent_id: UUID | None = Field(None, description='The task to make it a sub-task of.')
    after: UUID | None = Field(None, description='The task to put it behind; without it before all others there.')

    def place(self) -> TaskMove:
        """The place as every door names it."""
        return TaskMove.model_validate({'after': self.after} | _given(self, TaskMove))


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
