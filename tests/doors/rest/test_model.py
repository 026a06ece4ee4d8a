"""The chat over REST with a model behind it, and the test of the model."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from httpx import AsyncClient

from app.bootstrap import build
from app.settings import Settings
from services.accounts import tokens
from services.chat.builtin.brain import BuiltInBrain
from services.chat.model.check import NO_TOOLS, NOT_SET
from services.chat.model.errors import SENTENCES, ModelFailure
from tests.assistant.model_server import Answer, Call, Refusal
from tests.assistant.talk import KEY
from tests.installed import installed
from tests.serving import serve
from tests.timeouts import TIMEOUT

BREAKFAST = [Call('add_task', {'title': 'Buy milk'}), Call('add_task', {'title': 'Buy bread'})]


@pytest.fixture
def settings(model) -> Settings:
    return Settings(_env_file=None, model='scripted', OPENAI_API_KEY=KEY, OPENAI_BASE_URL=model.base_url)


@pytest.fixture
async def client(app, tandem, owner) -> AsyncIterator[AsyncClient]:
    """A program with the owner's token, through the network."""
    async with tandem.database.everybody().transaction() as session:
        token = await tokens.create_token(session, owner, 'test program')
    async with serve(app, lifespan='off') as address:
        headers = {'Authorization': f'Bearer {token}'}
        async with AsyncClient(base_url=f'{address}/api/v1', headers=headers, timeout=TIMEOUT) as client:
            yield client


async def events_in(answer) -> AsyncIterator[tuple[str, dict[str, Any]]]:
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
    [turn] = tandem.assistant.turns.local()
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
    assert answer.json()['problem'] == SENTENCES[ModelFailure.INVALID_KEY]
    assert KEY not in answer.text


async def test_without_a_model_that_is_said(database_url, owner):
    tandem = build(Settings(_env_file=None), database_url)
    async with installed(tandem) as app:
        assert isinstance(tandem.assistant._brain, BuiltInBrain)
        async with tandem.database.everybody().transaction() as session:
            token = await tokens.create_token(session, owner, 'test program')
        async with serve(app, lifespan='off') as address, AsyncClient(base_url=address, timeout=TIMEOUT) as client:
            headers = {'Authorization': f'Bearer {token}'}
            report = (await client.post('/api/v1/model/test', headers=headers)).json()
    assert (report['ok'], report['problem']) == (False, NOT_SET)
