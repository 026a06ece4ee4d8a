import json
from uuid import uuid4

import pytest
from httpx import AsyncClient

from tests.factories import make_message, make_session, make_task

API = '/api/v1'
STREAM = {'Accept': 'text/event-stream'}


async def say(client: AsyncClient, message, **more):
    answer = await client.post(f'{API}/chat', json={'message': message, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def events_in(text):
    """The name and the content of each event of a stream that has ended."""
    blocks = [dict(line.split(': ', 1) for line in block.splitlines()) for block in text.strip().split('\n\n')]
    return [(block['event'], json.loads(block['data'])) for block in blocks]


async def test_a_sentence_becomes_a_task_and_the_answer_tells_everything(client):
    reply = await say(client, 'add buy milk')

    assert set(reply) == {'response', 'session_id', 'turn_id', 'tool_calls', 'approvals', 'response_time'}
    assert 'Buy milk' in reply['response'] or 'buy milk' in reply['response']
    [call] = reply['tool_calls']
    assert set(call) == {'tool', 'arguments', 'result'}
    assert call['tool'] == 'add_task'
    [task] = (await client.get(f'{API}/tasks/')).json()
    assert call['result']['task']['id'] == task['id']


async def test_a_conversation_goes_on_in_its_session(client):
    first = await say(client, 'hello')

    second = await say(client, 'add buy milk', session_id=first['session_id'])

    assert second['session_id'] == first['session_id']
    messages = (await client.get(f'{API}/chat/sessions/{first["session_id"]}/messages')).json()
    assert [message['role'] for message in messages] == ['user', 'assistant', 'user', 'assistant']
    assert [message['content'] for message in messages if message['role'] == 'user'] == ['hello', 'add buy milk']


@pytest.mark.parametrize(('tasks', 'said'), [(1, '1 urgent priority task:'), (2, '2 urgent priority tasks:')])
async def test_how_many_there_are_is_said_in_one_breath(tasks, said, client):
    for number in range(tasks):
        await client.post(f'{API}/tasks/', json={'title': f'Task {number}', 'priority': 'urgent'})
    assert (await say(client, 'show urgent tasks'))['response'].startswith(said)


async def test_the_same_turn_can_be_followed_as_it_happens(client):
    answer = await client.post(f'{API}/chat', json={'message': 'add buy milk'}, headers=STREAM)

    assert answer.status_code == 200
    assert answer.headers['content-type'].startswith('text/event-stream')
    assert answer.headers['cache-control'] == 'no-cache'
    events = events_in(answer.text)
    assert [name for name, _ in events][-1] == 'done'
    assert {'text', 'tool', 'done'} <= {name for name, _ in events}
    done = events[-1][1]
    assert ''.join(content['text'] for name, content in events if name == 'text') == done['response']
    assert [content for name, content in events if name == 'tool'] == done['tool_calls']


@pytest.mark.parametrize('headers', [{}, STREAM])
async def test_a_conversation_that_is_not_yours_cannot_be_talked_in(others_client, database, owner, headers):
    chat = await make_session(database, owner)

    for session_id in (chat.id, uuid4()):
        body = {'message': 'hello', 'session_id': str(session_id)}
        answer = await others_client.post(f'{API}/chat', json=body, headers=headers)
        assert answer.status_code == 404
        assert answer.json() == {'detail': 'There is no such conversation. It may have been deleted.'}


async def test_of_several_approvals_a_yes_is_told_which_there_are(client):
    session_id = None
    for message in ('add buy milk', 'add pay rent', 'delete buy milk', 'delete pay rent', 'yes'):
        said = await client.post(f'{API}/chat', json={'message': message, 'session_id': session_id})
        session_id = said.json()['session_id']
    assert '2. Delete “pay rent”' in said.json()['response']
    assert len((await client.get(f'{API}/approvals')).json()) == 2

    # The token is a program's, and a program may not say yes, whichever it names.
    named = await client.post(f'{API}/chat', json={'message': '2', 'session_id': session_id})
    assert 'A program cannot say yes' in named.json()['response']
    await client.post(f'{API}/chat', json={'message': 'no, pay rent', 'session_id': session_id})
    [left] = (await client.get(f'{API}/approvals')).json()
    assert left['items'][0]['title'] == 'buy milk'


async def test_a_turn_that_breaks_off_says_so_in_the_stream(client, tandem, caplog):
    class Broken:
        is_instant = True
        history = 0

        def is_instruction(self, _text, _moment):
            return False

        async def reply(self, _request):
            raise ZeroDivisionError
            yield

    tandem.assistant._brain = Broken()

    answer = await client.post(f'{API}/chat', json={'message': 'hello'}, headers=STREAM)

    name, content = events_in(answer.text)[-1]
    assert name == 'error'
    assert 'log' in content['detail']
    assert 'ZeroDivisionError' in caplog.text
    assert 'ZeroDivisionError' not in answer.text


async def test_a_conversation_can_be_begun_renamed_set_aside_and_deleted(client):
    begun = await client.post(f'{API}/chat/sessions')
    assert begun.status_code == 201
    path = f'{API}/chat/sessions/{begun.json()["id"]}'
    assert begun.json()['title'] == 'New conversation'

    changed = await client.patch(path, json={'title': 'Plans', 'is_active': False})
    assert (changed.json()['title'], changed.json()['is_active']) == ('Plans', False)
    assert (await client.get(path)).json() == changed.json()
    assert (await client.get(f'{API}/chat/sessions')).json() == [changed.json()]

    assert (await client.delete(path)).status_code == 204
    assert (await client.get(path)).status_code == 404
    assert (await client.get(f'{path}/messages')).status_code == 404
    assert (await client.get(f'{API}/chat/sessions')).json() == []


async def test_a_conversation_can_be_begun_with_a_title(client):
    assert (await client.post(f'{API}/chat/sessions', json={'title': 'Plans'})).json()['title'] == 'Plans'


async def test_messages_are_read_backwards_in_pages(client, database, owner):
    chat = await make_session(database, owner)
    for number in range(5):
        await make_message(database, owner, chat.id, f'message {number}')
    path = f'{API}/chat/sessions/{chat.id}/messages'

    latest = (await client.get(path, params={'limit': 2})).json()
    earlier = (await client.get(path, params={'limit': 2, 'before': latest[0]['position']})).json()

    assert [message['content'] for message in latest] == ['message 3', 'message 4']
    assert [message['content'] for message in earlier] == ['message 1', 'message 2']


@pytest.mark.parametrize(('method', 'path'), [('GET', ''), ('GET', '/messages'), ('PATCH', ''), ('DELETE', '')])
async def test_a_conversation_of_somebody_else_does_not_exist(others_client, database, owner, method, path):
    chat = await make_session(database, owner)

    answer = await others_client.request(
        method, f'{API}/chat/sessions/{chat.id}{path}', json={'title': 'x'} if method == 'PATCH' else None
    )

    assert answer.status_code == 404
    assert (await others_client.get(f'{API}/chat/sessions')).json() == []


async def test_the_chat_cannot_reach_somebody_elses_tasks(others_client, client, database, owner):
    await make_task(database, owner, 'Buy milk')

    reply = await say(others_client, 'complete buy milk')

    assert reply['tool_calls'] == [] or all('error' in call['result'] for call in reply['tool_calls'])
    assert [task['status'] for task in (await client.get(f'{API}/tasks/')).json()] == ['pending']
