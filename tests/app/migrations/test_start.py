"""What a start of Tandem does to a database: bring it to the newest schema, or say in one sentence why not."""

import asyncio
import multiprocessing
import re

import asyncpg
import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from app.migrations import HEAD
from app.postgres import schema
from app.postgres.embedded import start_embedded
from app.postgres.refusals import CannotStart
from app.postgres.schema import prepare_database
from services import task_service
from services.accounts.people import OWNER_ID
from services.database import Database
from tests.factories import make_task

_TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1"


async def test_an_empty_database_gets_the_whole_schema_and_its_owner(empty_database_url):
    assert await _fetch(empty_database_url, _TABLES) == []
    await prepare_database(empty_database_url)
    assert await _fetch(empty_database_url, 'SELECT version_num FROM alembic_version') == [HEAD]
    assert await _fetch(empty_database_url, 'SELECT id FROM users') == [OWNER_ID]
    database = Database(empty_database_url).everybody()
    assert (await make_task(database, OWNER_ID)).title == 'Buy milk'
    await database.close()


def test_head_is_the_newest_revision_and_the_history_has_one_line():
    config = Config()
    config.set_main_option('script_location', 'app:migrations')
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == [HEAD]
    assert len(script.get_bases()) == 1


async def test_a_database_that_is_up_to_date_is_left_as_it_is(database, database_url):
    task = await make_task(database, OWNER_ID)
    before = await _fingerprint(database_url)
    await prepare_database(database_url)
    assert await _fingerprint(database_url) == before
    async with database.transaction() as session:
        assert await task_service.get_task(session, OWNER_ID, task.id)


async def test_many_that_start_at_once_prepare_the_database_once(empty_database_url):
    await asyncio.gather(*(prepare_database(empty_database_url) for _ in range(4)))
    assert await _fetch(empty_database_url, 'SELECT id FROM users') == [OWNER_ID]


def test_two_processes_that_start_at_once_both_succeed(empty_database_url):
    context = multiprocessing.get_context('spawn')
    processes = [context.Process(target=_prepare, args=(empty_database_url,)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    assert asyncio.run(_fetch(empty_database_url, 'SELECT version_num FROM alembic_version')) == [HEAD]


async def test_data_of_a_newer_version_is_left_alone(database_url):
    await _fetch(database_url, "UPDATE alembic_version SET version_num = '9999'")
    sentence = await _refused(database_url)
    assert sentence == (
        f'This data was written by a newer Tandem (schema 9999, this one knows up to {HEAD}). '
        'Start the newer version; nothing was changed.'
    )


async def test_a_server_that_is_too_old_is_left_alone(empty_database_url, monkeypatch):
    monkeypatch.setattr(schema, 'OLDEST_POSTGRESQL', 99)
    sentence = await _refused(empty_database_url)
    assert re.fullmatch(r'The server is PostgreSQL \d+; Tandem needs 99 or later\. Nothing was changed\.', sentence)


async def test_a_wrong_password_is_said_without_repeating_it(password_url):
    for wrong in ('mistaken', ''):
        url = password_url.replace(':right@', f':{wrong}@')
        with pytest.raises(CannotStart) as refusal:
            await prepare_database(url)
        assert 'refused the user or password in TANDEM_DATABASE_URL' in str(refusal.value)
        assert 'mistaken' not in str(refusal.value)


async def test_a_user_that_may_not_make_tables_is_told_so_and_nothing_is_changed(password_url, empty_database_url):
    with pytest.raises(CannotStart, match='Grant the user that right') as refusal:
        await prepare_database(password_url)
    assert '\n' not in str(refusal.value)
    assert await _fetch(empty_database_url, _TABLES) == []


@pytest.mark.parametrize(
    'url',
    [
        'postgresql://tandem:hidden@127.0.0.1:1/tandem',
        'postgresql://tandem:hidden@/tandem?host=/nowhere/at/all',
        'postgres://tandem:hidden@127.0.0.1:1/tandem',
        'postgresql://tandem:hidden@127.0.0.1:port/tandem',
    ],
)
async def test_a_server_that_cannot_be_reached_is_named_without_its_password(url):
    with pytest.raises(CannotStart, match='TANDEM_DATABASE_URL') as refusal:
        await prepare_database(url)
    assert 'hidden' not in str(refusal.value)
    assert '\n' not in str(refusal.value)


async def test_a_database_that_does_not_exist_is_named(database_url):
    with pytest.raises(CannotStart, match=r'has no such database\. Create it first'):
        await prepare_database(re.sub(r'/test_\w+', '/nowhere', database_url))


async def test_a_migration_that_fails_leaves_nothing_behind(empty_database_url):
    await _fetch(empty_database_url, 'CREATE TABLE sync_events (mine int)')
    before = await _fetch(empty_database_url, _TABLES)
    with pytest.raises(CannotStart, match='sync_events'):
        await prepare_database(empty_database_url)
    assert await _fetch(empty_database_url, _TABLES) == before


def test_an_embedded_database_can_be_left_and_started_again(tmp_path_factory):
    folder = tmp_path_factory.mktemp('embedded') / 'postgresql'
    for expected in ([], ['kept']):
        embedded = start_embedded(folder)
        try:
            assert asyncio.run(_fetch(embedded.url, _TABLES)) == expected
            asyncio.run(_fetch(embedded.url, 'CREATE TABLE IF NOT EXISTS kept (mine int)'))
        finally:
            embedded.leave()


def test_a_folder_that_cannot_be_used_is_named(tmp_path):
    (tmp_path / 'file').write_text('not a folder')
    with pytest.raises(CannotStart, match=r'cannot be made .* Set TANDEM_DATA_DIR'):
        start_embedded(tmp_path / 'file' / 'data' / 'postgresql')


def test_data_of_another_postgresql_is_left_alone(tmp_path):
    folder = tmp_path / 'postgresql'
    folder.mkdir()
    (folder / 'PG_VERSION').write_text('12\n')
    with pytest.raises(CannotStart, match='belongs to PostgreSQL 12'):
        start_embedded(folder)
    assert [path.name for path in folder.iterdir()] == ['PG_VERSION']


@pytest.fixture
def password_url(cluster, empty_database_url):
    """The empty database for a user who needs the password “right” and may not make anything."""
    cluster.execute("CREATE ROLE guarded LOGIN PASSWORD 'right'")
    with cluster.password_required('guarded'):
        yield empty_database_url.replace('tandem@', 'guarded:right@')
    cluster.execute('DROP ROLE guarded')


async def _refused(url):
    """The sentence with which a start is refused, having changed nothing."""
    before = await _fingerprint(url)
    with pytest.raises(CannotStart) as refusal:
        await prepare_database(url)
    assert await _fingerprint(url) == before
    return str(refusal.value)


async def _fingerprint(url):
    """Everything that a start could change: each table with its rows, each function and trigger."""
    tables = await _fetch(url, _TABLES)
    rows = [await _fetch(url, f'SELECT t::text FROM {table} t ORDER BY 1') for table in tables]  # noqa: S608
    definitions = await _fetch(
        url, "SELECT oid::text || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    )
    return tables, rows, definitions


async def _fetch(url, query):
    """The first column of what a query finds."""
    connection = await asyncpg.connect(url)
    try:
        return [row[0] for row in await connection.fetch(query)]
    finally:
        await connection.close()


def _prepare(url):
    asyncio.run(prepare_database(url))
