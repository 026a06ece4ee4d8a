"""A view that was filled once and then changed by events alone shows what a new view shows: for every verb there is."""

import inspect

import pytest

from services import approvals, chat_service, task_service
from services.approval_models import ApprovalAction
from services.language import Entry
from services.models import ChatMessageCreate, ChatSessionUpdate, TaskCreate, TaskRead, TaskUpdate
from services.places.models import LabelCreate, LabelUpdate, ListCreate, ListUpdate
from services.tasks import bulk, editing, entries, labels, lists, moving, undo
from services.tasks.moving import TaskMove
from tests.factories import events_of, make_message, make_session, make_task
from tests.following import StaleCopy, things_in

_READING = {'list_tasks', 'read_tasks', 'get_task', 'snapshot'}
_READING_PLACES = {'list_lists', 'get_list', 'count_tasks', 'tasks_in', 'check_deletable', 'list_labels', 'get_label'}
_FOR_OTHERS = {'list_named', 'label_named'}  # parts of add_entries and edit_task


async def _deleted(database, user_id):
    task = await make_task(database, user_id, 'Deleted')
    async with database.transaction() as session:
        await task_service.delete_task(session, user_id, task.id)
    return task


async def _create_task(session, user_id, _task, _deleted):
    await task_service.create_task(session, user_id, TaskCreate(title='New', due_date='2099-05-01'))


async def _update_task(session, user_id, task, _deleted):
    changes = TaskUpdate(title='Changed', description='All', status='in_progress', priority='low', due_date=None)
    await task_service.update_task(session, user_id, task.id, changes)


async def _delete_task(session, user_id, task, _deleted):
    await task_service.delete_task(session, user_id, task.id)


async def _toggle_task(session, user_id, task, _deleted):
    await task_service.toggle_task(session, user_id, task.id)


async def _restore_task(session, user_id, _task, deleted):
    await task_service.restore_task(session, user_id, deleted.id)


async def _put_back(session, user_id, task, _deleted):
    await task_service.put_back(session, user_id, task.id, {'title': 'As it was', 'priority': 'urgent'})


async def _add_entries(session, user_id, _task, _deleted):
    await entries.add_entries(session, user_id, [Entry('One', new_list='New'), Entry('Two', depth=1)])


async def _create_tasks(session, user_id, _task, _deleted):
    await bulk.create_tasks(session, user_id, [TaskCreate(title='One'), TaskCreate(title='Two')])


async def _update_tasks(session, user_id, task, deleted):
    await bulk.update_tasks(session, user_id, [task.id, deleted.id], TaskUpdate(priority='urgent'))


async def _delete_tasks(session, user_id, task, deleted):
    await bulk.delete_tasks(session, user_id, [task.id, deleted.id])


async def _undo(session, user_id, _task, _deleted):
    await undo.undo(session, user_id)


async def _redo(session, user_id, task, _deleted):
    await task_service.toggle_task(session, user_id, task.id)
    await undo.undo(session, user_id)
    await undo.undo(session, user_id)
    await undo.redo(session, user_id)


async def _decide(session, user_id, task, _deleted):
    approval = await approvals.ask(session, user_id, ApprovalAction.DELETE, [(task, None)])
    await approvals.decide(session, user_id, approval.id, approve=True)


async def _move_task(session, user_id, task, _deleted):
    other = await task_service.create_task(session, user_id, TaskCreate(title='Other'))
    await moving.move_task(session, user_id, task.id, TaskMove(after=other.id))


async def _list(session, user_id):
    return (await lists.create_list(session, user_id, ListCreate(name='Home'))).id


async def _create_list(session, user_id, _task, _deleted):
    await _list(session, user_id)


async def _update_list(session, user_id, _task, _deleted):
    changes = ListUpdate(name='House', colour='green', archived=True)
    await lists.update_list(session, user_id, await _list(session, user_id), changes)


async def _move_list(session, user_id, _task, _deleted):
    await lists.move_list(session, user_id, await _list(session, user_id), None)


async def _delete_list(session, user_id, task, _deleted):
    home = await _list(session, user_id)
    await task_service.update_task(session, user_id, task.id, TaskUpdate(list_id=home))
    await lists.delete_list(session, user_id, home)


async def _label(session, user_id, task):
    label = await labels.create_label(session, user_id, LabelCreate(name='errand'))
    await task_service.update_task(session, user_id, task.id, TaskUpdate(label_ids=[label.id]))
    return label.id


async def _create_label(session, user_id, task, _deleted):
    await _label(session, user_id, task)


async def _update_label(session, user_id, task, _deleted):
    await labels.update_label(session, user_id, await _label(session, user_id, task), LabelUpdate(name='shop'))


async def _delete_label(session, user_id, task, _deleted):
    await labels.delete_label(session, user_id, await _label(session, user_id, task))


async def _edit_task(session, user_id, task, _deleted):
    await editing.edit_task(session, user_id, task.id, TaskUpdate(title='New'), label_names=['shop'], part='A part')


_TASK_VERBS = {
    'create_task': _create_task,
    'update_task': _update_task,
    'delete_task': _delete_task,
    'toggle_task': _toggle_task,
    'restore_task': _restore_task,
    'put_back': _put_back,
}
_BULK_VERBS = {'create_tasks': _create_tasks, 'update_tasks': _update_tasks, 'delete_tasks': _delete_tasks}
_LIST_VERBS = {
    'create_list': _create_list,
    'update_list': _update_list,
    'move_list': _move_list,
    'delete_list': _delete_list,
}
_LABEL_VERBS = {
    'create_label': _create_label,
    'update_label': _update_label,
    'delete_label': _delete_label,
}
_PLACE_VERBS = _LIST_VERBS | _LABEL_VERBS | {'move_task': _move_task, 'edit_task': _edit_task}
_VERBS = (
    _TASK_VERBS
    | _BULK_VERBS
    | _PLACE_VERBS
    | {'add_entries': _add_entries, 'undo': _undo, 'redo': _redo, 'decide': _decide}
)


def _verbs_of(module):
    return {
        name
        for name, function in vars(module).items()
        if inspect.iscoroutinefunction(function) and function.__module__ == module.__name__ and not name.startswith('_')
    }


def test_every_verb_has_a_case():
    assert _verbs_of(task_service) - _READING - {'placed'} == set(_TASK_VERBS)
    assert _verbs_of(bulk) == set(_BULK_VERBS)
    assert _verbs_of(entries) == {'add_entries'}
    assert _verbs_of(lists) - _READING_PLACES - _FOR_OTHERS == set(_LIST_VERBS)
    assert _verbs_of(labels) - _READING_PLACES - _FOR_OTHERS == set(_LABEL_VERBS)
    assert _verbs_of(moving) == {'move_task'}
    assert _verbs_of(editing) == {'edit_task'}
    assert _verbs_of(undo) == {'undo', 'redo'}


@pytest.mark.parametrize('verb', _VERBS)
async def test_a_stale_copy_and_the_events_are_a_fresh_copy(database, hub, relay, owner, verb):
    assert relay.connected
    task = await make_task(database, owner, due_date='2099-01-01')
    deleted = await _deleted(database, owner)
    copy = StaleCopy(hub, database, owner)
    await copy.look()
    before = (dict(copy.tasks), dict(copy.places))
    async with database.transaction() as session:
        await _VERBS[verb](session, owner, task, deleted)
    async with database.transaction() as session:
        fresh = await task_service.snapshot(session, owner)
    await copy.catch_up(fresh.seq)
    copy.close()
    assert (copy.tasks, copy.places) == things_in(fresh)
    assert (copy.tasks, copy.places) != before
    assert copy.snapshots == 1
    assert copy.seen == list(range(copy.seen[0], fresh.seq + 1))


@pytest.mark.parametrize('verb', sorted(_READING))
async def test_reading_changes_nothing_and_tells_nobody(database, owner, verb):
    task = await make_task(database, owner)
    async with database.transaction() as session:
        before = await task_service.snapshot(session, owner)
        await getattr(task_service, verb)(session, owner, *([task.id] if verb == 'get_task' else []))
    async with database.transaction() as session:
        assert await task_service.snapshot(session, owner) == before


@pytest.mark.parametrize(
    'change',
    [
        lambda session, user_id, task: task_service.update_task(session, user_id, task.id, TaskUpdate()),
        lambda session, user_id, task: task_service.update_task(
            session, user_id, task.id, TaskUpdate(title=task.title, status=task.status, due_date=task.due_date)
        ),
        lambda session, user_id, task: task_service.put_back(session, user_id, task.id, {'title': task.title}),
    ],
)
async def test_writing_what_is_already_there_changes_nothing_and_tells_nobody(database, owner, change):
    task = await make_task(database, owner, due_date='2099-01-01')
    async with database.transaction() as session:
        assert (await change(session, owner, task)).version == task.version
    assert len(await events_of(database, owner)) == 1


async def test_an_event_holds_the_whole_object_after_and_before_the_change(database, owner):
    task = await make_task(database, owner, description='Two', due_date='2099-01-01T09:00:00Z')
    async with database.transaction() as session:
        await _update_task(session, owner, task, None)
        changed = TaskRead.model_validate(await task_service.get_task(session, owner, task.id))
    [event] = await events_of(database, owner, since=1)
    assert event.data == changed.model_dump(mode='json')
    assert event.before == task.model_dump(mode='json')
    assert event.task == changed


async def test_conversations_can_be_followed_by_their_events_alone(database, owner):
    chat = await make_session(database, owner)
    message = await make_message(database, owner, chat.id, 'Plan the trip')
    async with database.transaction() as session:
        await chat_service.update_session(session, owner, chat.id, ChatSessionUpdate(title='Oslo', is_active=False))
        await chat_service.update_session(session, owner, chat.id, ChatSessionUpdate(title='Oslo'))
        await chat_service.delete_session(session, owner, chat.id)
        await chat_service.restore_session(session, owner, chat.id)
        await chat_service.add_message(session, owner, chat.id, ChatMessageCreate(role='assistant', content='Done'))
        now = await chat_service.get_session(session, owner, chat.id)
    events = await events_of(database, owner)
    assert [event.type for event in events] == [
        'chat_session_created',
        'chat_message_created',
        'chat_session_updated',
        'chat_session_updated',
        'chat_session_deleted',
        'chat_session_created',
        'chat_message_created',
    ]
    assert events[1].entity == message
    assert (events[2].entity.title, events[2].entity.is_active) == ('Plan the trip', True)
    assert (events[5].entity.title, events[5].entity.is_active) == (now.title, now.is_active) == ('Oslo', False)
