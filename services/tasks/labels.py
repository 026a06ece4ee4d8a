"""Labels: words of one's own on any number of tasks. The verbs work as those of `lists`, and raise LabelNotFound."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services import ledger, task_service
from services.errors import LabelNotFound
from services.events import EventType
from services.models import Task, TaskUpdate
from services.places.models import Label, LabelCreate, LabelRead, LabelUpdate
from services.places.reading import labels_of
from services.storage.columns import table_of
from services.tasks.named_places import NamedPlaces
from services.translatable import n_
from services.values.cause import Cause

MAX_LABELS = 500
"""How many labels one person can have."""

LABELS = NamedPlaces(
    Label,
    LabelRead,
    owner='user_id',
    fields=('name', 'colour'),
    every=labels_of,
    missing=LabelNotFound,
    full=n_(
        'You have {number} label, and there is no room for more. Delete one first.',
        'You have {number} labels, and there is no room for more. Delete one first.',
    ),
    created=EventType.LABEL_CREATED,
    updated=EventType.LABEL_UPDATED,
    deleted=EventType.LABEL_DELETED,
)

_tasks = table_of(Task)


async def list_labels(session: AsyncSession, user_id: UUID) -> list[Label]:
    """All labels, by their names."""
    return await labels_of(session, user_id)


async def get_label(session: AsyncSession, user_id: UUID, label_id: UUID) -> Label:
    """The label."""
    return await LABELS.find(session, user_id, label_id)


async def create_label(session: AsyncSession, user_id: UUID, new: LabelCreate, *, cause: Cause | None = None) -> Label:
    """Add a label; raises NameTaken, and TooMany when there are MAX_LABELS."""
    await ledger.hold(session, user_id)
    await LABELS.check_room(session, user_id, MAX_LABELS)
    await LABELS.check_name(session, user_id, new.name)
    row = Label(user_id=user_id, name=new.name, colour=new.colour)
    return await LABELS.add(session, user_id, row, cause or Cause())


async def label_named(session: AsyncSession, user_id: UUID, name: str, cause: Cause) -> UUID:
    """The label of this name, which is made unless it is there; raises what create_label raises."""
    await ledger.hold(session, user_id)
    there = await LABELS.called(session, user_id, name)
    return (there or await create_label(session, user_id, LabelCreate(name=name), cause=cause)).id


async def update_label(
    session: AsyncSession, user_id: UUID, label_id: UUID, changes: LabelUpdate, *, cause: Cause | None = None
) -> Label:
    """Rename or colour a label; raises NameTaken."""
    await ledger.hold(session, user_id)
    await LABELS.find(session, user_id, label_id)
    fields = changes.model_dump(exclude_unset=True)
    if 'name' in fields:
        await LABELS.check_name(session, user_id, fields['name'], besides=label_id)
    return await LABELS.put_back(session, user_id, label_id, fields, cause=cause or Cause())


async def delete_label(session: AsyncSession, user_id: UUID, label_id: UUID, *, cause: Cause | None = None) -> int:
    """Take a label off every task and delete it, in one turn; returns how many tasks had it."""
    cause = cause or Cause()
    await ledger.hold(session, user_id)
    deleted = await LABELS.find(session, user_id, label_id)
    having = select(_tasks.c.id, _tasks.c.label_ids).where(
        _tasks.c.user_id == user_id, _tasks.c.label_ids.contains([label_id]), _tasks.c.deleted_at.is_(None)
    )
    tasks = (await session.execute(having)).all()
    for task_id, label_ids in tasks:
        others = TaskUpdate(label_ids=[each for each in label_ids if each != label_id])
        await task_service.update_task(session, user_id, task_id, others, cause=cause)
    await LABELS.delete(session, user_id, deleted, cause)
    return len(tasks)
