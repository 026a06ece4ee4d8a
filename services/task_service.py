"""The verbs that every door shares: nothing else reads or writes tasks.

Each works in the transaction of the session it is given, sees only what belongs to `user_id`,
and records each change in the ledger beside it. A task that is missing, deleted or somebody
else's raises TaskNotFound before anything is changed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Date, and_, bindparam, cast, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from services import idempotency, ledger
from services.accounts import User, zone_of
from services.cause import Cause, Moment
from services.due import settled
from services.errors import TaskNotFound, VersionConflict
from services.events import EventType
from services.models import Task, TaskCreate, TaskRead, TaskUpdate, table_of
from services.text import can_be_stored
from services.vocabulary import Priority, Status
from services.zones import zone_named

_task = table_of(Task)
_user = table_of(User)
_SHARED = tuple(name for name in TaskRead.model_fields if name in _task.c)
_SHOWN = (*(_task.c[name] for name in _SHARED), _task.c.due_on, _task.c.due_at)
_shown = TypeAdapter(list[TaskRead])
# Built once, because building a statement costs more than running it. A row is read again although the session may
# know it: what counts is how it is under the lock.
_ID, _OWNER = (bindparam(name, type_=_task.c.id.type) for name in ('id', 'owner'))
_ONE = select(Task).where(_task.c.id == _ID, _task.c.user_id == _OWNER).execution_options(populate_existing=True)
_ALIVE, _IN_TRASH = _ONE.where(_task.c.deleted_at.is_(None)), _ONE.where(_task.c.deleted_at.is_not(None))
_NEWEST_FIRST = (_task.c.created_at.desc(), _task.c.id.desc())


@dataclass(frozen=True)
class Snapshot:
    """Every task of one person, newest first, as of event number `seq`."""

    seq: int
    tasks: Sequence[TaskRead]


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
    zone: ZoneInfo | None = None,
) -> list[Task]:
    """Tasks that match every condition given, newest first.

    `q` is looked for in title and description. `due_from` and `due_until` are calendar days, both
    included; a moment counts as the day it falls on in `zone` (default: the person's).
    """
    wanted = await _wanted(session, user_id, completed, status, priority, q, due_from, due_until, zone)
    query = select(Task).where(wanted).order_by(*_NEWEST_FIRST).offset(skip).limit(limit)
    return list((await session.scalars(query)).all())


async def read_tasks(
    session: AsyncSession,
    user_id: UUID,
    *,
    completed: bool | None = None,
    status: Status | None = None,
    priority: Priority | None = None,
    q: str | None = None,
    skip: int = 0,
    limit: int = 100,
) -> list[TaskRead]:
    """What list_tasks finds, as it is shown; for many tasks, less than half the work."""
    wanted = await _wanted(session, user_id, completed, status, priority, q)
    query = select(*_SHOWN).where(wanted).order_by(*_NEWEST_FIRST).offset(skip).limit(limit)
    return _read((await session.execute(query)).all())


async def create_task(
    session: AsyncSession,
    user_id: UUID,
    task_data: TaskCreate,
    *,
    cause: Cause | None = None,
    idempotency_key: str | None = None,
) -> Task:
    """Add a task. With an `idempotency_key` that was used before, the task made then is returned.

    Raises InvalidInput when the due date is in the past, KeyReused when the key was used for another task.
    """
    cause = cause or Cause()
    if idempotency_key is not None:
        await ledger.hold(session, user_id)
        if earlier := await idempotency.recall(session, user_id, idempotency_key, task_data):
            return await _made_before(session, UUID(earlier['id']))
    task = Task(user_id=user_id, **task_data.model_dump(exclude={'due_date'}))
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
    """Change the fields that were given; writing what is already there changes and records nothing.

    Raises InvalidInput when a new due date is in the past (an old one may stay), and
    VersionConflict when the task is no longer at `expected_version`.
    """
    cause = cause or Cause()
    zone = await ledger.hold(session, user_id)
    task, before = await _find_at(session, user_id, task_id, expected_version)
    changes = task_data.changes()
    if 'due_date' in changes:
        moment = cause.moment or Moment.current(zone_named(zone))
        changes['due_date'] = settled(changes['due_date'], before.due_date, moment)
    return await _change(session, task, before, changes, cause)


async def delete_task(
    session: AsyncSession,
    user_id: UUID,
    task_id: UUID,
    *,
    cause: Cause | None = None,
    expected_version: int | None = None,
) -> bool:
    """Move the task to the trash, from where an undo brings it back; always True."""
    await ledger.hold(session, user_id)
    task, before = await _find_at(session, user_id, task_id, expected_version)
    task.deleted_at = datetime.now(UTC)
    await session.flush()
    await ledger.append(session, user_id, EventType.TASK_DELETED, before, cause or Cause(), before=before)
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
    return await _change(session, task, before, {'status': status}, cause or Cause())


async def restore_task(session: AsyncSession, user_id: UUID, task_id: UUID, *, cause: Cause | None = None) -> Task:
    """Bring a deleted task back as it was; raises TaskNotFound when it is not in the trash."""
    await ledger.hold(session, user_id)
    task = await _find(session, user_id, task_id, deleted=True)
    task.deleted_at = None
    await session.flush()
    await ledger.append(session, user_id, EventType.TASK_CREATED, TaskRead.model_validate(task), cause or Cause())
    return task


async def put_back(
    session: AsyncSession, user_id: UUID, task_id: UUID, fields: dict[str, object], *, cause: Cause | None = None
) -> Task:
    """Give fields values they had before. Unlike update_task it accepts a due date that has passed since."""
    await ledger.hold(session, user_id)
    task = await _find(session, user_id, task_id)
    return await _change(session, task, TaskRead.model_validate(task), fields, cause or Cause())


async def snapshot(session: AsyncSession, user_id: UUID) -> Snapshot:
    """Everything there is and the number of the last event it contains, read in one statement."""
    joined = _user.outerjoin(_task, and_(_task.c.user_id == _user.c.id, _task.c.deleted_at.is_(None)))
    query = select(_user.c.seq, *_SHOWN).select_from(joined).where(_user.c.id == user_id).order_by(*_NEWEST_FIRST)
    rows = (await session.execute(query)).all()
    if not rows:
        return Snapshot(0, [])
    return Snapshot(rows[0].seq, _read([row[1:] for row in rows if row.id is not None]))


async def _wanted(  # noqa: PLR0917 - the conditions of list_tasks, in its order
    session: AsyncSession,
    user_id: UUID,
    completed: bool | None,
    status: Status | None,
    priority: Priority | None,
    q: str | None,
    due_from: date | None = None,
    due_until: date | None = None,
    zone: ZoneInfo | None = None,
) -> ColumnElement[bool]:
    """The condition that list_tasks describes."""
    wanted: list[ColumnElement[bool]] = [_task.c.user_id == user_id, _task.c.deleted_at.is_(None)]
    if completed is not None:
        done = _task.c.status == Status.COMPLETED
        wanted.append(done if completed else ~done)
    if status is not None:
        wanted.append(_task.c.status == status)
    if priority is not None:
        wanted.append(_task.c.priority == priority)
    if q and not can_be_stored(q):
        wanted.append(false())
    elif q and (needle := q.strip()):
        wanted.append(
            or_(
                _task.c.title.icontains(needle, autoescape=True),
                _task.c.description.icontains(needle, autoescape=True),
            )
        )
    if due_from is not None or due_until is not None:
        zone = zone or await zone_of(session, user_id)
        day = func.coalesce(_task.c.due_on, cast(func.timezone(zone.key, _task.c.due_at), Date))
        wanted.append(day.between(due_from or date.min, due_until or date.max))
    return and_(*wanted)


def _read(rows: Iterable[Sequence[Any]]) -> list[TaskRead]:
    """Rows of _SHOWN as tasks; all in one call, because one call for each costs as much as the rows themselves."""
    found = []
    for *shared, due_on, due_at in rows:
        fields = dict(zip(_SHARED, shared, strict=True))
        found.append({**fields, 'due_date': due_on or due_at, 'completed': fields['status'] is Status.COMPLETED})
    return _shown.validate_python(found)


async def _find(session: AsyncSession, user_id: UUID, task_id: UUID, *, deleted: bool = False) -> Task:
    task: Task | None = await session.scalar(_IN_TRASH if deleted else _ALIVE, {'id': task_id, 'owner': user_id})
    if task is None:
        raise TaskNotFound
    return task


async def _find_at(
    session: AsyncSession, user_id: UUID, task_id: UUID, expected_version: int | None
) -> tuple[Task, TaskRead]:
    """The task, to be changed, and how it is before; raises VersionConflict at another version than expected."""
    task = await _find(session, user_id, task_id)
    before = TaskRead.model_validate(task)
    if expected_version is not None and expected_version != task.version:
        raise VersionConflict(before)
    return task, before


async def _made_before(session: AsyncSession, task_id: UUID) -> Task:
    """The task of a repeated request, deleted since or not; raises TaskNotFound when it is gone for good."""
    task = await session.get(Task, task_id, populate_existing=True)
    if task is None:
        raise TaskNotFound
    return task


async def _change(
    session: AsyncSession, task: Task, before: TaskRead, changes: dict[str, object], cause: Cause
) -> Task:
    changed = {field: value for field, value in changes.items() if value != getattr(before, field)}
    if not changed:
        return task
    for field, value in changed.items():
        setattr(task, field, value)
    await session.flush()
    kind = EventType.TASK_STATUS_CHANGED if 'status' in changed else EventType.TASK_UPDATED
    await ledger.append(session, task.user_id, kind, TaskRead.model_validate(task), cause, before=before)
    return task


async def _moment(session: AsyncSession, user_id: UUID, cause: Cause) -> Moment:
    return cause.moment or Moment.current(await zone_of(session, user_id))
