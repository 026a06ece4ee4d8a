"""Other values for a change that waits: checked, shown to everybody, and then exactly what is carried out."""

from uuid import uuid4

import pytest

from services import approvals, task_service
from services.approval_models import ApprovalAction, ApprovalState
from services.errors import ApprovalClosed, ApprovalEdited, ApprovalNotFound, InvalidInput, VersionConflict
from services.models import TaskUpdate
from services.values.cause import Cause, Moment, Via
from services.values.time_zones import zone_named
from tests.factories import events_of, make_task


@pytest.fixture
async def asked(database, owner, do):
    """Two tasks that would become urgent on a day."""
    tasks = [await make_task(database, owner, title) for title in ('One', 'Two')]
    changes = TaskUpdate(priority='urgent', due_date='2099-01-01')
    return await do(approvals.ask, ApprovalAction.UPDATE, [(task, changes) for task in tasks])


async def test_what_runs_is_what_was_shown_last(do, asked):
    one = asked.items[0].task_id
    edited = await do(approvals.edit, asked.id, {one: TaskUpdate(priority='low', due_date='2099-02-02')})
    assert [item.changes for item in edited.items] == [
        {'due_date': '2099-02-02', 'priority': 'low'},
        {'due_date': '2099-01-01', 'priority': 'urgent'},
    ]
    assert edited.items[0].before == {'due_date': None, 'priority': 'medium'}
    assert (edited.revision, edited.state) == (2, ApprovalState.PENDING)
    assert await do(approvals.list_approvals) == [edited]
    done = (await do(approvals.decide, asked.id, approve=True, revision=2)).done
    assert [(task.title, task.priority) for task in done] == [('One', 'low'), ('Two', 'urgent')]


async def test_every_view_is_told_under_the_turn_that_asked(database, owner, do, asked):
    edited = await do(
        approvals.edit, asked.id, {asked.items[0].task_id: TaskUpdate(priority='low')}, cause=Cause(via=Via.DASHBOARD)
    )
    event = (await events_of(database, owner))[-1]
    assert (event.type, event.entity, event.turn_id) == ('approval_edited', edited, asked.turn_id)


async def test_a_yes_to_what_is_no_longer_shown_is_refused_and_a_no_never(do, asked):
    await do(approvals.edit, asked.id, {asked.items[0].task_id: TaskUpdate(priority='low')})
    with pytest.raises(ApprovalEdited, match='edited after you were shown it'):
        await do(approvals.decide, asked.id, approve=True, revision=1)
    assert {task.priority for task in await do(task_service.list_tasks)} == {'medium'}
    assert (await do(approvals.decide, asked.id, approve=False, revision=1)).approval.state is ApprovalState.REJECTED


async def test_values_are_checked_like_those_of_any_update(database, owner, do, asked):
    task_id = asked.items[0].task_id
    before = await events_of(database, owner)
    with pytest.raises(InvalidInput, match='in the past'):
        await do(approvals.edit, asked.id, {task_id: TaskUpdate(due_date='2020-01-01')})
    assert await events_of(database, owner) == before
    assert await do(approvals.list_approvals) == [asked]


async def test_a_moment_without_a_zone_is_one_of_whoever_edits(do, asked):
    berlin = Cause(moment=Moment.current(zone_named('Europe/Berlin')))
    due = TaskUpdate(due_date='2099-01-01T09:00')
    edited = await do(approvals.edit, asked.id, {asked.items[0].task_id: due}, cause=berlin)
    assert edited.items[0].changes['due_date'] == '2099-01-01T08:00:00Z'


async def test_what_would_not_change_any_more_is_left_out(do, asked):
    task_id = asked.items[0].task_id
    edited = await do(approvals.edit, asked.id, {task_id: TaskUpdate(priority='medium', due_date=None)})
    assert (edited.items[0].changes, edited.items[0].before) == ({}, {})
    outcome = await do(approvals.decide, asked.id, approve=True, revision=2)
    assert [task.version for task in outcome.done] == [1, 2]


async def test_a_task_that_changed_since_cannot_be_edited(do, asked):
    task_id = asked.items[0].task_id
    await do(task_service.update_task, task_id, TaskUpdate(title='Another'))
    with pytest.raises(VersionConflict):
        await do(approvals.edit, asked.id, {task_id: TaskUpdate(priority='low')})


async def test_a_deletion_has_nothing_to_edit(database, owner, do):
    task = await make_task(database, owner)
    approval = await do(approvals.ask, ApprovalAction.DELETE, [(task, None)])
    with pytest.raises(InvalidInput, match='no values to edit'):
        await do(approvals.edit, approval.id, {task.id: TaskUpdate(title='Mine')})


async def test_an_edit_changes_values_and_adds_no_fields(do, asked):
    task_id = asked.items[0].task_id
    for added in (TaskUpdate(title='Mine'), TaskUpdate(priority='low', description='More'), TaskUpdate(completed=True)):
        with pytest.raises(InvalidInput, match='Only the values that are shown can be edited'):
            await do(approvals.edit, asked.id, {task_id: added})
    assert await do(approvals.list_approvals) == [asked]


async def test_a_yes_that_names_no_revision_is_about_what_was_asked_for(do, asked):
    await do(approvals.edit, asked.id, {asked.items[0].task_id: TaskUpdate(priority='low')})
    with pytest.raises(ApprovalEdited):
        await do(approvals.decide, asked.id, approve=True)
    assert {task.priority for task in await do(task_service.list_tasks)} == {'medium'}


async def test_only_what_waits_and_only_its_own_tasks_can_be_edited(database, owner, other, do, asked):
    stranger = await make_task(database, owner, 'Not asked about')
    for wrong in ({}, {stranger.id: TaskUpdate(priority='low')}):
        with pytest.raises(InvalidInput, match='Choose at least one'):
            await do(approvals.edit, asked.id, wrong)
    change = {asked.items[0].task_id: TaskUpdate(priority='low')}
    with pytest.raises(ApprovalNotFound):
        await do(approvals.edit, uuid4(), change)
    async with database.transaction() as session:
        with pytest.raises(ApprovalNotFound):
            await approvals.edit(session, other, asked.id, change)
    await do(approvals.decide, asked.id, approve=True)
    with pytest.raises(ApprovalClosed):
        await do(approvals.edit, asked.id, change)
