"""MCP, through the official client and a real server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import httpx2
import pytest
from httpx import AsyncClient
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from app import mcp_server
from services import approvals
from services.accounts import tokens
from services.tasks import undo
from services.tools import TOOLS, Risk
from tests.factories import events_of, make_task
from tests.serving import serve
from tests.timeouts import TIMEOUT, until


@pytest.fixture
async def address(app) -> AsyncIterator[str]:
    async with serve(app, lifespan='off') as address:
        yield address


@pytest.fixture
async def token(database, owner) -> str:
    async with database.transaction() as session:
        return await tokens.create_token(session, owner, 'My editor')


@asynccontextmanager
async def client_of(address, token, mode='auto'):
    headers = {'Authorization': f'Bearer {token}'}
    async with (
        httpx2.AsyncClient(headers=headers, timeout=TIMEOUT) as http,
        Client(streamable_http_client(f'{address}/mcp', http_client=http), mode=mode) as client,
    ):
        yield client


async def test_a_server_that_broke_down_is_started_again(address, token, monkeypatch):
    breaks, real = asyncio.Event(), mcp_server.session_manager
    made: list[Any] = []

    @asynccontextmanager
    async def run_until_it_breaks(manager):
        async with type(manager).run(manager), asyncio.TaskGroup() as group:
            group.create_task(fail())
            yield

    async def fail():
        await breaks.wait()
        breaks.clear()
        raise ZeroDivisionError

    def session_manager():
        made.append(real())
        if len(made) == 1:
            made[0].run = partial(run_until_it_breaks, made[0])
        return made[-1]

    monkeypatch.setattr(mcp_server, 'session_manager', session_manager)
    async with client_of(address, token) as client:
        assert (await client.list_tools()).tools
    breaks.set()
    await until(lambda: not breaks.is_set())
    async with client_of(address, token) as client:
        assert (await client.list_tools()).tools
    assert len(made) == 2


@pytest.mark.parametrize('mode', ['auto', 'legacy'])
async def test_the_tools_are_the_assistants_own_with_honest_hints(address, token, mode):
    async with client_of(address, token, mode) as client:
        listed = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert set(listed) == set(TOOLS)
    for name, tool in listed.items():
        assert tool.title
        assert tool.annotations.read_only_hint is (TOOLS[name].risk is Risk.READ)
        assert tool.annotations.destructive_hint is (TOOLS[name].risk is Risk.DESTROY)


async def test_a_call_is_a_change_like_any_other_with_the_tokens_name(address, token, database, owner):
    async with client_of(address, token) as client:
        added = await client.call_tool('add_task', {'title': 'Buy milk', 'due_date': '2099-01-01'})
        task_id = added.structured_content['task']['id']
        await client.call_tool('complete_task', {'task_id': task_id})
        found = await client.call_tool('list_tasks', {'completed': True})
    assert [task['title'] for task in found.structured_content['tasks']] == ['Buy milk']
    events = await events_of(database, owner)
    assert {(event.actor.via, event.actor.name) for event in events} == {('mcp', 'My editor')}
    assert len({event.turn_id for event in events}) == 2


async def test_each_call_can_be_undone_by_itself(address, token, database, owner):
    async with client_of(address, token) as client:
        added = await client.call_tool('add_task', {'title': 'Buy milk'})
        task_id = added.structured_content['task']['id']
        for title in ('Buy bread', 'Buy oats'):
            await client.call_tool('update_task', {'task_id': task_id, 'title': title})
        for expected in ('Buy bread', 'Buy milk'):
            undone = await client.call_tool('undo', {})
            assert [task['title'] for task in undone.structured_content['tasks']] == [expected]
    async with database.transaction() as session:
        assert (await undo.undo(session, owner)).tasks[0].title == 'Buy bread'


async def test_deleting_waits_for_the_person(address, token, database, owner):
    task = await make_task(database, owner, 'Buy milk')
    async with client_of(address, token) as client:
        asked = await client.call_tool('delete_task', {'task_id': str(task.id)})
        assert not asked.is_error
        assert 'Nothing has been done yet' in asked.structured_content['waiting']
        still = await client.call_tool('get_task', {'task_id': str(task.id)})
        assert still.structured_content['task']['title'] == 'Buy milk'
    async with database.transaction() as session:
        [waiting] = await approvals.list_approvals(session, owner)
        await approvals.decide(session, owner, waiting.id, approve=True)
    assert [event.type for event in await events_of(database, owner)][-2:] == ['task_deleted', 'approval_decided']


@pytest.mark.parametrize(
    ('tool', 'arguments'),
    [
        ('add_task', {'title': ''}),
        ('add_task', {'title': 'x', 'user_id': 'y'}),
        ('get_task', {'task_id': '6f1c1f0e-6a5c-4a6f-9a53-2f6f0e4d9b11'}),
        ('no_such_tool', {}),
    ],
)
async def test_a_refusal_is_a_result_that_can_be_read(address, token, tool, arguments):
    async with client_of(address, token) as client:
        result = await client.call_tool(tool, arguments)
    assert result.is_error
    assert result.structured_content['error']


async def test_somebody_elses_tasks_are_not_there(address, token, database, other):
    task = await make_task(database, other, 'A secret')
    async with client_of(address, token) as client:
        found = await client.call_tool('list_tasks', {})
        read = await client.call_tool('get_task', {'task_id': str(task.id)})
    assert found.structured_content['tasks'] == []
    assert read.is_error


@pytest.mark.parametrize('headers', [{}, {'Authorization': 'Bearer wrong'}, {'Authorization': 'Basic b3duZXI6'}])
async def test_without_a_token_that_is_known_nobody_gets_in(address, headers):
    async with AsyncClient(base_url=address, headers=headers, timeout=TIMEOUT) as client:
        for method in ('POST', 'GET', 'DELETE'):
            answer = await client.request(method, '/mcp')
            assert answer.status_code == 401
            assert answer.headers['www-authenticate'] == 'Bearer'
            assert 'TOKEN' in answer.json()['detail']


async def test_the_page_of_another_site_gets_in_with_a_token_only(address, token):
    message = {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/list', 'params': {}}
    headers = {'Origin': 'https://app.example', 'Accept': 'application/json, text/event-stream'}
    async with AsyncClient(base_url=address, headers=headers, timeout=TIMEOUT) as client:
        assert (await client.post('/mcp', json=message)).status_code == 403
        answer = await client.post('/mcp', json=message, headers={'Authorization': f'Bearer {token}'})
    assert answer.status_code == 200
    assert answer.headers['access-control-allow-origin'] == '*'


async def test_a_body_that_is_not_of_the_protocol_is_refused(address, token):
    headers = {'Authorization': f'Bearer {token}', 'Accept': 'application/json, text/event-stream'}
    async with AsyncClient(base_url=address, headers=headers, timeout=TIMEOUT) as client:
        assert (await client.post('/mcp', json={'hello': 'you'})).status_code == 400
        assert (await client.post('/mcp/', content=b'x' * 1_100_000)).status_code in {400, 413, 415}


async def test_mcp_is_served_beside_the_pages(server, token):
    async with client_of(server, token) as client:
        added = await client.call_tool('add_task', {'title': 'Buy milk'})
    assert added.structured_content['task']['title'] == 'Buy milk'
    async with AsyncClient(base_url=server, timeout=TIMEOUT) as client:
        refused = await client.post('/mcp', json={})
    assert refused.status_code == 401
    assert 'TOKEN' in refused.json()['detail']
