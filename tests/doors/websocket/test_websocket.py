"""The live line: what it tells."""

import asyncio

from services.hub import QUEUE_LIMIT
from tests.factories import make_task
from tests.timeouts import until
from tests.websocket_lines import Sleeper, titles

API = '/api/v1'


async def test_the_line_begins_with_everything_and_goes_on_with_each_change(dial, live_client, database, owner):
    task = await make_task(database, owner)

    async with dial() as line:
        everything = await line.next()
        assert (everything['type'], everything['seq']) == ('sync_response', 1)
        assert everything['data']['tasks'] == [task.model_dump(mode='json')]
        path = f'{API}/tasks/{task.id}'
        await live_client.patch(path, json={'title': 'Buy oat milk'})
        await live_client.patch(f'{path}/toggle')
        await live_client.delete(path)
        await live_client.post(f'{API}/tasks/', json={'title': 'Pay rent'})
        told = [await line.next() for _ in range(4)]

    assert [(message['type'], message['seq']) for message in told] == [
        ('task_updated', 2),
        ('task_status_changed', 3),
        ('task_deleted', 4),
        ('task_created', 5),
    ]
    for message in told:
        assert set(message) == {'type', 'seq', 'data', 'actor', 'turn_id'}
        assert set(message['data']) == {'task', 'userId', 'timestamp'}
        assert message['data']['userId'] == str(owner)
        assert message['actor'] == {'user_id': str(owner), 'via': 'rest', 'name': 'test program'}


async def test_whoever_comes_back_gets_exactly_what_was_missed(dial, database, owner):
    async with dial() as line:
        assert (await line.next())['seq'] == 0
        await make_task(database, owner, 'one')
        assert (await line.next())['seq'] == 1

    await make_task(database, owner, 'two')
    await make_task(database, owner, 'three')

    async with dial('?since=1') as line:
        missed = [await line.next(), await line.next()]
        await make_task(database, owner, 'four')
        assert titles(*missed, await line.next()) == ['two', 'three', 'four']


async def test_whoever_missed_nothing_is_told_nothing_old(dial, database, owner):
    await make_task(database, owner, 'one')

    async with dial('?since=1') as line:
        await line.say({'type': 'ping'})
        assert await line.next() == {'type': 'pong'}
        await make_task(database, owner, 'two')
        assert titles(await line.next()) == ['two']


async def test_whoever_missed_too_much_gets_everything(dial, database, owner):
    async with database.transaction() as session:
        connection = await session.connection()
        await connection.exec_driver_sql('UPDATE users SET seq = $1 WHERE id = $2', (QUEUE_LIMIT, owner))
    await make_task(database, owner, 'new')

    async with dial('?since=0') as line:
        message = await line.next()

    assert (message['type'], message['seq'], len(message['data']['tasks'])) == ('sync_response', QUEUE_LIMIT + 1, 1)


async def test_whoever_missed_what_is_not_kept_any_more_gets_everything(dial, database, owner):
    for title in ('one', 'two', 'three'):
        await make_task(database, owner, title)
    async with database.transaction() as session:
        connection = await session.connection()
        await connection.exec_driver_sql('DELETE FROM sync_events WHERE seq < 3')

    async with dial('?since=1') as line:
        assert (await line.next())['type'] == 'sync_response'
    async with dial('?since=2') as line:
        assert titles(await line.next()) == ['three']


async def test_everything_can_be_asked_for_again(dial, database, owner):
    async with dial() as line:
        assert (await line.next())['data']['tasks'] == []
        await make_task(database, owner)
        assert titles(await line.next()) == ['Buy milk']
        await line.say({'type': 'sync_request'})
        again = await line.next()
        await make_task(database, owner, 'Pay rent')
        assert titles(await line.next()) == ['Pay rent']

    assert (again['type'], again['seq'], len(again['data']['tasks'])) == ('sync_response', 1, 1)


async def test_chat_and_approvals_are_told_on_the_same_line(dial, live_client, database, owner):
    await make_task(database, owner)

    async with dial('?since=1') as line:
        await live_client.post(f'{API}/chat', json={'message': 'delete buy milk'})
        kinds = set()
        while 'approval_requested' not in kinds:
            kinds.add((await line.next())['type'])

    assert {'chat_session_created', 'chat_message_created'} <= kinds


async def test_two_people_never_hear_of_each_other(dial, other_token, database, owner, other):
    async with dial() as mine, dial(Authorization=f'Bearer {other_token}') as theirs:
        mine_first, theirs_first = (await mine.next())['data'], (await theirs.next())['data']
        assert mine_first['tasks'] == theirs_first['tasks'] == []
        assert {each['owner_id'] for each in mine_first['lists']} == {str(owner)}
        assert {each['owner_id'] for each in theirs_first['lists']} == {str(other)}
        for number in range(3):
            await make_task(database, owner, f'Mine {number}')
            await make_task(database, other, f'Theirs {number}')

        assert titles(*[await mine.next() for _ in range(3)]) == ['Mine 0', 'Mine 1', 'Mine 2']
        assert titles(*[await theirs.next() for _ in range(3)]) == ['Theirs 0', 'Theirs 1', 'Theirs 2']


async def test_whoever_hangs_up_is_followed_no_more(dial, tandem):
    async with dial() as line:
        await line.next()
        assert tandem.hub.follower_count == 1

    await until(lambda: not tandem.hub.follower_count)


async def test_whoever_does_not_read_holds_up_nobody_and_is_told_everything_later(
    app, dial, token, database, owner, monkeypatch
):
    monkeypatch.setattr('services.hub.QUEUE_LIMIT', 3)
    sleeper = Sleeper(app, token)
    async with asyncio.TaskGroup() as group, dial() as quick:
        group.create_task(sleeper.connect())
        await sleeper.asleep.wait()
        await quick.next()
        for number in range(6):
            await make_task(database, owner, f'task {number}')
            assert titles(await quick.next()) == [f'task {number}']

        sleeper.wake()
        before, everything = await sleeper.next(), await sleeper.next()
        await make_task(database, owner, 'and on')
        assert titles(await sleeper.next()) == ['and on']
        sleeper.hang_up()

    assert (before['type'], before['seq']) == ('sync_response', 0)
    assert (everything['type'], everything['seq'], len(everything['data']['tasks'])) == ('sync_response', 6, 6)


async def test_the_page_of_another_site_gets_the_line_with_a_token(token, dial):
    async with dial(Origin='https://app.example') as line:
        await line.say({'type': 'sync_request'})
        assert 'not signed in' in (await line.next())['detail']
        await line.say({'type': 'auth', 'token': token})
        assert (await line.next())['type'] == 'sync_response'
    async with dial(Origin='https://app.example', Authorization=f'Bearer {token}', Cookie='tandem_session=x') as line:
        assert (await line.next())['type'] == 'sync_response'
