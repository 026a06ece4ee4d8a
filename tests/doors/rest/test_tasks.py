from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tests.factories import make_overdue_task, make_task

TASKS = '/api/v1/tasks/'


@pytest.fixture
def make(client):
    async def make(title='Buy milk', **fields):
        answer = await client.post(TASKS, json={'title': title, **fields})
        assert answer.status_code == 201, answer.text
        return answer.json()

    return make


async def test_a_task_is_added_with_everything_that_was_said(client, owner):
    due = (datetime.now(UTC) + timedelta(days=3)).replace(microsecond=0)
    said = {
        'title': '  Buy milk 🥛  ',
        'description': 'Two bottles',
        'status': 'in_progress',
        'priority': 'urgent',
        'due_date': due.isoformat(),
    }

    answer = await client.post(TASKS, json=said)

    assert answer.status_code == 201
    task = answer.json()
    assert task['title'] == 'Buy milk 🥛'
    assert task['due_date'] == due.isoformat().replace('+00:00', 'Z')
    assert task['user_id'] == str(owner)
    assert task['completed'] is False
    assert {field: task[field] for field in ('description', 'status', 'priority')} == {
        field: said[field] for field in ('description', 'status', 'priority')
    }
    assert answer.headers['etag'] == '"1"'
    assert (await client.get(answer.headers['location'])).json() == task


async def test_a_task_needs_only_a_title(make):
    task = await make('شراء الحليب')

    assert (task['title'], task['description'], task['due_date']) == ('شراء الحليب', None, None)
    assert (task['status'], task['priority'], task['version']) == ('pending', 'medium', 1)


async def test_tasks_are_listed_newest_first_and_in_pages(client, make):
    for title in ('one', 'two', 'three'):
        await make(title)

    async def titles(**query):
        return [task['title'] for task in (await client.get(TASKS, params=query)).json()]

    assert await titles() == ['three', 'two', 'one']
    assert await titles(limit=2) == ['three', 'two']
    assert await titles(skip=2, limit=1_000) == ['one']
    assert await titles(skip=3) == []


async def test_a_list_can_be_narrowed_by_every_filter(client, make):
    await make('Buy milk', priority='high')
    await make('Call Ada', description='about the MILK')
    await make('Pay rent', status='completed')
    await make('Write 100%', status='in_progress', priority='high')

    async def titles(**query):
        return {task['title'] for task in (await client.get(TASKS, params=query)).json()}

    assert await titles(completed='true') == {'Pay rent'}
    assert await titles(completed='false', priority='high') == {'Buy milk', 'Write 100%'}
    assert await titles(status='in_progress') == {'Write 100%'}
    assert await titles(q='milk') == {'Buy milk', 'Call Ada'}
    assert await titles(q='0%') == {'Write 100%'}
    assert await titles(q='milk', priority='high') == {'Buy milk'}
    assert await titles(q='') == {'Buy milk', 'Call Ada', 'Pay rent', 'Write 100%'}


async def test_a_patch_changes_what_is_sent_and_keeps_the_rest(client, make):
    task = await make(description='Two bottles', priority='high')

    answer = await client.patch(TASKS + task['id'], json={'title': 'Buy oat milk'})

    assert answer.status_code == 200
    changed = answer.json()
    assert (changed['title'], changed['description'], changed['priority']) == ('Buy oat milk', 'Two bottles', 'high')
    assert changed['version'] == 2
    assert (await client.patch(TASKS + task['id'], json={'description': None})).json()['description'] is None


async def test_setting_completed_sets_the_status(client, make):
    task = await make()

    assert (await client.patch(TASKS + task['id'], json={'completed': True})).json()['status'] == 'completed'
    assert (await client.patch(TASKS + task['id'], json={'completed': False})).json()['status'] == 'pending'


async def test_a_put_replaces_and_what_is_left_out_gets_its_default(client, make):
    task = await make(description='Two bottles', priority='high', status='in_progress', due_date='2999-01-01')

    answer = await client.put(TASKS + task['id'], json={'title': 'Buy bread'})

    replaced = answer.json()
    assert answer.status_code == 200
    assert replaced['title'] == 'Buy bread'
    assert [replaced[field] for field in ('description', 'priority', 'status', 'due_date')] == [
        None,
        'medium',
        'pending',
        None,
    ]


async def test_a_put_may_say_completed_instead_of_a_status(client, make):
    task = await make()

    assert (await client.put(TASKS + task['id'], json={'title': 'x', 'completed': True})).json()['completed'] is True
    contradiction = {'title': 'x', 'completed': True, 'status': 'pending'}
    assert (await client.put(TASKS + task['id'], json=contradiction)).status_code == 422


async def test_a_put_without_a_title_is_refused(client, make):
    task = await make()

    answer = await client.put(TASKS + task['id'], json={'priority': 'low'})

    assert answer.status_code == 422
    assert answer.json()['detail'] == [{'field': 'title', 'message': 'The title is required.'}]


async def test_a_toggle_completes_and_reopens(client, make):
    task = await make()

    assert (await client.patch(f'{TASKS}{task["id"]}/toggle')).json()['completed'] is True
    assert (await client.patch(f'{TASKS}{task["id"]}/toggle')).json()['completed'] is False


async def test_a_deleted_task_is_gone(client, make):
    task = await make()

    answer = await client.delete(TASKS + task['id'])

    assert (answer.status_code, answer.content) == (204, b'')
    assert (await client.get(TASKS + task['id'])).status_code == 404
    assert (await client.delete(TASKS + task['id'])).status_code == 404
    assert (await client.get(TASKS)).json() == []


async def test_an_overdue_task_can_be_edited_and_sent_back_whole(client, database, owner):
    task = await make_overdue_task(database, owner, datetime(2020, 1, 1, tzinfo=UTC))

    answer = await client.put(f'{TASKS}{task.id}', json={'title': 'Pay rent now', 'due_date': '2020-01-01T00:00:00Z'})

    assert answer.status_code == 200
    assert answer.json()['due_date'] == '2020-01-01T00:00:00Z'


@pytest.mark.parametrize('how', [{'headers': {'If-Match': '"1"'}}, {'params': {'expected_version': 1}}])
@pytest.mark.parametrize(
    ('method', 'path', 'body'),
    [
        ('PATCH', '', {'title': 'Mine'}),
        ('PUT', '', {'title': 'Mine'}),
        ('PATCH', '/toggle', None),
        ('DELETE', '', None),
    ],
)
async def test_a_change_to_an_old_version_is_refused_with_the_task_as_it_is(client, make, how, method, path, body):
    task = await make()
    newer = (await client.patch(TASKS + task['id'], json={'title': 'Theirs'})).json()

    answer = await client.request(method, TASKS + task['id'] + path, json=body, **how)

    assert answer.status_code == 409
    assert answer.json()['current'] == newer
    assert 'Theirs' in answer.json()['detail']
    assert (await client.get(TASKS + task['id'])).json() == newer


@pytest.mark.parametrize('match', ['"1"', 'W/"1"', '1', '*'])
async def test_a_change_to_the_current_version_is_made(client, make, match):
    task = await make()

    answer = await client.patch(TASKS + task['id'], json={'title': 'Mine'}, headers={'If-Match': match})

    assert answer.status_code == 200
    assert answer.headers['etag'] == '"2"'


@pytest.mark.parametrize('match', ['"one"', '', '"1", "2"', '"9999999999999999999999"', '"²"'])
async def test_an_unreadable_if_match_is_refused(client, make, match):
    task = await make()

    answer = await client.patch(TASKS + task['id'], json={'title': 'x'}, headers={'If-Match': match.encode()})

    assert answer.status_code == 422
    assert answer.json()['detail'][0]['field'] == 'If-Match'


@pytest.mark.parametrize('path', ['/api/v1/tasks', '/api/v1/tasks/', '/api/v1/tasks//'])
async def test_a_last_slash_makes_no_difference(client, path):
    answer = await client.post(path, json={'title': 'Buy milk'})

    assert answer.status_code == 201
    assert (await client.get(path)).json() == [answer.json()]
    one = f'/api/v1/tasks/{answer.json()["id"]}'
    assert (await client.patch(f'{one}/', json={'title': 'x'})).status_code == 200
    assert (await client.patch(f'{one}/toggle/')).status_code == 200


@pytest.mark.parametrize(
    ('method', 'path', 'body'),
    [
        ('GET', '', None),
        ('PUT', '', {'title': 'x'}),
        ('PATCH', '', {'title': 'x'}),
        ('PATCH', '/toggle', None),
        ('DELETE', '', None),
    ],
)
async def test_what_is_somebody_elses_does_not_exist(client, others_client, database, owner, method, path, body):
    task = await make_task(database, owner)

    answer = await others_client.request(method, f'{TASKS}{task.id}{path}', json=body)
    missing = await others_client.request(method, f'{TASKS}{uuid4()}{path}', json=body)

    assert answer.status_code == missing.status_code == 404
    assert answer.json() == missing.json()
    assert (await client.get(f'{TASKS}{task.id}')).json()['version'] == 1
    assert (await others_client.get(TASKS)).json() == []
