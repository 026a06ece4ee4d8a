"""What a newer version writes and this one cannot read silences nobody: followers get a snapshot, and go on."""

import asyncio

import pytest

from services import ledger
from services.hub import EventHub
from services.relay import Relay
from services.sync.sync_state import Link
from tests.doors.websocket.streams import following
from tests.factories import make_task
from tests.following import collect, reached
from tests.timeouts import TIMEOUT

EVENTS = '/api/v1/events'


class TestAPage:
    async def test_shows_what_a_newer_version_did_and_goes_on(self, database, tandem, owner, newer, unreadable):
        task = await make_task(database, owner)
        state = tandem.states.enter(owner)
        await reached(state, 1)

        await newer(task, **unreadable)
        await reached(state, 2)
        assert [each.title for each in state.tasks.values()] == ['Buy milk!']

        await make_task(database, owner, 'Afterwards')
        await reached(state, 3)
        assert {each.title for each in state.tasks.values()} == {'Buy milk!', 'Afterwards'}
        assert state.link is Link.LIVE
        assert await tandem.states.verify()

    async def test_of_somebody_else_is_told_as_ever(self, database, tandem, owner, other, newer, unreadable):
        state = tandem.states.enter(other)
        tandem.states.enter(owner)
        await reached(state, 0)
        told = []
        state.listen(told.append)

        await newer(await make_task(database, owner), **unreadable)
        task = await make_task(database, other)
        await reached(state, 1)

        assert [event.task for event in told] == [task]

    async def test_is_told_of_a_known_event_with_more_fields(self, database, tandem, owner, newer):
        task = await make_task(database, owner)
        state = tandem.states.enter(owner)
        await reached(state, 1)
        told = []
        state.listen(told.append)

        await newer(task, data={'weather': 'sunny'})
        await reached(state, 2)

        assert [event.task for event in told] == [task]


class TestTheRelay:
    async def test_says_once_for_each_type_what_it_cannot_read(self, database, hub, relay, owner, newer, caplog):
        task = await make_task(database, owner)
        with hub.follow(owner) as following:
            following.start_after(1)
            for kind in ('task_moved', 'task_moved', 'task_labelled', 'task_moved'):
                await newer(task, type=kind)
                await _resynced(database, owner, following)

        assert relay.skipped == 4
        assert caplog.text.count('task_moved cannot be read') == 1
        assert caplog.text.count('task_labelled cannot be read') == 1

    async def test_finds_its_way_past_them_when_it_connects(self, database, owner, newer):
        task = await make_task(database, owner)
        hub = EventHub()
        with hub.follow(owner) as following:
            following.start_after(1)
            await newer(task, type='task_moved')
            relay = Relay(database, hub)
            running = asyncio.create_task(relay.run())
            seq = await _resynced(database, owner, following)
            await make_task(database, owner)
            assert [event.seq for event in await collect(following, seq + 1)] == [3]
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


class TestAProgram:
    async def test_on_a_socket_gets_a_snapshot_and_then_events_again(self, dial, database, owner, newer, unreadable):
        task = await make_task(database, owner)
        async with dial() as line:
            await line.next()
            await newer(task, **unreadable)
            snapshot = await line.next()
            await make_task(database, owner, 'Afterwards')
            after = await line.next()

        assert (snapshot['type'], snapshot['seq']) == ('sync_response', 2)
        assert [each['title'] for each in snapshot['data']['tasks']] == ['Buy milk!']
        assert (after['type'], after['seq']) == ('task_created', 3)

    @pytest.mark.parametrize('since', [0, 1])
    async def test_that_comes_back_gets_a_snapshot_instead(self, dial, database, owner, newer, unreadable, since):
        task = await make_task(database, owner)
        await newer(task, **unreadable)
        await make_task(database, owner, 'Afterwards')
        async with dial(f'?since={since}') as line:
            first = await line.next()

        assert (first['type'], first['seq'], len(first['data']['tasks'])) == ('sync_response', 3, 2)

    async def test_that_knows_it_already_is_told_what_came_after(self, dial, database, owner, newer, unreadable):
        await newer(await make_task(database, owner), **unreadable)
        await make_task(database, owner, 'Afterwards')
        async with dial('?since=2') as line:
            first = await line.next()

        assert (first['type'], first['seq']) == ('task_created', 3)

    async def test_on_a_stream_gets_a_snapshot_and_then_events_again(
        self, live_client, database, owner, newer, unreadable
    ):
        task = await make_task(database, owner)
        async with following(live_client) as stream:
            await stream.next()
            await newer(task, **unreadable)
            seq, snapshot = await stream.next()
            await make_task(database, owner, 'Afterwards')
            _, after = await stream.next()

        assert (seq, snapshot['type']) == (2, 'sync_response')
        assert (after['type'], after['seq']) == ('task_created', 3)

    async def test_that_reads_events_gets_those_before_and_then_a_snapshot(
        self, client, database, owner, newer, unreadable
    ):
        task = await make_task(database, owner)
        await newer(task, **unreadable)
        await make_task(database, owner, 'Afterwards')

        before = (await client.get(EVENTS)).json()
        then = (await client.get(EVENTS, params={'since': before['seq']})).json()
        after = (await client.get(EVENTS, params={'since': 2})).json()

        assert ([event['seq'] for event in before['events']], before['seq']) == ([1], 1)
        assert (then['events'], then['seq'], len(then['snapshot']['tasks'])) == ([], 3, 2)
        assert [event['seq'] for event in after['events']] == [3]

    async def test_sees_a_known_event_with_more_fields_as_it_is(self, dial, database, owner, newer):
        task = await make_task(database, owner)
        async with dial() as line:
            await line.next()
            await newer(task, data={'weather': 'sunny'})
            told = await line.next()

        assert (told['type'], told['data']['task']['weather']) == ('task_updated', 'sunny')


async def _resynced(database, user_id, subscription):
    """Do what a follower does that is told to take a snapshot; returns the number of its last event."""
    async with asyncio.timeout(TIMEOUT):
        told = await anext(aiter(subscription))
    assert type(told).__name__ == 'Resync'
    async with database.of(user_id).transaction() as session:
        seq = await ledger.position(session, user_id)
    subscription.start_after(seq)
    return seq
