"""The trash over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from app.api.requests import LARGEST, InTransaction
from app.problems import answers
from services import chat_service, task_service, trash
from services.models import ChatSessionRead, TaskRead
from services.trash import TrashItem, TrashKind

router = APIRouter(prefix='/trash', tags=['Trash'], responses=answers(401, 403, 422, 503))


class Restored(BaseModel):
    """What came back: a task or a conversation."""

    kind: TrashKind
    task: TaskRead | None = Field(None, description='Only there when it is a task.')
    session: ChatSessionRead | None = Field(None, description='Only there when it is a conversation.')


@router.get('', summary='List what was deleted')
async def list_trash(
    work: InTransaction,
    skip: Annotated[int, Query(ge=0, le=LARGEST)] = 0,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
) -> list[TrashItem]:
    """What you deleted and can bring back, the latest first."""
    return await trash.list_trash(work.session, work.user_id, skip=skip, limit=limit)


@router.post('/{thing_id}/restore', summary='Restore', response_model_exclude_unset=True, responses=answers(404, 429))
async def restore(work: InTransaction, thing_id: UUID) -> Restored:
    """Bring a task or a conversation back as it was."""
    kind = await trash.restore(work.session, work.user_id, thing_id, cause=work.cause)
    if kind is TrashKind.TASK:
        task = await task_service.get_task(work.session, work.user_id, thing_id)
        return Restored(kind=kind, task=TaskRead.model_validate(task))
    chat = await chat_service.get_session(work.session, work.user_id, thing_id)
    return Restored(kind=kind, session=ChatSessionRead.model_validate(chat))
