"""Deleting a list or a label by a tool waits for a yes, shows what would go, and leaves alone what was not shown."""

import pytest

from services import approvals, task_service
from services.approval_models import ApprovalState, Place
from services.errors import InvalidInput
from services.models import TaskCreate, TaskUpdate
from services.places.models import LabelCreate, LabelUpdate, ListCreate, ListUpdate
from services.tasks import labels, lists, undo
from services.tools import Toolbox
from services.values.cause import Cause, Via


@pytest.fixture
def call(database, owner):
    """One use of a tool in a turn of its own."""

    async def call(tool, **arguments):
        return (await Toolbox(database, owner, Cause(via=Via.MCP, name='An editor')).call(tool, arguments)).result

    return call


@pytest.fixture
async def trip(do):
    """A list with a task, its sub-task and a completed task."""
    trip = await do(lists.create_list, ListCreate(name='Trip'))
    tickets = await do(task_service.create_task, TaskCreate(title='Buy tickets', list_id=trip.id))
    await do(task_service.create_task, TaskCreate(title='Compare prices', parent_id=tickets.id))
    await do(task_service.create_task, TaskCreate(title='Ask Anna', list_id=trip.id, status='completed'))
    return trip


async def titles(do):
    return sorted(task.title for task in await do(task_service.list_tasks))


async def names(do):
    return [each.name for each in await do(lists.list_lists)]


async def waiting(do):
    [approval] = await do(approvals.list_approvals)
    return approval


async def test_a_list_and_all_that_is_in_it_is_shown_and_stays_until_the_yes(call, do, trip):
    result = await call('delete_list', list_id=str(trip.id))
    assert 'waiting' in result
    approval = await waiting(do)
    assert sorted(item.title for item in approval.items) == ['Ask Anna', 'Buy tickets', 'Compare prices', 'Trip']
    assert [item.place for item in approval.items] == [None, None, None, Place.LIST]
    assert await names(do) == ['Inbox', 'Trip']

    outcome = await do(approvals.decide, approval.id, approve=True)
    assert (len(outcome.done), [item.title for item in outcome.places], outcome.skipped) == (3, ['Trip'], [])
    assert (await names(do), await titles(do)) == (['Inbox'], [])


async def test_one_undo_brings_the_list_and_its_tasks_back(call, do, trip):
    await call('delete_list', list_id=str(trip.id))
    await do(approvals.decide, (await waiting(do)).id, approve=True)
    await do(undo.undo)
    assert await names(do) == ['Inbox', 'Trip']
    assert {task.list_id for task in await do(task_service.list_tasks)} == {trip.id}
    assert await titles(do) == ['Ask Anna', 'Buy tickets', 'Compare prices']


async def test_a_no_leaves_all_of_it(call, do, trip):
    await call('delete_list', list_id=str(trip.id))
    outcome = await do(approvals.decide, (await waiting(do)).id, approve=False)
    assert outcome.approval.state is ApprovalState.REJECTED
    assert (await names(do), len(await titles(do))) == (['Inbox', 'Trip'], 3)


async def test_a_task_that_was_added_since_keeps_its_list(call, do, trip):
    await call('delete_list', list_id=str(trip.id))
    await do(task_service.create_task, TaskCreate(title='Pack', list_id=trip.id))
    outcome = await do(approvals.decide, (await waiting(do)).id, approve=True)
    assert ([item.title for item in outcome.skipped], outcome.places) == (['Trip'], [])
    assert (await names(do), await titles(do)) == (['Inbox', 'Trip'], ['Pack'])


async def test_a_task_that_is_left_out_keeps_its_list(call, do, trip):
    await call('delete_list', list_id=str(trip.id))
    approval = await waiting(do)
    chosen = [item.task_id for item in approval.items if item.title != 'Ask Anna']
    outcome = await do(approvals.decide, approval.id, approve=True, task_ids=chosen)
    assert [item.title for item in outcome.skipped] == ['Trip']
    assert (await names(do), await titles(do)) == (['Inbox', 'Trip'], ['Ask Anna'])


async def test_the_list_can_be_left_out(call, do, trip):
    await call('delete_list', list_id=str(trip.id))
    approval = await waiting(do)
    chosen = [item.task_id for item in approval.items if not item.place]
    await do(approvals.decide, approval.id, approve=True, task_ids=chosen)
    assert (await names(do), await titles(do)) == (['Inbox', 'Trip'], [])


@pytest.mark.parametrize('has_gone', [False, True])
async def test_a_list_that_changed_since_is_left_alone(call, do, has_gone):
    made = await do(lists.create_list, ListCreate(name='Trip'))
    await call('delete_list', list_id=str(made.id))
    if has_gone:
        await do(lists.delete_list, made.id)
    else:
        await do(lists.update_list, made.id, ListUpdate(name='Holiday'))
    outcome = await do(approvals.decide, (await waiting(do)).id, approve=True)
    assert [item.title for item in outcome.skipped] == ['Trip']
    assert await names(do) == (['Inbox'] if has_gone else ['Inbox', 'Holiday'])


async def test_the_inbox_is_refused_at_once(call, do):
    [inbox] = await do(lists.list_lists)
    assert 'The Inbox keeps its name' in (await call('delete_list', list_id=str(inbox.id)))['error']
    assert await do(approvals.list_approvals) == []


async def test_what_a_program_asks_for_in_a_minute_is_one_approval(call, do, trip):
    label = await do(labels.create_label, LabelCreate(name='work'))
    other = await do(task_service.create_task, TaskCreate(title='Buy milk', label_ids=[label.id]))
    await call('delete_task', task_id=str(other.id))
    await call('delete_list', list_id=str(trip.id))
    await call('delete_label', label_id=str(label.id))
    approval = await waiting(do)
    assert len(approval.items) == 6
    outcome = await do(approvals.decide, approval.id, approve=True, revision=approval.revision)
    assert sorted(item.title for item in outcome.places) == ['Trip', 'work']
    assert (await names(do), await titles(do), await do(labels.list_labels)) == (['Inbox'], [], [])


async def test_a_label_is_taken_off_every_task_after_the_yes(call, do):
    label = await do(labels.create_label, LabelCreate(name='work'))
    task = await do(task_service.create_task, TaskCreate(title='Buy milk', label_ids=[label.id]))
    await call('delete_label', label_id=str(label.id))
    assert (await do(task_service.get_task, task.id)).label_ids == [label.id]
    await do(approvals.decide, (await waiting(do)).id, approve=True)
    assert (await do(task_service.get_task, task.id)).label_ids == []


async def test_a_label_that_was_renamed_since_stays(call, do):
    label = await do(labels.create_label, LabelCreate(name='work'))
    await call('delete_label', label_id=str(label.id))
    await do(labels.update_label, label.id, LabelUpdate(name='office'))
    await do(approvals.decide, (await waiting(do)).id, approve=True)
    assert [each.name for each in await do(labels.list_labels)] == ['office']


async def test_deleting_a_place_has_no_values_to_edit(call, do, trip):
    await call('delete_list', list_id=str(trip.id))
    approval = await waiting(do)
    with pytest.raises(InvalidInput):
        await do(approvals.edit, approval.id, {trip.id: TaskUpdate(title='x')})
