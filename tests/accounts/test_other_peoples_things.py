"""Every address is tried with the ids of somebody else; the addresses are read from the OpenAPI document."""

import asyncio
import json
from uuid import UUID

import pytest

from services.approvals import list_approvals
from services.events import SyncEvent
from tests.accounts.conftest import API, bearer, register

OPEN_TO_ALL = {'/auth/register', '/auth/login'}
ACTING_ON_ONESELF = {
    *('/auth/logout', '/auth/logout-everywhere', '/auth/password', '/auth/delete'),
    '/model/test',
}
BODIES = {
    ('PUT', '/tasks/{task_id}'): {'title': 'Taken over', 'status': 'pending', 'priority': 'low'},
    ('PATCH', '/tasks/{task_id}'): {'title': 'Taken over'},
    ('PATCH', '/chat/sessions/{session_id}'): {'title': 'Taken over'},
    ('POST', '/approvals/{approval_id}'): {'decision': 'approve'},
    ('POST', '/tasks/'): {'title': 'Her own'},
    ('POST', '/chat/sessions'): {'title': 'Her own'},
    ('POST', '/chat'): {'message': 'list my tasks'},
    ('PATCH', '/me'): {'name': 'Eve'},
}
SECRET = 'Quietly plan the surprise'


@pytest.fixture
async def ada(browser):
    """Somebody with a task, a deleted task, a conversation, an approval that waits, and a history."""
    me = await register(browser)
    headers = bearer(me)

    async def do(method, path, **body):
        answer = await browser.request(method, API + path, headers=headers, json=body or None)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    task = await do('POST', '/tasks/', title=SECRET)
    gone = await do('POST', '/tasks/', title=f'{SECRET} too')
    await do('DELETE', f'/tasks/{gone["id"]}')
    said = await do('POST', '/chat', message=f'delete {SECRET.lower()}')
    [approval] = await do('GET', '/approvals')
    return {
        'user_id': me['id'],
        'task_id': task['id'],
        'thing_id': gone['id'],
        'session_id': said['session_id'],
        'turn_id': said['turn_id'],
        'approval_id': approval['id'],
        'everything': lambda: do('GET', '/auth/export'),
    }


@pytest.fixture
async def eve(stranger):
    answer = await register(stranger, 'eve@example.org')
    stranger.headers.update(bearer(answer))
    return stranger


def addresses(app):
    return [
        (method.upper(), path.removeprefix(API))
        for path, methods in app.openapi()['paths'].items()
        for method in methods
        if path.startswith(API) and path.removeprefix(API) not in OPEN_TO_ALL | ACTING_ON_ONESELF
    ]


async def test_every_address_keeps_one_persons_things_from_another(app, tandem, ada, eve):
    before = await ada['everything']()
    heard: list[SyncEvent] = []
    with tandem.hub.follow(UUID(ada['user_id'])) as hers:

        async def listen():
            async for event in hers:
                heard.append(event)  # noqa: PERF401 - it never ends

        listening = asyncio.create_task(listen())
        wrong = []
        for method, path in addresses(app):
            body = BODIES.get((method, path))
            answer = await eve.request(method, API + path.format(**ada), json=body)
            told = answer.text
            is_hidden = SECRET.lower() not in told.lower() and ada['user_id'] not in told
            # Stopping a turn that is over, or somebody else's, says nothing and does nothing.
            is_refused = '{' not in path or answer.status_code == 404 or answer.json().get('reply', 0) is None
            if not is_hidden or not is_refused or answer.status_code >= 500:
                wrong.append((method, path, answer.status_code, told[:200]))
        listening.cancel()

    assert wrong == []
    assert heard == []
    after = await ada['everything']()
    assert {**before, 'exported_at': ''} == {**after, 'exported_at': ''}


async def test_ids_inside_a_body_open_nothing_either(ada, eve, tandem):
    before = await ada['everything']()

    for path, body in [
        ('/chat', {'message': 'hello', 'session_id': ada['session_id']}),
        ('/chat', {'message': 'yes', 'session_id': ada['session_id']}),
        ('/undo', {'turn_id': ada['turn_id']}),
    ]:
        answer = await eve.post(API + path, json=body)
        assert (path, answer.status_code) == (path, 404)
        assert SECRET.lower() not in answer.text.lower()
    said = (await eve.post(f'{API}/chat', json={'message': 'yes'})).text
    assert SECRET.lower() not in said.lower()

    after = await ada['everything']()
    assert {**before, 'exported_at': ''} == {**after, 'exported_at': ''}
    async with tandem.database.transaction() as session:
        assert len(await list_approvals(session, UUID(ada['user_id']))) == 1


async def test_not_one_event_crosses(ada, eve, tandem):
    await eve.post(f'{API}/tasks/', json={'title': 'Her own'})

    told = (await eve.get(f'{API}/events?since=0')).json()

    assert [event['type'] for event in told['events']] == ['task_created']
    assert ada['user_id'] not in json.dumps(told)
    async with tandem.database.transaction() as session:
        [approval] = await list_approvals(session, UUID(ada['user_id']))
    assert str(approval.id) == ada['approval_id']


def test_the_lists_above_name_only_addresses_that_exist(app):
    known = {path.removeprefix(API) for path in app.openapi()['paths']}
    assert known >= OPEN_TO_ALL | ACTING_ON_ONESELF | {path for _, path in BODIES}
