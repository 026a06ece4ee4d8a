"""Whether a connection to PostgreSQL is one, or leads through a pooler that shares connections out."""

import asyncio
from contextlib import AsyncExitStack

import asyncpg

_TIMEOUT_SECONDS = 10.0
# What comes of a statement that was prepared on another connection than it is used on.
_SEEN_THROUGH = (asyncpg.InvalidSQLStatementNameError, asyncpg.DuplicatePreparedStatementError)


async def is_pooled(url: str) -> bool:
    """Whether transactions of one connection are carried out by different processes of the server.

    Two connections are open at once. Without a pooler each has a process, and keeps it.
    """
    try:
        async with AsyncExitStack() as stack, asyncio.timeout(_TIMEOUT_SECONDS):
            first, second = await _connect(stack, url), await _connect(stack, url)
            before = await _process_of(first)
            async with second.transaction():
                # What is idle is what a pooler gives to the next one who asks.
                if await _process_of(second) == before:
                    return True
                return await _process_of(first) != before
    except (TimeoutError, *_SEEN_THROUGH):
        # The one connection that the pooler has is taken by the transaction above.
        return True


async def _connect(stack: AsyncExitStack, url: str) -> asyncpg.Connection:
    connection = await asyncpg.connect(url, timeout=_TIMEOUT_SECONDS, statement_cache_size=0)
    stack.callback(connection.terminate)
    return connection


async def _process_of(connection: asyncpg.Connection) -> int:
    async with connection.transaction():
        pid: int = await connection.fetchval('SELECT pg_backend_pid()')
        return pid
