"""The trash and the history, over HTTP."""

from uuid import uuid4

API = '/api/v1'


async def test_a_deleted_task_is_in_the_trash_and_comes_back(client):
    task = (await client.post(f'{API}/tasks/', json={'title': 'Buy milk'})).json()
    await client.delete(f'{API}/tasks/{task["id"]}')

    [item] = (await client.get(f'{API}/trash')).json()
    answer = await client.post(f'{API}/trash/{task["id"]}/restore')

    assert (item['id'], item['kind'], item['title']) == (task['id'], 'task', 'Buy milk')
    assert answer.status_code == 200
    assert answer.json()['task']['title'] == 'Buy milk'
    assert (await client.get(f'{API}/tasks/{task["id"]}')).status_code == 200
    assert (await client.get(f'{API}/trash')).json() == []


async def test_a_deleted_conversation_comes_back_too(client):
    chat = (await client.post(f'{API}/chat/sessions', json={'title': 'Talk'})).json()
    await client.delete(f'{API}/chat/sessions/{chat["id"]}')

    answer = (await client.post(f'{API}/trash/{chat["id"]}/restore')).json()

    assert (answer['kind'], answer['session']['title']) == ('conversation', 'Talk')
    assert 'task' not in answer


async def test_a_repeated_restore_with_a_key_gets_the_first_answer(client):
    chat = (await client.post(f'{API}/chat/sessions', json={'title': 'Talk'})).json()
    task = (await client.post(f'{API}/tasks/', json={'title': 'Buy milk'})).json()
    for thing, address in ((chat, f'{API}/chat/sessions'), (task, f'{API}/tasks')):
        key = {'Idempotency-Key': thing['id']}
        await client.delete(f'{address}/{thing["id"]}')
        first = await client.post(f'{API}/trash/{thing["id"]}/restore', headers=key)
        again = await client.post(f'{API}/trash/{thing["id"]}/restore', headers=key)
        other = await client.post(f'{API}/trash/{uuid4()}/restore', headers=key)
        assert (first.status_code, again.status_code, other.status_code) == (200, 200, 409)
        assert again.json() == first.json()


async def test_what_is_not_in_ones_own_trash_cannot_be_restored(client, others_client):
    task = (await client.post(f'{API}/tasks/', json={'title': 'Buy milk'})).json()
    assert (await client.post(f'{API}/trash/{task["id"]}/restore')).status_code == 404

    await client.delete(f'{API}/tasks/{task["id"]}')

    assert (await others_client.post(f'{API}/trash/{task["id"]}/restore')).status_code == 404
    assert (await others_client.get(f'{API}/trash')).json() == []


async def test_history_is_read_over_http(client):
    task = (await client.post(f'{API}/tasks/', json={'title': 'Buy milk'})).json()
    await client.patch(f'{API}/tasks/{task["id"]}', json={'title': 'Buy oat milk'})
    await client.post(f'{API}/undo')

    undone, changed, created = (await client.get(f'{API}/history')).json()

    assert undone['reverts'] == changed['turn_id']
    assert changed['reverted_by'] == undone['turn_id']
    assert changed['actor']['name'] == 'test program'
    assert changed['steps'][0]['changes'] == [{'field': 'title', 'before': 'Buy milk', 'after': 'Buy oat milk'}]
    assert created['steps'][0]['type'] == 'task_created'
    assert (await client.get(f'{API}/history', params={'via': 'undo'})).json() == [undone]
    assert (await client.get(f'{API}/history', params={'before': changed['seq']})).json() == [created]
    assert (await client.get(f'{API}/history', params={'task_id': str(uuid4())})).json() == []
    assert (await client.get(f'{API}/history', params={'via': 'nowhere'})).status_code == 422
