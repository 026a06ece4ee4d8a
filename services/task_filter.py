"""Which tasks are looked for, as a condition on their rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Date, and_, cast, false, func, or_
from sqlalchemy.ext.asyncio import AsyncSession

from services.accounts.people import zone_of
from services.models import Task
from services.places.reading import check_places
from services.storage.columns import table_of
from services.values.text import can_be_stored
from services.values.vocabulary import Priority, Status

_task = table_of(Task)


@dataclass(frozen=True)
class TaskFilter:
    """Matches tasks that meet every condition given; None stands for no condition.

    `q` is looked for in title and description. `due_from` and `due_until` are calendar days, both
    included; a due moment counts as the day it falls on in `zone` (default: the person's).
    """

    completed: bool | None = None
    status: Status | None = None
    priority: Priority | None = None
    q: str | None = None
    due_from: date | None = None
    due_until: date | None = None
    list_id: UUID | None = None
    label_id: UUID | None = None
    parent_id: UUID | None = None
    zone: ZoneInfo | None = None

    async def condition(self, session: AsyncSession, user_id: UUID) -> ColumnElement[bool]:
        """True for the tasks of `user_id` that match and are not in the trash.

        Raises ListNotFound and LabelNotFound.
        """
        if self.list_id is not None or self.label_id is not None:
            await check_places(session, user_id, self.list_id, [self.label_id] if self.label_id else None)
        zone = self.zone
        if self._asks_for_days and zone is None:
            zone = await zone_of(session, user_id)
        return and_(_task.c.user_id == user_id, _task.c.deleted_at.is_(None), *self._conditions(zone))

    @property
    def _asks_for_days(self) -> bool:
        return self.due_from is not None or self.due_until is not None

    def _conditions(self, zone: ZoneInfo | None) -> Iterator[ColumnElement[bool]]:
        if self.completed is not None:
            is_completed = _task.c.status == Status.COMPLETED
            yield is_completed if self.completed else ~is_completed
        if self.status is not None:
            yield _task.c.status == self.status
        if self.priority is not None:
            yield _task.c.priority == self.priority
        if self.list_id is not None:
            yield _task.c.list_id == self.list_id
        if self.label_id is not None:
            yield _task.c.label_ids.contains([self.label_id])
        if self.parent_id is not None:
            yield _task.c.parent_id == self.parent_id
        if self.q and self.q.strip():
            yield _contains(self.q)
        if self._asks_for_days and zone is not None:
            day = func.coalesce(_task.c.due_on, cast(func.timezone(zone.key, _task.c.due_at), Date))
            yield day.between(self.due_from or date.min, self.due_until or date.max)


EVERY_TASK = TaskFilter()


def _contains(q: str) -> ColumnElement[bool]:
    if not can_be_stored(q):
        return false()
    return or_(*(column.icontains(q.strip(), autoescape=True) for column in (_task.c.title, _task.c.description)))
