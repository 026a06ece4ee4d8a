import asyncio

import pytest

from services import relay as relay_module
from services import task_service
from services.models import TaskCreate, TaskUpdate
from services.relay import Relay
from services.sync import state_directory
from services.sync.state_directory import StateDirectory
from services.sync.sync_state import Link, TaskSyncState, newest_first
from services.values.cause import Cause
from tests.factories import make_task
from tests.following import next_link, reached, until_link
from tests.timeouts import TIMEOUT, until

_NOTIFY = 'ALTER TABLE sync_events {} TRIGGER sync_events_announce'
# Only a relay listens, or reads the ledger in exactly these words.
_HANG_UP = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid != $1
    AND (query ILIKE 'LISTEN%' OR query LIKE '%FROM users WHERE id = ANY%'
        OR query LIKE '%reverts, created_at AS timestamp%')
"""


@pytest.fixture
async def state(states, owner):
    """The owner's state, loaded and live."""
    state = states.enter(owner)
    await until_link(state, Link.LIVE)
    return state


async def test_a_state_is_live_once_it_is_loaded(database, states, owner):
    task = await make_task(database, owner)
    state = states.enter(owner)
    assert (state.link, state.is_loading) == (Link.CATCHING_UP, True)
    await until_link(state, Link.LIVE)
    assert (dict(state.tasks), state.is_loading) == ({task.id: task}, False)


async def test_a_lost_connection_is_told_and_what_was_missed_is_there_when_the_state_is_live_again(
    database, relay, state, owner, sql
):
    told = []
    state.watch_link(told.append)
    lost = next_link(state)
    await sql.execute(_HANG_UP, sql.get_server_pid())
    assert await lost is Link.OFFLINE
    task = await make_task(database, owner)
    await reached(state, 1)
    await until_link(state, Link.LIVE)
    assert state.tasks == {task.id: task}
    assert told[0] is Link.OFFLINE
    assert told[-1] is Link.LIVE
    assert relay.connected


async def test_a_state_that_opens_while_the_relay_is_away_says_so(database, hub, supervisor, owner):
    states = StateDirectory(database, hub, Relay(database, hub), supervisor)
    state = states.enter(owner)
    async with asyncio.timeout(TIMEOUT):
        await state.reached(0)
    assert state.link is Link.OFFLINE
    await states.close()


async def test_a_right_copy_is_left_alone(database, states, state, owner):
    task = await make_task(database, owner)
    await state.update_task(task.id, TaskUpdate(title='Other'))
    await make_task(database, owner, 'Second')
    assert await states.verify()
    assert states.repairs == 0


async def test_a_copy_that_differs_is_noticed_counted_logged_and_replaced(database, states, state, owner, caplog):
    task = await make_task(database, owner)
    await reached(state, 1)
    state._tasks.pop(task.id)
    assert not await states.verify()
    await until_link(state, Link.LIVE)
    assert state.tasks == {task.id: task}
    assert states.repairs == 1
    assert 'differed from the database' in caplog.text
    assert await states.verify()


async def test_a_copy_that_shows_an_old_version_is_noticed(database, states, state, owner):
    old = await make_task(database, owner)
    new = await state.update_task(old.id, TaskUpdate(title='New'))
    await reached(state, 2)
    state._tasks[old.id] = old
    assert not await states.verify()
    await until_link(state, Link.LIVE)
    assert state.tasks == {new.id: new}


async def test_a_change_that_nobody_announced_is_noticed_by_comparing(database, states, state, owner, sql):
    await sql.execute(_NOTIFY.format('DISABLE'))
    task = await make_task(database, owner)
    assert not await states.verify()
    await until_link(state, Link.LIVE)
    assert state.tasks == {task.id: task}


async def test_the_views_are_compared_again_and_again(database, states, state, owner, monkeypatch):
    monkeypatch.setattr(state_directory, 'VERIFY_SECONDS', 0.01)
    task = await make_task(database, owner)
    await reached(state, 1)
    comparing = asyncio.create_task(states.keep_verifying())
    for repairs in (1, 2):
        state._tasks.clear()
        await until(lambda: state.tasks == {task.id: task})
        assert states.repairs == repairs
    comparing.cancel()
    await asyncio.gather(comparing, return_exceptions=True)


async def test_a_change_that_nobody_announced_is_found_by_the_relay(database, hub, supervisor, owner, sql, monkeypatch):
    monkeypatch.setattr(relay_module, '_CHECK_SECONDS', 0.1)
    relay = Relay(database, hub)
    running = asyncio.create_task(relay.run())
    states = StateDirectory(database, hub, relay, supervisor)
    state = states.enter(owner)
    await until_link(state, Link.LIVE)
    await sql.execute(_NOTIFY.format('DISABLE'))
    task = await make_task(database, owner)
    await reached(state, 1)
    assert state.tasks == {task.id: task}
    await states.close()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_comparing_while_changes_keep_coming_finds_nothing_wrong(database, states, state, owner):
    async def write():
        for number in range(40):
            await make_task(database, owner, f'Task {number}')

    writing = asyncio.create_task(write())
    while not writing.done():
        assert await states.verify()
    await reached(state, 40)
    assert states.repairs == 0
    async with database.transaction() as session:
        assert newest_first(state.tasks.values()) == (await task_service.snapshot(session, owner)).tasks


async def test_a_database_that_is_away_is_not_taken_for_a_difference(database, states, state, owner, sql):
    await make_task(database, owner)
    await reached(state, 1)
    await sql.execute(_HANG_UP, sql.get_server_pid())
    await states.verify()
    assert states.repairs == 0


async def test_the_repairs_of_a_state_that_was_left_are_still_counted(states, state, owner):
    await state.add_task(TaskCreate(title='Lost'), cause=Cause())
    await reached(state, 1)
    state._tasks.clear()
    await states.verify()
    states.leave(owner)
    assert states.repairs == 1


async def test_a_state_that_fails_on_an_event_says_so_loads_anew_and_goes_on(
    database, state, supervisor, owner, monkeypatch
):
    apply, links = TaskSyncState._apply, []
    state.watch_link(links.append)

    async def fail_once(_self, _event):
        monkeypatch.setattr(TaskSyncState, '_apply', apply)
        raise ZeroDivisionError

    monkeypatch.setattr(TaskSyncState, '_apply', fail_once)
    first = await make_task(database, owner)
    await reached(state, 1)
    second = await make_task(database, owner)
    await reached(state, 2)
    await until_link(state, Link.LIVE)

    assert state.tasks == {first.id: first, second.id: second}
    assert links[0] is Link.CATCHING_UP
    assert [(status.name, status.restarts) for status in supervisor.statuses()] == [('state', 1)]


async def test_a_view_that_fails_when_the_link_changes_keeps_it_from_nobody(states, state, other, relay, sql, caplog):
    def fail(_link):
        raise ZeroDivisionError

    state.watch_link(fail)
    others = states.enter(other)
    await until_link(others, Link.LIVE)
    lost = next_link(others)
    await sql.execute(_HANG_UP, sql.get_server_pid())
    async with asyncio.timeout(TIMEOUT):
        assert await lost is Link.OFFLINE
        await relay.wait_connected()
    await until_link(state, Link.LIVE)
    assert 'A view could not be notified of a change.' in caplog.text


async def test_a_state_that_cannot_be_compared_does_not_keep_the_others_from_it(
    database, states, state, other, monkeypatch, caplog
):
    others = states.enter(other)
    await until_link(others, Link.LIVE)
    task = await make_task(database, other)
    await reached(others, 1)
    others._tasks.pop(task.id)

    async def fail():
        raise ZeroDivisionError

    monkeypatch.setattr(state, 'verify', fail)
    assert not await states.verify()
    assert others.repairs == 1
    assert 'could not be compared' in caplog.text
