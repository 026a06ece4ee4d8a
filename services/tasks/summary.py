"""Counts: what was added and completed on each day, and how many tasks there are now of each kind.

The days are counted from the ledger, so a task that was completed and deleted since still counts,
and one that was completed by mistake and reopened the same day does not.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.accounts.people import zone_of
from services.errors import InvalidInput
from services.translatable import _, n_
from services.values.cause import Moment
from services.values.vocabulary import Priority, Status

MAX_DAYS = 92
"""How many days are counted at once."""

_DAY = timedelta(days=1)
_TOO_MANY_DAYS = n_(
    'Name at most {number} day, the first one first.', 'Name at most {number} days, the first one first.'
)

# A version of 1 tells a new task from one that was restored.
_PER_DAY = """
    WITH happened AS (
        SELECT (created_at AT TIME ZONE :zone)::date AS day, subject_id, seq, type, turn_id,
            data ->> 'status' AS status, (data ->> 'version')::bigint AS version
        FROM sync_events
        WHERE user_id = :user_id AND type IN ('task_created', 'task_status_changed')
        AND created_at >= CAST(:first AS timestamp) AT TIME ZONE :zone
        AND created_at < CAST(:after AS timestamp) AT TIME ZONE :zone
    ), completed AS (
        SELECT day, count(*) AS number FROM (
            SELECT DISTINCT ON (subject_id, day) day, status FROM happened
            WHERE type = 'task_status_changed' OR version = 1 ORDER BY subject_id, day, seq DESC
        ) AS latest WHERE status = 'completed' GROUP BY day
    ), added AS (
        SELECT day, count(*) AS number FROM happened
        WHERE type = 'task_created' AND version = 1 AND NOT EXISTS (
            SELECT FROM sync_events AS gone LEFT JOIN tasks ON tasks.id = gone.subject_id
            WHERE gone.user_id = :user_id AND gone.subject_id = happened.subject_id AND gone.type = 'task_deleted'
            AND gone.reverts = happened.turn_id AND (tasks.id IS NULL OR tasks.deleted_at IS NOT NULL))
        GROUP BY day
    )
    SELECT day, coalesce(added.number, 0) AS added, coalesce(completed.number, 0) AS completed
    FROM added FULL JOIN completed USING (day)
"""
_PER_KIND = """
    SELECT status, priority, count(*) AS number,
        count(*) FILTER (WHERE status != 'completed' AND (due_on < :today OR due_at < :now)) AS overdue,
        count(*) FILTER (WHERE status != 'completed'
            AND coalesce(due_on, (due_at AT TIME ZONE :zone)::date) = :today) AS due_today
    FROM tasks WHERE user_id = :user_id AND deleted_at IS NULL GROUP BY status, priority
"""


class DayCounts(BaseModel):
    """What was done on one of the person's days."""

    day: date
    added: int
    completed: int


class Summary(BaseModel):
    """What was done from `first` to `last`, both included, and how many tasks there are now of each kind.

    `by_priority` counts what is not completed.
    """

    first: date
    last: date
    days: list[DayCounts]
    added: int
    completed: int
    by_status: dict[Status, int]
    by_priority: dict[Priority, int]
    overdue: int
    due_today: int


async def summarise(
    session: AsyncSession,
    user_id: UUID,
    *,
    first: date | None = None,
    last: date | None = None,
    moment: Moment | None = None,
) -> Summary:
    """Count, day by day; without `first` the seven days that end with `last`, without `last` until today.

    Raises InvalidInput for days in the wrong order, and for more than MAX_DAYS of them.
    """
    moment = moment or Moment.current(await zone_of(session, user_id))
    days = await _count_days(session, user_id, _days(first, last, moment.today), moment)
    kinds = await _count_kinds(session, user_id, moment)
    return Summary(
        first=days[0].day,
        last=days[-1].day,
        days=days,
        added=sum(day.added for day in days),
        completed=sum(day.completed for day in days),
        by_status=_by_status(kinds),
        by_priority=_by_priority(kinds),
        overdue=sum(kind.overdue for kind in kinds),
        due_today=sum(kind.due_today for kind in kinds),
    )


def _days(first: date | None, last: date | None, today: date) -> list[date]:
    try:
        last = last or max(today, first or today)
        first = first or last - 6 * _DAY
        number = (last + _DAY - first).days
    except OverflowError:
        raise InvalidInput('last', _('That is too far away.')) from None
    if not 0 < number <= MAX_DAYS:
        raise InvalidInput('first', _TOO_MANY_DAYS.format(number=MAX_DAYS))
    return [first + at * _DAY for at in range(number)]


async def _count_days(session: AsyncSession, user_id: UUID, days: Sequence[date], moment: Moment) -> list[DayCounts]:
    wanted = {'user_id': user_id, 'zone': moment.zone.key, 'first': days[0], 'after': days[-1] + _DAY}
    rows = (await session.execute(text(_PER_DAY), wanted)).mappings()
    counted = {row['day']: DayCounts(**row) for row in rows}
    return [counted.get(day) or DayCounts(day=day, added=0, completed=0) for day in days]


async def _count_kinds(session: AsyncSession, user_id: UUID, moment: Moment) -> Sequence[Any]:
    """One row for each status and priority that some task has."""
    wanted = {'user_id': user_id, 'zone': moment.zone.key, 'today': moment.today, 'now': moment.now}
    return (await session.execute(text(_PER_KIND), wanted)).all()


def _by_status(kinds: Sequence[Any]) -> dict[Status, int]:
    return {status: sum(kind.number for kind in kinds if kind.status == status) for status in Status}


def _by_priority(kinds: Sequence[Any]) -> dict[Priority, int]:
    not_completed = [kind for kind in kinds if kind.status != Status.COMPLETED]
    return {priority: sum(kind.number for kind in not_completed if kind.priority == priority) for priority in Priority}
