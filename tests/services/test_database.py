import asyncio

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from services import ledger, task_service
from services.database import Database
from services.errors import DiskFull, Unavailable, Uncertain
from services.models import TaskCreate
from tests.factories import make_task
from tests.timeouts import until

_HANG_UP = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid != $1'


async def test_a_block_that_ends_is_committed_and_one_that_raises_is_not(database, owner):
    async with database.transaction() as session:
        kept = await task_service.create_task(session, owner, TaskCreate(title='Kept'))
    with pytest.raises(ZeroDivisionError):
        await _create_and_divide_by_zero(database, owner)
    async with database.transaction() as session:
        assert [task.id for task in await task_service.list_tasks(session, owner)] == [kept.id]


async def test_what_was_read_can_be_used_after_the_transaction(database, owner):
    async with database.transaction() as session:
        task = await task_service.create_task(session, owner, TaskCreate(title='Buy milk'))
    assert (task.title, task.version, task.completed) == ('Buy milk', 1, False)


async def test_a_database_that_cannot_be_reached_is_unavailable():
    database = Database('postgresql://somebody@127.0.0.1:1/nowhere')
    with pytest.raises(Unavailable, match='Nothing was changed'):
        await _ask(database)
    await database.close()


async def test_a_transaction_that_loses_its_connection_is_unavailable_and_changes_nothing(database, owner, sql):
    with pytest.raises(Unavailable):
        await _create_and_lose_the_connection(database, owner, sql)
    async with database.transaction() as session:
        assert await ledger.position(session, owner) == 0


async def test_a_full_disk_is_said_and_changes_nothing(database, owner, sql):
    await sql.execute("""
        CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
        CREATE TRIGGER fill BEFORE INSERT ON sync_events FOR EACH ROW EXECUTE FUNCTION fill()
    """)
    assert not database.was_full(60)
    with pytest.raises(DiskFull, match='Nothing was changed'):
        await make_task(database, owner)
    assert database.was_full(60)
    assert await sql.fetchval('SELECT count(*) FROM tasks') == 0

    await sql.execute('DROP TRIGGER fill ON sync_events')
    await make_task(database, owner)
    assert await sql.fetchval('SELECT seq FROM users WHERE id = $1', owner) == 1


async def test_a_commit_that_loses_its_connection_is_uncertain_and_stored_whole_or_not_at_all(database, owner, sql):
    await sql.execute("""
        CREATE FUNCTION hang_up() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER hang_up AFTER INSERT ON sync_events
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hang_up()
    """)
    with pytest.raises(Uncertain, match='check before you repeat it'):
        await make_task(database, owner)
    rows = await sql.fetchval('SELECT count(*) FROM tasks')
    assert rows == await sql.fetchval('SELECT seq FROM users WHERE id = $1', owner)


async def test_a_transaction_that_is_left_lying_does_not_lock_others_out_for_ever(sql):
    seconds = "SELECT extract(epoch FROM current_setting('idle_in_transaction_session_timeout')::interval)"
    assert 0 < await sql.fetchval(seconds) <= 60


async def test_a_query_that_loses_its_connection_is_unavailable(database, sql):
    asleep = asyncio.create_task(_ask(database, 'SELECT pg_sleep(60)'))
    asking = "SELECT count(*) = 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'"
    await until(lambda: sql.fetchval(asking))
    await sql.execute(_HANG_UP, sql.get_server_pid())
    with pytest.raises(Unavailable):
        await asleep


class Remembering(Database):
    """A database that remembers which connections it has opened."""

    def __init__(self, url):
        super().__init__(url)
        self.opened = []

    async def connect(self):
        self.opened.append(await super().connect())
        return self.opened[-1]


async def test_a_request_that_crosses_the_servers_farewell_is_unavailable(database_url):
    class Confused(asyncpg.Connection):
        async def prepare(self, *_arguments, **_more):
            raise asyncpg.InternalClientError('another operation is in progress')

    class Crossing(Database):
        async def connect(self):
            return await asyncpg.connect(self._url, connection_class=Confused)

    database = Crossing(database_url)
    with pytest.raises(Unavailable):
        await _ask(database)
    await database.close()


async def test_connections_that_died_while_nobody_used_them_are_not_noticed_by_anybody(database_url, owner, sql):
    database = Remembering(database_url).everybody()
    async with asyncio.TaskGroup() as group:
        for _ in range(5):
            group.create_task(make_task(database, owner))
    died = database.opened[:]
    await sql.execute(_HANG_UP, sql.get_server_pid())
    await until(lambda: all(connection.is_closed() for connection in died))
    async with asyncio.TaskGroup() as group:
        for _ in range(5):
            group.create_task(make_task(database, owner))
    await database.close()


async def test_a_mistake_in_a_query_is_not_taken_for_a_lost_connection(database):
    for statement, arguments in (('SELECT nonsense', {}), ('SELECT CAST(:number AS int)', {'number': 10**30})):
        with pytest.raises(DBAPIError):
            await _ask(database, statement, arguments)


async def test_more_requests_than_connections_wait_for_their_turn(database_url, owner):
    small = Database(database_url, pool_size=1).everybody()
    async with asyncio.TaskGroup() as group:
        for _ in range(20):
            group.create_task(make_task(small, owner))
    async with small.transaction() as session:
        assert await ledger.position(session, owner) == 20
    await small.close()


async def _ask(database, statement='SELECT 1', arguments=None):
    async with database.transaction() as session:
        await session.execute(text(statement), arguments)


async def _create_and_divide_by_zero(database, user_id):
    async with database.transaction() as session:
        await task_service.create_task(session, user_id, TaskCreate(title='Lost'))
        raise ZeroDivisionError


async def _create_and_lose_the_connection(database, user_id, sql):
    async with database.transaction() as session:
        await task_service.create_task(session, user_id, TaskCreate(title='Lost'))
        await sql.execute(_HANG_UP, sql.get_server_pid())
