"""The only access to the tables: one engine, one kind of session, one transaction.

Connections rest in the role of the app, to which PostgreSQL shows the rows of one person and no
others, and nobody's until a transaction says whose. A statement that forgets to say which person's
rows it wants finds nothing of anybody else's, and a transaction that forgets to say for whom it is
finds nothing at all. Only system work (login, the relay, retention) sees every row, and has to ask
for it with `everybody`.
"""

import copy
import time
from collections import deque
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

from services.errors import DiskFull, Unavailable, Uncertain
from services.storage.quota import QUOTA, Quota

CONNECT_TIMEOUT = 10.0
"""How many seconds the database has to accept a connection."""

COMMAND_TIMEOUT = 15.0
"""How many seconds a statement may take: a connection that died silently must not be waited for."""

ROLE = 'tandem_app'
"""The role that migrations make, which sees the rows of one person; `tandem.user_id` says whose."""

_NARROW = text("SELECT set_config('role', :role, true), set_config('tandem.user_id', :person, true)")

_FOR_EVERYBODY = 'SET LOCAL ROLE NONE'

# A process that hangs or vanishes in the middle of a transaction must not lock the others out.
_SESSION = {'idle_in_transaction_session_timeout': '30s'}

LOST_CONNECTION = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    # It is starting up, shutting down, or has ended this connection.
    asyncpg.OperatorInterventionError,
    asyncpg.InterfaceError,
    # What asyncpg says when a connection is cut in the middle of an exchange.
    asyncpg.InternalClientError,
)
"""What a direct connection raises when it is gone; another error is the answer of a server that is there."""

_GONE = (
    OSError,
    TimeoutError,
    NoConnectionFree,
    InterfaceError,
    OperationalError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.IdleInTransactionSessionTimeoutError,
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
        self._scope: str | None = None
        # The copies for one person, and for everybody, share it.
        self._full: deque[float] = deque(maxlen=1)

    def of(self, user_id: UUID) -> Self:
        """The same database, limited to the rows of this person."""
        return self._scoped(f"SET LOCAL tandem.user_id = '{user_id}'")

    def everybody(self) -> Self:
        """The same database with the rows of all people, for system work that belongs to no single person."""
        return self._scoped(_FOR_EVERYBODY)

    def _scoped(self, scope: str) -> Self:
        scoped = copy.copy(self)
        scoped._scope = scope  # noqa: SLF001 - a copy of its own kind
        return scoped

    def was_full(self, seconds: float) -> bool:
        """Whether a change was refused in the last `seconds` because the database has no space left."""
        return any(time.monotonic() - at < seconds for at in self._full)

    async def connect(self) -> asyncpg.Connection:
        """A direct connection outside the pool, which sees every row only `everybody()`; the caller closes it."""
        # As the start value of the session, the role is also what RESET ROLE and DISCARD ALL go back to.
        role = {} if self._scope == _FOR_EVERYBODY else {'role': ROLE}
        return await asyncpg.connect(
            self._url,
            timeout=CONNECT_TIMEOUT,
            command_timeout=COMMAND_TIMEOUT,
            connection_class=_Connection,
            server_settings=_SESSION | role,
        )

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """A session in a transaction: committed when the block ends, rolled back when it raises.

        Raises Unavailable when the database cannot be reached and nothing was changed, DiskFull when
        it has no space left, and Uncertain when the connection broke during the commit itself.
        """
        refusal: type[Unavailable] = Unavailable
        try:
            async with AsyncSession(self._engine, expire_on_commit=False, info=self._known) as session, session.begin():
                await self._say_scope(session)
                yield session
                refusal = Uncertain
        except _GONE as error:
            raise refusal from error
        except (DBAPIError, asyncpg.DiskFullError) as error:
            if isinstance(_cause_of(error), asyncpg.DiskFullError):
                self._full.append(time.monotonic())
                raise DiskFull from error
            if isinstance(_cause_of(error), _GONE) or (isinstance(error, DBAPIError) and error.connection_invalidated):
                raise refusal from error
            raise

    async def _say_scope(self, session: AsyncSession) -> None:
        """Have the connection begin its transaction in this scope; nothing is sent before the first statement."""
        connection: Any = (await (await session.connection()).get_raw_connection()).driver_connection
        connection.next_scope = self._scope

    async def close(self) -> None:
        """Give every connection back."""
        await self._engine.dispose()


def _cause_of(error: DBAPIError | asyncpg.DiskFullError) -> BaseException | None:
    """What the driver raised."""
    return getattr(error.orig, '__cause__', None) if isinstance(error, DBAPIError) else error


async def narrow(session: AsyncSession, user_id: UUID) -> None:
    """Limit the rest of this transaction to the rows of one person."""
    await session.execute(_NARROW, {'role': ROLE, 'person': str(user_id)})


class _Connection(asyncpg.Connection):  # type: ignore[misc]  # asyncpg has no types
    """Begins the next transaction in `next_scope`; without one, transactions are for nobody."""

    next_scope: str | None = None

    def transaction(self, **options: Any) -> Any:
        """What the engine begins a transaction with."""
        scope, self.next_scope = self.next_scope, None
        return super().transaction(**options) if scope is None else _ScopedTransaction(self, scope)


class _ScopedTransaction:
    """A transaction that sets its scope in the round trip that begins it; PostgreSQL forgets the scope at its end."""

    def __init__(self, connection: asyncpg.Connection, scope: str) -> None:
        self._connection = connection
        self._scope = scope

    async def start(self) -> None:
        try:
            await self._connection.execute(f'BEGIN; {self._scope}')
        except BaseException:
            # Nobody knows whether it has begun, so the connection must not be used again.
            self._connection.terminate()
            raise

    async def commit(self) -> None:
        await self._connection.execute('COMMIT')

    async def rollback(self) -> None:
        await self._connection.execute('ROLLBACK')


def _refuse_closed(_dbapi: object, entry: ConnectionPoolEntry, _proxy: object) -> None:
    """Have the pool open a new connection for one that died while nobody used it; costs no round trip."""
    if entry.driver_connection is not None and entry.driver_connection.is_closed():
        raise DisconnectionError
