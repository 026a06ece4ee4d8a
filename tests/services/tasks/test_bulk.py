"""Verbs on several tasks are one turn, and leave nothing half done."""

import pytest

from services import task_service
from services.database import Database
from services.errors import InvalidInput, TaskNotFound, TooMany
from services.models import TaskCreate, TaskUpdate
from services.storage.quota import Quota
from services.tasks import bulk, undo
from tests.factories import events_of, make_task

THREE = [TaskCreate(title=title) for title in ('one', 'two', 'three')]


async def titles(do):
    return [task.title for task in await do(task_service.list_tasks)]


async def test_several_tasks_are_added_in_their_order_and_undone_as_one(do, database, owner):
    added = await do(bulk.create_tasks, THREE)
    assert [task.title for task in added] == ['one', 'two', 'three']
    assert await titles(do) == ['three', 'two', 'one']
    assert len({event.turn_id for event in await events_of(database, owner)}) == 1
    assert len((await do(undo.undo)).removed) == 3
    assert await titles(do) == []


async def test_when_one_task_is_too_many_none_is_added(database_url, owner, do):
    cramped = Database(database_url, quota=Quota(tasks=2)).of(owner)
    with pytest.raises(TooMany):
        async with cramped.transaction() as session:
            await bulk.create_tasks(session, owner, THREE)
    await cramped.close()
    assert await titles(do) == []


async def test_when_one_task_cannot_be_changed_none_is(do, database, owner):
    due = await make_task(database, owner, 'Rent', due_date='2099-01-01')
    undated = await make_task(database, owner, 'Milk')
    with pytest.raises(InvalidInput):
        await do(bulk.update_tasks, [undated.id, due.id], TaskUpdate(title='Both', due_date='2001-01-01'))
    assert await titles(do) == ['Milk', 'Rent']


async def test_tasks_that_are_gone_are_skipped(do, database, owner, other):
    here, gone = [await make_task(database, owner, title) for title in ('Here', 'Gone')]
    anothers = await make_task(database, other, 'Not mine')
    await do(task_service.delete_task, gone.id)
    ids = [gone.id, here.id, anothers.id]
    assert [task.id for task in await do(bulk.update_tasks, ids, TaskUpdate(completed=True))] == [here.id]
    assert await do(bulk.delete_tasks, ids) == 1
    assert len({event.turn_id for event in await events_of(database, owner)}) == 5
    assert len(await events_of(database, other)) == 1


async def test_when_all_are_gone_that_is_said(do, database, owner):
    task = await make_task(database, owner)
    await do(task_service.delete_task, task.id)
    with pytest.raises(TaskNotFound):
        await do(bulk.update_tasks, [task.id], TaskUpdate(completed=True))
    with pytest.raises(TaskNotFound):
        await do(bulk.delete_tasks, [task.id])
