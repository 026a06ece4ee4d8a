"""The verbs that every door shares: nothing else reads or writes tasks.

Each works in the transaction of the session it is given, sees only what belongs to `user_id`,
and appends each change to the ledger in the same transaction. For a task that is missing, deleted
or somebody else's it raises TaskNotFound before anything is changed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter
from sqlalchemy import ARRAY, ColumnElement, Select, and_, any_, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from services import ledger
from services.accounts.people import User, zone_of
from services.errors import InvalidInput, TaskNotFound, VersionConflict
from services.events import EventType
from services.models import Task, TaskCreate, TaskRead, TaskUpdate
from services.places.families import DEEPEST, fits_under, level_of, parts_by_level, parts_of
from services.places.reading import Places, check_places, inbox_of, is_there, labels_there, read_places
from services.storage import idempotency
from services.storage.columns import table_of
from services.task_filter import EVERY_TASK, TaskFilter
from services.translatable import _
from services.values.cause import Cause, Moment
from services.values.due_dates import settled
from services.values.time_zones import zone_named
from services.values.vocabulary import Priority, Status

_PART_OF_ITSELF = _('A task cannot be a part of itself. Choose another one.')
_TOO_DEEP = _('There are no sub-tasks on so many levels. Choose a task further up.')

_task = table_of(Task)
_user = table_of(User)
_SHARED = tuple(name for name in TaskRead.model_fields if name in _task.c)
_READ_COLUMNS = (*(_task.c[name] for name in _SHARED), _task.c.due_on, _task.c.due_at)
_tasks_read = TypeAdapter(list[TaskRead])
# Built once, because building a statement costs more than running it. populate_existing reads a row again that the
# session already holds: what counts is how it is under the lock.
_ID, _OWNER = (bindparam(name, type_=_task.c.id.type) for name in ('id', 'owner'))
_ONE = select(Task).where(_task.c.id == _ID, _task.c.user_id == _OWNER).execution_options(populate_existing=True)
_ALIVE, _IN_TRASH = _ONE.where(_task.c.deleted_at.is_(None)), _ONE.where(_task.c.deleted_at.is_not(None))
_ALIVE_OF = (
    select(Task)
    .where(_task.c.id == any_(bindparam('ids', type_=ARRAY(_task.c.id.type))), _task.c.deleted_at.is_(None))
    .execution_options(populate_existing=True)
)
_NEWEST_FIRST = (_task.c.created_at.desc(), _task.c.id.desc())


@dataclass(frozen=True)
class Snapshot:
    """Every task of one person, newest first, and their lists and labels, as of event number `seq`."""

    seq: int
    tasks: Sequence[TaskRead]
    places: Places = field(default_factory=Places)


async def list_tasks(
    session: AsyncSession,
    user_id: UUID,
    completed: bool | None = None,
    skip: int = 0,
    limit: int | None = 100,
    *,
    status: Status | None = None,
    priority: Priority | None = None,
    q: str | None = None,
    due_from: date | None = None,
    due_until: date | None = None,
    list_id: UUID | None = None,
    label_id: UUID | None = None,
    zone: ZoneInfo | None = None,
) -> list[Task]:
    """Tasks that match every condition given (see TaskFilter), newest first."""
    wanted = TaskFilter(completed, status, priority, q, due_from, due_until, list_id, label_id, zone=zone)
    query = _newest(select(Task), await wanted.condition(session, user_id), skip, limit)
    return list((await session.scalars(query)).all())


async def read_tasks(
    session: AsyncSession, user_id: UUID, wanted: TaskFilter = EVERY_TASK, *, skip: int = 0, limit: int = 100
) -> list[TaskRead]:
    """What list_tasks finds, as TaskReads: without mapped objects in between, in less than half the time."""
    query = _newest(select(*_READ_COLUMNS), await wanted.condition(session, user_id), skip, limit)
    return _read((await session.execute(query)).all())


async def create_task(
    session: AsyncSession,
    user_id: UUID,
    task_data: TaskCreate,
    *,
    cause: Cause | None = None,
    idempotency_key: str | None = None,
) -> Task:
    """Add a task. For an `idempotency_key` that was used before, return the task made then.

    Raises InvalidInput when the due date is in the past, ListNotFound and LabelNotFound, TooMany when the person has
    as many tasks as allowed, and KeyReused when the key was used for another task.
    """
    cause = cause or Cause()
    if idempotency_key is not None or task_data.list_id or task_data.label_ids or task_data.parent_id:
        await ledger.hold(session, user_id)
    if idempotency_key is not None and (
        earlier := await idempotency.recall(session, user_id, idempotency_key, task_data)
    ):
        return await _created_before(session, UUID(earlier['id']))
    await check_places(session, user_id, task_data.list_id, task_data.label_ids)

    task = Task(user_id=user_id, **task_data.model_dump(exclude={'due_date'}))
    if task_data.parent_id is not None:
        task.list_id = await _list_under(session, user_id, task_data.parent_id)
    if cause.stated_time is not None:
        task.created_at = cause.stated_time
        task.completed_at = cause.stated_time if task.completed else None
    if task_data.due_date is not None:
        moment = await _moment(session, user_id, cause)
        task.due_date = settled(task_data.due_date, None, moment)
    session.add(task)
    await session.flush()
    after = TaskRead.model_validate(task)
    await ledger.append(session, user_id, EventType.TASK_CREATED, after, cause)
    if idempotency_key is not None:
        await idempotency.remember(session, user_id, idempotency_key, task_data, {'id': str(task.id)})
    return task


async def get_task(session: AsyncSession, user_id: UUID, task_id: UUID) -> Task:
    """The task; raises TaskNotFound."""
    return await _find(session, user_id, task_id)


async def update_task(
    session: AsyncSession,
    user_id: UUID,
    task_id: UUID,
    task_data: TaskUpdate,
    *,
    cause: Cause | None = None,
    expected_version: int | None = None,
) -> Task:
    """Change the fields that were given; writing values that are already there appends no event.

    Raises InvalidInput when a new due date is in the past (an old one may stay), ListNotFound and LabelNotFound, and
    VersionConflict when the task is no longer at `expected_version`.
    """
    cause = cause or Cause()
    zone = await ledger.hold(session, user_id)
    task, before = await _find_at(session, user_id, task_id, expected_version)
    changes = task_data.changes()
    if 'due_date' in changes:
        moment = cause.moment or Moment.current(zone_named(zone))
        changes['due_date'] = settled(changes['due_date'], before.due_date, moment)
    await check_places(session, user_id, None, changes.get('label_ids'))
    changes |= await placed(session, user_id, before, changes)
    return await _change_whole(session, task, before, changes, cause)


async def delete_task(
    session: AsyncSession,
    user_id: UUID,
    task_id: UUID,
    *,
    cause: Cause | None = None,
    expected_version: int | None = None,
) -> bool:
    """Move the task and its sub-tasks to the trash, from where they can be restored; always True.

    Raises VersionConflict as update_task does.
    """
    cause = cause or Cause()
    await ledger.hold(session, user_id)
    task, before = await _find_at(session, user_id, task_id, expected_version)

    for part in reversed(await _parts(session, task)):
        await _delete(session, part, TaskRead.model_validate(part), cause)
    await _delete(session, task, before, cause)
    return True


async def toggle_task(
    session: AsyncSession,
    user_id: UUID,
    task_id: UUID,
    *,
    cause: Cause | None = None,
    expected_version: int | None = None,
) -> Task:
    """Complete the task, or reopen a completed one; raises VersionConflict as update_task does."""
    await ledger.hold(session, user_id)
    task, before = await _find_at(session, user_id, task_id, expected_version)
    status = Status.PENDING if task.completed else Status.COMPLETED
    return await _change_whole(session, task, before, {'status': status}, cause or Cause())


async def restore_task(session: AsyncSession, user_id: UUID, task_id: UUID, *, cause: Cause | None = None) -> Task:
    """Restore a deleted task as it was: in the Inbox if its list is gone, without a parent or labels that are.

    Raises TaskNotFound when it is not in the trash.
    """
    await ledger.hold(session, user_id)
    task = await _find(session, user_id, task_id, deleted=True)
    task.deleted_at = None

    if task.parent_id is not None and not await _can_be_under(session, user_id, task.id, task.parent_id):
        task.parent_id = None
    if not await is_there(session, user_id, task.list_id):
        task.list_id = await inbox_of(session, user_id)
    if task.label_ids:
        task.label_ids = await labels_there(session, user_id, task.label_ids)
    await session.flush()
    await ledger.append(session, user_id, EventType.TASK_CREATED, TaskRead.model_validate(task), cause or Cause())
    return task


async def _can_be_under(session: AsyncSession, user_id: UUID, task_id: UUID, parent_id: UUID) -> bool:
    parent = await session.scalar(_ALIVE, {'id': parent_id, 'owner': user_id})
    return parent is not None and await fits_under(session, user_id, task_id, parent_id)


async def put_back(
    session: AsyncSession, user_id: UUID, task_id: UUID, fields: dict[str, object], *, cause: Cause | None = None
) -> Task:
    """Give fields these values, as they are stored; unlike update_task this takes a due date that has passed since."""
    await ledger.hold(session, user_id)
    task = await _find(session, user_id, task_id)
    return await _change(session, task, TaskRead.model_validate(task), fields, cause or Cause())


async def placed(session: AsyncSession, user_id: UUID, task: TaskRead, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The list and the parent that a task gets, of those that are `wanted`: a sub-task is in the list of its parent.

    Call it while holding the person's row. Raises TaskNotFound, ListNotFound, and InvalidInput when the task would
    become a part of itself.
    """
    places = {field: wanted[field] for field in ('list_id', 'parent_id') if field in wanted}
    if (parent_id := places.get('parent_id')) is not None:
        parts = await parts_by_level(session, user_id, task.id)
        if parent_id == task.id or parent_id in parts:
            raise InvalidInput('parent_id', _PART_OF_ITSELF)
        places['list_id'] = await _list_under(session, user_id, parent_id, levels=1 + max(parts.values(), default=0))
    elif 'list_id' in places:
        places['list_id'] = places['list_id'] or await inbox_of(session, user_id)
        await check_places(session, user_id, places['list_id'], None)
        if places['list_id'] != task.list_id:
            places['parent_id'] = None
    return places


async def snapshot(session: AsyncSession, user_id: UUID) -> Snapshot:
    """All tasks and the number of the last event they contain, read in one statement.

    Lists and labels are read after it, so they may be newer: their events after that number change nothing then.
    """
    joined = _user.outerjoin(_task, and_(_task.c.user_id == _user.c.id, _task.c.deleted_at.is_(None)))
    own = select(_user.c.seq, *_READ_COLUMNS).select_from(joined).where(_user.c.id == user_id)
    rows = (await session.execute(own.order_by(*_NEWEST_FIRST))).all()
    if not rows:
        return Snapshot(0, [])
    tasks = _read([row[1:] for row in rows if row.id is not None])
    return Snapshot(rows[0].seq, tasks, await read_places(session, user_id))


def _newest(query: Select[Any], condition: ColumnElement[bool], skip: int, limit: int | None) -> Select[Any]:
    """One page of the tasks that meet the condition."""
    return query.where(condition).order_by(*_NEWEST_FIRST).offset(skip).limit(limit)


def _read(rows: Iterable[Sequence[Any]]) -> list[TaskRead]:
    """Rows of _READ_COLUMNS as tasks; validated in one call, because a call for each would double the time."""
    found = []
    for *shared, due_on, due_at in rows:
        fields = dict(zip(_SHARED, shared, strict=True))
        found.append({**fields, 'due_date': due_on or due_at, 'completed': fields['status'] is Status.COMPLETED})
    return _tasks_read.validate_python(found)


async def _find(session: AsyncSession, user_id: UUID, task_id: UUID, *, deleted: bool = False) -> Task:
    task: Task | None = await session.scalar(_IN_TRASH if deleted else _ALIVE, {'id': task_id, 'owner': user_id})
    if task is None:
        raise TaskNotFound
    return task


async def _find_at(
    session: AsyncSession, user_id: UUID, task_id: UUID, expected_version: int | None
) -> tuple[Task, TaskRead]:
    """The task, and a copy of how it is before a change; raises VersionConflict unless it is at `expected_version`."""
    task = await _find(session, user_id, task_id)
    before = TaskRead.model_validate(task)
    if expected_version is not None and expected_version != task.version:
        raise VersionConflict(before)
    return task, before


async def _created_before(session: AsyncSession, task_id: UUID) -> Task:
    """The task of a repeated request, also from the trash; raises TaskNotFound when it is gone for good."""
    task = await session.get(Task, task_id, populate_existing=True)
    if task is None:
        raise TaskNotFound
    return task


async def _change(
    session: AsyncSession, task: Task, before: TaskRead, changes: Mapping[str, object], cause: Cause
) -> Task:
    """Change a task; its sub-tasks follow it into another list."""
    if 'list_id' in await _change_alone(session, task, before, changes, cause):
        await _change_parts(session, task, {'list_id': task.list_id}, cause)
    return task


async def _change_whole(
    session: AsyncSession, task: Task, before: TaskRead, changes: Mapping[str, object], cause: Cause
) -> Task:
    """Change a task; when that completes it, its open sub-tasks are completed with it."""
    changed = await _change(session, task, before, changes, cause)
    if changed.completed and not before.completed:
        await _change_parts(session, task, {'status': Status.COMPLETED}, cause)
    return changed


async def _change_parts(session: AsyncSession, task: Task, changes: Mapping[str, object], cause: Cause) -> None:
    """Make the same change to the sub-tasks on every level."""
    for part in await _parts(session, task):
        await _change_alone(session, part, TaskRead.model_validate(part), changes, cause)


async def _change_alone(
    session: AsyncSession, task: Task, before: TaskRead, changes: Mapping[str, object], cause: Cause
) -> Mapping[str, object]:
    """Change one task, in one event; returns the fields that got another value."""
    changed = {field: value for field, value in changes.items() if value != getattr(before, field)}
    if not changed:
        return changed
    if changed.get('status') is Status.COMPLETED and cause.stated_time is not None:
        changed.setdefault('completed_at', cause.stated_time)
    for name, value in changed.items():
        setattr(task, name, value)
    await session.flush()

    kind = EventType.TASK_STATUS_CHANGED if 'status' in changed else EventType.TASK_UPDATED
    await ledger.append(session, task.user_id, kind, TaskRead.model_validate(task), cause, before=before)
    return changed


async def _parts(session: AsyncSession, task: Task) -> list[Task]:
    """The sub-tasks of a task on every level, those of the first level first."""
    ids = await parts_of(session, task.user_id, task.id)
    found = {part.id: part for part in await session.scalars(_ALIVE_OF, {'ids': ids})} if ids else {}
    return [found[each] for each in ids]


async def _delete(session: AsyncSession, task: Task, before: TaskRead, cause: Cause) -> None:
    task.deleted_at = datetime.now(UTC)
    await session.flush()
    await ledger.append(session, task.user_id, EventType.TASK_DELETED, before, cause, before=before)


async def _list_under(session: AsyncSession, user_id: UUID, parent_id: UUID, *, levels: int = 1) -> UUID:
    """The list of a task that gets sub-tasks of so many levels; raises InvalidInput when they are too many."""
    parent = await _find(session, user_id, parent_id)
    if await level_of(session, user_id, parent_id) + levels > DEEPEST:
        raise InvalidInput('parent_id', _TOO_DEEP)
    return parent.list_id


async def _moment(session: AsyncSession, user_id: UUID, cause: Cause) -> Moment:
    return cause.moment or Moment.current(await zone_of(session, user_id))
