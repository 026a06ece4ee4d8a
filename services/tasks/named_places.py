"""What lists and labels have in common: a name that one person has once, and an event for each change."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services import ledger
from services.errors import NameTaken, NotFound, TooMany
from services.events import EventType
from services.places.models import Label, LabelRead, TaskList, TaskListRead
from services.storage.columns import table_of
from services.translatable import Plural
from services.values.cause import Cause

Row = TypeVar('Row', TaskList, Label)


@dataclass(frozen=True)
class NamedPlaces(Generic[Row]):
    """The lists, or the labels, of everybody. Each method works in the caller's transaction, for one person.

    `owner` is the column that says whose they are, `fields` are those that people change, `every` reads them in their
    order, `missing` is raised for one that is not there, `full` says that there is no room for more.
    `created`, `updated` and `deleted` are its events.
    """

    model: type[Row]
    read: type[TaskListRead] | type[LabelRead]
    owner: str
    fields: tuple[str, ...]
    every: Callable[[AsyncSession, UUID], Awaitable[Sequence[Row]]]
    missing: type[NotFound]
    full: Plural
    created: EventType
    updated: EventType
    deleted: EventType

    async def find(self, session: AsyncSession, user_id: UUID, place_id: UUID, *, deleted: bool = False) -> Row:
        """The one with this id; raises what is `missing`."""
        columns = table_of(self.model).c
        state = columns.deleted_at.is_not(None) if deleted else columns.deleted_at.is_(None)
        query = select(self.model).where(columns.id == place_id, columns[self.owner] == user_id, state)
        found: Row | None = await session.scalar(query.execution_options(populate_existing=True))
        if found is None:
            raise self.missing
        return found

    async def check_room(self, session: AsyncSession, user_id: UUID, most: int) -> None:
        """Raise TooMany when there are so many of them."""
        if (number := len(await self.every(session, user_id))) >= most:
            raise TooMany(self.full.format(number=number))

    async def check_name(self, session: AsyncSession, user_id: UUID, name: str, *, besides: UUID | None = None) -> None:
        """Raise NameTaken when another one is called so, whatever its case."""
        if await self.is_taken(session, user_id, name, besides=besides):
            raise NameTaken(name)

    async def is_taken(self, session: AsyncSession, user_id: UUID, name: str, *, besides: UUID | None = None) -> bool:
        """Whether another one is called so."""
        called = await self.called(session, user_id, name)
        return called is not None and called.id != besides

    async def called(self, session: AsyncSession, user_id: UUID, name: str) -> Row | None:
        """The one that is called so, whatever its case."""
        everyone = await self.every(session, user_id)
        return next((each for each in everyone if each.name.casefold() == name.casefold()), None)

    async def add(self, session: AsyncSession, user_id: UUID, row: Row, cause: Cause) -> Row:
        """Store a new one."""
        session.add(row)
        await session.flush()
        await self._tell(session, user_id, self.created, row, cause)
        return row

    async def put_back(
        self, session: AsyncSession, user_id: UUID, place_id: UUID, fields: dict[str, Any], *, cause: Cause
    ) -> Row:
        """Give fields these values, as they are stored; writing what is there already appends no event."""
        await ledger.hold(session, user_id)
        row = await self.find(session, user_id, place_id)
        before = self.read.model_validate(row)
        differing = {name: value for name, value in fields.items() if value != getattr(before, name)}
        if differing:
            for name, value in differing.items():
                setattr(row, name, value)
            await session.flush()
            await self._tell(session, user_id, self.updated, row, cause, before=before)
        return row

    async def delete(self, session: AsyncSession, user_id: UUID, row: Row, cause: Cause) -> None:
        """Delete one that no task has any more, so that `restore` can bring it back."""
        before = self.read.model_validate(row)
        row.deleted_at = datetime.now(UTC)
        await session.flush()
        await ledger.append(session, user_id, self.deleted, before, cause, before=before)

    async def restore(self, session: AsyncSession, user_id: UUID, place_id: UUID, *, cause: Cause) -> Row:
        """Bring a deleted one back, with no tasks; raises NameTaken when its name is in use by now."""
        await ledger.hold(session, user_id)
        row = await self.find(session, user_id, place_id, deleted=True)
        await self.check_name(session, user_id, row.name)
        row.deleted_at = None
        await session.flush()
        await self._tell(session, user_id, self.created, row, cause)
        return row

    async def _tell(  # noqa: PLR0917 - what an event is made of
        self,
        session: AsyncSession,
        user_id: UUID,
        kind: EventType,
        row: Row,
        cause: Cause,
        before: TaskListRead | LabelRead | None = None,
    ) -> None:
        await ledger.append(session, user_id, kind, self.read.model_validate(row), cause, before=before)
