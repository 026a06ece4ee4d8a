"""What a program may do over MCP before the person is asked: per token and minute, whatever the number of calls."""

from functools import partial

import pytest

from app.mcp import fresh_turn
from services import approvals, task_service
from services.approval_models import ApprovalAction
from services.errors import ApprovalEdited
from services.models import TaskRead, TaskUpdate
from services.tools import TOOLS, Risk, Toolbox
from services.values.cause import Cause, Via
from tests.factories import make_task


@pytest.fixture
async def tasks(database, owner) -> list[TaskRead]:
    """Eight tasks with a note."""
    return [await make_task(database, owner, f'Task {at}', description='A note') for at in range(8)]


@pytest.fixture
def call(database, owner):
    """One request of a program, which is a turn of its own."""

    async def call(tool, *, program='My editor', **arguments):
        tools = Toolbox(database, owner, Cause(via=Via.MCP, name=program))
        return (await fresh_turn(tools).call(tool, arguments)).result

    return call


@pytest.fixture
def do(database, owner):
    async def do(verb, *arguments, **more):
        async with database.transaction() as session:
            return await verb(session, owner, *arguments, **more)

    return do


async def test_after_the_fifth_changed_task_within_a_minute_the_rest_waits_as_one_approval(call, do, tasks):
    for task in tasks:
        await call('update_task', task_id=str(task.id), title='x')
    assert sum(task.title == 'x' for task in await do(task_service.list_tasks)) == 5
    [approval] = await do(approvals.list_approvals)
    assert (approval.program, len(approval.items)) == ('My editor', 3)


async def test_each_program_is_counted_by_itself(call, do, tasks):
    for at, task in enumerate(tasks):
        await call('complete_task', task_id=str(task.id), program=f'Program {at % 2}')
    assert all(task.completed for task in await do(task_service.list_tasks))


async def test_what_a_program_changed_more_than_a_minute_ago_does_not_count(call, do, tasks, database):
    for task in tasks[:5]:
        await call('update_task', task_id=str(task.id), title='x')
    async with database.transaction() as session:
        connection = await session.connection()
        await connection.exec_driver_sql('ALTER TABLE sync_events DISABLE TRIGGER sync_events_append_only')
        await connection.exec_driver_sql("UPDATE sync_events SET created_at = created_at - interval '61 seconds'")
    for task in tasks[5:]:
        await call('update_task', task_id=str(task.id), title='x')
    assert all(task.title == 'x' for task in await do(task_service.list_tasks))


async def test_emptying_one_by_one_waits(call, do, tasks):
    for task in tasks[:4]:
        await call('update_task', task_id=str(task.id), clear=['description'])
    assert sum(task.description is None for task in await do(task_service.list_tasks)) == 1
    assert len((await do(approvals.list_approvals))[0].items) == 3


async def test_repeated_undo_removes_nothing(call, do):
    for at in range(3):
        await call('add_task', title=f'New {at}')
    for _ in range(4):
        assert 'approval' in await call('undo')
    assert len(await do(task_service.list_tasks)) == 3
    [approval] = await do(approvals.list_approvals)
    assert approval.action is ApprovalAction.UNDO


async def test_undo_goes_back_through_what_the_program_did_and_waits_at_what_others_did(call, do, tasks):
    mine, other = str(tasks[0].id), tasks[1].id
    await do(task_service.update_task, other, TaskUpdate(title='Done by hand'), cause=Cause(via=Via.DASHBOARD))
    for title in ('Once', 'Twice'):
        await call('update_task', task_id=mine, title=title)
    assert [task['title'] for task in (await call('undo'))['tasks']] == ['Once']
    assert [task['title'] for task in (await call('undo'))['tasks']] == ['Task 0']
    assert 'approval' in await call('undo')
    assert (await do(task_service.get_task, other)).title == 'Done by hand'


async def test_a_program_does_not_take_back_what_another_program_did(call, do, tasks):
    await call('update_task', task_id=str(tasks[0].id), title='x', program='Another')
    assert 'approval' in await call('undo')
    assert (await do(task_service.get_task, tasks[0].id)).title == 'x'


async def test_a_yes_from_before_a_program_asked_for_more_is_refused(call, do, tasks):
    await call('delete_task', task_id=str(tasks[0].id))
    [seen] = await do(approvals.list_approvals)
    await call('delete_task', task_id=str(tasks[1].id))
    for revision in (None, seen.revision):
        with pytest.raises(ApprovalEdited):
            await do(partial(approvals.decide, revision=revision), seen.id, approve=True)
    assert len(await do(task_service.list_tasks)) == 8


def test_tools_that_may_take_something_away_say_so():
    assert {name for name, tool in TOOLS.items() if tool.risk is Risk.DESTROY} == {
        'delete_task',
        'delete_tasks',
        'delete_list',
        'delete_label',
        'undo',
        'redo',
    }
