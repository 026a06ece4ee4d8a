"""Adding what somebody wrote: tasks, the lists and labels that are new with them, and what is a part of what."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services import task_service
from services.language import Entry
from services.models import Task, TaskCreate
from services.places.families import DEEPEST
from services.tasks.labels import label_named
from services.tasks.lists import list_named
from services.values.cause import Cause


async def add_entries(
    session: AsyncSession, user_id: UUID, entries: Iterable[Entry], *, cause: Cause | None = None
) -> list[Task]:
    """Add a task for each entry in this order, in one turn with the lists and labels that are new.

    An entry is a sub-task of the last one above it that has less depth; at most DEEPEST levels are made, and what lies
    deeper comes to the deepest of them. Raises what create_task, create_list and create_label raise, and
    ValidationError, for the first that cannot be added.
    """
    cause = cause or Cause()
    added: list[Task] = []
    above: list[UUID] = []
    for entry in entries:
        del above[min(entry.depth, DEEPEST) :]
        fields = await _fields(session, user_id, entry, cause)
        new = TaskCreate.model_validate({**fields, 'parent_id': above[-1] if above else None})
        task = await task_service.create_task(session, user_id, new, cause=cause)
        above.append(task.id)
        added.append(task)
    return added


async def _fields(session: AsyncSession, user_id: UUID, entry: Entry, cause: Cause) -> dict[str, Any]:
    new_labels = [await label_named(session, user_id, name, cause) for name in entry.new_labels]
    fields: dict[str, Any] = {
        'title': entry.title,
        'description': entry.description,
        'due_date': entry.due,
        'start_on': entry.start_on,
        'estimate_minutes': entry.estimate_minutes,
        'list_id': await list_named(session, user_id, entry.new_list, cause) if entry.new_list else entry.list_id,
        'label_ids': [*entry.label_ids, *new_labels],
    }
    return {**fields, 'priority': entry.priority} if entry.priority else fields
