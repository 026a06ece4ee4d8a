"""Clients that fall behind: what they are told, and what they cost the others."""

import asyncio
from urllib.parse import urlsplit

import pytest

from services import hub as hub_module
from services import ledger, task_service
from services.models import TaskCreate
from tests.factories import make_task

_LIMIT = 40
_SNAPSHOTS = 400
_CHANGES = 3 * _LIMIT


@pytest.fixture(autouse=True)
def _short_queues(monkeypatch):
    monkeypatch.setattr(hub_module, 'QUEUE_LIMIT', _LIMIT)


async def test_a_reader_that_never_reads_slows_nobody_and_fills_no_memory(
    tandem, address, token, dial, database, owner
):
    async with database.transaction() as session:
        for number in range(100):
            await task_service.create_task(session, owner, TaskCreate(title=f'Task {number}', description='x' * 1_000))
    host, port = urlsplit(address).netloc.split(':')
    reader, writer = await asyncio.open_connection(host, int(port), limit=2**10)
    writer.write(
        f'GET /ws HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n'
        f'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n'
        f'Authorization: Bearer {token}\r\n\r\n'.encode()
    )
    assert b'101' in await reader.readline()
    for _ in range(_SNAPSHOTS):
        writer.write(_masked(b'{"type":"sync_request"}'))
    async with dial() as quick:
        assert (await quick.next())['type'] == 'sync_response'
        for number in range(_CHANGES):
            task = await make_task(database, owner, f'Change {number}', description='y' * 1_000)
            told = await quick.next()
            assert told['data']['task']['id'] == str(task.id)
            followers = [each for group in tandem.hub._followers.values() for each in group]
            assert len(followers) == 2
            assert max(len(each._queue) for each in followers) <= _LIMIT
    writer.transport.abort()


async def test_a_reader_that_falls_behind_is_sent_all_tasks_once_and_then_changes_again(dial, database, owner):
    titles = {f'Task {number}' for number in range(_LIMIT + 5)}
    async with dial() as slow:
        assert (await slow.next())['seq'] == 0
        async with database.transaction() as session:
            for title in titles:
                await task_service.create_task(session, owner, TaskCreate(title=title))
        told = await slow.next()
        await make_task(database, owner, 'Afterwards')
        change = await slow.next()
    assert (told['type'], told['seq']) == ('sync_response', len(titles))
    assert {task['title'] for task in told['data']['tasks']} == titles
    assert (change['type'], change['seq']) == ('task_created', len(titles) + 1)


async def test_a_catch_up_that_would_leave_something_out_becomes_a_snapshot(dial, database, owner, monkeypatch):
    for number in range(3):
        await make_task(database, owner, f'Task {number}')
    read = ledger.read

    async def skip_one(*arguments):
        return (await read(*arguments))[1:]

    monkeypatch.setattr(ledger, 'read', skip_one)
    async with dial('?since=1') as line:
        told = await line.next()
    assert (told['type'], told['seq'], len(told['data']['tasks'])) == ('sync_response', 3, 3)


def _masked(text):
    """A text frame as a client sends it; a mask of zeros leaves the text as it is."""
    return bytes([0x81, 0x80 | len(text), 0, 0, 0, 0]) + text
