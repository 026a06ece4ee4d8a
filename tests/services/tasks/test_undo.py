import asyncio
from uuid import uuid4

import pytest

from services import task_service
from services.approval_models import ApprovalAction
from services.approvals import ask, decide
from services.errors import NothingToUndo, TurnNotFound
from services.models import TaskCreate, TaskUpdate
from services.tasks import undo
from services.tasks.undo_tasks import CONTENT
from services.values.cause import Actor, Cause, Via
from services.values.vocabulary import Status
from tests.factories import events_of, make_overdue_task, make_session, make_task


@pytest.fixture
def shown(database, owner):
    """What the owner's list shows just now, without what every write moves."""

    async def shown():
        async with database.transaction() as session:
            found = await task_service.snapshot(session, owner)
        return [{field: getattr(task, field) for field in ('id', *CONTENT)} for task in found.tasks]

    return shown


async def test_a_new_task_is_taken_back_and_done_again(database, owner, do, shown):
    task = await make_task(database, owner)
    result = await do(undo.undo)
    assert ([gone.id for gone in result.removed], result.tasks, result.kept) == ([task.id], [], [])
    assert await shown() == []
    result = await do(undo.redo)
    assert [back.id for back in result.tasks] == [task.id]
    assert [one['id'] for one in await shown()] == [task.id]


@pytest.mark.parametrize(
    'changes',
    [
        {'title': 'Buy oat milk'},
        {'description': None},
        {'status': 'completed'},
        {'priority': 'urgent'},
        {'due_date': None},
        {'title': 'New', 'description': 'New', 'status': 'in_progress', 'priority': 'low', 'due_date': '2099-06-01'},
    ],
)
async def test_a_change_is_taken_back_and_done_again(database, owner, do, shown, changes):
    task = await make_task(database, owner, description='Two litres', due_date='2099-05-01')
    before = await shown()
    await do(task_service.update_task, task.id, TaskUpdate(**changes))
    changed = await shown()
    assert changed != before
    await do(undo.undo)
    assert await shown() == before
    await do(undo.redo)
    assert await shown() == changed


async def test_a_deletion_is_taken_back_and_done_again(database, owner, do, shown):
    task = await make_task(database, owner)
    before = await shown()
    await do(task_service.delete_task, task.id)
    result = await do(undo.undo)
    assert [back.id for back in result.tasks] == [task.id]
    assert await shown() == before
    await do(undo.redo)
    assert await shown() == []


async def test_one_undo_takes_back_all_that_one_turn_did(database, owner, do, shown):
    one, two = await make_task(database, owner, 'One'), await make_task(database, owner, 'Two')
    before = await shown()
    turn = Cause(via=Via.CHAT)
    await do(task_service.create_task, TaskCreate(title='Three'), cause=turn)
    await do(task_service.update_task, one.id, TaskUpdate(title='First'), cause=turn)
    await do(task_service.toggle_task, one.id, cause=turn)
    await do(task_service.delete_task, one.id, cause=turn)
    await do(task_service.delete_task, two.id, cause=turn)
    after = await shown()
    result = await do(undo.undo)
    assert result.reverted_turn_id == turn.turn_id
    assert await shown() == before
    await do(undo.redo)
    assert await shown() == after


async def test_undo_goes_back_turn_by_turn_and_redo_forward_again(database, owner, do, shown):
    states = [await shown()]
    task = await make_task(database, owner)
    states.append(await shown())
    for title in ('Two', 'Three', 'Four'):
        await do(task_service.update_task, task.id, TaskUpdate(title=title))
        states.append(await shown())
    for state in states[-2::-1]:
        await do(undo.undo)
        assert await shown() == state
    with pytest.raises(NothingToUndo, match='There is nothing to undo'):
        await do(undo.undo)
    for state in states[1:]:
        await do(undo.redo)
        assert await shown() == state
    with pytest.raises(NothingToUndo, match='There is nothing to redo'):
        await do(undo.redo)
    await do(undo.undo)
    assert await shown() == states[-2]


async def test_there_is_nothing_to_redo_once_something_else_was_done(database, owner, do):
    await make_task(database, owner)
    await do(undo.undo)
    await make_task(database, owner)
    with pytest.raises(NothingToUndo):
        await do(undo.redo)


async def test_a_turn_from_further_back_can_be_taken_back_by_its_id(database, owner, do):
    rename, raise_priority = Cause(), Cause()
    task = await make_task(database, owner)
    await do(task_service.update_task, task.id, TaskUpdate(title='Buy oat milk'), cause=rename)
    await do(task_service.update_task, task.id, TaskUpdate(priority='high'), cause=raise_priority)
    result = await do(undo.undo, rename.turn_id)
    assert [(back.title, back.priority) for back in result.tasks] == [('Buy milk', 'high')]
    assert (await do(undo.undo)).reverted_turn_id == raise_priority.turn_id


async def test_a_field_that_was_changed_since_is_left_alone_and_named(database, owner, do):
    turn = Cause()
    task = await make_task(database, owner)
    await do(task_service.update_task, task.id, TaskUpdate(title='Buy oat milk', priority='high'), cause=turn)
    await do(task_service.update_task, task.id, TaskUpdate(title='Buy soy milk'))
    result = await do(undo.undo, turn.turn_id)
    assert [(kept.title, kept.fields) for kept in result.kept] == [('Buy soy milk', ['title'])]
    [back] = result.tasks
    assert (back.title, back.priority) == ('Buy soy milk', 'medium')


async def test_a_field_that_already_is_as_it_was_is_no_conflict(database, owner, do):
    turn = Cause()
    task = await make_task(database, owner)
    await do(task_service.update_task, task.id, TaskUpdate(title='Buy oat milk'), cause=turn)
    await do(task_service.update_task, task.id, TaskUpdate(title='Buy milk'))
    result = await do(undo.undo, turn.turn_id)
    assert (result.tasks, result.kept) == ([], [])


async def test_a_new_task_that_somebody_worked_on_since_is_not_deleted(database, owner, do):
    turn = Cause()
    task = await make_task(database, owner, cause=turn)
    await do(task_service.update_task, task.id, TaskUpdate(description='Two litres'))
    result = await do(undo.undo, turn.turn_id)
    assert [(kept.title, kept.fields) for kept in result.kept] == [('Buy milk', ['description'])]
    assert (await do(task_service.get_task, task.id)).description == 'Two litres'


async def test_a_changed_task_that_was_deleted_since_stays_deleted_and_is_named(database, owner, do, shown):
    turn = Cause()
    task = await make_task(database, owner)
    await do(task_service.update_task, task.id, TaskUpdate(title='Buy oat milk'), cause=turn)
    await do(task_service.delete_task, task.id)
    result = await do(undo.undo, turn.turn_id)
    assert [(kept.title, kept.fields) for kept in result.kept] == [('Buy oat milk', ['deleted'])]
    assert await shown() == []


async def test_taking_back_the_same_turn_twice_changes_and_claims_nothing(database, owner, do):
    task = await make_task(database, owner)
    for change in (
        lambda cause: do(task_service.delete_task, task.id, cause=cause),
        lambda cause: do(task_service.toggle_task, task.id, cause=cause),
    ):
        turn = Cause()
        await change(turn)
        await do(undo.undo, turn.turn_id)
        before = await events_of(database, owner)
        result = await do(undo.undo, turn.turn_id)
        assert (result.tasks, result.removed, result.kept) == ([], [], [])
        assert await events_of(database, owner) == before


async def test_a_turn_that_came_to_nothing_is_not_in_the_way_of_undo(database, owner, do, shown):
    before = await shown()
    await make_task(database, owner)
    turn = Cause()
    passing = await make_task(database, owner, 'Never mind', cause=turn)
    await do(task_service.delete_task, passing.id, cause=turn)
    result = await do(undo.undo)
    assert [gone.title for gone in result.removed] == ['Buy milk']
    assert await shown() == before
    with pytest.raises(NothingToUndo):
        await do(undo.undo)


async def test_a_turn_that_changed_something_there_and_back_is_never_in_the_way(database, owner, do, shown):
    task = await make_task(database, owner)
    turn = Cause()
    await do(task_service.toggle_task, task.id, cause=turn)
    await do(task_service.toggle_task, task.id, cause=turn)
    assert [gone.id for gone in (await do(undo.undo)).removed] == [task.id]
    with pytest.raises(NothingToUndo):
        await do(undo.undo)
    assert await shown() == []


async def test_a_task_that_was_changed_and_deleted_and_brought_back_goes_through_undo_and_redo_unchanged(
    database, owner, do, shown
):
    task = await make_task(database, owner)
    turn = Cause()
    await do(task_service.toggle_task, task.id, cause=turn)
    await do(task_service.delete_task, task.id, cause=turn)
    await do(task_service.restore_task, task.id)
    end = await shown()
    for _ in range(3):
        assert (await do(undo.undo)).kept == []
    assert await shown() == []
    for _ in range(3):
        assert (await do(undo.redo)).kept == []
    assert await shown() == end


async def test_a_due_date_that_has_passed_since_can_be_put_back(database, owner, do):
    task = (await make_overdue_task(database, owner, due_date='2020-01-01')).id
    await do(task_service.update_task, task, TaskUpdate(due_date=None))
    [back] = (await do(undo.undo)).tasks
    assert back.due_date.isoformat() == '2020-01-01'


async def test_an_undo_takes_back_a_bulk_delete_that_was_approved(database, owner, do, shown):
    tasks = [await make_task(database, owner, f'Task {number}') for number in range(7)]
    before = await shown()
    turn = Cause(via=Via.CHAT)
    approval = await do(ask, ApprovalAction.DELETE, [(task, None) for task in tasks], cause=turn)
    outcome = await do(decide, approval.id, approve=True)
    assert len(outcome.done) == 7
    assert await shown() == []
    result = await do(undo.undo)
    assert result.reverted_turn_id == turn.turn_id
    assert await shown() == before


async def test_an_undo_is_in_the_ledger_with_who_undid_what(database, owner, do):
    turn = Cause(via=Via.DASHBOARD)
    await make_task(database, owner, cause=turn)
    result = await do(undo.undo, cause=Cause(via=Via.CHAT))
    event = (await events_of(database, owner))[-1]
    assert event.actor == Actor(user_id=owner, via=Via.UNDO, name='chat')
    assert (event.turn_id, event.reverts) == (result.turn_id, turn.turn_id)
    assert event.turn_id != turn.turn_id


async def test_what_was_only_said_is_not_something_to_undo(database, owner, do):
    await make_session(database, owner)
    with pytest.raises(NothingToUndo):
        await do(undo.undo)
    with pytest.raises(TurnNotFound):
        await do(undo.undo, (await events_of(database, owner))[0].turn_id)


async def test_nobody_can_undo_a_turn_of_somebody_else(database, other, do):
    turn = Cause()
    await make_task(database, other, cause=turn)
    for unknown in (turn.turn_id, uuid4()):
        with pytest.raises(TurnNotFound, match='no such turn'):
            await do(undo.undo, unknown)
    with pytest.raises(NothingToUndo):
        await do(undo.undo)
    assert len(await events_of(database, other)) == 1


async def test_two_who_undo_at_once_take_back_two_turns(database, owner, do, shown):
    before = await shown()
    await make_task(database, owner, 'One')
    await make_task(database, owner, 'Two')
    both = await asyncio.gather(do(undo.undo), do(undo.undo))
    assert sorted(gone.title for result in both for gone in result.removed) == ['One', 'Two']
    assert await shown() == before


async def test_a_task_completed_by_the_turn_is_open_again_after_it(database, owner, do):
    task = await make_task(database, owner, status='in_progress')
    await do(task_service.toggle_task, task.id)
    [back] = (await do(undo.undo)).tasks
    assert (back.status, back.completed) == (Status.IN_PROGRESS, False)
