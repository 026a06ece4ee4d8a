"""The chat through REST, the test of the model, and the promise that no verb is missing from a door."""

import asyncio
import inspect
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from app import api
from app.bootstrap import Tandem, build
from app.settings import Settings
from services import accounts, summary, task_service, undo
from services.assistant import Assistant
from services.builtin import BuiltIn
from services.model_brain import LONGEST_PAUSE, ROUNDS
from services.model_check import NO_TOOLS, NOT_SET
from services.model_client import PATIENCE_SECONDS
from services.model_context import DONE_TASKS, OPEN_TASKS
from services.model_trouble import SENTENCES, Trouble
from services.model_turn import MOST_CALLS, MOST_CHARACTERS
from services.tools import TOOLS
from tests.assistant.conftest import KEY, states_of
from tests.assistant.model_server import Answer, Call, Refusal, serve

BREAKFAST = [Call('add_task', {'title': 'Buy milk'}), Call('add_task', {'title': 'Buy bread'})]

VERBS = {
    'create_task': ('add_task', 'POST /tasks/'),
    'list_tasks': ('list_tasks', 'GET /tasks/'),
    'get_task': ('get_task', 'GET /tasks/{task_id}'),
    'update_task': ('update_task', 'PATCH /tasks/{task_id}'),
    'toggle_task': ('complete_task', 'PATCH /tasks/{task_id}/toggle'),
    'delete_task': ('delete_task', 'DELETE /tasks/{task_id}'),
    'undo': ('undo', 'POST /undo'),
    'redo': ('redo', 'POST /redo'),
    'summarise': ('summary', 'GET /summary'),
}
"""Each verb: its tool, for the assistant and MCP, and its address."""

NOT_VERBS = {
    'snapshot': 'the first look of a view, not something a person does',
    'restore_task': 'a part of undo',
    'put_back': 'a part of undo',
    'read_tasks': 'list_tasks in the shape that is sent out, for the same address',
    'undoable': 'finds what undo takes back',
    'redoable': 'finds what redo does again',
}
"""What is public in the services and deliberately has no door of its own."""

SEVERAL = {'update_tasks', 'delete_tasks'}
"""Tools that use a verb several times."""


SENTENCES_TO_SAY = (
    *('add buy milk', 'show all tasks', 'set buy milk to urgent', 'mark buy milk as done'),
    *('undo', 'redo', 'how was my week?', 'delete buy milk'),
)


@pytest.fixture
async def tandem(database_url, model) -> AsyncIterator[Tandem]:
    settings = Settings(_env_file=None, model='scripted', OPENAI_API_KEY=KEY, OPENAI_BASE_URL=model.base_url)
    async with build(settings, database_url).running() as tandem:
        yield tandem


@pytest.fixture
async def client(tandem, owner) -> AsyncIterator[AsyncClient]:
    """A program with the owner's token, through the network."""
    async with tandem.database.transaction() as session:
        token = await accounts.create_token(session, owner, 'test program')
    app = FastAPI()
    api.install(app, tandem)
    async with serve(app, lifespan='off') as address:
        headers = {'Authorization': f'Bearer {token}'}
        async with AsyncClient(base_url=f'{address}/api/v1', headers=headers, timeout=20) as client:
            yield client


async def events_in(answer) -> AsyncIterator[tuple[str, dict]]:
    name = ''
    async for line in answer.aiter_lines():
        if line.startswith('event: '):
            name = line.removeprefix('event: ')
        elif line.startswith('data: '):
            yield name, json.loads(line.removeprefix('data: '))


async def test_a_turn_over_rest_is_the_models(client, model):
    model.says(Answer('Gladly.', BREAKFAST), Answer('Both are there.'))
    answer = (await client.post('/chat', json={'message': 'breakfast'})).json()
    assert answer['response'] == 'Gladly.\n\nBoth are there.'
    assert [call['tool'] for call in answer['tool_calls']] == ['add_task', 'add_task']
    assert len((await client.get('/tasks/')).json()) == 2
    undone = await client.post('/undo', json={'turn_id': answer['turn_id']})
    assert len(undone.json()['removed']) == 2
    assert (await client.get('/tasks/')).json() == []


async def test_the_same_turn_as_it_happens(client, model):
    model.says(Refusal(503, headers={'retry-after': '0'}), Answer('Gladly.', BREAKFAST), Answer('Both are there.'))
    stream = client.stream('POST', '/chat', json={'message': 'breakfast'}, headers={'Accept': 'text/event-stream'})
    async with stream as answer:
        heard = [event async for event in events_in(answer)]
    names = [name for name, _ in heard]
    assert names[:2] == ['turn', 'note']
    assert [name for name in names if name not in {'text', 'note'}] == ['turn', 'plan', 'tool', 'tool', 'done']
    done = heard[-1][1]
    assert ''.join(data['text'] for name, data in heard if name == 'text') == done['response']
    assert done['turn_id'] == heard[0][1]['turn_id']


async def test_a_turn_is_stopped_over_rest_by_the_id_its_stream_began_with(client, model):
    model.says(Answer(calls=BREAKFAST), Answer('Now a story that goes on', hold=asyncio.Event()))
    stream = client.stream('POST', '/chat', json={'message': 'breakfast'}, headers={'Accept': 'text/event-stream'})
    async with stream as answer:
        events = events_in(answer)
        _, begun = await anext(events)
        async for name, _data in events:
            if name == 'text':
                break
        stopped = await client.post(f'/chat/turns/{begun["turn_id"]}/stop')
        *_, (last, done) = [event async for event in events]
    assert stopped.status_code == 200
    assert last == 'done'
    assert done == stopped.json()['reply']
    assert done['response'].endswith('Stopped. 2 of 2 done.')
    assert (await client.post(f'/chat/turns/{begun["turn_id"]}/stop')).status_code == 404


async def test_a_listener_who_hangs_up_does_not_stop_the_turn(client, model, tandem):
    hold = asyncio.Event()
    model.says(Answer('I will tell you a story', hold=hold))
    stream = client.stream('POST', '/chat', json={'message': 'a story'}, headers={'Accept': 'text/event-stream'})
    async with stream as answer:
        _, begun = await anext(events_in(answer))
        await model.begun.wait()
    [turn] = tandem.assistant.turns.here()
    hold.set()
    await turn.reply()
    messages = (await client.get(f'/chat/sessions/{begun["session_id"]}/messages')).json()
    assert messages[-1]['content'] == 'I will tell you a story'


async def test_a_part_of_an_approval_over_rest(client, model):
    made = [(await client.post('/tasks/', json={'title': f'Task {at}'})).json()['id'] for at in range(3)]
    model.says(Answer(calls=[Call('delete_tasks', {'task_ids': made})]), Answer('Please approve.'))
    [asked] = (await client.post('/chat', json={'message': 'clear it all away'})).json()['approvals']
    address = f'/approvals/{asked["id"]}'
    for wrong in ([], [made[0], asked['id']]):
        refused = await client.post(address, json={'decision': 'approve', 'task_ids': wrong})
        assert refused.status_code == 422
        assert refused.json()['detail'][0]['field'] == 'task_ids'
    outcome = (await client.post(address, json={'decision': 'approve', 'task_ids': made[:2]})).json()
    assert [item['approved'] for item in outcome['approval']['items']] == [True, True, False]
    assert [task['id'] for task in (await client.get('/tasks/')).json()] == [made[2]]
    assert (await client.post(address, json={'decision': 'approve'})).status_code == 409


async def test_a_model_that_works_and_uses_tools(client, model):
    model.says(Answer(calls=[Call('ready')]))
    report = (await client.post('/model/test')).json()
    assert (report['ok'], report['model'], report['uses_tools'], report['problem']) == (True, 'scripted', True, None)


async def test_a_model_that_only_talks(client, model):
    model.says(Answer('I am ready.'))
    report = (await client.post('/model/test')).json()
    assert (report['ok'], report['uses_tools'], report['problem']) == (True, False, NO_TOOLS)


async def test_a_model_with_a_wrong_key_is_reported_without_the_key(client, model):
    model.says(Refusal(401, {'error': {'message': f'Incorrect API key provided: {KEY}'}}))
    answer = await client.post('/model/test')
    assert answer.json()['problem'] == SENTENCES[Trouble.WRONG_KEY]
    assert KEY not in answer.text


async def test_without_a_model_that_is_said(database_url, owner):
    tandem = build(Settings(_env_file=None), database_url)
    async with tandem.running():
        assert isinstance(tandem.assistant._brain, BuiltIn)
        async with tandem.database.transaction() as session:
            token = await accounts.create_token(session, owner, 'test program')
        app = FastAPI()
        api.install(app, tandem)
        async with serve(app, lifespan='off') as address, AsyncClient(base_url=address) as client:
            headers = {'Authorization': f'Bearer {token}'}
            report = (await client.post('/api/v1/model/test', headers=headers)).json()
    assert (report['ok'], report['problem']) == (False, NOT_SET)


def public_functions(module):
    return {
        name
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith('_')
    }


def test_every_verb_of_the_services_has_its_doors_or_a_reason_to_have_none():
    public = public_functions(task_service) | public_functions(undo) | public_functions(summary)
    assert public == VERBS.keys() | NOT_VERBS.keys()


def test_every_verb_is_a_tool_and_every_tool_a_verb():
    assert {tool for tool, _ in VERBS.values()} | SEVERAL == set(TOOLS)


async def test_every_verb_has_an_address(tandem):
    app = FastAPI()
    api.install(app, tandem)
    described = app.openapi()['paths']
    known = {
        f'{method.upper()} {path.removeprefix("/api/v1")}' for path, methods in described.items() for method in methods
    }
    assert {address for _, address in VERBS.values()} <= known


async def test_every_verb_that_changes_something_can_be_said_without_a_model(database, owner):
    assistant = Assistant(database, BuiltIn(database, states_of(database)))
    session_id, used = None, set()
    for sentence in SENTENCES_TO_SAY:
        reply = await assistant.send(owner, sentence, session_id)
        session_id = reply.session_id
        used |= {call.tool for call in reply.tool_calls if 'error' not in call.result}
    assert used == set(TOOLS) - {'get_task'} - SEVERAL


def test_the_page_about_the_assistant_tells_the_limits_as_they_are():
    page = ' '.join((Path(__file__).parents[2] / 'docs' / 'assistant.md').read_text(encoding='utf-8').split())
    limits = f'{ROUNDS} answers of the model, {MOST_CALLS} uses of tools, {MOST_CHARACTERS:,} characters'
    assert limits in page
    assert f'{PATIENCE_SECONDS:.0f} seconds' in page
    assert f'up to {OPEN_TASKS} open and {DONE_TASKS} completed tasks' in page
    assert f'at most {LONGEST_PAUSE:.0f} seconds' in page
