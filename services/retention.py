"""How long things are kept: old events, the trash, keys of answered requests, approvals nobody can answer any more.

However many processes share a database, one of them at a time tidies up. Events go from the oldest
on, so what is kept has no gap, and never a part of a turn: what can be undone can be undone whole.
"""

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services import trash
from services.database import Database
from services.errors import Unavailable

log = logging.getLogger(__name__)

KEYS = timedelta(days=7)
"""How long a repeated request is recognised."""

_LOCK = 7_234_092
_BATCH = 5_000
_FIRST_AFTER_SECONDS = 60.0
_EVERY_SECONDS = 3_600.0

_WITH_OLD_EVENTS = """
    SELECT id FROM users, LATERAL (
        SELECT created_at FROM sync_events WHERE user_id = users.id ORDER BY seq LIMIT 1
    ) AS oldest WHERE oldest.created_at < clock_timestamp() - CAST(:age AS interval)
"""
_OLD_UNTIL = """
    SELECT max(seq) FROM (
        SELECT seq, created_at FROM sync_events WHERE user_id = :user_id ORDER BY seq LIMIT :batch
    ) AS oldest WHERE created_at < clock_timestamp() - CAST(:age AS interval)
"""
_FIRST_OF_A_TURN_THAT_GOES_ON = """
    SELECT min(seq) FROM sync_events AS old WHERE user_id = :user_id AND seq <= :until AND EXISTS (
        SELECT FROM sync_events WHERE user_id = :user_id AND turn_id = old.turn_id AND seq > :until
    )
"""
_DELETE_EVENTS = 'DELETE FROM sync_events WHERE user_id = :user_id AND seq <= :until'
_OTHERS = {
    'tasks': ('DELETE FROM tasks WHERE deleted_at < clock_timestamp() - CAST(:age AS interval)', trash.KEPT),
    'conversations': (
        'DELETE FROM chat_sessions WHERE deleted_at < clock_timestamp() - CAST(:age AS interval)',
        trash.KEPT,
    ),
    'keys': ('DELETE FROM idempotency_keys WHERE created_at < clock_timestamp() - CAST(:age AS interval)', KEYS),
    'approvals': ('DELETE FROM approvals WHERE expires_at < clock_timestamp() - CAST(:age AS interval)', trash.KEPT),
}


@dataclass(frozen=True)
class Retention:
    """Tidies up in the background; `keep` is how long events are kept."""

    database: Database
    keep: timedelta

    async def run(self) -> None:
        """Tidy up now and then, until cancelled."""
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
        async with self.database.transaction() as session:
            if not await _alone(session):
                return None
            for name, (statement, age) in _OTHERS.items():
                removed[name] = await _run(session, statement, age=age)
            wanted = await session.scalars(text(_WITH_OLD_EVENTS), {'age': self.keep})
            people: list[UUID] = list(wanted)
        removed['events'] = 0
        for user_id in people:
            while count := await self._prune_events(user_id):
                removed['events'] += count
        return removed

    async def _prune_events(self, user_id: UUID) -> int:
        """Remove a person's oldest events, not more than a batch; in a transaction of its own, to be short."""
        async with self.database.transaction() as session:
            if not await _alone(session):
                return 0
            asked = {'user_id': user_id, 'age': self.keep, 'batch': _BATCH}
            until = await session.scalar(text(_OLD_UNTIL), asked)
            while until:
                first = await session.scalar(text(_FIRST_OF_A_TURN_THAT_GOES_ON), {'user_id': user_id, 'until': until})
                if first is None:
                    return await _run(session, _DELETE_EVENTS, user_id=user_id, until=until)
                until = first - 1
        return 0


async def _alone(session: AsyncSession) -> bool:
    return bool(await session.scalar(text('SELECT pg_try_advisory_xact_lock(:lock)'), {'lock': _LOCK}))


async def _run(session: AsyncSession, statement: str, **values: object) -> int:
    result = await session.execute(text(statement), values)
    return int(result.rowcount)  # type: ignore[attr-defined]  # every statement that changes rows counts them
