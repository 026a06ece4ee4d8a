"""Tasks and conversations: their tables, and the shapes they are written and read in.

The rules stand twice on purpose: the schemas explain a refusal, the database makes it certain.
"""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID, uuid4

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationInfo, field_validator, model_validator
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    FetchedValue,
    ForeignKey,
    Identity,
    Index,
    String,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from services.storage.columns import (
    completion_column,
    label_ids_column,
    list_fk,
    parent_fk,
    rank_column,
    text_enum,
    timestamp_column,
    updated_at_column,
    user_fk,
)
from services.translatable import _
from services.values.due_dates import DueDate
from services.values.plans import MAX_MINUTES, Estimate, LabelIds, StartDate
from services.values.text import DESCRIPTION_LIMIT, MESSAGE_LIMIT, TITLE_LIMIT, Description, MessageText, Title
from services.values.vocabulary import MessageType, Priority, Role, Status


class Task(SQLModel, table=True):
    """One thing to do.

    Triggers keep `updated_at` and `version`, fill or empty `completed_at` with the status, put a task without a
    list into the Inbox, and one without a rank at the end of its list.
    """

    __tablename__ = 'tasks'
    __table_args__ = (
        CheckConstraint("title ~ '\\S'", name='tasks_title_not_blank'),
        CheckConstraint('num_nonnulls(due_on, due_at) <= 1', name='tasks_one_due_date'),
        CheckConstraint('parent_id <> id', name='tasks_not_its_own_parent'),
        CheckConstraint("(completed_at IS NOT NULL) = (status = 'completed')", name='tasks_completed_at_known'),
        CheckConstraint(f'estimate_minutes BETWEEN 1 AND {MAX_MINUTES}', name='tasks_estimate_sensible'),
        Index('tasks_newest_first', 'user_id', 'created_at', 'id', postgresql_where='deleted_at IS NULL'),
        Index('tasks_of_a_list', 'list_id', 'rank', postgresql_where='deleted_at IS NULL'),
        Index('tasks_of_a_parent', 'parent_id', postgresql_where='parent_id IS NOT NULL AND deleted_at IS NULL'),
        Index('tasks_trash', 'deleted_at', postgresql_where='deleted_at IS NOT NULL'),
    )
    __mapper_args__ = {'eager_defaults': True}

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    user_id: UUID = Field(sa_column=user_fk())
    title: str = Field(sa_column=Column(String(TITLE_LIMIT), nullable=False))
    description: str | None = Field(default=None, sa_column=Column(String(DESCRIPTION_LIMIT)))
    status: Status = Field(
        default=Status.PENDING,
        sa_column=Column(text_enum(Status, 'tasks_status_known'), nullable=False, server_default=Status.PENDING),
    )
    priority: Priority = Field(
        default=Priority.MEDIUM,
        sa_column=Column(text_enum(Priority, 'tasks_priority_known'), nullable=False, server_default=Priority.MEDIUM),
    )
    due_on: date | None = None
    due_at: datetime | None = Field(default=None, sa_column=timestamp_column('due_at'))
    list_id: UUID = Field(default=None, sa_column=list_fk())
    label_ids: list[UUID] = Field(default_factory=list, sa_column=label_ids_column())
    parent_id: UUID | None = Field(default=None, sa_column=parent_fk())
    rank: str = Field(default=None, sa_column=rank_column())
    start_on: date | None = None
    estimate_minutes: int | None = None
    completed_at: datetime | None = Field(default=None, sa_column=completion_column())
    created_at: datetime = Field(default=None, sa_column=timestamp_column('created_at', automatic=True))
    updated_at: datetime = Field(default=None, sa_column=updated_at_column())
    version: int = Field(
        default=None,
        sa_column=Column(BigInteger, nullable=False, server_default=text('1'), server_onupdate=FetchedValue()),
    )
    deleted_at: datetime | None = Field(default=None, sa_column=timestamp_column('deleted_at'))

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
    user_id: UUID = Field(sa_column=user_fk())
    title: str = Field(sa_column=Column(String(TITLE_LIMIT), nullable=False))
    is_active: bool = Field(default=True, sa_column_kwargs={'server_default': 'true'})
    created_at: datetime = Field(default=None, sa_column=timestamp_column('created_at', automatic=True))
    updated_at: datetime = Field(default=None, sa_column=updated_at_column())
    deleted_at: datetime | None = Field(default=None, sa_column=timestamp_column('deleted_at'))


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
    role: Role = Field(sa_column=Column(text_enum(Role, 'chat_messages_role_known'), nullable=False))
    content: str = Field(sa_column=Column(String(MESSAGE_LIMIT), nullable=False))
    message_type: MessageType = Field(
        default=MessageType.TEXT,
        sa_column=Column(
            text_enum(MessageType, 'chat_messages_type_known'), nullable=False, server_default=MessageType.TEXT
        ),
    )
    turn_id: UUID | None = None
    details: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default='{}'))
    created_at: datetime = Field(default=None, sa_column=timestamp_column('created_at', automatic=True))
    position: int = Field(default=None, sa_column=Column(BigInteger, Identity(always=True), nullable=False))


class TaskCreate(BaseModel):
    """What a new task is made from."""

    model_config = ConfigDict(extra='forbid')

    title: Title
    description: Description = None
    status: Status = Status.PENDING
    priority: Priority = Priority.MEDIUM
    due_date: DueDate = None
    start_on: StartDate = None
    estimate_minutes: Estimate = None
    list_id: UUID | None = None
    label_ids: LabelIds = []
    parent_id: UUID | None = None


class TaskUpdate(BaseModel):
    """What to change; a field that is left out stays as it is."""

    model_config = ConfigDict(extra='forbid')

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

    @field_validator('title', 'status', 'priority', 'label_ids', 'completed', mode='before')
    @classmethod
    def _is_not_null(cls, value: object, field: ValidationInfo) -> object:
        if value is None:
            sentence = _('The {field} cannot be empty. Leave it out to keep it as it is.')
            raise ValueError(sentence.format(field=field.field_name))
        return value

    @model_validator(mode='after')
    def _settle(self) -> Self:
        if self.completed is not None:
            if self.status is None:
                self.status = Status.COMPLETED if self.completed else Status.PENDING
            elif self.completed is not (self.status is Status.COMPLETED):
                sentence = _('completed={completed} contradicts status={status}. Send only one of them.')
                raise ValueError(sentence.format(completed=self.completed, status=self.status))
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
    # Older events, exports and backups do not have these.
    start_on: StartDate = None
    estimate_minutes: Estimate = None
    completed_at: datetime | None = None
    list_id: UUID | None = None
    label_ids: list[UUID] = []
    parent_id: UUID | None = None
    rank: Annotated[str, BeforeValidator(lambda rank: rank or '')] = ''

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
