"""The trash: what was deleted and can be restored, until retention removes it for good (services/retention.py)."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import and_, literal, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from services import chat_service, task_service
from services.errors import ChatSessionNotFound, TaskNotFound
from services.models import ChatSession, Task
from services.storage.columns import table_of
from services.translatable import _
from services.values.cause import Cause

KEPT = timedelta(days=30)
"""How long something deleted can be restored."""


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
    session: AsyncSession, user_id: UUID, *, before: TrashItem | None = None, skip: int = 0, limit: int | None = 100
) -> list[TrashItem]:
    """What the person deleted, the latest first: all of it, or what follows the item `before`."""
    parts = [
        select(table.c.id, literal(kind.value).label('kind'), table.c.title, table.c.deleted_at).where(
            table.c.user_id == user_id, table.c.deleted_at.is_not(None)
        )
        for kind, table in ((TrashKind.TASK, table_of(Task)), (TrashKind.CONVERSATION, table_of(ChatSession)))
    ]
    found = union_all(*parts).subquery()
    query = select(found).order_by(found.c.deleted_at.desc(), found.c.id).offset(skip).limit(limit)
    if before is not None:
        at_once = and_(found.c.deleted_at == before.deleted_at, found.c.id > before.id)
        query = query.where(or_(found.c.deleted_at < before.deleted_at, at_once))
    rows = (await session.execute(query)).mappings()
    return [TrashItem(**row, kept_until=row['deleted_at'] + KEPT) for row in rows]


async def restore(session: AsyncSession, user_id: UUID, thing_id: UUID, *, cause: Cause | None = None) -> TrashKind:
    """Restore a task or a conversation as it was; raises TaskNotFound when it is not in the trash."""
    try:
        await task_service.restore_task(session, user_id, thing_id, cause=cause)
    except TaskNotFound:
        try:
            await chat_service.restore_session(session, user_id, thing_id, cause=cause)
        except ChatSessionNotFound:
            raise TaskNotFound(
                _('This is not in the trash. It may have been restored already, or deleted for good.')
            ) from None
        return TrashKind.CONVERSATION
    return TrashKind.TASK
