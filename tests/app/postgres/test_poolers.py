"""A pooler that would lose changes or open the wall between people is refused at the start, in one sentence."""

import re

import asyncpg
import pytest

from app.postgres import schema
from app.postgres.pooler import is_pooled
from app.postgres.refusals import CannotStart
from app.postgres.schema import prepare_database
from tests.app.postgres.pooler import Pooler


def through(port, url):
    name = re.search(r'/(test_\w+)', url)[1]
    return f'postgresql://tandem@127.0.0.1:{port}/{name}?sslmode=disable'


def socket_of(url):
    return f'{re.search("host=([^&]+)", url)[1]}/.s.PGSQL.5432'


@pytest.mark.parametrize('size', [1, 2, 8])
async def test_a_pooler_in_transaction_mode_is_refused_and_leaves_no_lock(empty_database_url, monkeypatch, size):
    monkeypatch.setattr('app.postgres.pooler._TIMEOUT_SECONDS', 1.0)
    async with Pooler(socket_of(empty_database_url), size).listening() as port:
        with pytest.raises(CannotStart, match='leads through a pooler'):
            await prepare_database(through(port, empty_database_url))
    await prepare_database(empty_database_url)


async def test_a_pooler_that_ignores_the_role_of_a_connection_is_refused(database_url):
    pooler = Pooler(socket_of(database_url), size=8, shares=False, drops_parameters=True)
    async with pooler.listening() as port:
        with pytest.raises(CannotStart, match='the role that keeps people apart'):
            await prepare_database(through(port, database_url))


async def test_a_proxy_that_gives_each_connection_one_of_its_own_will_do(empty_database_url):
    async with Pooler(socket_of(empty_database_url), size=8, shares=False).listening() as port:
        await prepare_database(through(port, empty_database_url))


async def test_a_direct_connection_is_no_pooler(empty_database_url):
    assert not await is_pooled(empty_database_url)


async def test_a_lock_that_somebody_holds_for_ever_is_named_and_not_waited_for(database_url, monkeypatch):
    monkeypatch.setattr(schema, '_LOCK_TIMEOUT_MS', 50)
    holder = await asyncpg.connect(database_url)
    await holder.execute(f'SELECT pg_advisory_lock({schema._LOCK})')
    try:
        with pytest.raises(CannotStart, match=f'pg_locks has it under the objid {schema._LOCK}'):
            await prepare_database(database_url)
    finally:
        await holder.close()


async def test_the_lock_of_a_start_ends_with_its_transaction(database_url):
    await prepare_database(database_url)
    connection = await asyncpg.connect(database_url)
    locks = await connection.fetchval(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = $1", schema._LOCK
    )
    await connection.close()
    assert locks == 0
