"""Lists, labels, sub-tasks, starts and estimates over MCP, through the tools that the assistant has too."""

import pytest

from app.mcp import fresh_turn
from services import approvals, task_service
from services.errors import LabelNotFound, ListNotFound, TaskNotFound
from services.models import TaskCreate
from services.places.models import LabelCreate
from services.tasks import labels, lists
from services.tools import Toolbox
from services.values.cause import Cause, Via
from tests.factories import make_list, make_task


@pytest.fixture
def call(database, owner):
    """One request of a program, which is a turn of its own."""

    async def call(tool, **arguments):
        tools = Toolbox(database, owner, Cause(via=Via.MCP, name='My editor'))
        return (await fresh_turn(tools).call(tool, arguments)).result

    return call


async def test_a_task_is_added_where_it_belongs(call):
    home = (await call('add_list', name='Home', colour='green'))['list']
    label = (await call('add_label', name='errands'))['label']
    whole = (await call('add_task', title='Plan the party', list_id=home['id']))['task']
    part = await call(
        'add_task',
        title='Buy a cake',
        parent_id=whole['id'],
        label_ids=[label['id']],
        start_on='2099-01-02',
        estimate_minutes=30,
    )
    assert part['task']['list_id'] == home['id']
    assert part['task']['label_ids'] == [label['id']]
    for condition in ({'list_id': home['id'], 'q': 'cake'}, {'label_id': label['id']}, {'parent_id': whole['id']}):
        found = await call('list_tasks', **condition)
        assert [task['title'] for task in found['tasks']] == ['Buy a cake']


async def test_a_task_is_moved_and_changed(call, database, owner):
    home = (await call('add_list', name='Home'))['list']
    milk, bread = [await make_task(database, owner, title) for title in ('Buy milk', 'Buy bread')]
    moved = await call('move_task', task_id=str(milk.id), list_id=home['id'])
    assert moved['task']['list_id'] == home['id']
    nested = await call('move_task', task_id=str(bread.id), parent_id=str(milk.id))
    assert (nested['task']['parent_id'], nested['task']['list_id']) == (str(milk.id), home['id'])
    changed = await call('update_task', task_id=str(milk.id), start_on='2099-01-02', estimate_minutes=90)
    assert (changed['task']['start_on'], changed['task']['estimate_minutes']) == ('2099-01-02', 90)
    emptied = await call('update_task', task_id=str(milk.id), clear=['start_on', 'estimate_minutes'])
    assert (emptied['task']['start_on'], emptied['task']['estimate_minutes']) == (None, None)


async def test_moving_a_task_with_many_parts_waits_for_a_yes(call, do_in, database, owner):
    home = await make_list(database, owner, 'Home')
    whole = await make_task(database, owner, 'Plan the party')
    for number in range(6):
        await do_in(task_service.create_task, TaskCreate(title=f'Part {number}', parent_id=whole.id))
    assert 'approval' in await call('move_task', task_id=str(whole.id), list_id=str(home.id))
    assert len((await do_in(approvals.list_approvals))[0].items) == 7


async def test_lists_and_labels_are_renamed(call, do_in):
    made = (await call('add_list', name='Home'))['list']
    label = (await call('add_label', name='errands'))['label']
    await call('update_list', list_id=made['id'], name='House', colour='red')
    await call('update_label', label_id=label['id'], name='shops')
    assert [(each.name, each.colour) for each in await do_in(lists.list_lists)] == [('Inbox', None), ('House', 'red')]
    assert [each.name for each in await do_in(labels.list_labels)] == ['shops']
    archived = await call('update_list', list_id=made['id'], archived=True)
    assert archived['list']['archived_at']


async def test_a_name_that_is_taken_is_refused_in_words(call):
    await call('add_list', name='Home')
    assert 'home' in (await call('add_list', name='home'))['error']
    assert (await call('add_label', name='two words'))['error']


@pytest.mark.parametrize(
    ('tool', 'arguments'),
    [
        ('add_task', {'title': 'Mine', 'list_id': '{list}'}),
        ('add_task', {'title': 'Mine', 'label_ids': ['{label}']}),
        ('add_task', {'title': 'Mine', 'parent_id': '{task}'}),
        ('update_task', {'task_id': '{own}', 'list_id': '{list}'}),
        ('update_task', {'task_id': '{own}', 'label_ids': ['{label}']}),
        ('update_task', {'task_id': '{own}', 'parent_id': '{task}'}),
        ('move_task', {'task_id': '{own}', 'list_id': '{list}'}),
        ('move_task', {'task_id': '{own}', 'after': '{task}'}),
        ('list_tasks', {'list_id': '{list}'}),
        ('list_tasks', {'label_id': '{label}'}),
        ('update_list', {'list_id': '{list}', 'name': 'Mine'}),
        ('delete_list', {'list_id': '{list}'}),
        ('update_label', {'label_id': '{label}', 'name': 'mine'}),
        ('delete_label', {'label_id': '{label}'}),
    ],
)
async def test_what_is_somebody_elses_is_not_found(call, database, owner, other, tool, arguments):
    async with database.transaction() as session:
        label = await labels.create_label(session, other, LabelCreate(name='secret'))
    ids = {
        'list': str((await make_list(database, other, 'Secret')).id),
        'task': str((await make_task(database, other, 'Secret')).id),
        'label': str(label.id),
        'own': str((await make_task(database, owner, 'Mine already')).id),
    }
    filled = {
        name: [each.format(**ids) for each in value] if isinstance(value, list) else value.format(**ids)
        for name, value in arguments.items()
    }
    result = await call(tool, **filled)
    assert 'ecret' not in result['error']
    assert result['error'] in {str(error().sentence) for error in (ListNotFound, LabelNotFound, TaskNotFound)}


@pytest.fixture
def do_in(database, owner):
    """Run one verb for the owner in a transaction of its own."""

    async def do_in(verb, *arguments, **more):
        async with database.transaction() as session:
            return await verb(session, owner, *arguments, **more)

    return do_in
