"""Lists and labels over REST, and the tasks in them; everybody who follows sees them change."""

from uuid import uuid4

API = '/api/v1'


async def made(client, where, **body):
    answer = await client.post(f'{API}/{where}/', json=body)
    assert answer.status_code == 201, answer.text
    assert answer.headers['Location'] == f'{API}/{where}/{answer.json()["id"]}'
    return answer.json()


async def names(client, where='lists'):
    return [each['name'] for each in (await client.get(f'{API}/{where}/')).json()]


async def test_lists_are_added_read_changed_moved_and_deleted(client):
    [inbox] = (await client.get(f'{API}/lists')).json()
    assert (inbox['name'], inbox['is_inbox']) == ('Inbox', True)
    home, work = [await made(client, 'lists', name=name) for name in ('Home', 'Work')]
    changed = await client.patch(f'{API}/lists/{home["id"]}', json={'name': 'House', 'colour': 'teal'})
    assert (changed.json()['name'], changed.json()['colour'], changed.json()['version']) == ('House', 'teal', 2)
    moved = await client.post(f'{API}/lists/{work["id"]}/move', json={'after': inbox['id']})
    assert moved.status_code == 200
    assert await names(client) == ['Inbox', 'Work', 'House']
    assert (await client.delete(f'{API}/lists/{work["id"]}')).status_code == 204
    assert (await client.get(f'{API}/lists/{work["id"]}')).status_code == 404
    assert await names(client) == ['Inbox', 'House']


async def test_labels_are_added_read_changed_and_deleted(client):
    work, home = [await made(client, 'labels', name=name) for name in ('@work', 'home')]
    assert await names(client, 'labels') == ['home', 'work']
    changed = await client.patch(f'{API}/labels/{work["id"]}', json={'name': 'office', 'colour': 'red'})
    assert (changed.json()['name'], changed.json()['colour']) == ('office', 'red')
    assert (await client.delete(f'{API}/labels/{home["id"]}')).status_code == 204
    assert (await client.get(f'{API}/labels/{home["id"]}')).status_code == 404


async def test_tasks_are_in_a_list_and_have_labels(client):
    home, label = await made(client, 'lists', name='Home'), await made(client, 'labels', name='paint')
    task = await made(client, 'tasks', title='Walls', list_id=home['id'], label_ids=[label['id']])
    other = await made(client, 'tasks', title='Milk')
    assert (task['list_id'], task['label_ids']) == (home['id'], [label['id']])
    for query in ({'list_id': home['id']}, {'label_id': label['id']}):
        assert [each['id'] for each in (await client.get(f'{API}/tasks/', params=query)).json()] == [task['id']]
    moved = await client.patch(f'{API}/tasks/{other["id"]}', json={'list_id': home['id']})
    assert moved.json()['list_id'] == home['id']

    assert (await client.delete(f'{API}/lists/{home["id"]}')).status_code == 204
    assert (await client.get(f'{API}/tasks/')).json() == []
    undone = (await client.post(f'{API}/undo')).json()
    assert [each['name'] for each in undone['lists']] == ['Home']
    assert {each['id'] for each in (await client.get(f'{API}/tasks/')).json()} == {task['id'], other['id']}


async def test_a_program_that_does_not_know_places_loses_none_with_a_put(client):
    home, label = await made(client, 'lists', name='Home'), await made(client, 'labels', name='paint')
    task = await made(
        client, 'tasks', title='Walls', list_id=home['id'], label_ids=[label['id']], start_on='2026-01-05'
    )
    replaced = (await client.put(f'{API}/tasks/{task["id"]}', json={'title': 'Doors'})).json()
    assert (replaced['title'], replaced['list_id'], replaced['label_ids'], replaced['start_on']) == (
        'Doors', home['id'], [label['id']], '2026-01-05',
    )  # fmt: skip


async def test_what_is_not_there_is_not_found_wherever_it_is_named(client):
    task, nobodys = await made(client, 'tasks', title='Walls'), str(uuid4())
    for method, path, body in (
        ('POST', '/tasks/', {'title': 'A', 'list_id': nobodys}),
        ('POST', '/tasks/', {'title': 'A', 'label_ids': [nobodys]}),
        ('PATCH', f'/tasks/{task["id"]}', {'list_id': nobodys}),
        ('PUT', f'/tasks/{task["id"]}', {'title': 'A', 'label_ids': [nobodys]}),
        ('GET', f'/tasks/?list_id={nobodys}', None),
        ('GET', f'/tasks/?label_id={nobodys}', None),
        ('POST', f'/lists/{nobodys}/move', {'after': None}),
        ('PATCH', f'/labels/{nobodys}', {'name': 'a'}),
    ):
        answer = await client.request(method, API + path, json=body)
        assert answer.status_code == 404, (method, path)
        assert 'There is no such' in answer.json()['detail']
    assert [each['title'] for each in (await client.get(f'{API}/tasks/')).json()] == ['Walls']


async def test_what_cannot_be_is_refused_with_a_sentence(client):
    [inbox] = (await client.get(f'{API}/lists/')).json()
    await made(client, 'lists', name='Home')
    await made(client, 'labels', name='home')
    for method, path, body, status in (
        ('POST', '/lists/', {'name': ' '}, 422),
        ('POST', '/lists/', {'name': 'Work', 'colour': 'mauve'}, 422),
        ('POST', '/lists/', {'name': 'home'}, 409),
        ('PATCH', f'/lists/{inbox["id"]}', {'name': 'In'}, 422),
        ('DELETE', f'/lists/{inbox["id"]}', None, 422),
        ('POST', '/labels/', {'name': 'two words'}, 422),
        ('POST', '/labels/', {'name': '@Home'}, 409),
        ('POST', '/tasks/', {'title': 'A', 'label_ids': 'home'}, 422),
        ('POST', '/tasks/', {'title': 'A', 'label_ids': [str(uuid4()) for _ in range(21)]}, 422),
    ):
        answer = await client.request(method, API + path, json=body)
        assert (answer.status_code, bool(answer.json()['detail'])) == (status, True), (method, path, answer.text)


async def test_a_follower_gets_them_with_the_snapshot_and_then_their_events(client, dial):
    home = await made(client, 'lists', name='Home')
    async with dial() as line:
        snapshot = await line.next()
        assert [each['name'] for each in snapshot['data']['lists']] == ['Inbox', 'Home']
        assert snapshot['data']['labels'] == []
        await made(client, 'labels', name='paint')
        await client.delete(f'{API}/lists/{home["id"]}')
        created, deleted = await line.next(), await line.next()
    assert (created['type'], created['data']['label']['name']) == ('label_created', 'paint')
    assert (deleted['type'], deleted['data']['list']['name']) == ('list_deleted', 'Home')


async def test_tasks_are_moved_and_put_under_others(client):
    first, second, third = [await made(client, 'tasks', title=title) for title in ('One', 'Two', 'Three')]
    moved = await client.post(f'{API}/tasks/{third["id"]}/move', json={'after': first['id']})
    assert (moved.status_code, first['rank'] < moved.json()['rank'] < second['rank']) == (200, True)
    under = await client.post(f'{API}/tasks/{second["id"]}/move', json={'after': None, 'parent_id': first['id']})
    assert under.json()['parent_id'] == first['id']
    found = (await client.get(f'{API}/tasks/', params={'parent_id': first['id']})).json()
    assert [each['id'] for each in found] == [second['id']]
    circle = await client.patch(f'{API}/tasks/{first["id"]}', json={'parent_id': second['id']})
    assert (circle.status_code, circle.json()['detail'][0]['field']) == (422, 'parent_id')
    assert (await client.patch(f'{API}/tasks/{first["id"]}/toggle')).json()['completed']
    assert (await client.get(f'{API}/tasks/{second["id"]}')).json()['completed']
