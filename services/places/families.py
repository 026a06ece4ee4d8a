"""Which tasks are parts of which."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

DEEPEST = 20
"""How many levels of sub-tasks there can be."""

# UNION leaves out what has been found, so that these end whatever the rows say.
_PARTS = text("""
    WITH RECURSIVE parts AS (
        SELECT id, 1 AS depth FROM tasks WHERE parent_id = :id AND user_id = :user_id AND deleted_at IS NULL
        UNION
        SELECT tasks.id, parts.depth + 1 FROM tasks JOIN parts ON tasks.parent_id = parts.id
        WHERE tasks.user_id = :user_id AND tasks.deleted_at IS NULL AND parts.depth < :deepest
    )
    SELECT id, max(depth) AS depth FROM parts GROUP BY id ORDER BY max(depth), id
""")
_LEVELS = text("""
    WITH RECURSIVE above AS (
        SELECT id, parent_id, 1 AS depth FROM tasks WHERE id = ANY(:ids) AND user_id = :user_id
        UNION
        SELECT above.id, tasks.parent_id, above.depth + 1 FROM tasks JOIN above ON tasks.id = above.parent_id
        WHERE above.depth <= :deepest
    )
    SELECT id, count(parent_id) AS level FROM above GROUP BY id
""")


async def parts_of(session: AsyncSession, user_id: UUID, task_id: UUID) -> list[UUID]:
    """The sub-tasks of a task on every level, those of the first level first."""
    return list(await parts_by_level(session, user_id, task_id))


async def parts_by_level(session: AsyncSession, user_id: UUID, task_id: UUID) -> dict[UUID, int]:
    """The same with the level of each, from 1 on."""
    found = await session.execute(_PARTS, {'id': task_id, 'user_id': user_id, 'deepest': DEEPEST + 1})
    return {row.id: row.depth for row in found}


async def fits_under(session: AsyncSession, user_id: UUID, task_id: UUID, parent_id: UUID) -> bool:
    """Whether a task can become a part of another one: it is not in it, and the family gets at most DEEPEST levels."""
    parts = await parts_by_level(session, user_id, task_id)
    levels = 1 + max(parts.values(), default=0)
    return parent_id not in {task_id, *parts} and await level_of(session, user_id, parent_id) + levels <= DEEPEST


async def level_of(session: AsyncSession, user_id: UUID, task_id: UUID) -> int:
    """How many tasks a task is a part of, one in the other; 0 for one of its own."""
    return (await _levels(session, user_id, [task_id])).get(task_id, 0)


async def wholes_first(session: AsyncSession, user_id: UUID, task_ids: Iterable[UUID]) -> list[UUID]:
    """The same tasks, each once and before its own parts."""
    given = list(dict.fromkeys(task_ids))
    levels = await _levels(session, user_id, given)
    return sorted(given, key=lambda task_id: levels.get(task_id, 0))


async def _levels(session: AsyncSession, user_id: UUID, task_ids: list[UUID]) -> dict[UUID, int]:
    rows = await session.execute(_LEVELS, {'ids': task_ids, 'user_id': user_id, 'deepest': DEEPEST + 1})
    return {row.id: row.level for row in rows}
