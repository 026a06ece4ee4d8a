import asyncio
from itertools import pairwise
from uuid import uuid4

import asyncpg
import pytest

from services import chat_service, ledger, task_service
from services.errors import InvalidInput
from services.models import TaskCreate, TaskUpdate
from services.values.cause import Actor, Cause, Via
from tests.factories import events_of, make_session, make_task
from tests.timeouts import TIMEOUT

_WRITERS, _WRITES = 12, 8


class ChangedMyMindError(Exception):
    """Ends a transaction without a commit."""


async def test_numbers_have_no_gap_and_follow_the_order_of_commits_when_many_write_at_once(database, owner, sql):
    # created_at is taken while the person's row is held, so under one person it grows in commit order.
    async def write(writer):
        for number in range(_WRITES):
            await make_task(database, owner, f'Task {number} of writer {writer}')

    async with asyncio.TaskGroup() as group:
        for writer in range(_WRITERS):
            group.create_task(write(writer))
    events = await events_of(database, owner)
    assert [event.seq for event in events] == list(range(1, _WRITERS * _WRITES + 1))
    assert all(one.timestamp < next_one.timestamp for one, next_one in pairwise(events))
    assert await sql.fetchval('SELECT seq FROM users WHERE id = $1', owner) == len(events)


async def test_every_kind_of_writer_at_once_neither_deadlocks_nor_leaves_a_gap(database, owner):
    shared = await make_task(database, owner)
    chat = await make_session(database, owner)

    async def change(number):
        async with database.transaction() as session:
            await task_service.update_task(session, owner, shared.id, TaskUpdate(title=f'Title {number}'))
            await task_service.create_task(session, owner, TaskCreate(title=f'New {number}'))

    async def toggle(_number):
        async with database.transaction() as session:
            await task_service.create_task(session, owner, TaskCreate(title='First create, then change'))
            await task_service.toggle_task(session, owner, shared.id)

    async def talk(number):
        async with database.transaction() as session:
            await chat_service.create_session(session, owner, f'Talk {number}')
            await chat_service.delete_session(session, owner, (await chat_service.create_session(session, owner)).id)

    async with asyncio.TaskGroup() as group:
        for number in range(8):
            for write in (change, toggle, talk):
                group.create_task(write(number))
    events = await events_of(database, owner)
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert [event.task.version for event in events if event.data['id'] == str(shared.id)] == list(range(1, 18))
    assert chat.id


async def test_a_rollback_leaves_neither_a_row_nor_an_event_nor_a_gap(database, owner):
    with pytest.raises(ChangedMyMindError):
        await _create_and_fail(database, owner)
    task = await make_task(database, owner, 'Second')
    events = await events_of(database, owner)
    assert [(event.seq, event.task) for event in events] == [(1, task)]


async def test_a_change_whose_event_cannot_be_written_does_not_happen(database, owner, sql):
    task = await make_task(database, owner)
    await sql.execute('ALTER TABLE sync_events ADD CONSTRAINT full_now CHECK (seq < 2)')
    for change in (
        lambda session: task_service.toggle_task(session, owner, task.id),
        lambda session: task_service.delete_task(session, owner, task.id),
        lambda session: task_service.create_task(session, owner, TaskCreate(title='Another')),
    ):
        with pytest.raises(Exception, match='full_now'):
            await _in_a_transaction(database, change)
    async with database.transaction() as session:
        assert (await task_service.snapshot(session, owner)).tasks == [task]


async def test_each_person_counts_for_themselves(database, owner, other):
    for user_id in (owner, other, owner, other, owner):
        await make_task(database, user_id)
    assert [event.seq for event in await events_of(database, owner)] == [1, 2, 3]
    assert [event.seq for event in await events_of(database, other)] == [1, 2]


async def test_the_database_announces_each_event_on_commit_and_none_before(database, owner, sql):
    heard = asyncio.Queue()
    await sql.add_listener(ledger.CHANNEL, lambda *heard_now: heard.put_nowait(heard_now[-1]))
    with pytest.raises(ChangedMyMindError):
        await _create_and_fail(database, owner)
    async with database.transaction() as session:
        await task_service.create_task(session, owner, TaskCreate(title='One'))
        await task_service.create_task(session, owner, TaskCreate(title='Two'))
        await sql.execute('SELECT 1')
        assert heard.empty()
    async with asyncio.timeout(TIMEOUT):
        assert [await heard.get(), await heard.get()] == [f'{owner}:1', f'{owner}:2']


async def test_an_event_remembers_who_did_it_by_which_door_and_in_which_turn(database, owner):
    cause = Cause(via=Via.MCP, name='Desk')
    await make_task(database, owner, cause=cause)
    [event] = await events_of(database, owner)
    assert event.actor == Actor(user_id=owner, via=Via.MCP, name='Desk')
    assert (event.turn_id, event.reverts) == (cause.turn_id, None)


async def test_reading_goes_on_after_a_number_and_stops_at_a_limit(database, owner):
    for _ in range(5):
        await make_task(database, owner)
    async with database.transaction() as session:
        assert [event.seq for event in await ledger.read(session, owner, 1, limit=2)] == [2, 3]
        assert await ledger.read(session, owner, 5) == []
        assert await ledger.position(session, owner) == 5


async def test_before_the_first_event_the_position_is_0(database, owner):
    async with database.transaction() as session:
        assert await ledger.position(session, owner) == 0
        assert (await task_service.snapshot(session, owner)).seq == 0


async def test_nobody_can_write_in_the_name_of_a_person_who_does_not_exist(database):
    async with database.transaction() as session:
        with pytest.raises(InvalidInput, match='no such person'):
            await ledger.hold(session, uuid4())


async def test_two_events_cannot_share_a_number(database, owner, sql):
    await make_task(database, owner)
    with pytest.raises(asyncpg.UniqueViolationError):
        await sql.execute(
            'INSERT INTO sync_events (user_id, seq, type, subject_id, data, actor, turn_id)'
            ' SELECT user_id, seq, type, subject_id, data, actor, turn_id FROM sync_events'
        )


async def _create_and_fail(database, user_id):
    async with database.transaction() as session:
        await task_service.create_task(session, user_id, TaskCreate(title='Never'))
        raise ChangedMyMindError


async def _in_a_transaction(database, change):
    async with database.transaction() as session:
        await change(session)
