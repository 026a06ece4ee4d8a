"""Migrates the database to the schema of this version, once, however many processes start together."""

import asyncpg
from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from app.migrations import HEAD
from app.postgres.pooler import is_pooled
from app.postgres.refusals import CannotStart
from services.database import ROLE, Database

OLDEST_POSTGRESQL = 14
_LOCK = 7_234_091
_LOCK_TIMEOUT_MS = 120_000
_CONNECT_TIMEOUT_SECONDS = 10.0
_NO_ADDRESS = (
    'TANDEM_DATABASE_URL is not an address. Write postgresql://USER:PASSWORD@HOST:PORT/NAME; in a password, “#” is '
    'written %23, “@” %40, “/” %2F and “:” %3A.'
)


async def prepare_database(url: str) -> None:
    """Check the server and migrate its schema to HEAD; raises CannotStart with what to do."""
    connection = await _connect(url)
    transaction = connection.transaction()
    try:
        major = connection.get_server_version().major
        if major < OLDEST_POSTGRESQL:
            raise CannotStart(
                f'The server is PostgreSQL {major}; Tandem needs {OLDEST_POSTGRESQL} or later. Nothing was changed.'
            )
        if await is_pooled(url):
            raise CannotStart(
                'TANDEM_DATABASE_URL leads through a pooler that changes the connection from one transaction to the '
                'next. Tandem listens for changes on a connection of its own: connect directly.'
            )
        # The lock ends with the transaction, whatever happens to this process or to the connection.
        await transaction.start()
        await _lock(connection)
        revision = await _revision(connection)
        if revision != HEAD:
            await _migrate(url, revision)
        await _check_role(url)
    except (DBAPIError, asyncpg.PostgresError) as error:
        cause = getattr(getattr(error, 'orig', None), '__cause__', None) or error
        why = str(cause).splitlines()[0]
        if isinstance(cause, asyncpg.InsufficientPrivilegeError):
            raise CannotStart(f'The database refused to make its tables ({why}). Grant the user that right.') from error
        raise CannotStart(
            f'The database could not be brought to schema {HEAD} ({why}). Nothing was changed. '
            'Use a database of its own for Tandem.'
        ) from error
    finally:
        await connection.close()


async def _connect(url: str) -> asyncpg.Connection:
    try:
        where = make_url(url).difference_update_query(['password', 'sslpassword'])
        address = where.render_as_string(hide_password=True)
    except (ArgumentError, ValueError) as error:
        raise CannotStart(_NO_ADDRESS) from error
    try:
        return await asyncpg.connect(url, timeout=_CONNECT_TIMEOUT_SECONDS)
    except (asyncpg.InvalidPasswordError, asyncpg.InvalidAuthorizationSpecificationError) as error:
        raise CannotStart(f'The database at {address} refused the user or password in TANDEM_DATABASE_URL.') from error
    except asyncpg.InvalidCatalogNameError as error:
        raise CannotStart(f'The server at {address} has no such database. Create it first.') from error
    except ValueError:
        # It quotes what it could not read, which may be a part of the password.
        raise CannotStart(_NO_ADDRESS) from None
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise CannotStart(
            f'The database at {address} cannot be reached ({error or type(error).__name__}). '
            'Check that it runs and that TANDEM_DATABASE_URL is right.'
        ) from error


async def _lock(connection: asyncpg.Connection) -> None:
    """Wait until no other process migrates this database; raises CannotStart when that takes too long."""
    try:
        await connection.execute(f'SET LOCAL lock_timeout = {_LOCK_TIMEOUT_MS}')
        await connection.execute('SELECT pg_advisory_xact_lock($1)', _LOCK)
    except asyncpg.LockNotAvailableError as error:
        raise CannotStart(
            f'Another process has been preparing this database for {_LOCK_TIMEOUT_MS // 1_000} seconds, or holds its '
            f'lock. Wait for it, or end its connection: pg_locks has it under the objid {_LOCK}.'
        ) from error


async def _check_role(url: str) -> None:
    """Raise CannotStart unless connections rest in the role that sees one person's rows."""
    database = Database(url, pool_size=1)
    try:
        connection = await database.connect()
        try:
            role = await connection.fetchval('SELECT current_user::text')
        finally:
            await connection.close()
    except asyncpg.ProtocolViolationError:
        role = None
    finally:
        await database.close()
    if role != ROLE:
        raise CannotStart(
            'TANDEM_DATABASE_URL leads through a pooler that refuses or ignores the parameters of a connection, among '
            'them the role that keeps people apart. Connect directly.'
        )


async def _revision(connection: asyncpg.Connection) -> str | None:
    if await connection.fetchval("SELECT to_regclass('alembic_version')") is None:
        return None
    revision: str | None = await connection.fetchval('SELECT version_num FROM alembic_version')
    return revision


async def _migrate(url: str, revision: str | None) -> None:
    # Alembic is slow to import and needed only for a migration.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option('script_location', 'app:migrations')
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise CannotStart(
            f'This data was written by a newer Tandem (schema {revision}, this one knows up to {HEAD}). '
            'Start the newer version; nothing was changed.'
        )

    def upgrade(connection: Connection) -> None:
        config.attributes['connection'] = connection
        command.upgrade(config, 'head')

    engine = create_async_engine('postgresql+asyncpg://', async_creator=lambda: asyncpg.connect(url))
    try:
        async with engine.begin() as connection:
            await connection.run_sync(upgrade)
    finally:
        await engine.dispose()
