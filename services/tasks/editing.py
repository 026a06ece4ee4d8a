"""Saving what was entered about a task in one form."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services import ledger, task_service
from services.models import Task, TaskCreate, TaskUpdate
from services.tasks.labels import label_named
from services.values.cause import Cause


async def edit_task(
    session: AsyncSession,
    user_id: UUID,
    task_id: UUID,
    changes: TaskUpdate,
    *,
    label_names: Sequence[str] | None = None,
    part: str | None = None,
    cause: Cause | None = None,
) -> Task:
    """Change a task, give it the labels of these names and no others, and add a sub-task to it, all in one turn.

    Labels that are new are made; None leaves those it has. Raises what update_task, create_label and create_task raise.
    """
    cause = cause or Cause()
    await ledger.hold(session, user_id)
    if label_names is not None:
        named = [await label_named(session, user_id, name, cause) for name in label_names]
        ids = list(dict.fromkeys(named))
        changes = TaskUpdate(**changes.model_dump(exclude_unset=True), label_ids=ids)
    task = await task_service.update_task(session, user_id, task_id, changes, cause=cause)
    if part:
        await task_service.create_task(session, user_id, TaskCreate(title=part, parent_id=task_id), cause=cause)
    return task
