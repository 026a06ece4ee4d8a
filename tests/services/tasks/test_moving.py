"""The order by hand: one for each list, the same for everybody, whatever happens at once."""

import asyncio
from contextlib import suppress
from random import Random

import pytest

from services import task_service
from services.errors import NothingToUndo, TaskNotFound
from services.tasks import moving, trash, undo
from services.tasks.moving import TaskMove, move_task
from tests.factories import events_of, make_list, make_task, revert


async def order_of(database, owner):
    async with database.transaction() as session:
        return [
            task.title for task in sorted(await task_service.list_tasks(session, owner), key=lambda each: each.rank)
        ]


async def move(database, owner, task, **place):
    async with database.transaction() as session:
        return await move_task(session, owner, task.id, TaskMove(**place))


@pytest.fixture
async def tasks(database, owner):
    return {title: await make_task(database, owner, title) for title in 'ABCD'}


async def test_what_is_added_comes_last_and_is_moved_behind_and_before_others(database, owner, tasks):
    assert await order_of(database, owner) == ['A', 'B', 'C', 'D']
    await move(database, owner, tasks['D'], after=tasks['A'].id)
    assert await order_of(database, owner) == ['A', 'D', 'B', 'C']
    await move(database, owner, tasks['B'], after=None)
    assert await order_of(database, owner) == ['B', 'A', 'D', 'C']
    before = await events_of(database, owner)
    await move(database, owner, tasks['A'], after=tasks['B'].id)  # where it is
    assert await events_of(database, owner) == before


async def test_a_move_is_taken_back(database, owner, tasks):
    await move(database, owner, tasks['D'], after=None)
    result = await revert(database, owner)
    assert [each.title for each in result.tasks] == ['D']
    assert await order_of(database, owner) == ['A', 'B', 'C', 'D']


async def test_a_task_is_moved_into_a_list_and_under_a_task(database, owner, tasks):
    home = await make_list(database, owner)
    first = await make_task(database, owner, 'First', list_id=home.id)
    moved = await move(database, owner, tasks['A'], after=first.id, list_id=home.id)
    assert (moved.list_id, moved.rank > first.rank) == (home.id, True)
    under = await move(database, owner, tasks['B'], after=None, parent_id=tasks['A'].id)
    assert (under.parent_id, under.list_id) == (tasks['A'].id, home.id)
    with pytest.raises(TaskNotFound):  # it is not among the parts of A
        await move(database, owner, tasks['C'], after=first.id, parent_id=tasks['A'].id)
    with pytest.raises(TaskNotFound):  # nor is it in this list
        await move(database, owner, tasks['C'], after=first.id)


async def test_a_place_that_was_taken_meanwhile_is_shared_with_nobody(database, owner, tasks):
    async with database.transaction() as session:
        await task_service.delete_task(session, owner, tasks['B'].id)
    async with database.transaction() as session:
        await task_service.put_back(session, owner, tasks['D'].id, {'rank': tasks['B'].rank})
    async with database.transaction() as session:
        await trash.restore(session, owner, tasks['B'].id)
    assert await order_of(database, owner) == ['A', 'D', 'B', 'C']
    async with database.transaction() as session:
        ranks = [task.rank for task in await task_service.list_tasks(session, owner)]
    assert len(set(ranks)) == 4


async def test_ranks_that_become_long_are_made_anew_in_the_same_turn(database, owner, tasks, monkeypatch):
    monkeypatch.setattr(moving, 'LONGEST', 5)
    order = ['A', 'B', 'C', 'D']
    for _ in range(40):
        last = order.pop()
        order.insert(1, last)
        await move(database, owner, tasks[last], after=tasks['A'].id)
        assert await order_of(database, owner) == order
    async with database.transaction() as session:
        assert all(len(task.rank) <= 6 for task in await task_service.list_tasks(session, owner))


@pytest.mark.parametrize('seed', range(3))
async def test_whatever_is_moved_at_once_no_two_have_one_place(database, owner, seed):
    chance = Random(seed)  # noqa: S311 - a choice that can be repeated
    tasks = [await make_task(database, owner, f'Task {number}') for number in range(8)]

    async def work():
        for _ in range(6):
            task, other = chance.sample(tasks, 2)
            with suppress(TaskNotFound, NothingToUndo):  # an undo has removed it
                async with database.transaction() as session:
                    if chance.random() < 0.3:
                        await undo.undo(session, owner)
                    else:
                        await move_task(session, owner, task.id, TaskMove(after=chance.choice((None, other.id))))

    await asyncio.gather(*(work() for _ in range(4)))
    async with database.transaction() as session:
        found = await task_service.list_tasks(session, owner)
    assert len({task.rank for task in found}) == len(found)
    told = {event.task.id: event.task.rank for event in await events_of(database, owner)}
    assert {task.id: task.rank for task in found} == {task.id: told[task.id] for task in found}
