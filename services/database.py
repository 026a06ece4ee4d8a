"""The one way to the tables: one engine, one kind of session, one transaction."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
from pydantic_core import to_json
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from services.errors import Unavailable

CONNECT_TIMEOUT = 10.0
"""How many seconds the database has to accept a connection."""

_GONE = (OSError, TimeoutError, InterfaceError, OperationalError, asyncpg.PostgresConnectionError)


class Database:
    """A PostgreSQL database, reached through a pool of connections; `url` is read as libpq reads it."""

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        self._url = url
        self._engine: AsyncEngine = create_async_engine(
            'postgresql+asyncpg://',
            async_creator=self.connect,
            pool_size=pool_size,
            max_overflow=pool_size,
            json_serializer=lambda value: to_json(value).decode(),
        )
        event.listen(self._engine.sync_engine, 'checkout', _refuse_closed)

    async def connect(self) -> asyncpg.Connection:
        """A direct connection outside the pool; the caller closes it."""
        return await asyncpg.connect(self._url, timeout=CONNECT_TIMEOUT)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """A session in a transaction: committed when the block ends, rolled back when it raises.

        Raises Unavailable when the database cannot be reached; nothing was changed then, or, when
        the connection broke during the commit itself, the ledger tells.
        """
        try:
            async with AsyncSession(self._engine, expire_on_commit=False) as session, session.begin():
                yield session
        except _GONE as error:
            raise Unavailable from error
        except DBAPIError as error:
            if error.connection_invalidated or isinstance(getattr(error.orig, '__cause__', None), _GONE):
                raise Unavailable from error
            raise

    async def close(self) -> None:
        """Give every connection back."""
        await self._engine.dispose()


def _refuse_closed(_dbapi: object, entry: ConnectionPoolEntry, _proxy: object) -> None:
    """Have the pool open a new connection for one that died while nobody used it; costs no round trip."""
    if entry.driver_connection is not None and entry.driver_connection.is_closed():
        raise DisconnectionError
