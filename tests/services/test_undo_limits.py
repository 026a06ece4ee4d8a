"""An undo by a tool counts as the changes it makes, and emptying by whatever word empties."""

import pytest

from services import task_service
from services.models import TaskUpdate
from services.tools import Toolbox
from services.values.cause import Cause, Via
from services.values.vocabulary import Priority
from tests.factories import make_task


@pytest.fixture
def program(database, owner):
    """Each call is a turn of its own, of one program."""

    async def call(tool, **arguments):
        return (await Toolbox(database, owner, Cause(via=Via.MCP, name='My script')).call(tool, arguments)).result

    return call


async def _priorities(database, owner):
    async with database.transaction() as session:
        return {task.title: task.priority for task in await task_service.list_tasks(session, owner)}


async def test_undoing_several_turns_within_a_minute_waits_like_changing_as_many_tasks(program, database, owner, sql):
    turns = []
    for letter in 'abc':
        tasks = [await make_task(database, owner, f'{letter}{number}') for number in range(4)]
        done = await program('update_tasks', task_ids=[str(task.id) for task in tasks], changes={'priority': 'urgent'})
        assert 'approval' not in done
        turns.append(await sql.fetchval('SELECT turn_id FROM sync_events ORDER BY seq DESC LIMIT 1'))
        # As if it had happened some minutes ago.
        await sql.execute('ALTER TABLE sync_events DISABLE TRIGGER sync_events_append_only')
        await sql.execute("UPDATE sync_events SET created_at = created_at - interval '5 minutes'")

    first = await program('undo', turn_id=str(turns[0]))
    second = await program('undo', turn_id=str(turns[1]))

    assert 'approval' not in first
    assert 'approval' in second
    now = await _priorities(database, owner)
    assert [now['a0'], now['b0'], now['c0']] == [Priority.MEDIUM, Priority.URGENT, Priority.URGENT]


async def test_an_empty_description_empties_and_null_does_not(program, database, owner):
    task = await make_task(database, owner, 'Okapi', description='stripes')
    unchanged = await program('update_task', task_id=str(task.id), description=None)
    emptied = await program('update_task', task_id=str(task.id), description='')
    assert [unchanged['task']['description'], emptied['task']['description']] == ['stripes', None]


async def test_a_field_cannot_be_emptied_and_filled_at_once(program, database, owner):
    task = await make_task(database, owner, 'Okapi', description='stripes')
    refused = await program('update_task', task_id=str(task.id), description='spots', clear=['description'])
    assert 'at once' in refused['error']
    async with database.transaction() as session:
        assert (await task_service.get_task(session, owner, task.id)).description == 'stripes'


async def test_emptying_a_note_on_many_tasks_by_an_empty_text_waits_too(program, database, owner):
    tasks = [await make_task(database, owner, title, description='x') for title in ('One', 'Two')]
    asked = await program('update_tasks', task_ids=[str(task.id) for task in tasks], changes={'description': ''})
    assert 'approval' in asked
    async with database.transaction() as session:
        await task_service.update_task(session, owner, tasks[0].id, TaskUpdate(priority=Priority.HIGH))
        assert {task.description for task in await task_service.list_tasks(session, owner)} == {'x'}
