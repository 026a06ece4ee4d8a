"""What waits for your yes, over REST."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from app.api.once import once
from app.api.requests import InTransaction, KeyHeader
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
    """The answer to an approval: to all of it, or with `task_ids` a yes to some of it."""

    model_config = ConfigDict(extra='forbid')

    decision: Decision
    task_ids: list[UUID] | None = Field(None, description='The tasks to approve; without it all of them.')
    revision: int | None = Field(
        None, description='What you were shown: with it, a yes to anything that was edited since is refused.'
    )


class EditedItem(BaseModel):
    """Other values for one of the tasks; fields that are left out stay as they were proposed."""

    model_config = ConfigDict(extra='forbid')

    task_id: UUID
    changes: TaskUpdate


class ApprovalEdit(BaseModel):
    """Other values in place of those that would be written."""

    model_config = ConfigDict(extra='forbid')

    items: list[EditedItem] = Field(min_length=1, max_length=BULK_LIMIT)


class _Answered(ApprovalAnswer):
    """An answer and what it is the answer to: a repeated request is the same only when both are."""

    approval_id: UUID


@router.get('', summary='List approvals')
async def list_approvals(
    work: InTransaction,
    pending: Annotated[bool, Query(description='Only those that can still be answered.')] = True,
) -> list[ApprovalRead]:
    """The changes that wait for your yes, newest first, each with the tasks it would change."""
    return await approvals.list_approvals(work.session, work.user_id, pending=pending)


@router.patch('/{approval_id}', summary='Edit an approval', responses=answers(404, 409, 413))
async def edit(work: InTransaction, approval_id: UUID, wanted: ApprovalEdit) -> ApprovalRead:
    """Edit the values that would be written before you say yes; they are checked as those of any update are.

    Every view is shown them. What is approved is always what was shown last.
    """
    changes = {item.task_id: item.changes for item in wanted.items}
    return await approvals.edit(work.session, work.user_id, approval_id, changes, cause=work.cause)


@router.post('/{approval_id}', summary='Answer an approval', responses=answers(404, 409, 413))
async def decide(
    work: InTransaction, approval_id: UUID, answer: ApprovalAnswer, idempotency_key: KeyHeader = None
) -> Outcome:
    """Approve what waits, so that it is done exactly as shown, or reject it; it can be answered once."""

    async def verb() -> Outcome:
        approve = answer.decision is Decision.APPROVE
        return await approvals.decide(
            work.session,
            work.user_id,
            approval_id,
            approve=approve,
            task_ids=answer.task_ids,
            revision=answer.revision,
            cause=work.cause,
        )

    request = _Answered(**answer.model_dump(), approval_id=approval_id)
    return await once(work, idempotency_key, request, Outcome, verb)
