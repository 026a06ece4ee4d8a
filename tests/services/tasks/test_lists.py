"""Lists: where tasks live, in an order by hand; nobody is without an Inbox."""

from uuid import uuid4

import pytest
from pydantic import ValidationError

from services import task_service
from services.errors import InvalidInput, ListNotFound, NameTaken, TaskNotFound, TooMany
from services.events import EventType
from services.models import TaskCreate, TaskUpdate
from services.places.models import ListCreate, ListUpdate
from services.tasks import history, lists, trash
from services.values.cause import Cause
from tests.factories import events_of, inbox_of, make_list, make_task, make_user, revert


async def names(database, owner):
    async with database.transaction() as session:
        return [each.name for each in await lists.list_lists(session, owner)]


async def test_everybody_has_an_inbox_in_which_a_task_is_unless_it_is_told_otherwise(database, owner):
    other = await make_user(database)
    assert await names(database, owner) == await names(database, other) == ['Inbox']
    assert (await make_task(database, owner)).list_id == await inbox_of(database, owner)


async def test_a_list_is_added_after_the_others_and_is_an_event(database, owner):
    made = await make_list(database, owner, ' Home ')
    await make_list(database, owner, 'Work')
    assert await names(database, owner) == ['Inbox', 'Home', 'Work']
    first = (await events_of(database, owner))[0]
    assert (first.seq, first.type, first.task_list) == (1, EventType.LIST_CREATED, made)


@pytest.mark.parametrize('name', ['', '  ', 'x' * 101, 'two\nlines', None])
def test_a_name_is_one_line(name):
    with pytest.raises(ValidationError):
        ListCreate(name=name)


async def test_a_name_is_there_once_whatever_its_case(database, owner):
    await make_list(database, owner)
    work = await make_list(database, owner, 'Work')
    for name in ('HOME', 'inbox'):
        with pytest.raises(NameTaken, match=f'“{name}” is there already'):
            await make_list(database, owner, name)
        with pytest.raises(NameTaken):
            async with database.transaction() as session:
                await lists.update_list(session, owner, work.id, ListUpdate(name=name))
    await make_list(database, await make_user(database))  # somebody else's is another one


async def test_there_are_not_too_many(database, owner, monkeypatch):
    monkeypatch.setattr(lists, 'MAX_LISTS', 2)
    await make_list(database, owner)
    with pytest.raises(TooMany, match='You have 2 lists'):
        await make_list(database, owner, 'Work')


async def test_the_inbox_stays_as_it_is(database, owner):
    inbox = await inbox_of(database, owner)
    for verb in (
        lambda session: lists.update_list(session, owner, inbox, ListUpdate(name='In')),
        lambda session: lists.update_list(session, owner, inbox, ListUpdate(archived=True)),
        lambda session: lists.delete_list(session, owner, inbox),
    ):
        with pytest.raises(InvalidInput, match='The Inbox'):
            async with database.transaction() as session:
                await verb(session)
    assert await names(database, owner) == ['Inbox']


async def test_a_list_is_changed_and_the_change_is_taken_back(database, owner):
    made = await make_list(database, owner)
    async with database.transaction() as session:
        await lists.update_list(session, owner, made.id, ListUpdate(name='House', colour='teal', archived=True))
    async with database.transaction() as session:
        changed = await lists.get_list(session, owner, made.id)
        assert (changed.name, changed.colour, changed.archived_at is not None) == ('House', 'teal', True)
    result = await revert(database, owner)
    [put_back] = result.lists
    assert (put_back.name, put_back.colour, put_back.archived_at) == ('Home', None, None)


async def test_lists_are_moved(database, owner):
    made = {name: (await make_list(database, owner, name)).id for name in 'ABC'}
    for moved, after, order in (
        ('C', None, ['C', 'Inbox', 'A', 'B']),
        ('A', 'B', ['C', 'Inbox', 'B', 'A']),
        ('A', 'B', ['C', 'Inbox', 'B', 'A']),
    ):
        async with database.transaction() as session:
            await lists.move_list(session, owner, made[moved], made[after] if after else None)
        assert await names(database, owner) == order
    assert len(await events_of(database, owner)) == 5  # where it stood already is no event
    await revert(database, owner)
    assert await names(database, owner) == ['C', 'Inbox', 'A', 'B']


async def test_lists_get_new_ranks_in_one_turn_when_theirs_become_long(database, owner, monkeypatch):
    monkeypatch.setattr(lists, 'LONGEST', 1)
    made = {name: (await make_list(database, owner, name)).id for name in 'AB'}
    cause = Cause()
    for _ in range(10):
        for name in 'AB':
            async with database.transaction() as session:
                await lists.move_list(session, owner, made[name], None, cause=cause)
    assert await names(database, owner) == ['B', 'A', 'Inbox']


async def test_a_task_is_moved_to_a_list_and_back(database, owner):
    home = await make_list(database, owner)
    task = await make_task(database, owner, list_id=home.id)
    assert task.list_id == home.id
    async with database.transaction() as session:
        moved = await task_service.update_task(session, owner, task.id, TaskUpdate(list_id=None))
        assert moved.list_id == await inbox_of(database, owner)
    [put_back] = (await revert(database, owner)).tasks
    assert put_back.list_id == home.id
    async with database.transaction() as session:
        assert [each.id for each in await task_service.list_tasks(session, owner, list_id=home.id)] == [task.id]


async def test_a_list_that_is_not_there_or_not_ones_own_is_not_found(database, owner):
    theirs = await make_list(database, await make_user(database))
    task = await make_task(database, owner)
    for list_id in (theirs.id, uuid4()):
        for verb in (
            lambda session, at=list_id: task_service.create_task(session, owner, TaskCreate(title='A', list_id=at)),
            lambda session, at=list_id: task_service.update_task(session, owner, task.id, TaskUpdate(list_id=at)),
            lambda session, at=list_id: lists.get_list(session, owner, at),
            lambda session, at=list_id: lists.update_list(session, owner, at, ListUpdate(name='Mine')),
            lambda session, at=list_id: lists.move_list(session, owner, at, None),
            lambda session, at=list_id: lists.delete_list(session, owner, at),
        ):
            with pytest.raises(ListNotFound):
                async with database.transaction() as session:
                    await verb(session)
    assert len(await events_of(database, owner)) == 1


async def test_a_deleted_list_takes_its_tasks_along_and_undo_brings_everything_back_in_its_place(database, owner):
    await make_list(database, owner, 'Work')
    home = await make_list(database, owner)
    await make_list(database, owner, 'Garden')
    inside = [await make_task(database, owner, title, list_id=home.id) for title in ('Paint', 'Sweep')]
    outside = await make_task(database, owner)
    cause = Cause()
    async with database.transaction() as session:
        assert await lists.delete_list(session, owner, home.id, cause=cause) == 2
    assert await names(database, owner) == ['Inbox', 'Work', 'Garden']
    async with database.transaction() as session:
        assert [task.id for task in await task_service.list_tasks(session, owner)] == [outside.id]
        [turn] = [turn for turn in await history.list_turns(session, owner) if turn.turn_id == cause.turn_id]
        assert {step.title for step in turn.steps} == {'Paint', 'Sweep', 'Home'}

    result = await revert(database, owner, cause.turn_id)
    assert ([each.name for each in result.lists], result.kept) == (['Home'], [])
    assert await names(database, owner) == ['Inbox', 'Work', 'Home', 'Garden']
    async with database.transaction() as session:
        assert {task.id for task in await task_service.list_tasks(session, owner, list_id=home.id)} == {
            task.id for task in inside
        }


async def test_a_new_list_is_taken_back_unless_something_is_in_it(database, owner):
    cause = Cause()
    home = await make_list(database, owner, cause=cause)
    await make_task(database, owner, list_id=home.id, cause=cause)
    assert [each.name for each in (await revert(database, owner, cause.turn_id)).removed_lists] == ['Home']
    assert await names(database, owner) == ['Inbox']

    cause = Cause()
    home = await make_list(database, owner, cause=cause)
    await make_task(database, owner, list_id=home.id)
    [kept] = (await revert(database, owner, cause.turn_id)).kept
    assert (kept.list_id, kept.title, kept.fields) == (home.id, 'Home', ['tasks'])
    assert await names(database, owner) == ['Inbox', 'Home']


async def test_what_has_changed_since_is_kept(database, owner):
    cause, home = Cause(), await make_list(database, owner)
    async with database.transaction() as session:
        await lists.update_list(session, owner, home.id, ListUpdate(name='House', colour='red'), cause=cause)
    async with database.transaction() as session:
        await lists.update_list(session, owner, home.id, ListUpdate(name='Flat'))
    result = await revert(database, owner, cause.turn_id)
    assert [kept.fields for kept in result.kept] == [['name']]
    assert [(each.name, each.colour) for each in result.lists] == [('Flat', None)]


async def test_a_deleted_list_whose_name_is_in_use_by_now_stays_deleted(database, owner):
    cause, home = Cause(), await make_list(database, owner)
    task = await make_task(database, owner, list_id=home.id)
    async with database.transaction() as session:
        await lists.delete_list(session, owner, home.id, cause=cause)
    await make_list(database, owner)
    result = await revert(database, owner, cause.turn_id)
    assert [kept.list_id for kept in result.kept] == [home.id]
    [restored] = result.tasks
    assert (restored.id, restored.list_id) == (task.id, await inbox_of(database, owner))


async def test_a_task_from_the_trash_whose_list_is_gone_comes_to_the_inbox(database, owner):
    home = await make_list(database, owner)
    task = await make_task(database, owner, list_id=home.id)
    async with database.transaction() as session:
        await lists.delete_list(session, owner, home.id)
    async with database.transaction() as session:
        await trash.restore(session, owner, task.id)
    async with database.transaction() as session:
        restored = await task_service.get_task(session, owner, task.id)
        assert restored.list_id == await inbox_of(database, owner)


async def test_an_undo_puts_no_task_into_a_list_that_is_gone(database, owner):
    home = await make_list(database, owner)
    task = await make_task(database, owner, list_id=home.id)
    cause = Cause()
    async with database.transaction() as session:
        changes = TaskUpdate(list_id=None, title='Buy oat milk')
        await task_service.update_task(session, owner, task.id, changes, cause=cause)
    async with database.transaction() as session:
        await lists.delete_list(session, owner, home.id)
    result = await revert(database, owner, cause.turn_id)
    assert [kept.fields for kept in result.kept] == [['list_id']]
    assert [each.title for each in result.tasks] == ['Buy milk']
    async with database.transaction() as session:
        with pytest.raises(ListNotFound):
            await lists.get_list(session, owner, home.id)
        with pytest.raises(TaskNotFound):
            await task_service.get_task(session, owner, uuid4())
