"""Moving a task to another place: behind another one, into a list, under a task."""

from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services import ledger, task_service
from services.errors import TaskNotFound
from services.models import Task, TaskRead
from services.storage.columns import table_of
from services.tasks.order import LONGEST, between, spread
from services.values.cause import Cause

_tasks = table_of(Task)


class TaskMove(BaseModel):
    """Where to: behind the task `after`, or before all others there.

    Without `list_id` and `parent_id` it stays in its list and under its task; null is the Inbox, and no task.
    """

    model_config = ConfigDict(extra='forbid')

    after: UUID | None
    list_id: UUID | None = None
    parent_id: UUID | None = None


async def move_task(
    session: AsyncSession, user_id: UUID, task_id: UUID, place: TaskMove, *, cause: Cause | None = None
) -> Task:
    """Move a task with its sub-tasks, in one event of its own and one for each of them whose list changes.

    Raises TaskNotFound, also when there is no task `after` at that place, ListNotFound, and InvalidInput when it would
    become a part of itself.
    """
    cause = cause or Cause()
    await ledger.hold(session, user_id)
    task = TaskRead.model_validate(await task_service.get_task(session, user_id, task_id))
    given: dict[str, Any] = {
        field: getattr(place, field) for field in ('list_id', 'parent_id') if field in place.model_fields_set
    }
    fields = await task_service.placed(session, user_id, task, given)
    list_id, parent_id = fields.get('list_id', task.list_id), fields.get('parent_id', task.parent_id)
    others = (
        await session.execute(
            select(_tasks.c.id, _tasks.c.parent_id, _tasks.c.rank)
            .where(_tasks.c.list_id == list_id, _tasks.c.deleted_at.is_(None), _tasks.c.id != task_id)
            .order_by(_tasks.c.rank)
        )
    ).all()
    at = _place_among([(each.id, each.parent_id) for each in others], parent_id, place.after)
    before = others[at - 1].rank if at else ''
    behind = others[at].rank if at < len(others) else None
    if fields.get('list_id', task.list_id) != task.list_id or not _is_between(task.rank, before, behind):
        fields['rank'] = between(before, behind)
    moved = await task_service.put_back(session, user_id, task_id, fields, cause=cause)
    if len(fields.get('rank', '')) > LONGEST:
        order = [*(each.id for each in others[:at]), task_id, *(each.id for each in others[at:])]
        for each, rank in zip(order, spread(len(order)), strict=True):
            await task_service.put_back(session, user_id, each, {'rank': rank}, cause=cause)
    return moved


def _place_among(others: list[tuple[UUID, UUID | None]], parent_id: UUID | None, after: UUID | None) -> int:
    """The number of the tasks of the list that it comes behind."""
    siblings = [at for at, (_, parent) in enumerate(others) if parent == parent_id]
    if after is None:
        return siblings[0] if siblings else len(others)
    for at in siblings:
        if others[at][0] == after:
            return at + 1
    raise TaskNotFound


def _is_between(rank: str, before: str, behind: str | None) -> bool:
    return before < rank and (behind is None or rank < behind)
