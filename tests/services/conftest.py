"""What the tests of the services share."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from blockbuster import blockbuster_ctx

from services.database import Database

_ALLOWED = (
    # Opening a connection looks for ~/.pgpass, as every PostgreSQL client does: one small local file, once.
    ('asyncpg/connect_utils.py', {'_parse_connect_dsn_and_args'}),
    # Loading a time zone reads one small local file, once for each zone.
    ('services/values/time_zones.py', {'zone_named'}),
    ('services/values/cause.py', {'current'}),
)


@pytest.fixture(autouse=True)
def _nothing_blocks_the_loop() -> Iterator[None]:
    """Fail a test in which a service sleeps, reads a file or waits for a socket inside the event loop."""
    with blockbuster_ctx() as blockbuster:
        for function in blockbuster.functions.values():
            for file, names in _ALLOWED:
                function.can_block_in(file, names)
        yield


@pytest.fixture
async def sql(database: Database) -> AsyncIterator[asyncpg.Connection]:
    """A connection past every service, to see what the database itself holds and refuses."""
    connection = await database.connect()
    yield connection
    await connection.close()


@pytest.fixture
def do(database: Database, owner: UUID) -> Callable[..., Awaitable[Any]]:
    """Run one verb for the owner in a transaction of its own."""

    async def do(verb: Callable[..., Awaitable[Any]], *arguments: object, **more: object) -> Any:
        async with database.transaction() as session:
            return await verb(session, owner, *arguments, **more)

    return do
