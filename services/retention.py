"""Prunes what is too old: events, the trash, idempotency keys, approvals, lapsed logins and links, the audit log.

However many processes share a database, one of them prunes at a time. Events go from the oldest
on, so what is kept has no gap, and never a part of a turn: what can be undone can be undone whole.

A clock that is wrong must not make everything old at once. So the days on which Tandem ran are noted
in the table `days_seen`, and something is too old when so many of them have passed as it is kept.
"""

import asyncio
import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel

from services.accounts import audit_log, logins
from services.database import Database
from services.errors import Unavailable
from services.storage.bounds import BOUNDS, remove_beyond
from services.tasks import trash

log = logging.getLogger(__name__)

KEYS = timedelta(days=7)
"""How long a repeated request is recognised."""

MAX_EVENTS = 2_000_000
"""How many events of one person are kept, however young they are."""

_LOCK = 7_234_092
_BATCH = 5_000
_FIRST_AFTER_SECONDS = 60.0
_EVERY_SECONDS = 3_600.0

_WITH_OLD_EVENTS = """
    SELECT id FROM users, LATERAL (
        SELECT sync_events.seq, created_at FROM sync_events WHERE user_id = users.id ORDER BY sync_events.seq LIMIT 1
    ) AS oldest WHERE oldest.created_at < CAST(:before AS timestamptz) OR users.seq - oldest.seq >= :most
"""
_OLD_UNTIL = """
    SELECT max(seq) FROM (
        SELECT seq, created_at FROM sync_events WHERE user_id = :user_id ORDER BY seq LIMIT :batch
    ) AS oldest WHERE created_at < CAST(:before AS timestamptz)
    OR seq <= (SELECT users.seq FROM users WHERE id = :user_id) - :most
"""
_FIRST_OF_A_TURN_THAT_GOES_ON = """
    SELECT min(seq) FROM sync_events AS old WHERE user_id = :user_id AND seq <= :until AND EXISTS (
        SELECT FROM sync_events WHERE user_id = :user_id AND turn_id = old.turn_id AND seq > :until
    )
"""
_DELETE_EVENTS = 'DELETE FROM sync_events WHERE user_id = :user_id AND seq <= :until'
_OLD_LISTS = """
    DELETE FROM task_lists AS old WHERE deleted_at < :before AND NOT EXISTS (SELECT FROM tasks WHERE list_id = old.id)
"""
_OTHERS = {
    'tasks': ('DELETE FROM tasks WHERE deleted_at < :before', trash.KEPT),
    'lists': (_OLD_LISTS, trash.KEPT),
    'labels': ('DELETE FROM labels WHERE deleted_at < :before', trash.KEPT),
    'conversations': (
        'DELETE FROM chat_sessions WHERE deleted_at < :before',
        trash.KEPT,
    ),
    'keys': ('DELETE FROM idempotency_keys WHERE created_at < :before', KEYS),
    'browsers': ('DELETE FROM browser_sessions WHERE seen_at < :before', logins.SESSION_LIFETIME),
    'old_browsers': ('DELETE FROM browser_sessions WHERE created_at < :before', logins.LONGEST_SESSION),
    'tokens': ('DELETE FROM api_tokens WHERE expires_at < :before', trash.KEPT),
    'links': ('DELETE FROM one_time_links WHERE expires_at < :before', trash.KEPT),
    'audit': ('DELETE FROM audit_entries WHERE created_at < :before', audit_log.KEPT),
    'approvals': ('DELETE FROM approvals WHERE expires_at < :before', trash.KEPT),
}


_NOTE_TODAY = "INSERT INTO days_seen VALUES ((clock_timestamp() AT TIME ZONE 'UTC')::date) ON CONFLICT DO NOTHING"
_BEFORE = """
    SELECT clock_timestamp() - make_interval(days => greatest(CAST(:days AS int), newest - nth)) FROM (
        SELECT (SELECT max(day) FROM days_seen) AS newest,
               (SELECT day FROM days_seen ORDER BY day DESC OFFSET :days LIMIT 1) AS nth
    ) AS seen WHERE nth IS NOT NULL
"""
_FORGET_DAYS = 'DELETE FROM days_seen WHERE day < (SELECT day FROM days_seen ORDER BY day DESC OFFSET :days LIMIT 1)'


class DaySeen(SQLModel, table=True):
    """A day, in UTC by the clock of the database, on which old things were looked for."""

    __tablename__ = 'days_seen'

    day: date = Field(primary_key=True)


@dataclass(frozen=True)
class Retention:
    """Prunes in the background; `keep` is how many whole days events are kept."""

    database: Database
    keep: timedelta

    async def run(self) -> None:
        """Prune every hour, until cancelled."""
        pause = _FIRST_AFTER_SECONDS
        while True:
            await asyncio.sleep(pause)
            pause = _EVERY_SECONDS
            try:
                await self.prune()
            except Unavailable:
                log.warning('Old events could not be removed: the database cannot be reached. Trying again later.')

    async def prune(self) -> dict[str, int] | None:
        """Remove what is too old; returns how much of what, None when another process is doing it."""
        removed: dict[str, int] = {}
        async with self.database.everybody().transaction() as session:
            if not await _alone(session):
                return None
            await session.execute(text(_NOTE_TODAY))
            for name, (statement, age) in _OTHERS.items():
                before = await _before(session, age)
                removed[name] = await _run(session, statement, before=before) if before else 0
            for name, bound in BOUNDS.items():
                removed[name] = await remove_beyond(session, bound)
            before = await _before(session, self.keep)
            wanted = await session.scalars(text(_WITH_OLD_EVENTS), {'before': before, 'most': MAX_EVENTS})
            people: list[UUID] = list(wanted)
            longest = max(self.keep, *(age for _, age in _OTHERS.values()))
            await session.execute(text(_FORGET_DAYS), {'days': longest.days})
        removed['events'] = 0
        for user_id in people:
            while count := await self._prune_events(user_id, before):
                removed['events'] += count
        return removed

    async def _prune_events(self, user_id: UUID, before: datetime | None) -> int:
        """Remove a person's oldest events, not more than a batch; in a transaction of its own, to be short."""
        async with self.database.everybody().transaction() as session:
            if not await _alone(session):
                return 0
            asked = {'user_id': user_id, 'before': before, 'batch': _BATCH, 'most': MAX_EVENTS}
            until = await session.scalar(text(_OLD_UNTIL), asked)
            while until:
                first = await session.scalar(text(_FIRST_OF_A_TURN_THAT_GOES_ON), {'user_id': user_id, 'until': until})
                if first is None:
                    return await _run(session, _DELETE_EVENTS, user_id=user_id, until=until)
                until = first - 1
        return 0


async def _before(session: AsyncSession, age: timedelta) -> datetime | None:
    """What is older than this is too old for `age`; None while so many days have not been seen."""
    before: datetime | None = await session.scalar(text(_BEFORE), {'days': age.days})
    return before


async def _alone(session: AsyncSession) -> bool:
    return bool(await session.scalar(text('SELECT pg_try_advisory_xact_lock(:lock)'), {'lock': _LOCK}))


async def _run(session: AsyncSession, statement: str, **values: object) -> int:
    result = await session.execute(text(statement), values)
    return int(result.rowcount)  # type: ignore[attr-defined]  # every statement that changes rows counts them
