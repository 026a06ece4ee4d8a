"""What an assistant or a program may do to a task without asking includes what that does to its sub-tasks."""

import pytest

from services import approvals, task_service
from services.tasks import lists
from services.tools import Toolbox
from services.values.cause import Cause, Via
from tests.factories import make_list, make_task


@pytest.fixture
def box(database, owner):
    return Toolbox(database, owner, Cause(via=Via.CHAT))


@pytest.fixture
async def parent(database, owner):
    """A task with six parts."""
    parent = await make_task(database, owner, 'Move house')
    for number in range(6):
        await make_task(database, owner, f'Part {number}', parent_id=parent.id)
    return parent


async def titles(database, owner, **wanted):
    async with database.transaction() as session:
        return {task.title for task in await task_service.list_tasks(session, owner, **wanted)}


async def waiting(database, owner):
    async with database.transaction() as session:
        [approval] = await approvals.list_approvals(session, owner)
        return approval


async def test_completing_more_than_five_by_completing_one_waits_and_is_done_as_shown(box, database, owner, parent):
    call = await box.call('complete_task', {'task_id': str(parent.id)})
    assert 'waiting' in call.result
    approval = await waiting(database, owner)
    assert len(approval.items) == 7
    assert await titles(database, owner, completed=True) == set()
    async with database.transaction() as session:
        outcome = await approvals.decide(session, owner, approval.id, approve=True)
        assert (len(outcome.done), outcome.skipped) == (7, [])
    assert len(await titles(database, owner, completed=True)) == 7


async def test_a_deletion_shows_the_parts_and_leaves_a_task_whose_parts_are_to_stay(box, database, owner, parent):
    await box.call('delete_task', {'task_id': str(parent.id)})
    approval = await waiting(database, owner)
    assert [item.title for item in approval.items][-1] == 'Move house'
    assert len(approval.items) == 7
    async with database.transaction() as session:
        outcome = await approvals.decide(session, owner, approval.id, approve=True, task_ids=[parent.id])
        assert [item.title for item in outcome.skipped] == ['Move house']
    assert len(await titles(database, owner)) == 7


async def test_a_part_that_was_added_since_is_not_deleted_with_its_task(box, database, owner, parent):
    await box.call('delete_task', {'task_id': str(parent.id)})
    approval = await waiting(database, owner)
    await make_task(database, owner, 'Late', parent_id=parent.id)
    async with database.transaction() as session:
        outcome = await approvals.decide(session, owner, approval.id, approve=True)
        assert [item.title for item in outcome.skipped] == ['Move house']
    assert await titles(database, owner) == {'Move house', 'Late'}


async def test_moving_a_task_moves_more_than_five_and_waits_and_keeps_the_family(box, database, owner, parent):
    home = await make_list(database, owner)
    call = await box.call('update_task', {'task_id': str(parent.id), 'list_id': str(home.id)})
    assert 'waiting' in call.result
    approval = await waiting(database, owner)
    async with database.transaction() as session:
        outcome = await approvals.decide(session, owner, approval.id, approve=True)
        assert (len(outcome.done), outcome.skipped) == (7, [])
    async with database.transaction() as session:
        moved = await task_service.list_tasks(session, owner, list_id=home.id)
    assert sorted(str(task.parent_id) for task in moved) == sorted(['None', *[str(parent.id)] * 6])


async def test_a_program_takes_back_nothing_that_was_done_to_lists(box, database, owner):
    cause = Cause()
    home = await make_list(database, owner, cause=cause)
    call = await box.call('undo', {'turn_id': str(cause.turn_id)})
    assert 'Only the person' in call.result['error']
    async with database.transaction() as session:
        assert (await lists.get_list(session, owner, home.id)).name == 'Home'
