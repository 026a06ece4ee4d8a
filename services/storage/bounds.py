"""How many rows one person may leave behind in tables that no quota counts; the oldest beyond that are removed."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True)
class Bound:
    """At most `most` rows of `table` for each `owner`, of those `among`; the ones with the latest `age` stay."""

    table: str
    age: str
    most: int
    among: str = 'true'
    owner: str = 'user_id'
    key: str = 'id'


BOUNDS = {
    'crowded_tasks': Bound('tasks', 'deleted_at', 50_000, 'deleted_at IS NOT NULL'),
    'crowded_conversations': Bound('chat_sessions', 'deleted_at', 5_000, 'deleted_at IS NOT NULL'),
    'crowded_approvals': Bound('approvals', 'created_at', 5_000),
    'crowded_keys': Bound('idempotency_keys', 'created_at', 100_000, key='(user_id, key)'),
    'crowded_browsers': Bound('browser_sessions', 'seen_at', 500, key='hash'),
    'crowded_links': Bound('one_time_links', 'created_at', 1_000, owner='purpose', key='hash'),
    'crowded_activity': Bound('audit_entries', 'created_at', 10_000, 'user_id IS NOT NULL'),
    # Wrong passwords for addresses that nobody has belong to nobody.
    'crowded_refusals': Bound('audit_entries', 'created_at', 100_000, 'user_id IS NULL', owner='1'),
}
"""By what they are called in the count of what was removed; far more than anybody has who uses Tandem by hand."""


async def remove_beyond(session: AsyncSession, bound: Bound) -> int:
    """Remove what is beyond a bound; returns how much."""
    statement = f"""
        DELETE FROM {bound.table} WHERE {bound.key} IN (
            SELECT {bound.key.strip('()')} FROM (
                SELECT *, row_number() OVER (PARTITION BY {bound.owner} ORDER BY {bound.age} DESC) AS nth
                FROM {bound.table} WHERE {bound.among}
            ) AS numbered WHERE nth > :most
        )
    """  # noqa: S608 - every part of it is written above
    result = await session.execute(text(statement), {'most': bound.most})
    return int(result.rowcount)  # type: ignore[attr-defined]  # every statement that changes rows counts them
