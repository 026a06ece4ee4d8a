"""Backup and restore of the database, embedded or not, with the programs of the embedded PostgreSQL."""

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import IO

import asyncpg
from sqlalchemy.engine import URL, make_url

from app.migrations import HEAD
from app.postgres.access import PORT
from app.postgres.contents import Contents, contents_of
from app.postgres.embedded import database_url, start_embedded
from app.postgres.encryption import decrypted, encrypt
from app.postgres.programs import environment, program
from app.postgres.refusals import CannotStart
from app.postgres.schema import prepare_database
from app.postgres.tls_tunnel import tunnel
from app.settings import Settings

_UNKNOWN_BEFORE_17 = b'SET transaction_timeout = 0;\n'
# A dump contains the grants to this role but not the role itself, which belongs to the server.
_ROLE = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tandem_app') THEN CREATE ROLE tandem_app NOLOGIN; END IF;
    IF NOT pg_has_role(current_user, 'tandem_app', 'MEMBER') THEN
        EXECUTE format('GRANT tandem_app TO %I', current_user);
    END IF;
END $$
"""


def back_up(settings: Settings, file: Path) -> None:
    """Write a consistent copy of the database to `file`, also while Tandem runs; raises CannotStart.

    Only this user can read the file. It is there when it is whole, and otherwise not at all.
    """
    with database_url(settings) as url:
        back_up_database(url, file, settings.backup_recipient)


def back_up_database(url: str, file: Path, recipient: str | None = None) -> None:
    """The same, of the database at `url`; encrypted to `recipient` if there is one."""
    if file.exists():
        raise CannotStart(f'There is something at {file} already. Name another file.')
    with _written_whole(file) as new, tempfile.TemporaryDirectory(prefix='tandem-backup-') as folder:
        plain = new if recipient is None else Path(folder) / 'backup'
        asyncio.run(_run('pg_dump', url, '--format=custom', '--no-owner', f'--file={plain}'))
        if recipient is not None:
            encrypt(plain, new, recipient)


def restore(settings: Settings, file: Path, key: Path | None = None) -> None:
    """Restore what `back_up` wrote into an empty database, all of it or nothing; raises CannotStart."""
    _check_there(file)
    with decrypted(file, key) as plain, database_url(settings) as url:
        asyncio.run(_restore(url, plain))


def verify(file: Path, key: Path | None = None) -> Contents:
    """Restore a backup into a database of its own, which is then removed, and return what was in it.

    Every row of the file is compared with the restored one. Nothing else is touched. Raises
    CannotStart when the file cannot be restored, or something is missing afterwards.
    """
    _check_there(file)
    with decrypted(file, key) as plain:
        return _verify(file, plain)


def _verify(file: Path, plain: Path) -> Contents:
    in_file = asyncio.run(_contents('pg_restore', None, '--no-owner', '--file=-', str(plain)))
    with tempfile.TemporaryDirectory(prefix='tandem-verify-') as name:
        embedded = start_embedded(Path(name) / 'postgresql')
        try:
            asyncio.run(_restore(embedded.url, plain))
            restored = asyncio.run(_contents('pg_dump', embedded.url, '--no-owner'))
            asyncio.run(prepare_database(embedded.url))
        finally:
            embedded.leave()
    if in_file != restored:
        raise CannotStart(f'{file} cannot be relied on: what was restored from it differs. Make another backup.')
    return restored


def print_contents(file: Path, key: Path | None = None) -> None:
    """Verify a backup, and print how many rows of what came back; raises CannotStart."""
    contents = verify(file, key)
    for name, table in sorted(contents.items()):
        if table.rows:
            sys.stdout.write(f'{table.rows:>10,} {name}\n')
    sys.stdout.write(f'{file} was restored into a database of its own, and nothing is missing.\n')


def _check_there(file: Path) -> None:
    if not file.is_file():
        raise CannotStart(f'There is no file {file}.')


@contextmanager
def _written_whole(file: Path) -> Iterator[Path]:
    """Where to write a file that only this user can read, and that gets its name when the block has succeeded."""
    try:
        descriptor, name = tempfile.mkstemp(prefix=f'.{file.name}-', dir=file.parent)
    except OSError as error:
        raise CannotStart(f'{file} cannot be written ({error.strerror}). Name a file in another folder.') from error
    try:
        yield Path(name)
        os.fsync(descriptor)
        # Unlike a rename, a link never takes the place of something else.
        os.link(name, file)
    except OSError as error:
        raise CannotStart(f'{file} cannot be written ({error.strerror}). Nothing was left behind.') from error
    finally:
        os.close(descriptor)
        Path(name).unlink()


async def _restore(url: str, file: Path) -> None:
    await _prepare(url)
    with tempfile.TemporaryFile() as script, tempfile.TemporaryFile() as known:
        await _run('pg_restore', None, '--no-owner', '--file=-', str(file), output=script)
        script.seek(0)
        # Servers before 17 know all settings in it but one.
        known.writelines(line for line in script if line != _UNKNOWN_BEFORE_17)
        known.seek(0)
        await _run('psql', url, '--quiet', '--no-psqlrc', '--single-transaction', '--set=ON_ERROR_STOP=1', stdin=known)


async def _prepare(url: str) -> None:
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


async def _contents(tool: str, url: str | None, *arguments: str) -> Contents:
    with tempfile.TemporaryFile() as script:
        await _run(tool, url, *arguments, output=script)
        script.seek(0)
        return contents_of(script)


async def _run(
    tool: str, url: str | None, *arguments: str, stdin: IO[bytes] | None = None, output: IO[bytes] | None = None
) -> None:
    """Run a program of PostgreSQL, connected to `url` if there is one; raises CannotStart with what it said."""
    where = None if url is None else _with_user(make_url(url))
    async with _way_to(where) as sockets:
        command, variables = [program(tool), *arguments], environment()
        if where is not None:
            command.append(f'--dbname={_address(where, sockets)}')
            # What the environment says about the database holds here, too.
            variables = {**os.environ, **variables}
            # Everybody on the machine can read the arguments of a process, so the password is not one of them.
            variables |= {'PGPASSWORD': where.password} if where.password else {}
        process = await asyncio.create_subprocess_exec(
            *command,
            env=variables,
            stdin=stdin or subprocess.DEVNULL,
            stdout=output or subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        try:
            _, said = await process.communicate()
        finally:
            with suppress(ProcessLookupError):
                process.kill()
    if process.returncode:
        why = (said.decode(errors='replace').strip().splitlines() or ['it did not say why'])[0]
        raise CannotStart(f'{tool} refused ({why}). This Tandem writes and reads schema {HEAD}.')


def _with_user(where: URL) -> URL:
    """The address with user and password before the host, where they may stand in the query as well."""
    user, password = where.query.get('user'), where.query.get('password')
    bare = where.difference_update_query(['user', 'password'])
    return bare.set(
        username=where.username or (user if isinstance(user, str) else None),
        password=where.password or (password if isinstance(password, str) else None),
    )


def _way_to(where: URL | None) -> AbstractAsyncContextManager[Path | None]:
    """A tunnel to a server in the network; a socket on this machine needs none."""
    return nullcontext() if where is None or not where.host else tunnel(where)


def _address(where: URL, sockets: Path | None) -> str:
    """How a program connects: as the address says, without its password, and through `sockets` if that is given."""
    # A password that is only hidden would be written as asterisks, and taken for one.
    bare = URL.create('postgresql', where.username, None, where.host, where.port, where.database, where.query)
    if sockets is not None:
        local = {'host': str(sockets), 'port': str(PORT)}
        bare = URL.create('postgresql', where.username, database=where.database, query=local)
    return bare.render_as_string(hide_password=False)
