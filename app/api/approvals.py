"""Approvals over REST: changes that are carried out only once the person says yes."""

from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.api.dependencies import KeyHeader, ReadTransaction, WriteTransaction
from app.api.idempotent_requests import idempotent
from app.problems import answers
from services import approvals
from services.approval_models import ApprovalRead
from services.approvals import Outcome
from services.models import TaskUpdate
from services.tool_arguments import BULK_LIMIT

router = APIRouter(prefix='/approvals', tags=['Approvals'], responses=answers(401, 403, 422, 503))


class Decision(StrEnum):
    """Yes or no."""

    APPROVE = 'approve'
    REJECT = 'reject'


class ApprovalAnswer(BaseModel):
    """The answer to an approval; with `task_ids`, a yes to these tasks only."""

    model_config = ConfigDict(extra='forbid')

    decision: Decision
    task_ids: list[UUID] | None = Field(None, description='The tasks to approve; without it all of them.')
    revision: int | None = Field(
        None,
        strict=True,
        description='What you were shown: a yes to anything that was edited since is refused. '
        'Without it, so is a yes to anything that was edited after it was asked for.',
    )


class EditedItem(BaseModel):
    """Other values for one of the tasks; fields that are left out stay as proposed."""

    model_config = ConfigDict(extra='forbid')

    task_id: UUID
    changes: TaskUpdate


class ApprovalEdit(BaseModel):
    """Other values than those that were proposed."""

    model_config = ConfigDict(extra='forbid')

    items: list[EditedItem] = Field(min_length=1, max_length=BULK_LIMIT)

    @model_validator(mode='after')
    def _names_each_task_once(self) -> Self:
        if len({item.task_id for item in self.items}) < len(self.items):
            raise ValueError('A task can be named only once. Put all of its changes into one item.')
        return self


class _Answered(ApprovalAnswer):
    """An answer and its approval; a request repeats another one when both are the same."""

    approval_id: UUID


@router.get('', summary='List approvals')
async def list_approvals(
    call: ReadTransaction,
    pending: Annotated[bool, Query(description='Only those that can still be answered.')] = True,
) -> list[ApprovalRead]:
    """The changes that need your approval, newest first, each with the tasks it would change."""
    return await approvals.list_approvals(call.session, call.user_id, pending=pending)


@router.patch('/{approval_id}', summary='Edit an approval', responses=answers(404, 409, 413))
async def edit(call: WriteTransaction, approval_id: UUID, wanted: ApprovalEdit) -> ApprovalRead:
    """Edit the proposed values before you approve them; they are validated like those of any update.

    Every view shows the new values. What is approved is always what was shown last.
    """
    changes = {item.task_id: item.changes for item in wanted.items}
    return await approvals.edit(call.session, call.user_id, approval_id, changes, cause=call.cause)


@router.post('/{approval_id}', summary='Answer an approval', responses=answers(404, 409, 413))
async def decide(
    call: WriteTransaction, approval_id: UUID, answer: ApprovalAnswer, idempotency_key: KeyHeader = None
) -> Outcome:
    """Approve the changes, which carries them out exactly as shown, or reject them; one answer is accepted."""

    async def verb() -> Outcome:
        approve = answer.decision is Decision.APPROVE
        return await approvals.decide(
            call.session,
            call.user_id,
            approval_id,
            approve=approve,
            task_ids=answer.task_ids,
            revision=answer.revision,
            cause=call.cause,
        )

    request = _Answered(**answer.model_dump(), approval_id=approval_id)
    return await idempotent(call, idempotency_key, request, Outcome, verb)
