"""Bodies, queries and headers of the routes about tasks."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import Depends, Header, Query
from pydantic import AfterValidator, BaseModel, Field, model_validator

from app.api.dependencies import MAX_INTEGER
from services.errors import InvalidInput
from services.models import TaskCreate, TaskUpdate
from services.task_filter import TaskFilter
from services.values.vocabulary import Priority, Status

_ALWAYS = {'title', 'description', 'status', 'priority', 'due_date'}
"""What a client that was written for the first version replaces: it must not empty fields that it does not know."""


class TaskReplace(TaskCreate):
    """A whole task; what is left out of the fields that every version had gets its default, others stay as they are."""

    completed: bool | None = None

    @model_validator(mode='after')
    def _agrees(self) -> Self:
        if self.completed is None:
            return self
        if 'status' not in self.model_fields_set:
            self.status = Status.COMPLETED if self.completed else Status.PENDING
        elif self.completed is not (self.status is Status.COMPLETED):
            raise ValueError(f'completed={self.completed} contradicts status={self.status}. Send only one of them.')
        return self

    def update(self) -> TaskUpdate:
        """The update that gives a task this content."""
        written = _ALWAYS | (self.model_fields_set - {'completed'})
        return TaskUpdate.model_validate({field: getattr(self, field) for field in written})


def _refuse_nul(text: str) -> str:
    if '\0' in text:
        raise ValueError('It contains a NUL character, which no task can contain. Remove it.')
    return text


class TaskQuery(BaseModel):
    """Conditions for listing tasks; a task has to meet all of them."""

    completed: bool | None = Field(None, description='Only completed tasks, or only others.')
    status: Status | None = Field(None, description='Only tasks with this status.')
    priority: Priority | None = Field(None, description='Only tasks with this priority.')
    q: Annotated[str, Field(max_length=255), AfterValidator(_refuse_nul)] | None = Field(
        None, description='Only tasks with this text in title or description.'
    )
    list_id: UUID | None = Field(None, description='Only tasks in this list.')
    label_id: UUID | None = Field(None, description='Only tasks with this label.')
    parent_id: UUID | None = Field(None, description='Only the sub-tasks of this task.')
    skip: int = Field(0, ge=0, le=MAX_INTEGER, description='How many of the newest to leave out.')
    limit: int = Field(100, ge=1, le=1_000, description='How many to list at most.')

    def conditions(self) -> TaskFilter:
        """The conditions alone."""
        return TaskFilter(
            self.completed,
            self.status,
            self.priority,
            self.q,
            list_id=self.list_id,
            label_id=self.label_id,
            parent_id=self.parent_id,
        )


def expected_version(
    if_match: Annotated[
        str | None,
        Header(description='Change the task only if it is still at this version: its ETag.', examples=['"3"']),
    ] = None,
    expected_version: Annotated[
        int | None, Query(ge=1, le=MAX_INTEGER, description='The same as If-Match, for clients that cannot send it.')
    ] = None,
) -> int | None:
    """The version that the client means to change; None for any version."""
    if if_match is None or if_match.strip() == '*':
        return expected_version
    version = if_match.strip().removeprefix('W/').strip('"')
    if not (version.isascii() and version.isdigit() and int(version[:20] or 0) <= MAX_INTEGER):
        raise InvalidInput('If-Match', 'If-Match must be one version in quotes, as the ETag of the task has it: "3".')
    return int(version)


ExpectedVersion = Annotated[int | None, Depends(expected_version)]
