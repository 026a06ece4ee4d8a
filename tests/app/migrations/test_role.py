"""A database user who may not make roles, as a company's database gives one: told what to ask for, once."""

import re

import asyncpg
import pytest

from app.postgres.refusals import CannotStart
from app.postgres.schema import prepare_database
from services.database import Database
from tests.factories import make_task, make_user


@pytest.fixture
def humble_url(cluster, empty_database_url):
    """An empty database that belongs to a user who may make tables and no roles."""
    [name] = re.findall(r'/(test_\w+)', empty_database_url)
    cluster.execute('CREATE ROLE humble LOGIN NOSUPERUSER NOCREATEROLE')
    cluster.execute(f'ALTER DATABASE {name} OWNER TO humble')
    yield empty_database_url.replace('tandem@', 'humble@')
    # What belongs to them goes with the database; the role can only go after it.
    cluster.execute(f'ALTER DATABASE {name} OWNER TO postgres')
    cluster.execute(f'DROP DATABASE {name} WITH (FORCE)')
    cluster.execute(f'CREATE DATABASE {name} TEMPLATE template0')
    cluster.execute('DROP ROLE humble')


async def test_the_start_says_what_an_administrator_has_to_run_and_works_once_they_have(cluster, humble_url):
    with pytest.raises(CannotStart) as refusal:
        await prepare_database(humble_url)
    said = str(refusal.value)
    assert 'an administrator has to run once: CREATE ROLE tandem_app NOLOGIN; GRANT tandem_app TO humble' in said
    assert '\n' not in said
    assert await tables(humble_url) == []

    cluster.execute('GRANT tandem_app TO humble')
    await prepare_database(humble_url)

    database = Database(humble_url)
    ada, eve = await make_user(database.everybody(), 'Ada'), await make_user(database.everybody(), 'Eve')
    task = await make_task(database.of(ada), ada)
    async with database.of(eve).transaction() as session:
        connection = await session.connection()
        found = await connection.exec_driver_sql('SELECT id FROM tasks')
        assert found.all() == []
    async with database.of(ada).transaction() as session:
        connection = await session.connection()
        found = await connection.exec_driver_sql('SELECT id FROM tasks')
        assert [row.id for row in found] == [task.id]
    await database.close()


async def tables(url):
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    finally:
        await connection.close()
