"""What requests about tasks carry besides the task itself."""

from typing import Annotated, Self

from fastapi import Depends, Header, Query
from pydantic import AfterValidator, BaseModel, Field, model_validator

from app.api.requests import LARGEST
from services.errors import InvalidInput
from services.models import TaskCreate, TaskUpdate
from services.vocabulary import Priority, Status


class TaskReplace(TaskCreate):
    """A whole task; a field that is left out gets its default."""

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
        """The change that brings a task to this."""
        return TaskUpdate(
            title=self.title,
            description=self.description,
            status=self.status,
            priority=self.priority,
            due_date=self.due_date,
        )


def _refuse_nul(text: str) -> str:
    if '\0' in text:
        raise ValueError('It contains a NUL character, which no task can contain. Remove it.')
    return text


class TaskQuery(BaseModel):
    """Which tasks to list: those that meet every condition."""

    completed: bool | None = Field(None, description='Only completed tasks, or only others.')
    status: Status | None = Field(None, description='Only tasks with this status.')
    priority: Priority | None = Field(None, description='Only tasks with this priority.')
    q: Annotated[str, Field(max_length=255), AfterValidator(_refuse_nul)] | None = Field(
        None, description='Only tasks with this text in title or description.'
    )
    skip: int = Field(0, ge=0, le=LARGEST, description='How many of the newest to leave out.')
    limit: int = Field(100, ge=1, le=1_000, description='How many to list at most.')


def expected_version(
    if_match: Annotated[
        str | None,
        Header(description='Change the task only if it is still at this version: its ETag.', examples=['"3"']),
    ] = None,
    expected_version: Annotated[
        int | None, Query(ge=1, le=LARGEST, description='The same as If-Match, for clients that cannot send it.')
    ] = None,
) -> int | None:
    """The version that the caller means to change; None when any will do."""
    if if_match is None or if_match.strip() == '*':
        return expected_version
    version = if_match.strip().removeprefix('W/').strip('"')
    if not (version.isascii() and version.isdigit() and int(version[:20] or 0) <= LARGEST):
        raise InvalidInput('If-Match', 'If-Match must be one version in quotes, as the ETag of the task has it: "3".')
    return int(version)


ExpectedVersion = Annotated[int | None, Depends(expected_version)]
