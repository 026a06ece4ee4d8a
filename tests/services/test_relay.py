import asyncio
import contextlib

import asyncpg
import pytest

from services import relay as relay_module
from services import task_service
from services.database import Database
from services.hub import EventHub, Resync
from services.models import TaskCreate, TaskUpdate
from services.relay import Relay
from tests.factories import make_task, make_user
from tests.following import StaleCopy, collect, next_of
from tests.timeouts import TIMEOUT, until

# Only a relay reads the ledger in exactly these words or listens.
_RELAYS = """
    FROM pg_stat_activity WHERE datname = current_database()
    AND (query ILIKE 'LISTEN%' OR query LIKE '%FROM users WHERE id = ANY%'
        OR query LIKE '%reverts, created_at AS timestamp%')
"""

_ANNOUNCE = 'ALTER TABLE sync_events {} TRIGGER sync_events_announce'


@pytest.fixture
async def following(hub, relay, owner):
    """A follower of the owner that knows everything so far, on a hub that a relay feeds."""
    assert relay.connected
    with hub.follow(owner) as subscription:
        subscription.start_after(0)
        yield subscription


async def test_what_is_committed_arrives_in_order(database, owner, following):
    tasks = [await make_task(database, owner, f'Task {number}') for number in range(5)]
    assert [event.task for event in await collect(following, 5)] == tasks


async def test_what_another_process_commits_arrives_too(database_url, owner, following):
    elsewhere = Database(database_url).everybody()
    task = await make_task(elsewhere, owner)
    assert (await next_of(following)).task == task
    await elsewhere.close()


async def test_many_changes_in_one_transaction_arrive_together_and_in_order(database, owner, following):
    async with database.transaction() as session:
        task = await task_service.create_task(session, owner, TaskCreate(title='Buy milk'))
        await task_service.update_task(session, owner, task.id, TaskUpdate(title='Buy oat milk'))
        await task_service.toggle_task(session, owner, task.id)
    assert [event.type for event in await collect(following, 3)] == [
        'task_created',
        'task_updated',
        'task_status_changed',
    ]


async def test_a_rolled_back_change_never_arrives(database, owner, following):
    with contextlib.suppress(ZeroDivisionError):
        async with database.transaction() as session:
            await task_service.create_task(session, owner, TaskCreate(title='Never'))
            raise ZeroDivisionError
    await make_task(database, owner, 'Real')
    assert (await next_of(following)).task.title == 'Real'


async def test_a_task_of_the_largest_size_arrives_whole(database, owner, following):
    task = await make_task(database, owner, '🎉' * 255, description='🎉' * 1_000)
    assert (await next_of(following)).task == task


async def test_a_lost_connection_is_made_again_and_nothing_is_missed_or_comes_twice(
    database, relay, owner, following, sql
):
    lost = _when(relay, connected=False)
    await make_task(database, owner)
    await _hang_up(sql)
    async with asyncio.timeout(TIMEOUT):
        await lost
    for _ in range(3):
        await make_task(database, owner)
    async with asyncio.timeout(TIMEOUT):
        await relay.wait_connected()
    await make_task(database, owner)
    assert [event.seq for event in await collect(following, 5)] == [1, 2, 3, 4, 5]


async def test_a_notification_that_was_lost_is_made_up_for_with_the_events_at_the_next_one(
    database, owner, following, sql
):
    await sql.execute(_ANNOUNCE.format('DISABLE'))
    tasks = [await make_task(database, owner, title) for title in ('Lost', 'Lost, too')]
    await sql.execute(_ANNOUNCE.format('ENABLE'))
    tasks.append(await make_task(database, owner, 'Announced'))
    assert [event.task for event in await collect(following, 3)] == tasks


async def test_a_notification_that_was_lost_is_made_up_for_with_the_events_at_the_next_check(
    database, hub, owner, sql, monkeypatch
):
    monkeypatch.setattr(relay_module, '_CHECK_SECONDS', 0.1)
    await sql.execute(_ANNOUNCE.format('DISABLE'))
    async with _running(Relay(database, hub)):
        with hub.follow(owner) as following:
            following.start_after(0)
            tasks = [await make_task(database, owner, title) for title in ('Lost', 'Lost, too')]
            assert [event.task for event in await collect(following, 2)] == tasks


async def test_connections_that_break_all_the_time_lose_and_repeat_nothing(database, relay, owner, following, sql):
    async def write():
        for number in range(60):
            await make_task(database, owner, f'Task {number}')

    async def disturb():
        for _ in range(5):
            async with asyncio.timeout(TIMEOUT):
                await relay.wait_connected()
                lost = _when(relay, connected=False)
                await sql.execute(f'SELECT pg_terminate_backend(pid) {_RELAYS} AND pid != $1', sql.get_server_pid())
                await lost

    async with asyncio.TaskGroup() as group:
        group.create_task(write())
        group.create_task(disturb())
        received = group.create_task(collect(following, 60))
    assert [event.seq for event in received.result()][:60] == list(range(1, 61))


async def test_a_change_that_was_committed_while_nobody_listened_reaches_a_view_that_was_just_opening(
    database, hub, owner
):
    # The view takes its snapshot, a change is committed, the relay connects, and only then the view goes on.
    with hub.follow(owner) as opening:
        async with database.transaction() as session:
            seen = await task_service.snapshot(session, owner)
        await make_task(database, owner)
        async with _running(Relay(database, hub)):
            opening.start_after(seen.seq)
            received = await next_of(opening)
    assert isinstance(received, Resync) or received.seq == 1


async def test_a_view_that_was_away_longer_than_a_queue_holds_takes_a_snapshot(database, hub, owner, monkeypatch):
    monkeypatch.setattr(relay_module, 'QUEUE_LIMIT', 3)
    with hub.follow(owner) as away:
        away.start_after(0)
        for _ in range(5):
            await make_task(database, owner)
        async with _running(Relay(database, hub)):
            assert await next_of(away) == Resync()
            away.start_after(5)
            await make_task(database, owner)
            assert (await next_of(away)).seq == 6


async def test_a_relay_that_cannot_connect_tries_again(database, database_url, owner, caplog):
    class Reluctant(Database):
        refusals = 2

        async def connect(self):
            if self.refusals:
                self.refusals -= 1
                raise ConnectionRefusedError
            return await super().connect()

    reluctant, hub = Reluctant(database_url), EventHub()
    with hub.follow(owner) as following:
        following.start_after(0)
        async with _running(Relay(reluctant, hub)):
            await make_task(database, owner)
            assert (await next_of(following)).seq == 1
    await reluctant.close()
    assert caplog.text.count('The relay cannot connect (ConnectionRefusedError)') == 2


async def test_a_relay_whose_request_crosses_the_servers_farewell_connects_again(database_url, owner, caplog):
    class Confused(asyncpg.Connection):
        crossings = 1

        async def fetch(self, *arguments, **more):
            if Confused.crossings:
                Confused.crossings -= 1
                raise asyncpg.InternalClientError('another operation is in progress')
            return await super().fetch(*arguments, **more)

    class Crossing(Database):
        async def connect(self):
            return await asyncpg.connect(self._url, connection_class=Confused)

    database, hub = Crossing(database_url).everybody(), EventHub()
    with hub.follow(owner) as following:
        following.start_after(0)
        async with _running(Relay(database, hub)):
            await make_task(database, owner)
            assert (await next_of(following)).seq == 1
    await database.close()
    assert caplog.text.count('The relay lost its connection (InternalClientError)') == 1


async def test_a_query_that_is_refused_is_left_to_the_supervisor(database, hub, owner, sql):
    """It would be refused again at once, so connecting again would only keep two processors busy."""
    relay = Relay(database, hub)
    running = asyncio.create_task(relay.run())
    await relay.wait_connected()
    with hub.follow(owner) as subscription:
        subscription.start_after(0)
        await sql.execute('ALTER TABLE sync_events RENAME TO elsewhere')
        await sql.execute("SELECT pg_notify('tandem_events', $1)", f'{owner}:1')
        with pytest.raises(asyncpg.UndefinedTableError):
            async with asyncio.timeout(TIMEOUT):
                await running
    assert not relay.connected


async def test_watchers_are_told_when_the_connection_comes_and_goes(relay, sql):
    told = []
    end = relay.watch(told.append)
    back = _when(relay, connected=True)
    await _hang_up(sql)
    async with asyncio.timeout(TIMEOUT):
        await back
    assert told == [False, True]
    end()
    gone = _when(relay, connected=False)
    await _hang_up(sql)
    async with asyncio.timeout(TIMEOUT):
        await gone
    assert told == [False, True]


async def test_a_relay_that_is_stopped_closes_its_connection(database, hub, sql):
    async with _running(Relay(database, hub)) as relay:
        assert relay.connected
    assert not relay.connected
    left = f'SELECT count(*) = 0 {_RELAYS} AND pid != $1'
    await until(lambda: sql.fetchval(left, sql.get_server_pid()))


async def test_stale_copies_that_open_at_any_time_agree_with_the_database(database, hub, relay, owner):
    assert relay.connected
    copies = []

    async def write(number):
        task = await make_task(database, owner, f'Task {number}')
        async with database.transaction() as session:
            await task_service.toggle_task(session, owner, task.id)
        if number % 3 == 0:
            async with database.transaction() as session:
                await task_service.delete_task(session, owner, task.id)

    async def open_view():
        copy = StaleCopy(hub, database, owner)
        copies.append(copy)
        await copy.look()

    async with asyncio.TaskGroup() as group:
        for number in range(30):
            group.create_task(write(number))
            group.create_task(open_view())
    async with database.transaction() as session:
        now = await task_service.snapshot(session, owner)
    for copy in copies:
        await copy.catch_up(now.seq)
        copy.close()
        assert {task.id: task for task in now.tasks} == copy.tasks
        assert copy.seen == list(range(copy.seen[0], now.seq + 1))


async def test_two_processes_see_the_same(database_url, owner):
    one, two = Database(database_url).everybody(), Database(database_url).everybody()
    hubs = EventHub(), EventHub()
    async with _running(Relay(one, hubs[0])), _running(Relay(two, hubs[1])):
        with hubs[0].follow(owner) as first, hubs[1].follow(owner) as second:
            first.start_after(0)
            second.start_after(0)
            async with asyncio.TaskGroup() as group:
                for number in range(20):
                    group.create_task(make_task((one, two)[number % 2], owner))
            assert await collect(first, 20) == await collect(second, 20)
    await one.close()
    await two.close()


async def test_a_busy_person_does_not_hold_up_another(database, hub, relay, owner):
    assert relay.connected
    quiet = await make_user(database)
    with hub.follow(quiet) as following:
        following.start_after(0)
        async with asyncio.TaskGroup() as group:
            for _ in range(20):
                group.create_task(make_task(database, owner))
            group.create_task(make_task(database, quiet))
            assert (await next_of(following)).user_id == quiet


@contextlib.asynccontextmanager
async def _running(relay):
    running = asyncio.create_task(relay.run())
    try:
        async with asyncio.timeout(TIMEOUT):
            await relay.wait_connected()
        yield relay
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running


def _when(relay, *, connected):
    """A future that is done once the relay's connection has come or gone."""
    happened = asyncio.get_running_loop().create_future()

    def watch(now):
        if now is connected and not happened.done():
            happened.set_result(None)
            end()

    end = relay.watch(watch)
    return happened


async def _hang_up(sql):
    await sql.execute(f'SELECT pg_terminate_backend(pid) {_RELAYS} AND pid != $1', sql.get_server_pid())
