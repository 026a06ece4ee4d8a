"""Which processes run turns: each has a number, and holds an advisory lock by it for as long as it lives."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

LOCK_CLASS = 0x7475726E
"""The first half of the lock's key; the second is the runner's number."""

_LIVING = text(f"""
    SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint = {LOCK_CLASS}
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
""")  # noqa: S608 - a number of our own


async def living(session: AsyncSession) -> frozenset[int]:
    """The numbers of the processes that live."""
    return frozenset(await session.scalars(_LIVING))
