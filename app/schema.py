"""Brings a database to the schema this version needs, once, however many processes start together."""

import asyncpg
from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from app.embedded import CannotStart
from app.migrations import HEAD

OLDEST_POSTGRESQL = 14
_LOCK = 7_234_091
_CONNECT_SECONDS = 10.0


async def prepare_database(url: str) -> None:
    """Check the server and migrate its schema to HEAD; raises CannotStart with what to do."""
    connection = await _connect(url)
    try:
        major = connection.get_server_version().major
        if major < OLDEST_POSTGRESQL:
            raise CannotStart(
                f'The server is PostgreSQL {major}; Tandem needs {OLDEST_POSTGRESQL} or later. Nothing was changed.'
            )
        await connection.execute('SELECT pg_advisory_lock($1)', _LOCK)
        revision = await _revision(connection)
        if revision != HEAD:
            await _migrate(url, revision)
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
        where = make_url(url).render_as_string(hide_password=True)
    except (ArgumentError, ValueError) as error:
        raise CannotStart('TANDEM_DATABASE_URL is not an address. Write postgresql://USER@HOST:PORT/NAME.') from error
    try:
        return await asyncpg.connect(url, timeout=_CONNECT_SECONDS)
    except (asyncpg.InvalidPasswordError, asyncpg.InvalidAuthorizationSpecificationError) as error:
        raise CannotStart(f'The database at {where} refused the user or password in TANDEM_DATABASE_URL.') from error
    except asyncpg.InvalidCatalogNameError as error:
        raise CannotStart(f'The server at {where} has no such database. Create it first.') from error
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, ValueError) as error:
        raise CannotStart(
            f'The database at {where} cannot be reached ({error or type(error).__name__}). '
            'Check that it runs and that TANDEM_DATABASE_URL is right.'
        ) from error


async def _revision(connection: asyncpg.Connection) -> str | None:
    if await connection.fetchval("SELECT to_regclass('alembic_version')") is None:
        return None
    revision: str | None = await connection.fetchval('SELECT version_num FROM alembic_version')
    return revision


async def _migrate(url: str, revision: str | None) -> None:
    # Alembic is slow to load and needed only when there is something to do.
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
