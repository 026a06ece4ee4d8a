"""Two processes on one PostgreSQL, started as anybody starts them, are one Tandem."""

import asyncio
import json
from contextlib import AsyncExitStack, asynccontextmanager
from uuid import uuid4

import aiohttp
import pytest
from sqlalchemy import text

from services.accounts.tokens import create_token
from tests.factories import make_task
from tests.timeouts import TIMEOUT, until
from tools.torture.processes import AppProcess

_RELAYS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()
    AND pid != pg_backend_pid() AND (query ILIKE 'LISTEN%' OR query LIKE '%FROM users WHERE id = ANY%')
"""


@pytest.fixture
async def processes(database_url, tmp_path):
    one, other = (AppProcess(database_url, tmp_path / name) for name in ('one', 'other'))
    try:
        await asyncio.gather(one.start(), other.start())
        yield one, other
    finally:
        await asyncio.gather(one.kill(), other.kill())


@pytest.fixture
async def http(database, owner):
    async with database.transaction() as session:
        token = await create_token(session, owner, 'test program')
    async with aiohttp.ClientSession(headers={'Authorization': f'Bearer {token}'}) as http:
        yield http


@asynccontextmanager
async def line(http, process, since=None):
    address = f'{process.address}/ws' + ('' if since is None else f'?since={since}')
    async with http.ws_connect(address, heartbeat=5) as socket:
        yield socket


async def told(socket):
    async with asyncio.timeout(TIMEOUT):
        return json.loads(await socket.receive_str())


async def test_two_processes_are_one(http, processes, database, owner):
    one, other = processes
    async with AsyncExitStack() as lines:
        sockets = [await lines.enter_async_context(line(http, process)) for process in processes]
        assert [(await told(socket))['type'] for socket in sockets] == ['sync_response'] * 2

        # What one process commits is told by both, in the same words.
        async with http.post(f'{one.address}/api/v1/tasks/', json={'title': 'Buy milk'}) as answer:
            task = await answer.json()
        here, there = [await told(socket) for socket in sockets]
        assert here == there
        assert (here['seq'], here['data']['task']) == (1, task)

        # What is said to one assistant is seen everywhere, and taken back from the other process.
        async with http.post(f'{other.address}/api/v1/chat', json={'message': 'mark buy milk as done'}) as answer:
            assert answer.status == 200
        seen = {}
        for at, socket in enumerate(sockets):
            while seen.get(at) != 'task_status_changed':
                seen[at] = (await told(socket))['type']
        async with http.post(f'{one.address}/api/v1/undo') as answer:
            assert (await answer.json())['tasks'][0]['status'] == 'pending'

    # The same request with the same key is one request, whichever process it goes to.
    key = {'Idempotency-Key': uuid4().hex}
    ids = set()
    for process in (one, other, one):
        async with http.post(f'{process.address}/api/v1/tasks/', json={'title': 'Once'}, headers=key) as answer:
            assert answer.status == 201
            ids.add((await answer.json())['id'])
    assert len(ids) == 1

    # A client that lost its process goes on with the other one, and has missed nothing.
    async with line(http, one) as socket:
        known = (await told(socket))['seq']
        await one.kill()
    await make_task(database, owner, 'While away')
    async with line(http, other, since=known) as socket:
        missed = await told(socket)
        assert (missed['seq'], missed['data']['task']['title']) == (known + 1, 'While away')

    # A key is remembered by a process that was not there when it was used.
    await one.start()
    async with http.post(f'{one.address}/api/v1/tasks/', json={'title': 'Once'}, headers=key) as answer:
        assert (await answer.json())['id'] in ids


async def test_a_process_that_loses_its_relay_catches_up_by_itself(http, processes, database, owner):
    one, other = processes
    async with line(http, one) as socket:
        known = (await told(socket))['seq']
        async with database.transaction() as session:
            assert (await session.execute(text(_RELAYS))).rowcount == len(processes)
        tasks = [await make_task(database, owner, f'Task {number}') for number in range(3)]
        messages = [await told(socket) for _ in tasks]
    assert [(message['seq'], message['data']['task']['id']) for message in messages] == [
        (known + number, str(task.id)) for number, task in enumerate(tasks, 1)
    ]
    await until(one.ready)
    await until(other.ready)
