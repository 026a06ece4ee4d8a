"""Verbs on several tasks: one turn, and by the caller's transaction all of it or nothing."""

from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services import task_service
from services.errors import TaskNotFound
from services.models import Task, TaskCreate, TaskUpdate
from services.places.families import wholes_first
from services.values.cause import Cause

_Result = TypeVar('_Result')


async def create_tasks(
    session: AsyncSession, user_id: UUID, tasks: Iterable[TaskCreate], *, cause: Cause | None = None
) -> list[Task]:
    """Add tasks in this order; raises what create_task raises, for the first that cannot be added."""
    cause = cause or Cause()
    return [await task_service.create_task(session, user_id, each, cause=cause) for each in tasks]


async def update_tasks(
    session: AsyncSession, user_id: UUID, task_ids: Iterable[UUID], task_data: TaskUpdate, *, cause: Cause | None = None
) -> list[Task]:
    """Make the same change to each task that is still there; raises TaskNotFound when none is."""
    cause = cause or Cause()
    if 'list_id' in task_data.model_fields_set:
        task_ids = await wholes_first(session, user_id, task_ids)  # a part that is moved alone leaves its whole
    return await _each_found(
        task_ids, lambda task_id: task_service.update_task(session, user_id, task_id, task_data, cause=cause)
    )


async def delete_tasks(
    session: AsyncSession, user_id: UUID, task_ids: Iterable[UUID], *, cause: Cause | None = None
) -> int:
    """Move each task that is still there to the trash; returns their number, raises TaskNotFound when none is."""
    cause = cause or Cause()
    parts_first = reversed(await wholes_first(session, user_id, task_ids))
    deleted = await _each_found(
        parts_first, lambda task_id: task_service.delete_task(session, user_id, task_id, cause=cause)
    )
    return len(deleted)


async def _each_found(task_ids: Iterable[UUID], verb: Callable[[UUID], Awaitable[_Result]]) -> list[_Result]:
    results = []
    for task_id in task_ids:
        with suppress(TaskNotFound):
            results.append(await verb(task_id))
    if not results:
        raise TaskNotFound
    return results
