"""Tandem works in the embedded database as a role that is no superuser, and nobody else of the machine gets in."""

import asyncio
import fcntl
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager

import asyncpg
import pytest

from app.postgres import access
from app.postgres.as_root import account
from app.postgres.embedded import start_embedded
from app.postgres.programs import environment, program
from app.postgres.refusals import CannotStart
from app.postgres.schema import prepare_database
from services import task_service
from services.accounts.people import OWNER_ID
from services.database import Database
from tests.app.postgres.folders import execute, started, value, value_once_it_answers
from tests.factories import make_task
from tests.timeouts import TIMEOUT

RIGHTS = 'SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls FROM pg_roles WHERE rolname = current_user'


def test_tandem_works_as_a_role_without_special_rights(folder):
    with started(folder) as embedded:
        assert value(embedded.url, 'SELECT current_user::text') == 'tandem'
        assert value(embedded.url, RIGHTS) is False
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            execute(embedded.url, "COPY (SELECT 1) TO PROGRAM 'cat'")


def test_a_role_or_database_that_is_not_tandems_is_not_let_in(folder):
    with started(folder) as embedded:
        execute(embedded.url_of(access.SUPERUSER), 'CREATE ROLE stranger LOGIN')
        for role, database in (('stranger', 'tandem'), ('tandem', 'postgres')):
            with pytest.raises(asyncpg.InvalidAuthorizationSpecificationError):
                value(embedded.url_of(role, database), 'SELECT 1')


@pytest.mark.skipif(os.geteuid() != 0, reason='only root can become somebody else')
def test_another_user_of_the_machine_is_refused_by_the_server_itself(folder):
    """Even where the folders let them through, which they do not."""
    with started(folder) as embedded:
        for path in (embedded.sockets, embedded.sockets / '.s.PGSQL.5432'):
            path.chmod(0o777)
        for path in folder.parents:
            if path.stat().st_mode & 0o007 != 0o007 and path.is_relative_to('/tmp'):  # noqa: S108 - pytest's own
                path.chmod(path.stat().st_mode | 0o005)
        script = (
            f'import socket, struct\n'
            f's = socket.socket(socket.AF_UNIX)\n'
            f's.connect({str(embedded.sockets / ".s.PGSQL.5432")!r})\n'
            f'b = b"user\\0tandem\\0database\\0tandem\\0\\0"\n'
            f's.sendall(struct.pack("!II", len(b) + 8, 196608) + b)\n'
            f'print(s.recv(1000))\n'
        )
        python = shutil.which('python3', path='/usr/bin') or sys.executable
        them = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--', python, '-c', script]
        said = subprocess.run(them, capture_output=True, text=True, timeout=TIMEOUT, check=True).stdout  # noqa: S603
        assert 'Peer authentication failed for user "tandem"' in said


@pytest.fixture
def earlier_folder(tmp_path):
    """The data of a version that let everybody in who could reach the socket, as the superuser."""
    folder = tmp_path / 'data' / 'postgresql'
    folder.parent.mkdir()
    as_server = account().prefix
    subprocess.run(  # noqa: S603
        [*as_server, program('initdb'), '-D', folder, '--auth=trust', '--encoding=utf8', '-U', 'postgres'],
        env=environment(),
        capture_output=True,
        check=True,
    )
    with earlier_server(folder):
        asyncio.run(fill_as_superuser(folder))
    return folder


@contextmanager
def earlier_server(folder):
    """A server as that version started it, with its socket among the data."""
    command = [*account().prefix, program('postgres'), '-D', folder, '-h', '', '-k', folder]
    with subprocess.Popen(command, env=environment(), stderr=subprocess.DEVNULL) as server:  # noqa: S603
        try:
            yield
        finally:
            server.terminate()


async def fill_as_superuser(folder):
    await value_once_it_answers(access.url_of(folder, role='postgres', database='postgres'), 'SELECT 1')
    connection = await asyncpg.connect(access.url_of(folder, role='postgres', database='postgres'))
    await connection.execute('CREATE DATABASE tandem TEMPLATE template0')
    await connection.close()
    url = access.url_of(folder, role='postgres')
    await prepare_database(url)
    database = Database(url)
    await make_task(database.of(OWNER_ID), OWNER_ID, 'Buy milk')
    await database.close()


def test_data_of_an_earlier_version_goes_on_working_under_the_new_rules(earlier_folder):
    with started(earlier_folder) as embedded:
        asyncio.run(prepare_database(embedded.url))
        assert asyncio.run(titles_after_one_more(embedded.url)) == ['Call mum', 'Buy milk']
        owners = "SELECT array_agg(DISTINCT tableowner) FROM pg_tables WHERE schemaname = 'public'"
        assert value(embedded.url, owners) == ['tandem']
        # A later version changes what is there, which only its owner can.
        execute(embedded.url, 'ALTER TABLE tasks ADD COLUMN later int')
        with pytest.raises(asyncpg.InvalidAuthorizationSpecificationError):
            value(embedded.url_of('tandem_app'), 'SELECT 1')


def test_a_server_that_an_earlier_version_left_running_is_replaced(earlier_folder):
    with earlier_server(earlier_folder):
        asyncio.run(value_once_it_answers(access.url_of(earlier_folder, role='postgres'), 'SELECT 1'))
        with started(earlier_folder) as embedded:
            assert value(embedded.url, 'SELECT current_user::text') == 'tandem'
            assert embedded.sockets != earlier_folder


def test_a_server_that_an_earlier_version_still_uses_is_left_to_it(earlier_folder):
    url = access.url_of(earlier_folder, role='postgres')
    with earlier_server(earlier_folder), (earlier_folder.parent / 'in-use.lock').open('w') as in_use:
        fcntl.flock(in_use, fcntl.LOCK_SH)
        asyncio.run(value_once_it_answers(url, 'SELECT 1'))
        with pytest.raises(CannotStart, match='An earlier version of Tandem still uses'):
            start_embedded(earlier_folder)
        assert value(url, 'SELECT 1') == 1


async def titles_after_one_more(url):
    database = Database(url)
    try:
        await make_task(database.of(OWNER_ID), OWNER_ID, 'Call mum')
        async with database.of(OWNER_ID).transaction() as session:
            return [task.title for task in await task_service.list_tasks(session, OWNER_ID)]
    finally:
        await database.close()
