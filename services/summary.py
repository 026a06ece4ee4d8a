"""Amounts: what was added and completed day by day, and how things stand now.

What happened is counted from the ledger, so a task that was completed and deleted since still
counts, and one that was completed by mistake and reopened the same day does not.
"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.accounts import zone_of
from services.cause import Moment
from services.errors import InvalidInput
from services.vocabulary import Priority, Status

MOST_DAYS = 92
"""The longest stretch of days that is counted at once."""

_WEEK = timedelta(days=6)

# A version of 1 tells a new task from one that came back from the trash.
_HAPPENED = """
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
_STANDING = """
    SELECT status, priority, count(*) AS number,
        count(*) FILTER (WHERE status != 'completed' AND (due_on < :today OR due_at < :now)) AS overdue,
        count(*) FILTER (WHERE status != 'completed'
            AND coalesce(due_on, (due_at AT TIME ZONE :zone)::date) = :today) AS due_today
    FROM tasks WHERE user_id = :user_id AND deleted_at IS NULL GROUP BY status, priority
"""


class Day(BaseModel):
    """What was done on one day of the person's."""

    day: date
    added: int
    completed: int


class Summary(BaseModel):
    """What happened from `first` to `last`, both included, and how things stand now.

    `by_priority` counts what is not completed.
    """

    first: date
    last: date
    days: list[Day]
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

    Raises InvalidInput for days in the wrong order, and for more than MOST_DAYS of them.
    """
    moment = moment or Moment.current(await zone_of(session, user_id))
    try:
        last = last or max(moment.today, first or moment.today)
        first = first or last - _WEEK
        after = last + timedelta(days=1)
    except OverflowError:
        raise InvalidInput('last', 'That is too far away.') from None
    if not 0 <= (last - first).days < MOST_DAYS:
        raise InvalidInput('first', f'Name at most {MOST_DAYS} days, the first one first.')
    given: dict[str, Any] = {'user_id': user_id, 'zone': moment.zone.key}
    happened = await session.execute(text(_HAPPENED), {**given, 'first': first, 'after': after})
    by_day = {row.day: row for row in happened}
    standing = (await session.execute(text(_STANDING), {**given, 'today': moment.today, 'now': moment.now})).all()
    days = [first + timedelta(days=at) for at in range((last - first).days + 1)]
    counted = [
        Day(
            day=day,
            added=by_day[day].added if day in by_day else 0,
            completed=by_day[day].completed if day in by_day else 0,
        )
        for day in days
    ]
    unfinished = [row for row in standing if row.status != Status.COMPLETED]
    return Summary(
        first=first,
        last=last,
        days=counted,
        added=sum(day.added for day in counted),
        completed=sum(day.completed for day in counted),
        by_status={status: sum(row.number for row in standing if row.status == status) for status in Status},
        by_priority={
            priority: sum(row.number for row in unfinished if row.priority == priority) for priority in Priority
        },
        overdue=sum(row.overdue for row in standing),
        due_today=sum(row.due_today for row in standing),
    )
