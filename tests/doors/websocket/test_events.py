"""What happened and what happens, over HTTP."""

import asyncio

import pytest
from sqlalchemy import text

from services.hub import QUEUE_LIMIT
from tests.doors.websocket.streams import EVENTS, STREAM, following
from tests.factories import make_task
from tests.timeouts import TIMEOUT, until

API = '/api/v1'


async def nobody_follows(tandem):
    await until(lambda: not tandem.hub.follower_count)


async def test_events_are_read_in_order_and_in_pages(client, database, owner):
    titles = ['one', 'two', 'three']
    for title in titles:
        await make_task(database, owner, title)

    first = (await client.get(EVENTS, params={'limit': 2})).json()
    rest = (await client.get(EVENTS, params={'since': first['seq']})).json()
    none = (await client.get(EVENTS, params={'since': rest['seq']})).json()

    assert [event['data']['task']['title'] for event in first['events'] + rest['events']] == titles
    assert [event['seq'] for event in first['events'] + rest['events']] == [1, 2, 3]
    assert (first['seq'], rest['seq']) == (2, 3)
    assert none == {'events': [], 'seq': 3}


async def test_an_event_is_the_message_that_clients_receive(client, owner):
    task = (await client.post(f'{API}/tasks/', json={'title': 'Buy milk'})).json()

    [event] = (await client.get(EVENTS)).json()['events']

    assert event['type'] == 'task_created'
    assert event['data']['task'] == task
    assert event['data']['userId'] == str(owner)
    assert event['actor'] == {'user_id': str(owner), 'via': 'rest', 'name': 'test program'}
    assert event['turn_id']


async def test_before_anything_happened_there_is_nothing(client):
    assert (await client.get(EVENTS)).json() == {'events': [], 'seq': 0}


@pytest.mark.parametrize('since', [3, 99])
async def test_a_number_from_a_future_that_never_was_is_answered_with_everything(client, database, owner, since):
    tasks = [await make_task(database, owner, title) for title in ('one', 'two')]

    page = (await client.get(EVENTS, params={'since': since})).json()

    assert (page['events'], page['seq']) == ([], 2)
    assert page['snapshot']['tasks'] == [shown(task) for task in tasks[::-1]]
    assert [each['name'] for each in page['snapshot']['lists']] == ['Inbox']


@pytest.mark.parametrize(('since', 'has_all'), [(0, False), (1, False), (2, True), (3, True)])
async def test_whoever_misses_events_that_are_no_longer_kept_gets_everything(
    client, live_client, database, owner, since, has_all
):
    tasks = [await make_task(database, owner, title) for title in ('one', 'two', 'three')]
    async with database.transaction() as session:
        await session.execute(text('DELETE FROM sync_events WHERE seq <= 2'))

    page = (await client.get(EVENTS, params={'since': since})).json()
    async with following(live_client, since=since) as stream:
        await make_task(database, owner, 'four')
        _, first = await stream.next()

    if has_all:
        assert ([event['seq'] for event in page['events']], page['seq']) == (list(range(since + 1, 4)), 3)
        assert 'snapshot' not in page
        assert first['seq'] == since + 1
    else:
        assert (page['events'], page['seq']) == ([], 3)
        assert page['snapshot']['tasks'] == [shown(task) for task in tasks[::-1]]
        assert [each['name'] for each in page['snapshot']['lists']] == ['Inbox']
        assert (first['type'], len(first['data']['tasks'])) == ('sync_response', first['seq'])


async def test_nobody_reads_somebody_elses_events(others_client, database, owner):
    await make_task(database, owner)

    assert (await others_client.get(EVENTS)).json() == {'events': [], 'seq': 0}


async def test_a_stream_begins_with_everything_and_goes_on_with_each_change(live_client, database, owner):
    task = await make_task(database, owner)

    async with following(live_client) as stream:
        seq, everything = await stream.next()
        assert (seq, everything['type'], everything['seq']) == (1, 'sync_response', 1)
        assert everything['data']['tasks'] == [shown(task)]
        await live_client.patch(f'{API}/tasks/{task.id}/toggle')
        seq, message = await stream.next()

    assert (seq, message['type'], message['seq']) == (2, 'task_status_changed', 2)
    assert message['data']['task']['completed'] is True


@pytest.mark.parametrize('how', [{'since': 1}, {'headers': {'Last-Event-ID': '1'}}])
async def test_a_stream_that_comes_back_gets_what_it_missed(live_client, database, owner, how):
    for title in ('one', 'two', 'three'):
        await make_task(database, owner, title)

    async with following(live_client, **how) as stream:
        missed = [await stream.next(), await stream.next()]
        await make_task(database, owner, 'four')
        live = await stream.next()

    assert [(seq, message['data']['task']['title']) for seq, message in [*missed, live]] == [
        (2, 'two'),
        (3, 'three'),
        (4, 'four'),
    ]


async def test_the_last_event_id_counts_more_than_the_address(live_client, database, owner):
    await make_task(database, owner, 'one')
    await make_task(database, owner, 'two')

    async with following(live_client, {'Last-Event-ID': '1'}, since=0) as stream:
        assert (await stream.next())[0] == 2


@pytest.mark.parametrize('last', ['', 'x', '-1', '1.5', '99999999999999999999'])
async def test_an_unreadable_last_event_id_is_refused(client, last):
    answer = await client.get(EVENTS, headers=STREAM | {'Last-Event-ID': last})

    assert answer.status_code == 422
    assert answer.json()['detail'][0]['field'] == 'Last-Event-ID'


@pytest.mark.parametrize('since', [7, QUEUE_LIMIT * 5])
async def test_a_stream_from_a_future_that_never_was_begins_with_everything(live_client, database, owner, since):
    await make_task(database, owner)

    async with following(live_client, since=since) as stream:
        seq, message = await stream.next()

    assert (seq, message['type']) == (1, 'sync_response')


async def test_two_people_never_see_each_others_events(live_client, address, other_token, database, owner, other):
    theirs = {'Authorization': f'Bearer {other_token}'}
    async with following(live_client) as mine, following(live_client, theirs) as their_stream:
        assert (await mine.next())[1]['data']['tasks'] == (await their_stream.next())[1]['data']['tasks'] == []
        await make_task(database, owner, 'Mine')
        await make_task(database, other, 'Theirs')

        assert (await mine.next())[1]['data']['task']['title'] == 'Mine'
        assert (await their_stream.next())[1]['data']['task']['title'] == 'Theirs'
    assert address


async def test_whoever_leaves_is_followed_no_more(live_client, tandem):
    async with following(live_client) as stream:
        await stream.next()
        assert tandem.hub.follower_count == 1

    await nobody_follows(tandem)


async def test_an_open_stream_keeps_no_transaction_open(live_client, tandem, database):
    async with following(live_client) as stream:
        await stream.next()
        connection = await database.connect()
        try:
            busy = await connection.fetch(
                "SELECT query FROM pg_stat_activity WHERE datname = current_database() AND state LIKE '%transaction%'"
            )
        finally:
            await connection.close()
        assert busy == []
    await nobody_follows(tandem)


async def test_a_quiet_stream_shows_that_it_is_alive(live_client, monkeypatch):
    monkeypatch.setattr('app.api.stream.KEEPALIVE_SECONDS', 0.01)

    async with live_client.stream('GET', EVENTS, headers=STREAM) as response, asyncio.timeout(TIMEOUT):
        lines = response.aiter_lines()
        seen = set()
        while not seen >= {'id', ''}:
            seen.add((await anext(lines)).partition(': ')[0])


def shown(task):
    return task.model_dump(mode='json')
