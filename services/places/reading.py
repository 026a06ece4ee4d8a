"""The lists and labels that a person has, for those who need no verbs: snapshots, and the checks of tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.errors import LabelNotFound, ListNotFound
from services.places.models import Label, LabelRead, TaskList, TaskListRead
from services.storage.columns import table_of

_lists = table_of(TaskList)
_labels = table_of(Label)


@dataclass(frozen=True)
class Places:
    """All lists of a person in their order, and all labels by their names."""

    lists: Sequence[TaskListRead] = ()
    labels: Sequence[LabelRead] = ()


async def read_places(session: AsyncSession, user_id: UUID) -> Places:
    """Those that there are, without what was deleted."""
    lists, labels = await lists_of(session, user_id), await labels_of(session, user_id)
    return Places(list(map(TaskListRead.model_validate, lists)), list(map(LabelRead.model_validate, labels)))


async def lists_of(session: AsyncSession, user_id: UUID) -> list[TaskList]:
    """The lists of a person in their order, the archived ones too."""
    own = select(TaskList).where(_lists.c.owner_id == user_id, _lists.c.deleted_at.is_(None))
    return list(await session.scalars(own.order_by(_lists.c.rank, _lists.c.id)))


async def labels_of(session: AsyncSession, user_id: UUID) -> list[Label]:
    """The labels of a person, by their names."""
    own = select(Label).where(_labels.c.user_id == user_id, _labels.c.deleted_at.is_(None))
    return list(await session.scalars(own.order_by(func.lower(_labels.c.name), _labels.c.id)))


async def check_places(
    session: AsyncSession, user_id: UUID, list_id: UUID | None, label_ids: Sequence[UUID] | None
) -> None:
    """Raise ListNotFound or LabelNotFound unless all of them are there; None stands for the Inbox, and for none.

    Call it while holding the person's row, so that they stay there until the task is stored.
    """
    if list_id is not None and not await is_there(session, user_id, list_id):
        raise ListNotFound
    if label_ids and len(await labels_there(session, user_id, label_ids)) < len(label_ids):
        raise LabelNotFound


async def is_there(session: AsyncSession, user_id: UUID, list_id: UUID) -> bool:
    """Whether the person has this list."""
    own = _lists.c.owner_id == user_id, _lists.c.deleted_at.is_(None)
    return await session.scalar(select(_lists.c.id).where(_lists.c.id == list_id, *own)) is not None


async def labels_there(session: AsyncSession, user_id: UUID, label_ids: Sequence[UUID]) -> list[UUID]:
    """Those of the labels that the person has, in the same order."""
    own = _labels.c.user_id == user_id, _labels.c.deleted_at.is_(None)
    found = set(await session.scalars(select(_labels.c.id).where(_labels.c.id.in_(label_ids), *own)))
    return [each for each in label_ids if each in found]


async def inbox_of(session: AsyncSession, user_id: UUID) -> UUID:
    """The id of the person's Inbox."""
    inbox: UUID = (
        await session.scalars(select(_lists.c.id).where(_lists.c.owner_id == user_id, _lists.c.is_inbox))
    ).one()
    return inbox
