import pytest

from services import chat_service, task_service
from services.errors import TaskNotFound
from services.models import TaskUpdate
from services.tasks import history, trash, undo
from services.tasks.trash import TrashKind
from services.values.cause import Cause, Via
from tests.factories import events_of, make_session, make_task


@pytest.fixture
def do(database, owner):
    """Carry out one verb for the owner in a transaction of its own."""

    async def do(verb, *arguments, **options):
        async with database.transaction() as session:
            return await verb(session, owner, *arguments, **options)

    return do


async def test_the_trash_holds_what_was_deleted_the_latest_first(database, owner, do):
    kept, first, second = [await make_task(database, owner, title) for title in ('Kept', 'First', 'Second')]
    chat = await make_session(database, owner, 'Talk')
    await do(task_service.delete_task, first.id)
    await do(chat_service.delete_session, chat.id)
    await do(task_service.delete_task, second.id)
    found = await do(trash.list_trash)
    assert [(item.kind, item.title) for item in found] == [
        (TrashKind.TASK, 'Second'),
        (TrashKind.CONVERSATION, 'Talk'),
        (TrashKind.TASK, 'First'),
    ]
    assert kept.id not in {item.id for item in found}
    assert all(item.kept_until - item.deleted_at == trash.KEPT for item in found)
    assert [item.title for item in await do(trash.list_trash, skip=1, limit=1)] == ['Talk']
    assert await do(trash.list_trash, before=found[0]) == found[1:]
    assert await do(trash.list_trash, before=found[0], limit=1) == found[1:2]


async def test_what_was_deleted_in_the_same_instant_is_in_the_trash_once_on_whichever_page(database, owner, do, sql):
    for number in range(5):
        task = await make_task(database, owner, f'Task {number}')
        await do(task_service.delete_task, task.id)
    await sql.execute('UPDATE tasks SET deleted_at = now()')
    everything, pages = await do(trash.list_trash), []
    while page := await do(trash.list_trash, before=pages[-1] if pages else None, limit=2):
        pages += page
    assert pages == everything


async def test_what_is_restored_is_as_it_was_and_everybody_is_told(database, owner, do):
    task = await make_task(database, owner, description='All of it', priority='urgent')
    chat = await make_session(database, owner, 'Talk')
    await do(task_service.delete_task, task.id)
    await do(chat_service.delete_session, chat.id)
    assert await do(trash.restore, task.id) is TrashKind.TASK
    assert await do(trash.restore, chat.id) is TrashKind.CONVERSATION
    assert await do(trash.list_trash) == []
    back = await do(task_service.get_task, task.id)
    assert (back.title, back.description, back.priority) == (task.title, task.description, task.priority)
    assert [event.type for event in await events_of(database, owner, since=4)] == [
        'task_created',
        'chat_session_created',
    ]


async def test_nothing_is_restored_twice_or_by_somebody_else(database, owner, other, do):
    task = await make_task(database, owner)
    await do(task_service.delete_task, task.id)
    with pytest.raises(TaskNotFound):
        await _restore(database, other, task.id)
    await do(trash.restore, task.id)
    with pytest.raises(TaskNotFound, match='not in the trash'):
        await do(trash.restore, task.id)


async def test_history_tells_who_did_what_by_which_door_and_what_became_of_what(database, owner, do):
    task = await make_task(database, owner, 'Buy milk', cause=Cause(via=Via.MCP, name='My client'))
    await do(
        task_service.update_task, task.id, TaskUpdate(title='Buy oat milk', priority='high'), cause=Cause(Via.REST)
    )
    await do(task_service.delete_task, task.id, cause=Cause(via=Via.DASHBOARD))
    deleted, changed, created = await do(history.list_turns)
    assert [(turn.actor.via, turn.actor.name) for turn in (deleted, changed, created)] == [
        ('dashboard', None),
        ('rest', None),
        ('mcp', 'My client'),
    ]
    assert [(change.field, change.before, change.after) for change in changed.steps[0].changes] == [
        ('title', 'Buy milk', 'Buy oat milk'),
        ('priority', 'medium', 'high'),
    ]
    assert [(step.type, step.title, step.changes) for step in deleted.steps] == [('task_deleted', 'Buy oat milk', [])]
    assert all(turn.can_be_undone for turn in (deleted, changed, created))


async def test_a_turn_is_one_line_however_many_tasks_it_touched(database, owner, do):
    cause = Cause(via=Via.CHAT)
    for number in range(3):
        await make_task(database, owner, f'Task {number}', cause=cause)
    [turn] = await do(history.list_turns)
    assert (turn.turn_id, turn.seq, len(turn.steps)) == (cause.turn_id, 3, 3)


async def test_history_knows_what_was_taken_back_and_done_again(database, owner, do):
    cause = Cause()
    await make_task(database, owner, cause=cause)
    undone = await do(undo.undo)
    assert [turn.reverted_by for turn in await do(history.list_turns)] == [None, undone.turn_id]
    redone = await do(undo.redo)
    redo, back, original = await do(history.list_turns)
    assert (redo.reverts, back.reverts, original.reverts) == (back.turn_id, cause.turn_id, None)
    assert (redo.turn_id, back.reverted_by) == (redone.turn_id, redone.turn_id)
    assert original.can_be_undone


async def test_history_is_read_in_parts_and_by_door_name_and_task(database, owner, do):
    tasks = [
        await make_task(database, owner, f'Task {number}', cause=Cause(via=via, name=name))
        for number, (via, name) in enumerate([(Via.REST, 'one'), (Via.CHAT, None), (Via.REST, 'two'), (Via.CHAT, None)])
    ]
    first = await do(history.list_turns, limit=3)
    rest = await do(history.list_turns, before=first[-1].seq)
    assert [turn.seq for turn in first + rest] == [4, 3, 2, 1]
    assert [turn.seq for turn in await do(history.list_turns, via=Via.CHAT)] == [4, 2]
    assert [turn.seq for turn in await do(history.list_turns, name='one')] == [1]
    assert [turn.seq for turn in await do(history.list_turns, task_id=tasks[2].id)] == [3]


async def test_nobody_reads_somebody_elses_history(database, owner, other):
    await make_task(database, owner)
    async with database.transaction() as session:
        assert await history.list_turns(session, other) == []
        assert await trash.list_trash(session, other) == []


async def _restore(database, user_id, thing_id):
    async with database.transaction() as session:
        await trash.restore(session, user_id, thing_id)
