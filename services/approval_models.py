"""What waits for a person's yes: its table and the shape it is read in."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Column, DateTime, ForeignKey, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from services.models import moment_column, owner, words

LIFETIME = timedelta(days=1)
"""How long an approval can be answered."""


class ApprovalState(StrEnum):
    """Where an approval stands."""

    PENDING = 'pending'
    APPROVED = 'approved'
    REJECTED = 'rejected'
    EXPIRED = 'expired'


class ApprovalAction(StrEnum):
    """What would be done to the tasks."""

    DELETE = 'delete_tasks'
    UPDATE = 'update_tasks'


class ApprovalItem(BaseModel):
    """One task as it was shown when the approval was asked for, and what would change in it.

    Once the approval is given, `approved` says whether this task was among those approved.
    """

    model_config = ConfigDict(frozen=True, extra='forbid')

    task_id: UUID
    title: str
    version: int
    before: dict[str, Any] = {}
    changes: dict[str, Any] = {}
    approved: bool | None = None


class Approval(SQLModel, table=True):
    """A change that waits. It is carried out exactly as shown, once, or not at all.

    `revision` counts what was shown: 1 as it was asked for, one more with every edit.
    """

    __tablename__ = 'approvals'
    __table_args__ = (Index('approvals_of_a_person', 'user_id', 'created_at'),)
    __mapper_args__ = {'eager_defaults': True}

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    user_id: UUID = Field(sa_column=owner())
    session_id: UUID | None = Field(
        default=None, sa_column=Column(ForeignKey('chat_sessions.id', ondelete='CASCADE'), nullable=True)
    )
    turn_id: UUID
    action: ApprovalAction = Field(sa_column=Column(words(ApprovalAction, 'approvals_action_known'), nullable=False))
    items: list[dict[str, Any]] = Field(sa_column=Column(JSONB, nullable=False))
    revision: int = Field(default=1, sa_column_kwargs={'server_default': '1'})
    state: ApprovalState = Field(
        default=ApprovalState.PENDING,
        sa_column=Column(
            words(ApprovalState, 'approvals_state_known'), nullable=False, server_default=ApprovalState.PENDING
        ),
    )
    created_at: datetime = Field(default=None, sa_column=moment_column('created_at', automatic=True))
    expires_at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))
    decided_at: datetime | None = Field(default=None, sa_column=moment_column('decided_at'))


class ApprovalRead(BaseModel):
    """An approval as every representation shows it."""

    model_config = ConfigDict(from_attributes=True, frozen=True)

    id: UUID
    session_id: UUID | None
    turn_id: UUID
    action: ApprovalAction
    items: list[ApprovalItem]
    revision: int = 1
    state: ApprovalState
    created_at: datetime
    expires_at: datetime
    decided_at: datetime | None
