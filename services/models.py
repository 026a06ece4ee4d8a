"""Tasks and conversations: their tables, and the shapes they are written and read in.

The rules stand twice on purpose: the schemas explain a refusal, the database makes it certain.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator, model_validator
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    Enum,
    FetchedValue,
    ForeignKey,
    Identity,
    Index,
    String,
    Table,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from services.due import DueDate
from services.text import DESCRIPTION_LIMIT, MESSAGE_LIMIT, TITLE_LIMIT, Description, MessageText, Title
from services.vocabulary import MessageType, Priority, Role, Status


def words(kind: type[StrEnum], name: str) -> Enum:
    """A text column that holds one of the words of `kind` and nothing else."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        values_callable=lambda members: [member.value for member in members],
        length=30,
    )


def table_of(model: type[SQLModel]) -> Table:
    """The table behind a model, for statements that work on columns."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


def owner(*, primary_key: bool = False) -> Column[UUID]:
    """The person a row belongs to; the row goes when they go."""
    return Column('user_id', ForeignKey('users.id', ondelete='CASCADE'), nullable=False, primary_key=primary_key)


def moment_column(name: str, *, automatic: bool = False) -> Column[datetime]:
    """A moment with its zone; `automatic` ones are set by the database and never empty."""
    if automatic:
        return Column(name, DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp())
    return Column(name, DateTime(timezone=True), nullable=True)


def touched_column() -> Column[datetime]:
    """The moment of the last change; the database sets it, on every change."""
    return Column(
        DateTime(timezone=True),
        nullable=False,
        server_default=func.clock_timestamp(),
        server_onupdate=FetchedValue(),
    )


class Task(SQLModel, table=True):
    """One thing to do. `updated_at` and `version` are kept by a trigger."""

    __tablename__ = 'tasks'
    __table_args__ = (
        CheckConstraint("title ~ '\\S'", name='tasks_title_not_blank'),
        CheckConstraint('num_nonnulls(due_on, due_at) <= 1', name='tasks_one_due_date'),
        Index('tasks_newest_first', 'user_id', 'created_at', 'id', postgresql_where='deleted_at IS NULL'),
        Index('tasks_trash', 'deleted_at', postgresql_where='deleted_at IS NOT NULL'),
    )
    __mapper_args__ = {'eager_defaults': True}

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    user_id: UUID = Field(sa_column=owner())
    title: str = Field(sa_column=Column(String(TITLE_LIMIT), nullable=False))
    description: str | None = Field(default=None, sa_column=Column(String(DESCRIPTION_LIMIT)))
    status: Status = Field(
        default=Status.PENDING,
        sa_column=Column(words(Status, 'tasks_status_known'), nullable=False, server_default=Status.PENDING),
    )
    priority: Priority = Field(
        default=Priority.MEDIUM,
        sa_column=Column(words(Priority, 'tasks_priority_known'), nullable=False, server_default=Priority.MEDIUM),
    )
    due_on: date | None = None
    due_at: datetime | None = Field(default=None, sa_column=moment_column('due_at'))
    created_at: datetime = Field(default=None, sa_column=moment_column('created_at', automatic=True))
    updated_at: datetime = Field(default=None, sa_column=touched_column())
    version: int = Field(
        default=None,
        sa_column=Column(BigInteger, nullable=False, server_default=text('1'), server_onupdate=FetchedValue()),
    )
    deleted_at: datetime | None = Field(default=None, sa_column=moment_column('deleted_at'))

    @property
    def completed(self) -> bool:
        """Whether the task is done; derived from its status."""
        return self.status is Status.COMPLETED

    @property
    def due_date(self) -> date | datetime | None:
        """The plain date or the moment the task is due."""
        return self.due_on or self.due_at

    @due_date.setter
    def due_date(self, value: date | datetime | None) -> None:
        self.due_at = value if isinstance(value, datetime) else None
        self.due_on = None if isinstance(value, datetime) else value


class ChatSession(SQLModel, table=True):
    """One conversation. `updated_at` is kept by a trigger."""

    __tablename__ = 'chat_sessions'
    __table_args__ = (
        CheckConstraint("title ~ '\\S'", name='chat_sessions_title_not_blank'),
        Index('chat_sessions_latest_first', 'user_id', 'updated_at'),
    )
    __mapper_args__ = {'eager_defaults': True}

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    user_id: UUID = Field(sa_column=owner())
    title: str = Field(sa_column=Column(String(TITLE_LIMIT), nullable=False))
    is_active: bool = Field(default=True, sa_column_kwargs={'server_default': 'true'})
    created_at: datetime = Field(default=None, sa_column=moment_column('created_at', automatic=True))
    updated_at: datetime = Field(default=None, sa_column=touched_column())
    deleted_at: datetime | None = Field(default=None, sa_column=moment_column('deleted_at'))


class ChatMessage(SQLModel, table=True):
    """One message; a trigger refuses to change it. `details` holds cards and steps for display."""

    __tablename__ = 'chat_messages'
    __table_args__ = (
        CheckConstraint("content ~ '\\S'", name='chat_messages_content_not_blank'),
        Index('chat_messages_in_order', 'session_id', 'position'),
    )
    __mapper_args__ = {'eager_defaults': True}

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    session_id: UUID = Field(sa_column=Column(ForeignKey('chat_sessions.id', ondelete='CASCADE'), nullable=False))
    role: Role = Field(sa_column=Column(words(Role, 'chat_messages_role_known'), nullable=False))
    content: str = Field(sa_column=Column(String(MESSAGE_LIMIT), nullable=False))
    message_type: MessageType = Field(
        default=MessageType.TEXT,
        sa_column=Column(
            words(MessageType, 'chat_messages_type_known'), nullable=False, server_default=MessageType.TEXT
        ),
    )
    turn_id: UUID | None = None
    details: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default='{}'))
    created_at: datetime = Field(default=None, sa_column=moment_column('created_at', automatic=True))
    position: int = Field(default=None, sa_column=Column(BigInteger, Identity(always=True), nullable=False))


class TaskCreate(BaseModel):
    """What a new task is made from."""

    model_config = ConfigDict(extra='forbid')

    title: Title
    description: Description = None
    status: Status = Status.PENDING
    priority: Priority = Priority.MEDIUM
    due_date: DueDate = None


class TaskUpdate(BaseModel):
    """What to change; a field that is left out stays as it is."""

    model_config = ConfigDict(extra='forbid')

    title: Title | None = None
    description: Description = None
    status: Status | None = None
    priority: Priority | None = None
    due_date: DueDate = None
    completed: bool | None = None

    @field_validator('title', 'status', 'priority', 'completed', mode='before')
    @classmethod
    def _is_not_null(cls, value: object, field: ValidationInfo) -> object:
        if value is None:
            raise ValueError(f'The {field.field_name} cannot be empty. Leave it out to keep it as it is.')
        return value

    @model_validator(mode='after')
    def _settle(self) -> Self:
        if self.completed is not None:
            if self.status is None:
                self.status = Status.COMPLETED if self.completed else Status.PENDING
            elif self.completed is not (self.status is Status.COMPLETED):
                raise ValueError(f'completed={self.completed} contradicts status={self.status}. Send only one of them.')
        return self

    def changes(self) -> dict[str, Any]:
        """The fields that were given, with `completed` already turned into a status."""
        given = self.model_fields_set - {'completed'}
        changed = {field: getattr(self, field) for field in given}
        if self.completed is not None:
            changed['status'] = self.status
        return changed


class TaskRead(BaseModel):
    """A task as every representation shows it."""

    model_config = ConfigDict(from_attributes=True, frozen=True)

    id: UUID
    user_id: UUID
    title: str
    description: str | None
    status: Status
    completed: bool
    priority: Priority
    due_date: DueDate
    created_at: datetime
    updated_at: datetime
    version: int

    @property
    def due(self) -> date | datetime | None:
        """The due date by the name the understanding of sentences knows it by."""
        return self.due_date


class ChatSessionRead(BaseModel):
    """A conversation as every representation shows it."""

    model_config = ConfigDict(from_attributes=True, frozen=True)

    id: UUID
    user_id: UUID
    title: str
    is_active: bool
    created_at: datetime
    updated_at: datetime


class ChatMessageRead(BaseModel):
    """A message as every representation shows it."""

    model_config = ConfigDict(from_attributes=True, frozen=True)

    id: UUID
    session_id: UUID
    role: Role
    content: str
    message_type: MessageType
    turn_id: UUID | None
    details: dict[str, Any]
    created_at: datetime
    position: int


class ChatSessionUpdate(BaseModel):
    """What to change about a conversation."""

    model_config = ConfigDict(extra='forbid')

    title: Title | None = None
    is_active: bool | None = None


class ChatMessageCreate(BaseModel):
    """A message as it is about to be stored."""

    model_config = ConfigDict(extra='forbid')

    role: Role
    content: MessageText
    message_type: MessageType = MessageType.TEXT
