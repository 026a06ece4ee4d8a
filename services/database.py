"""The one way to the tables: one engine, one kind of session, one transaction.

What is done for a person is done in the role of the app, to which PostgreSQL shows that person's
rows and no others: a statement that forgets to say whose things it wants finds nothing of anybody
else's. Only what is nobody's business in particular (signing in, the relay, clearing up) sees all.
"""

import copy
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Self
from uuid import UUID

import asyncpg
from pydantic_core import to_json
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from services.errors import Unavailable, Uncertain
from services.quota import QUOTA, Quota

CONNECT_TIMEOUT = 10.0
"""How many seconds the database has to accept a connection."""

COMMAND_TIMEOUT = 15.0
"""How many seconds a statement may take: a line that died without a word must not be waited for."""

ROLE = 'tandem_app'
"""The role that migrations make, which sees the rows of one person; `tandem.user_id` says whose."""

_NARROW = text("SELECT set_config('role', :role, true), set_config('tandem.user_id', :person, true)")

_PREPARE = "SET idle_in_transaction_session_timeout = '30s'"

_GONE = (
    OSError,
    TimeoutError,
    NoConnectionFree,
    InterfaceError,
    OperationalError,
    asyncpg.PostgresConnectionError,
    # It is starting up, shutting down, or has ended this connection.
    asyncpg.OperatorInterventionError,
    asyncpg.IdleInTransactionSessionTimeoutError,
    # What asyncpg says when a line is cut in the middle of an exchange.
    asyncpg.InternalClientError,
)


class Database:
    """A PostgreSQL database, reached through a pool of connections; `url` is read as libpq reads it."""

    def __init__(self, url: str, *, pool_size: int = 12, quota: Quota | None = None) -> None:
        self._url = url
        self._known = {QUOTA: quota or Quota()}
        self._engine: AsyncEngine = create_async_engine(
            'postgresql+asyncpg://',
            async_creator=self.connect,
            pool_size=pool_size,
            # More would be opened for one use and closed again: with 32 writers that halved the rate.
            max_overflow=0,
            hide_parameters=True,
            json_serializer=lambda value: to_json(value).decode(),
        )
        event.listen(self._engine.sync_engine, 'checkout', _refuse_closed)
        self.person: UUID | None = None

    def of(self, user_id: UUID) -> Self:
        """The same database, as far as it is this person's."""
        narrowed = copy.copy(self)
        narrowed.person = user_id
        return narrowed

    async def connect(self) -> asyncpg.Connection:
        """A direct connection outside the pool; the caller closes it."""
        connection = await asyncpg.connect(
            self._url, timeout=CONNECT_TIMEOUT, command_timeout=COMMAND_TIMEOUT, connection_class=_Connection
        )
        # A process that hangs or vanishes in the middle of a transaction must not lock the others out.
        try:
            await connection.execute(_PREPARE)
        except BaseException:
            connection.terminate()
            raise
        return connection

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """A session in a transaction: committed when the block ends, rolled back when it raises.

        Raises Unavailable when the database cannot be reached and nothing was changed, Uncertain when
        the connection broke during the commit itself.
        """
        refusal: type[Unavailable] = Unavailable
        try:
            async with AsyncSession(self._engine, expire_on_commit=False, info=self._known) as session, session.begin():
                await self._say_for_whom(session)
                yield session
                refusal = Uncertain
        except _GONE as error:
            raise refusal from error
        except DBAPIError as error:
            if error.connection_invalidated or isinstance(getattr(error.orig, '__cause__', None), _GONE):
                raise refusal from error
            raise

    async def _say_for_whom(self, session: AsyncSession) -> None:
        """Have the connection begin its transaction for the person; nothing is sent before the first statement."""
        line: Any = (await (await session.connection()).get_raw_connection()).driver_connection
        line.person = self.person

    async def close(self) -> None:
        """Give every connection back."""
        await self._engine.dispose()


async def narrow(session: AsyncSession, user_id: UUID) -> None:
    """Go on in this transaction as far as things are this person's; there is no way back."""
    await session.execute(_NARROW, {'role': ROLE, 'person': str(user_id)})


class _Connection(asyncpg.Connection):  # type: ignore[misc]  # asyncpg has no types
    """Begins a transaction for a person in the one round trip that beginning takes."""

    person: UUID | None = None

    async def execute(self, query: str, *arguments: Any, **more: Any) -> str:
        if self.person is not None and query.startswith('BEGIN'):
            query += f" SET LOCAL ROLE {ROLE}; SET LOCAL tandem.user_id = '{self.person}'"
        result: str = await super().execute(query, *arguments, **more)
        return result


def _refuse_closed(_dbapi: object, entry: ConnectionPoolEntry, _proxy: object) -> None:
    """Have the pool open a new connection for one that died while nobody used it; costs no round trip."""
    if entry.driver_connection is not None and entry.driver_connection.is_closed():
        raise DisconnectionError
