"""Approvals: their table, and the shape they are read in."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Column, DateTime, ForeignKey, Index, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from services.storage.columns import text_enum, timestamp_column, user_fk
from services.values.text import NAME_LIMIT

LIFETIME = timedelta(days=1)
"""How long an approval can be decided."""

MAX_ITEMS = 1_000
"""How many tasks one approval can be about."""


class ApprovalState(StrEnum):
    """Whether an approval is decided, and how."""

    PENDING = 'pending'
    APPROVED = 'approved'
    REJECTED = 'rejected'
    EXPIRED = 'expired'


class ApprovalAction(StrEnum):
    """What would be done to the tasks; `MIXED` deletes some and changes others, and each item says which."""

    DELETE = 'delete_tasks'
    UPDATE = 'update_tasks'
    MIXED = 'mixed'
    UNDO = 'undo_turn'


class ItemAction(StrEnum):
    """What would be done to one task; `RESTORE` brings it back from the trash."""

    DELETE = 'delete'
    UPDATE = 'update'
    RESTORE = 'restore'


class Place(StrEnum):
    """What an item can be about besides a task."""

    LIST = 'list'
    LABEL = 'label'


class ApprovalItem(BaseModel):
    """One task as it was shown, and what would be done to it; or a list or label that would be deleted.

    `action` is None in approvals of earlier versions, which did the same to every task. After the approval, `approved`
    says whether this task was among those approved.
    """

    model_config = ConfigDict(frozen=True, extra='forbid')

    task_id: UUID
    title: str
    version: int
    action: ItemAction | None = None
    before: dict[str, Any] = {}
    changes: dict[str, Any] = {}
    approved: bool | None = None

    @property
    def place(self) -> Place | None:
        """What it is, if it is no task; `before` tells, so that the version before this one can read it too."""
        return next((each for each in Place if each in self.before), None)


class Approval(SQLModel, table=True):
    """A change that is pending: it is carried out once, exactly as shown, or not at all.

    `revision` is 1 at first and grows with every edit, and when more is asked for. `asked_revision` is the one that
    the turn which asked ended with. `program` is the name of the token that asked, None when it was no program.
    `reverts` is the turn that would be undone.
    """

    __tablename__ = 'approvals'
    __table_args__ = (Index('approvals_of_a_person', 'user_id', 'created_at'),)
    __mapper_args__ = {'eager_defaults': True}

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    user_id: UUID = Field(sa_column=user_fk())
    session_id: UUID | None = Field(
        default=None, sa_column=Column(ForeignKey('chat_sessions.id', ondelete='CASCADE'), nullable=True)
    )
    turn_id: UUID
    action: ApprovalAction = Field(
        sa_column=Column(text_enum(ApprovalAction, 'approvals_action_known'), nullable=False)
    )
    items: list[dict[str, Any]] = Field(sa_column=Column(JSONB, nullable=False))
    revision: int = Field(default=1, sa_column_kwargs={'server_default': '1'})
    asked_revision: int = Field(default=1, sa_column_kwargs={'server_default': '1'})
    program: str | None = Field(default=None, sa_column=Column(String(NAME_LIMIT)))
    reverts: UUID | None = None
    state: ApprovalState = Field(
        default=ApprovalState.PENDING,
        sa_column=Column(
            text_enum(ApprovalState, 'approvals_state_known'), nullable=False, server_default=ApprovalState.PENDING
        ),
    )
    created_at: datetime = Field(default=None, sa_column=timestamp_column('created_at', automatic=True))
    expires_at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))
    decided_at: datetime | None = Field(default=None, sa_column=timestamp_column('decided_at'))


class ApprovalRead(BaseModel):
    """An approval as every representation shows it."""

    model_config = ConfigDict(from_attributes=True, frozen=True)

    id: UUID
    session_id: UUID | None
    turn_id: UUID
    program: str | None = None
    action: ApprovalAction
    reverts: UUID | None = None
    items: list[ApprovalItem]
    revision: int = 1
    state: ApprovalState
    created_at: datetime
    expires_at: datetime
    decided_at: datetime | None

    def action_of(self, item: ApprovalItem) -> ItemAction:
        """What would be done to one of the tasks, also in an approval that an earlier version stored."""
        whole = ItemAction.DELETE if self.action is ApprovalAction.DELETE else ItemAction.UPDATE
        return item.action or whole
