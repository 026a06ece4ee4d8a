"""The lists that tasks live in. Each verb works as those of `task_service`, and raises ListNotFound.

Everybody has an Inbox, which keeps its name and cannot be archived or deleted.
"""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services import ledger, task_service
from services.errors import InvalidInput, ListNotFound
from services.events import EventType
from services.models import Task
from services.places.models import ListCreate, ListMember, ListUpdate, MemberRole, TaskList, TaskListRead
from services.places.reading import lists_of
from services.storage.columns import table_of
from services.tasks.named_places import NamedPlaces
from services.tasks.order import LONGEST, between, spread
from services.translatable import _, n_
from services.values.cause import Cause

MAX_LISTS = 500
"""How many lists one person can have."""

LISTS = NamedPlaces(
    TaskList,
    TaskListRead,
    owner='owner_id',
    fields=('name', 'colour', 'rank', 'archived_at'),
    every=lists_of,
    missing=ListNotFound,
    full=n_(
        'You have {number} list, and there is no room for more. Delete one first.',
        'You have {number} lists, and there is no room for more. Delete one first.',
    ),
    created=EventType.LIST_CREATED,
    updated=EventType.LIST_UPDATED,
    deleted=EventType.LIST_DELETED,
)

_INBOX_STAYS = _('The Inbox keeps its name, and cannot be archived or deleted.')

_tasks = table_of(Task)


async def list_lists(session: AsyncSession, user_id: UUID) -> list[TaskList]:
    """All lists in their order, the archived ones too."""
    return await lists_of(session, user_id)


async def get_list(session: AsyncSession, user_id: UUID, list_id: UUID) -> TaskList:
    """The list."""
    return await LISTS.find(session, user_id, list_id)


async def create_list(session: AsyncSession, user_id: UUID, new: ListCreate, *, cause: Cause | None = None) -> TaskList:
    """Add a list after the others; raises NameTaken, and TooMany when there are MAX_LISTS."""
    await ledger.hold(session, user_id)
    await LISTS.check_room(session, user_id, MAX_LISTS)
    await LISTS.check_name(session, user_id, new.name)
    last = (await lists_of(session, user_id))[-1]
    row = TaskList(owner_id=user_id, name=new.name, colour=new.colour, rank=between(last.rank))
    made = await LISTS.add(session, user_id, row, cause or Cause())
    session.add(ListMember(list_id=made.id, user_id=user_id, role=MemberRole.OWNER))
    await session.flush()
    return made


async def list_named(session: AsyncSession, user_id: UUID, name: str, cause: Cause) -> UUID:
    """The list of this name, which is made unless it is there; raises what create_list raises."""
    await ledger.hold(session, user_id)
    there = await LISTS.called(session, user_id, name)
    return (there or await create_list(session, user_id, ListCreate(name=name), cause=cause)).id


async def update_list(
    session: AsyncSession, user_id: UUID, list_id: UUID, changes: ListUpdate, *, cause: Cause | None = None
) -> TaskList:
    """Rename, colour, archive or bring back a list; raises NameTaken, and InvalidInput for the Inbox."""
    await ledger.hold(session, user_id)
    changed = await LISTS.find(session, user_id, list_id)
    fields = changes.model_dump(exclude_unset=True)
    if changed.is_inbox and fields.keys() - {'colour'}:
        raise InvalidInput('id', _INBOX_STAYS)
    if 'name' in fields:
        await LISTS.check_name(session, user_id, fields['name'], besides=list_id)
    if 'archived' in fields and fields.pop('archived') is not (changed.archived_at is not None):
        fields['archived_at'] = datetime.now(UTC) if changed.archived_at is None else None
    return await LISTS.put_back(session, user_id, list_id, fields, cause=cause or Cause())


async def move_list(
    session: AsyncSession, user_id: UUID, list_id: UUID, after: UUID | None, *, cause: Cause | None = None
) -> TaskList:
    """Put a list behind another one, None before all; raises ListNotFound for either."""
    cause = cause or Cause()
    await ledger.hold(session, user_id)
    moved = await LISTS.find(session, user_id, list_id)
    others = [each for each in await lists_of(session, user_id) if each.id != list_id]
    places: dict[UUID | None, int] = {None: 0, **{each.id: place for place, each in enumerate(others, 1)}}
    if after not in places:
        raise ListNotFound
    at = places[after]
    before, behind = others[at - 1].rank if at else '', others[at].rank if at < len(others) else None
    if before < moved.rank and (behind is None or moved.rank < behind):
        return moved
    rank = between(before, behind)
    if len(rank) <= LONGEST:
        return await LISTS.put_back(session, user_id, list_id, {'rank': rank}, cause=cause)
    others.insert(at, moved)
    for each, new in zip(others, spread(len(others)), strict=True):
        await LISTS.put_back(session, user_id, each.id, {'rank': new}, cause=cause)
    return moved


def check_deletable(task_list: TaskList | TaskListRead) -> None:
    """Raise InvalidInput for the Inbox."""
    if task_list.is_inbox:
        raise InvalidInput('id', _INBOX_STAYS)


async def delete_list(session: AsyncSession, user_id: UUID, list_id: UUID, *, cause: Cause | None = None) -> int:
    """Delete a list with its tasks, which go to the trash, in one turn; returns their number.

    Raises InvalidInput for the Inbox.
    """
    cause = cause or Cause()
    await ledger.hold(session, user_id)
    deleted = await LISTS.find(session, user_id, list_id)
    check_deletable(deleted)
    inside = _tasks.c.list_id == list_id, _tasks.c.deleted_at.is_(None)
    number = await session.scalar(select(func.count()).where(*inside))
    for task_id in await session.scalars(select(_tasks.c.id).where(*inside, _tasks.c.parent_id.is_(None))):
        await task_service.delete_task(session, user_id, task_id, cause=cause)  # with its sub-tasks
    await LISTS.delete(session, user_id, deleted, cause)
    return int(number or 0)


async def tasks_in(session: AsyncSession, list_id: UUID) -> list[UUID]:
    """The tasks of a list in their order, sub-tasks and completed ones too."""
    inside = select(_tasks.c.id).where(_tasks.c.list_id == list_id, _tasks.c.deleted_at.is_(None))
    return list(await session.scalars(inside.order_by(_tasks.c.rank)))


async def count_tasks(session: AsyncSession, user_id: UUID) -> dict[UUID, int]:
    """How many tasks that are not completed each list has, where it has any."""
    is_open = _tasks.c.user_id == user_id, _tasks.c.deleted_at.is_(None), _tasks.c.status != 'completed'
    rows = await session.execute(
        select(_tasks.c.list_id, func.count().label('number')).where(*is_open).group_by(_tasks.c.list_id)
    )
    return {row.list_id: row.number for row in rows}
