"""Which check notices what: each part of the way from a write to a view is broken once, and something has to say so."""

import asyncio
from uuid import uuid4

import pytest

from services import ledger, task_service
from services import relay as relay_module
from services.events import EventType
from services.hub import EventHub
from services.models import TaskRead, TaskUpdate
from services.relay import Relay
from services.sync.sync_state import Link, TaskSyncState
from services.values.cause import Cause
from tests.factories import make_task
from tests.following import reached, until_link
from tests.timeouts import TIMEOUT
from tools.torture.audit import look_at_the_ledger
from tools.torture.people import Acknowledged, Person, Tally

_ANNOUNCE = 'ALTER TABLE sync_events DISABLE TRIGGER sync_events_announce'


@pytest.fixture
async def state(states, database, owner):
    """A view that is live and shows one task."""
    await make_task(database, owner)
    state = states.enter(owner)
    await until_link(state, Link.LIVE)
    await reached(state, 1)
    return state


@pytest.fixture
def task(state):
    [task] = state.tasks.values()
    return task


async def test_nothing_is_said_while_nothing_is_broken(database, states, state, owner, task):
    await _rename(database, owner, task)
    await reached(state, 2)
    assert await states.verify()
    assert await _violations(database, owner) == []


@pytest.mark.usefixtures('state')
async def test_a_change_without_its_event(database, states, owner, task, monkeypatch):
    async def forget(*_, **__):
        return 0

    with monkeypatch.context() as broken:
        broken.setattr(ledger, 'append', forget)
        await _rename(database, owner, task)
    assert not await states.verify()
    assert 'are not what the events say' in (await _violations(database, owner))[0]


async def test_an_event_without_its_change(database, states, state, owner, task):
    async with database.transaction() as session:
        lie = task.model_copy(update={'title': 'Never written', 'version': 2})
        await ledger.append(session, owner, EventType.TASK_UPDATED, lie, Cause(), before=task)
    await reached(state, 2)
    assert not await states.verify()
    assert 'are not what the events say' in (await _violations(database, owner))[0]


async def test_an_event_that_tells_something_else_than_was_written(database, state, owner, task, monkeypatch):
    append = ledger.append

    async def lie(session, user_id, kind, after, cause, **more):
        return await append(session, user_id, kind, after.model_copy(update={'title': 'Another'}), cause, **more)

    monkeypatch.setattr(ledger, 'append', lie)
    await _rename(database, owner, task)
    await reached(state, 2)
    assert 'are not what the events say' in (await _violations(database, owner))[0]


@pytest.mark.usefixtures('state')
async def test_a_number_that_was_left_out(database, owner, sql):
    await sql.execute('UPDATE users SET seq = seq + 1 WHERE id = $1', owner)
    await make_task(database, owner, 'After the gap')
    assert 'has a gap' in (await _violations(database, owner))[0]


@pytest.mark.usefixtures('state')
async def test_an_event_that_was_removed(database, owner, sql):
    await make_task(database, owner, 'Second')
    await sql.execute('DELETE FROM sync_events WHERE seq = 1')
    assert 'has a gap' in (await _violations(database, owner))[0]


@pytest.mark.usefixtures('state')
async def test_a_change_that_is_not_announced(database, states, owner, task, sql):
    await sql.execute(_ANNOUNCE)
    await _rename(database, owner, task)
    assert not await states.verify()
    assert states.repairs == 1


async def test_a_relay_that_skips_an_event(database, owner, monkeypatch):
    monkeypatch.setattr(relay_module, '_NEXT_EVENTS', relay_module._NEXT_EVENTS.replace('seq > $2', 'seq > $2 + 1'))
    hub = EventHub()
    relay = Relay(database, hub)
    running = asyncio.create_task(relay.run())
    await relay.wait_connected()
    with hub.follow(owner) as following:
        following.start_after(0)
        first = await make_task(database, owner, 'Skipped')
        await make_task(database, owner, 'Delivered')
        async with asyncio.timeout(TIMEOUT):
            delivered = await anext(aiter(following))
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    # The hub notices the missing number and has the follower take a snapshot instead of showing a gap.
    assert type(delivered).__name__ == 'Resync'
    assert first.version == 1


@pytest.mark.parametrize('kind', ['task_deleted', 'task_updated'])
async def test_a_view_that_ignores_an_event(database, states, state, owner, task, kind, monkeypatch):
    apply = TaskSyncState._apply

    async def ignore(self, event):
        if event.type == kind:
            await self._move_to(event.seq)
        else:
            await apply(self, event)

    monkeypatch.setattr(TaskSyncState, '_apply', ignore)
    async with database.transaction() as session:
        if kind == 'task_deleted':
            await task_service.delete_task(session, owner, task.id)
        else:
            await task_service.update_task(session, owner, task.id, TaskUpdate(title='Ignored'))
    await reached(state, 2)
    assert not await states.verify()


async def test_a_view_that_shows_somebody_elses_task(states, state, task):
    stranger = task.model_copy(update={'id': uuid4()})
    state._tasks[stranger.id] = stranger
    assert not await states.verify()


@pytest.mark.usefixtures('state')
async def test_a_lost_update(database, owner, task, sql):
    # Two changes of which one goes around the ledger: the versions in the events jump.
    await sql.execute("UPDATE tasks SET title = 'Around' WHERE id = $1", task.id)
    await _rename(database, owner, task)
    assert 'from version 1 to 3' in ' '.join(await _violations(database, owner))


@pytest.mark.usefixtures('state')
async def test_a_write_that_was_acknowledged_and_then_lost(database, owner, task):
    lost = Acknowledged('changed', str(task.id), task.version + 1, fields={'title': 'Promised'})
    assert 'was acknowledged and is not there' in (await _violations(database, owner, lost))[0]


async def test_a_task_that_was_acknowledged_and_then_lost(database, owner):
    lost = Acknowledged('created', str(uuid4()), 1, fields={'title': 'Promised'})
    assert 'was acknowledged and is not there' in (await _violations(database, owner, lost))[0]


async def test_a_task_that_was_made_and_deleted_before_a_repeated_request_was_answered_is_not_lost(database, owner):
    task = await make_task(database, owner)
    async with database.transaction() as session:
        await task_service.delete_task(session, owner, task.id)
    answered = Acknowledged('created', str(task.id), task.version + 1, fields={'title': task.title})
    assert await _violations(database, owner, answered) == []


@pytest.mark.usefixtures('state')
async def test_a_request_that_was_carried_out_twice(database, owner):
    await make_task(database, owner, 'Task asked for once')
    await make_task(database, owner, 'Task asked for once')
    assert 'there 2 times' in (await _violations(database, owner))[0]


async def _rename(database, user_id, task):
    async with database.transaction() as session:
        renamed = await task_service.update_task(session, user_id, task.id, TaskUpdate(title='Renamed'))
        return TaskRead.model_validate(renamed)


async def _violations(database, user_id, *acknowledged):
    tally = Tally(0)
    await look_at_the_ledger(database, Person(user_id, '', acknowledged=list(acknowledged)), tally)
    return tally.violations
