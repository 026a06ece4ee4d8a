"""What one person may have at once, as programs are told of it."""

import pytest

from app.settings import Settings


@pytest.fixture
def settings():
    return Settings(_env_file=None, max_tasks=2, max_conversations=1, max_messages=3)


async def test_a_task_too_many_is_refused_by_every_door_with_what_to_do(client):
    for _ in range(2):
        assert (await client.post('/api/v1/tasks/', json={'title': 'Buy milk'})).status_code == 201

    answer = await client.post('/api/v1/tasks/', json={'title': 'Buy bread'})
    said = await client.post('/api/v1/chat', json={'message': 'add buy bread'})

    assert answer.status_code == 429
    assert answer.json()['detail'].startswith('You have 2 tasks, and there is no room for more. Delete some')
    assert 'retry-after' not in answer.headers
    assert 'no room for more' in said.json()['response']
    assert len((await client.get('/api/v1/tasks/')).json()) == 2


async def test_conversations_and_messages_too_many_are_refused(client):
    first = await client.post('/api/v1/chat', json={'message': 'hello'})
    session = {'session_id': first.json()['session_id']}

    assert 'You have 1 conversation,' in (await client.post('/api/v1/chat/sessions')).json()['detail']
    assert (await client.post('/api/v1/chat', json={'message': 'hello', **session})).status_code == 200
    full = await client.post('/api/v1/chat', json={'message': 'hello', **session})
    assert full.status_code == 429
    assert 'have 3 messages' in full.json()['detail']


async def test_a_line_too_many_is_closed_with_what_to_do(dial, monkeypatch):
    monkeypatch.setattr('app.open_connections.MAX_PER_PERSON', 2)

    async with dial() as one, dial() as two:
        assert (await one.next())['type'] == (await two.next())['type'] == 'sync_response'
        async with dial() as three:
            assert await three.end() == (1013, 'You have 2 pages and connections open. Close some of them.')
