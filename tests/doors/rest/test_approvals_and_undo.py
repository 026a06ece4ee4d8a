from uuid import uuid4

import pytest

from services import approvals
from services.approval_models import ApprovalAction
from services.models import TaskUpdate
from tests.factories import make_task

API = '/api/v1'


@pytest.fixture
async def waiting(client, database, owner):
    """A deletion that waits for the owner's yes."""
    task = await make_task(database, owner, 'Buy milk')
    async with database.transaction() as session:
        await approvals.ask(session, owner, ApprovalAction.DELETE, [(task, None)])
    [approval] = (await client.get(f'{API}/approvals')).json()
    assert [(item['task_id'], item['title']) for item in approval['items']] == [(str(task.id), 'Buy milk')]
    return approval


async def answer(client, approval, decision, **headers):
    return await client.post(f'{API}/approvals/{approval["id"]}', json={'decision': decision}, headers=headers)


async def test_asking_the_chat_to_delete_makes_an_approval(client, database, owner):
    await make_task(database, owner, 'Buy milk')

    reply = (await client.post(f'{API}/chat', json={'message': 'delete buy milk'})).json()

    assert reply['approvals'] == (await client.get(f'{API}/approvals')).json()
    assert len(reply['approvals']) == 1
    assert len((await client.get(f'{API}/tasks/')).json()) == 1


async def test_what_is_approved_is_done(client, waiting):
    outcome = await answer(client, waiting, 'approve')

    assert outcome.status_code == 200
    assert outcome.json()['approval']['state'] == 'approved'
    assert [task['title'] for task in outcome.json()['done']] == ['Buy milk']
    assert (await client.get(f'{API}/tasks/')).json() == []
    assert (await client.get(f'{API}/approvals')).json() == []
    assert len((await client.get(f'{API}/approvals', params={'pending': 'false'})).json()) == 1


async def test_what_is_rejected_is_not_done(client, waiting):
    outcome = await answer(client, waiting, 'reject')

    assert outcome.json()['approval']['state'] == 'rejected'
    assert len((await client.get(f'{API}/tasks/')).json()) == 1


async def test_an_approval_is_answered_once(client, waiting):
    await answer(client, waiting, 'reject')

    again = await answer(client, waiting, 'approve')

    assert again.status_code == 409
    assert 'nothing was done now' in again.json()['detail']
    assert len((await client.get(f'{API}/tasks/')).json()) == 1


async def test_nobody_else_sees_or_answers_an_approval(client, others_client, waiting):
    assert (await others_client.get(f'{API}/approvals')).json() == []
    for approval in (waiting, {'id': uuid4()}):
        assert (await answer(others_client, approval, 'approve')).status_code == 404
    assert (await client.get(f'{API}/approvals')).json() == [waiting]


async def test_the_last_turn_is_undone_and_redone(client):
    task = (await client.post(f'{API}/tasks/', json={'title': 'Buy milk'})).json()

    undone = await client.post(f'{API}/undo')
    assert undone.status_code == 200
    assert [gone['id'] for gone in undone.json()['removed']] == [task['id']]
    assert (await client.get(f'{API}/tasks/')).json() == []

    redone = await client.post(f'{API}/redo')
    assert [back['id'] for back in redone.json()['tasks']] == [task['id']]
    assert len((await client.get(f'{API}/tasks/')).json()) == 1


async def test_a_named_turn_is_undone(client):
    reply = (await client.post(f'{API}/chat', json={'message': 'add buy milk'})).json()
    await client.post(f'{API}/tasks/', json={'title': 'Pay rent'})

    undone = await client.post(f'{API}/undo', json={'turn_id': reply['turn_id']})

    assert undone.json()['reverted_turn_id'] == reply['turn_id']
    assert [task['title'] for task in (await client.get(f'{API}/tasks/')).json()] == ['Pay rent']


async def test_there_may_be_nothing_to_undo_or_redo(client, others_client):
    await client.post(f'{API}/tasks/', json={'title': 'Buy milk'})

    for caller, path, says in ((others_client, 'undo', 'nothing to undo'), (client, 'redo', 'nothing to redo')):
        refused = await caller.post(f'{API}/{path}')
        assert refused.status_code == 409
        assert says in refused.json()['detail']


async def test_nobody_undoes_somebody_elses_turn(client, others_client):
    reply = (await client.post(f'{API}/chat', json={'message': 'add buy milk'})).json()

    for turn_id in (reply['turn_id'], str(uuid4())):
        assert (await others_client.post(f'{API}/undo', json={'turn_id': turn_id})).status_code == 404
    assert len((await client.get(f'{API}/tasks/')).json()) == 1


@pytest.mark.parametrize(
    ('path', 'body', 'other_body'),
    [
        ('/tasks/', {'title': 'Buy milk'}, {'title': 'Buy bread'}),
        ('/chat/sessions', {'title': 'Plans'}, {'title': 'Other plans'}),
        ('/undo', {}, {'turn_id': str(uuid4())}),
    ],
)
async def test_a_repeated_request_is_answered_with_the_first_result(client, path, body, other_body):
    for title in ('one', 'two', 'three'):
        await client.post(f'{API}/tasks/', json={'title': title})
    key = {'Idempotency-Key': 'once'}

    first = await client.post(API + path, json=body, headers=key)
    seen = (await client.get(f'{API}/events')).json()
    again = await client.post(API + path, json=body, headers=key)
    different = await client.post(API + path, json=other_body, headers=key)

    assert first.status_code == again.status_code
    assert first.json() == again.json()
    assert different.status_code == 409
    assert 'Send a new key' in different.json()['detail']
    assert (await client.get(f'{API}/events')).json() == seen


async def test_a_repeated_redo_and_a_repeated_yes_do_nothing_more(client, waiting):
    key = {'Idempotency-Key': 'a'}
    first = await answer(client, waiting, 'approve', **key)
    assert (await answer(client, waiting, 'approve', **key)).json() == first.json()

    await client.post(f'{API}/undo')
    key = {'Idempotency-Key': 'b'}
    redone = await client.post(f'{API}/redo', headers=key)
    assert redone.status_code == 200
    assert (await client.post(f'{API}/redo', headers=key)).json() == redone.json()


async def test_keys_of_different_people_have_nothing_to_do_with_each_other(client, others_client):
    key = {'Idempotency-Key': 'once'}
    mine = await client.post(f'{API}/tasks/', json={'title': 'Mine'}, headers=key)
    theirs = await others_client.post(f'{API}/tasks/', json={'title': 'Theirs'}, headers=key)

    assert (mine.json()['title'], theirs.json()['title']) == ('Mine', 'Theirs')


@pytest.mark.parametrize('key', ['', 'x' * 256])
async def test_a_key_that_cannot_be_kept_is_refused(client, key):
    for path in ('/tasks/', '/undo'):
        body = {'title': 'x'} if path == '/tasks/' else {}
        refused = await client.post(API + path, json=body, headers={'Idempotency-Key': key})
        assert refused.status_code == 422
        assert refused.json()['detail'][0]['field'] == 'Idempotency-Key'


async def test_what_would_be_written_can_be_edited_before_the_yes(client, database, owner):
    task = await make_task(database, owner, 'Buy milk')
    async with database.transaction() as session:
        update = [(task, TaskUpdate(priority='urgent', title='Buy more milk'))]
        asked = await approvals.ask(session, owner, ApprovalAction.UPDATE, update)
    address = f'{API}/approvals/{asked.id}'

    def values(**changes):
        return {'items': [{'task_id': str(task.id), 'changes': changes}]}

    for wrong in (
        {'due_date': '2020-01-01'},
        {'priority': 'enormous'},
        {'title': ' '},
        {'version': 3},
        {'description': 'x'},
    ):
        assert (await client.patch(address, json=values(**wrong))).status_code == 422
    twice = {'items': [*values(priority='low')['items'], *values(title='Buy oat milk')['items']]}
    assert 'only once' in (await client.patch(address, json=twice)).text
    assert (await client.get(f'{API}/approvals')).json()[0]['revision'] == asked.revision
    edited = await client.patch(address, json=values(priority='low', title='Buy oat milk'))
    stale = await client.post(address, json={'decision': 'approve', 'revision': asked.revision})
    unseen = await client.post(address, json={'decision': 'approve'})
    outcome = await client.post(address, json={'decision': 'approve', 'revision': edited.json()['revision']})

    assert edited.json()['items'][0]['changes'] == {'priority': 'low', 'title': 'Buy oat milk'}
    assert (stale.status_code, unseen.status_code, outcome.status_code) == (409, 409, 200)
    assert [(done['title'], done['priority']) for done in outcome.json()['done']] == [('Buy oat milk', 'low')]
    assert (await client.patch(address, json=values(priority='high'))).status_code == 409
