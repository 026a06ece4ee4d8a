"""What was deleted and can be brought back, until it is removed for good (services/retention.py)."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import literal, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from services import chat_service, task_service
from services.cause import Cause
from services.errors import ChatSessionNotFound, TaskNotFound
from services.models import ChatSession, Task, table_of

KEPT = timedelta(days=30)
"""How long something deleted can be brought back."""


class TrashKind(StrEnum):
    """What was deleted."""

    TASK = 'task'
    CONVERSATION = 'conversation'


class TrashItem(BaseModel):
    """Something in the trash, and until when it is kept there."""

    id: UUID
    kind: TrashKind
    title: str
    deleted_at: datetime
    kept_until: datetime


async def list_trash(
    session: AsyncSession, user_id: UUID, *, skip: int = 0, limit: int | None = 100
) -> list[TrashItem]:
    """What the person deleted, the latest first."""
    parts = [
        select(table.c.id, literal(kind.value).label('kind'), table.c.title, table.c.deleted_at).where(
            table.c.user_id == user_id, table.c.deleted_at.is_not(None)
        )
        for kind, table in ((TrashKind.TASK, table_of(Task)), (TrashKind.CONVERSATION, table_of(ChatSession)))
    ]
    found = union_all(*parts).subquery()
    query = select(found).order_by(found.c.deleted_at.desc(), found.c.id).offset(skip).limit(limit)
    rows = (await session.execute(query)).mappings()
    return [TrashItem(**row, kept_until=row['deleted_at'] + KEPT) for row in rows]


async def restore(session: AsyncSession, user_id: UUID, thing_id: UUID, *, cause: Cause | None = None) -> TrashKind:
    """Bring a task or a conversation back as it was; raises TaskNotFound when it is not in the trash."""
    try:
        await task_service.restore_task(session, user_id, thing_id, cause=cause)
    except TaskNotFound:
        try:
            await chat_service.restore_session(session, user_id, thing_id, cause=cause)
        except ChatSessionNotFound:
            raise TaskNotFound('This is not in the trash. It may be back already, or gone for good.') from None
        return TrashKind.CONVERSATION
    return TrashKind.TASK
