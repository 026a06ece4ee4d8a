"""The trash over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from app.api.dependencies import MAX_INTEGER, KeyHeader, ReadTransaction, WriteTransaction
from app.api.idempotent_requests import idempotent
from app.problems import answers
from services import chat_service, task_service
from services.models import ChatSessionRead, TaskRead
from services.tasks import trash
from services.tasks.trash import TrashItem, TrashKind

router = APIRouter(prefix='/trash', tags=['Trash'], responses=answers(401, 403, 422, 503))


class Restored(BaseModel):
    """What was restored: a task or a conversation."""

    kind: TrashKind
    task: TaskRead | None = Field(None, description='Only there when it is a task.')
    session: ChatSessionRead | None = Field(None, description='Only there when it is a conversation.')


class _Restoring(BaseModel):
    """What a request to restore says; a request repeats another one when it is the same."""

    thing_id: UUID


@router.get('', summary='List what was deleted')
async def list_trash(
    call: ReadTransaction,
    skip: Annotated[int, Query(ge=0, le=MAX_INTEGER)] = 0,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
) -> list[TrashItem]:
    """What you deleted and can restore, the latest first."""
    return await trash.list_trash(call.session, call.user_id, skip=skip, limit=limit)


@router.post(
    '/{thing_id}/restore', summary='Restore', response_model_exclude_unset=True, responses=answers(404, 409, 429)
)
async def restore(call: WriteTransaction, thing_id: UUID, idempotency_key: KeyHeader = None) -> Restored:
    """Restore a task or a conversation as it was."""

    async def verb() -> Restored:
        kind = await trash.restore(call.session, call.user_id, thing_id, cause=call.cause)
        if kind is TrashKind.TASK:
            task = await task_service.get_task(call.session, call.user_id, thing_id)
            return Restored(kind=kind, task=TaskRead.model_validate(task))
        chat = await chat_service.get_session(call.session, call.user_id, thing_id)
        return Restored(kind=kind, session=ChatSessionRead.model_validate(chat))

    return await idempotent(call, idempotency_key, _Restoring(thing_id=thing_id), Restored, verb)
