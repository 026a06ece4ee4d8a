"""Every kind of message on a live line is tried with the ids of somebody else, and not one event crosses."""

import asyncio
import json

import pytest

from app.api.websocket import KINDS
from services.accounts.tokens import hash_of
from tests.accounts import API
from tests.promises.isolation.people import flat, tells
from tests.timeouts import TIMEOUT

SILENT = {'pong'}
"""Kinds that are not answered."""

UNASKED = ('sync_response', 'pong')
"""What is told in any case: the snapshot at the beginning, and the answer to the ping at the end."""


async def until_pong(line):
    """All that the line tells up to the answer to a ping."""
    await line.send('{"type": "ping"}')
    told = []
    async with asyncio.timeout(TIMEOUT):
        while not told or '"pong"' not in told[-1]:
            told.append(str(await line.recv()))
    return told


@pytest.mark.usefixtures('untouched')
async def test_no_kind_of_message_tells_anything_of_another_person(eve, ada, hers):
    names = [*hers, 'userId', 'id', 'seq', 'since', 'data']
    tried = 0
    for kind in KINDS:
        async with eve.line() as line:
            told = [str(await line.recv())]
            for name in names:
                for each in {*flat(hers), hash_of(ada.token)}:
                    await line.send(json.dumps({'type': kind, name: each}))
                    tried += 1
            await line.send(json.dumps({'type': kind, **hers, 'data': {'task': hers, 'userId': hers['user_id']}}))
            told += await until_pong(line)
            # Several requests may be answered by one snapshot, and that after the pong.
            async with asyncio.timeout(TIMEOUT):
                while kind not in SILENT and len(told) <= len(UNASKED):
                    told.append(str(await line.recv()))
        assert not [text for text in told if tells(text, hers)]

    assert tried >= 90 * len(KINDS)


@pytest.mark.usefixtures('untouched', 'own')
async def test_no_number_is_answered_with_events_of_another_person(eve, hers):
    for since in (0, 1, 3, 99):
        async with eve.line(f'?since={since}') as line:
            told = await until_pong(line)
        assert not [text for text in told if tells(text, hers)]


async def test_what_another_person_does_is_told_to_nobody_else(eve, ada, hers):
    async with eve.line() as line, ada.line() as her_line:
        await line.recv()
        await her_line.recv()
        await ada.do('PATCH', f'/tasks/{hers["task_id"]}', description='Balloons')
        await ada.do('POST', f'/approvals/{hers["approval_id"]}', decision='approve')
        await ada.do('POST', '/undo')
        await ada.do('POST', '/chat', message='add a cake')
        async with asyncio.timeout(TIMEOUT):
            while 'cake' not in str(await her_line.recv()).lower():
                pass
        mine = await eve.do('POST', '/tasks/', title='Her own')
        async with asyncio.timeout(TIMEOUT):
            first = json.loads(str(await line.recv()))

    assert (first['type'], first['seq'], first['data']['task']['id']) == ('task_created', 1, mine['id'])


async def test_a_stream_of_events_is_only_of_ones_own(eve, ada, hers):
    async with eve.client.stream('GET', f'{API}/events', headers={'Accept': 'text/event-stream'}) as stream:
        told = stream.aiter_lines()
        async with asyncio.timeout(TIMEOUT):
            while not (await anext(told)).startswith('data:'):
                pass
        await ada.do('POST', '/tasks/', title='Buy balloons')
        await eve.do('POST', '/tasks/', title='Her own')
        lines = []
        async with asyncio.timeout(TIMEOUT):
            while 'Her own' not in (lines[-1] if lines else ''):
                lines.append(await anext(told))

    assert 'balloons' not in ''.join(lines)
    assert not tells(''.join(lines), hers)
