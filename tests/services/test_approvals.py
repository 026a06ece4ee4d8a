import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from services import approvals, task_service
from services.approval_models import LIFETIME, ApprovalAction, ApprovalState
from services.errors import ApprovalClosed, ApprovalNotFound, InvalidInput, TooMany
from services.models import TaskUpdate
from services.values.cause import Cause, Moment, Via
from services.values.time_zones import zone_named
from tests.factories import events_of, make_overdue_task, make_session, make_task


async def _ask_to_delete(do, *tasks, **more):
    return await do(approvals.ask, ApprovalAction.DELETE, [(task, None) for task in tasks], **more)


async def _titles(do):
    return [task.title for task in await do(task_service.list_tasks)]


async def test_nothing_happens_until_the_answer(database, owner, do):
    task = await make_task(database, owner)
    approval = await _ask_to_delete(do, task)
    assert approval.state is ApprovalState.PENDING
    assert [(item.task_id, item.title, item.version) for item in approval.items] == [(task.id, 'Buy milk', 1)]
    assert await _titles(do) == ['Buy milk']
    assert await do(approvals.list_approvals) == [approval]


async def test_a_yes_carries_it_out_and_is_told_to_every_view(database, owner, do):
    task = await make_task(database, owner)
    turn = Cause(via=Via.CHAT)
    approval = await _ask_to_delete(do, task, cause=turn)
    outcome = await do(approvals.decide, approval.id, approve=True, cause=Cause(via=Via.DASHBOARD))
    assert (outcome.done, outcome.skipped, outcome.approval.state) == ([task], [], ApprovalState.APPROVED)
    assert await _titles(do) == []
    events = await events_of(database, owner, since=1)
    assert [event.type for event in events] == ['approval_requested', 'task_deleted', 'approval_decided']
    assert {event.turn_id for event in events} == {turn.turn_id}
    assert [event.actor.via for event in events] == ['chat', 'dashboard', 'dashboard']
    assert events[0].entity == approval
    assert events[2].entity == outcome.approval
    assert outcome.approval.decided_at is not None


async def test_a_no_leaves_everything_as_it_is(database, owner, do):
    approval = await _ask_to_delete(do, await make_task(database, owner))
    outcome = await do(approvals.decide, approval.id, approve=False)
    assert (outcome.done, outcome.skipped, outcome.approval.state) == ([], [], ApprovalState.REJECTED)
    assert await _titles(do) == ['Buy milk']
    assert await do(approvals.list_approvals) == []


async def test_a_change_of_many_tasks_is_carried_out_exactly_as_shown(database, owner, do):
    one = await make_task(database, owner, 'One', due_date='2099-01-01')
    two = await make_task(database, owner, 'Two', priority='low')
    changes = [(one, TaskUpdate(due_date=None, completed=True)), (two, TaskUpdate(title='Second', priority='high'))]
    approval = await do(approvals.ask, ApprovalAction.UPDATE, changes)
    assert [item.changes for item in approval.items] == [
        {'due_date': None, 'status': 'completed'},
        {'title': 'Second', 'priority': 'high'},
    ]
    assert [item.before for item in approval.items] == [
        {'due_date': '2099-01-01', 'status': 'pending'},
        {'title': 'Two', 'priority': 'low'},
    ]
    done = (await do(approvals.decide, approval.id, approve=True)).done
    assert [(task.title, task.status, task.priority, task.due_date) for task in done] == [
        ('One', 'completed', 'medium', None),
        ('Second', 'pending', 'high', None),
    ]


async def test_a_moment_without_a_zone_is_fixed_in_the_zone_of_whoever_asked(database, owner, do):
    task = await make_task(database, owner)
    berlin, tokyo = (Cause(moment=Moment.current(zone_named(name))) for name in ('Europe/Berlin', 'Asia/Tokyo'))
    changes = TaskUpdate(due_date='2099-01-01T09:00')
    approval = await do(approvals.ask, ApprovalAction.UPDATE, [(task, changes)], cause=berlin)
    assert approval.items[0].changes == {'due_date': '2099-01-01T08:00:00Z'}
    [changed] = (await do(approvals.decide, approval.id, approve=True, cause=tokyo)).done
    assert changed.due_date == datetime(2099, 1, 1, 8, tzinfo=UTC)


async def test_tasks_that_have_changed_since_they_were_shown_are_left_alone_and_named(database, owner, do):
    tasks = [await make_task(database, owner, title) for title in ('Same', 'Renamed', 'Deleted')]
    approval = await _ask_to_delete(do, *tasks)
    await do(task_service.update_task, tasks[1].id, TaskUpdate(title='Renamed since'))
    await do(task_service.delete_task, tasks[2].id)
    outcome = await do(approvals.decide, approval.id, approve=True)
    assert [task.title for task in outcome.done] == ['Same']
    assert [item.title for item in outcome.skipped] == ['Renamed', 'Deleted']
    assert await _titles(do) == ['Renamed since']


async def test_a_task_that_has_changed_since_is_not_changed_as_it_was_shown(database, owner, do):
    tasks = [await make_task(database, owner, title) for title in ('Same', 'Renamed', 'Deleted')]
    urgent = [(task, TaskUpdate(priority='urgent')) for task in tasks]
    approval = await do(approvals.ask, ApprovalAction.UPDATE, urgent)
    await do(task_service.update_task, tasks[1].id, TaskUpdate(title='Renamed since'))
    await do(task_service.delete_task, tasks[2].id)
    outcome = await do(approvals.decide, approval.id, approve=True)
    assert [task.title for task in outcome.done] == ['Same']
    assert [item.title for item in outcome.skipped] == ['Renamed', 'Deleted']
    found = await do(task_service.list_tasks)
    assert [(task.title, task.priority) for task in found] == [('Renamed since', 'medium'), ('Same', 'urgent')]


@pytest.mark.parametrize('first', [True, False])
async def test_an_approval_is_answered_only_once(database, owner, do, first):
    approval = await _ask_to_delete(do, await make_task(database, owner))
    await do(approvals.decide, approval.id, approve=first)
    before = await events_of(database, owner)
    word = 'approved' if first else 'rejected'
    for second in (True, False):
        with pytest.raises(ApprovalClosed, match=f'This has been {word} already; nothing was done now'):
            await do(approvals.decide, approval.id, approve=second)
    assert await events_of(database, owner) == before


async def test_an_approval_is_answered_only_once_even_when_many_answer_at_the_same_time(database, owner, do):
    tasks = [await make_task(database, owner, f'Task {number}') for number in range(3)]
    approval = await _ask_to_delete(do, *tasks)
    answers = await asyncio.gather(
        *(do(approvals.decide, approval.id, approve=number % 2 == 0) for number in range(6)), return_exceptions=True
    )
    assert sum(isinstance(answer, approvals.Outcome) for answer in answers) == 1
    assert sum(isinstance(answer, ApprovalClosed) for answer in answers) == 5
    decided = [event for event in await events_of(database, owner) if event.type == 'approval_decided']
    assert len(decided) == 1
    assert len(await _titles(do)) == (0 if decided[0].entity.state is ApprovalState.APPROVED else 3)


async def test_an_approval_that_nobody_answered_in_time_has_expired(database, owner, do, sql):
    task = await make_task(database, owner)
    approval = await _ask_to_delete(do, task)
    assert approval.expires_at - approval.created_at == pytest.approx(LIFETIME, abs=timedelta(seconds=10))
    await sql.execute("UPDATE approvals SET expires_at = clock_timestamp() - interval '1 second'")
    with pytest.raises(ApprovalClosed, match='This has expired; nothing was done'):
        await do(approvals.decide, approval.id, approve=True)
    assert await do(approvals.list_approvals) == []
    [listed] = await do(approvals.list_approvals, pending=False)
    assert listed.state is ApprovalState.EXPIRED
    assert await _titles(do) == ['Buy milk']


async def test_an_approval_that_cannot_be_carried_out_whole_is_not_carried_out_at_all(database, owner, do):
    one, two = await make_task(database, owner, 'One'), await make_overdue_task(database, owner, '2020-01-01')
    late = TaskUpdate(due_date='2020-02-02')
    approval = await do(approvals.ask, ApprovalAction.UPDATE, [(one, TaskUpdate(title='First')), (two, late)])
    with pytest.raises(InvalidInput, match='in the past'):
        await do(approvals.decide, approval.id, approve=True)
    assert sorted(await _titles(do)) == ['One', 'Pay rent']
    assert await do(approvals.list_approvals) == [approval]


async def test_nobody_can_see_or_answer_somebody_elses_approval(database, other, do):
    task = await make_task(database, other)
    async with database.transaction() as session:
        theirs = await approvals.ask(session, other, ApprovalAction.DELETE, [(task, None)])
    for unknown in (theirs.id, uuid4()):
        with pytest.raises(ApprovalNotFound, match='no such approval'):
            await do(approvals.decide, unknown, approve=True)
    assert await do(approvals.list_approvals, pending=False) == []


async def test_an_approval_that_names_somebody_elses_task_leaves_it_alone(database, other, do):
    theirs = await make_task(database, other)
    approval = await _ask_to_delete(do, theirs)
    outcome = await do(approvals.decide, approval.id, approve=True)
    assert (outcome.done, [item.task_id for item in outcome.skipped]) == ([], [theirs.id])
    async with database.transaction() as session:
        assert await task_service.get_task(session, other, theirs.id)


async def test_the_approvals_of_one_conversation_can_be_listed(database, owner, do):
    here, elsewhere = (await make_session(database, owner), await make_session(database, owner))
    tasks = [await make_task(database, owner, title) for title in ('One', 'Two', 'Three')]
    first = await _ask_to_delete(do, tasks[0], session_id=here.id)
    second = await _ask_to_delete(do, tasks[1], session_id=here.id)
    await _ask_to_delete(do, tasks[2], session_id=elsewhere.id)

    assert await do(approvals.list_approvals, session_id=here.id) == [second, first]


async def test_approvals_survive_a_restart(database, database_url, owner, do):
    approval = await _ask_to_delete(do, await make_task(database, owner))
    await database.close()
    restarted = type(database)(database_url).of(owner)
    async with restarted.transaction() as session:
        assert (await approvals.decide(session, owner, approval.id, approve=True)).done
    await restarted.close()


async def test_no_more_than_so_many_wait_at_once(database, owner, do, monkeypatch):
    monkeypatch.setattr(approvals, 'MAX_WAITING', 2)
    task = await make_task(database, owner)
    first = await _ask_to_delete(do, task)
    await _ask_to_delete(do, task)
    with pytest.raises(TooMany, match='2 changes are waiting'):
        await _ask_to_delete(do, task)
    await do(approvals.decide, first.id, approve=False)
    await _ask_to_delete(do, task)
