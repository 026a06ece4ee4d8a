"""One test for each business rule, integrity rule and promise about the service functions."""

import inspect
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from fastapi import HTTPException
from sqlalchemy.ext.asyncio import AsyncSession

from services import chat_service, ledger, task_service
from services.errors import ChatSessionNotFound, TaskNotFound
from services.models import ChatMessageCreate, ChatSessionUpdate, TaskCreate, TaskUpdate
from tests.factories import events_of, make_message, make_session, make_task

_CHANGES = TaskUpdate(title='Stolen')
_BY_ID: dict[str, Callable[..., Awaitable[Any]]] = {
    'get_task': task_service.get_task,
    'update_task': lambda session, user_id, task_id: task_service.update_task(session, user_id, task_id, _CHANGES),
    'delete_task': task_service.delete_task,
    'toggle_task': task_service.toggle_task,
    'restore_task': task_service.restore_task,
    'put_back': lambda session, user_id, task_id: task_service.put_back(session, user_id, task_id, {'title': 'Stolen'}),
}
_MESSAGE = ChatMessageCreate(role='user', content='Hello')
_CONVERSATION: dict[str, Callable[..., Awaitable[Any]]] = {
    'get': chat_service.get_session,
    'rename': lambda session, user_id, chat: chat_service.update_session(
        session, user_id, chat, ChatSessionUpdate(title='Stolen')
    ),
    'delete': chat_service.delete_session,
    'restore': chat_service.restore_session,
    'read': chat_service.list_messages,
    'write': lambda session, user_id, chat: chat_service.add_message(session, user_id, chat, _MESSAGE),
}


@pytest.mark.parametrize(
    ('name', 'arguments'),
    [
        ('list_tasks', 'session user_id completed skip limit'),
        ('create_task', 'session user_id task_data'),
        ('get_task', 'session user_id task_id'),
        ('update_task', 'session user_id task_id task_data'),
        ('delete_task', 'session user_id task_id'),
        ('toggle_task', 'session user_id task_id'),
    ],
)
def test_the_service_functions_take_what_the_specification_says(name, arguments):
    function = getattr(task_service, name)
    parameters = inspect.signature(function).parameters.values()
    assert inspect.iscoroutinefunction(function)
    assert [each.name for each in parameters if each.kind is not each.KEYWORD_ONLY] == arguments.split()
    assert all(each.default is not each.empty for each in parameters if each.kind is each.KEYWORD_ONLY)
    assert next(iter(parameters)).annotation in (AsyncSession, 'AsyncSession')


def test_completed_skip_and_limit_are_optional():
    parameters = inspect.signature(task_service.list_tasks).parameters
    assert [parameters[name].default for name in ('completed', 'skip', 'limit')] == [None, 0, 100]


async def test_the_service_functions_return_what_the_specification_says(database, owner):
    async with database.transaction() as session:
        task = await task_service.create_task(session, owner, TaskCreate(title='Buy milk'))
        assert await task_service.list_tasks(session, owner) == [task]
        assert await task_service.get_task(session, owner, task.id) == task
        assert (await task_service.update_task(session, owner, task.id, TaskUpdate(title='Milk'))).title == 'Milk'
        assert (await task_service.toggle_task(session, owner, task.id)).completed is True
        assert await task_service.delete_task(session, owner, task.id) is True


@pytest.mark.parametrize('verb', _BY_ID)
async def test_a_task_that_does_not_exist_is_a_404(database, owner, verb):
    async with database.transaction() as session:
        with pytest.raises(HTTPException) as refusal:
            await _BY_ID[verb](session, owner, uuid4())
    assert refusal.value.status_code == 404
    assert isinstance(refusal.value, TaskNotFound)
    assert str(refusal.value) == 'There is no such task. It may have been deleted.'


@pytest.mark.parametrize('verb', _BY_ID)
async def test_somebody_elses_task_is_a_404_and_stays_as_it_was(database, owner, other, verb):
    theirs = await make_task(database, other)
    if verb == 'restore_task':
        async with database.transaction() as session:
            await task_service.delete_task(session, other, theirs.id)
    before = await _everything(database, other)
    # The refusal is caught inside the transaction, so whatever had been changed before it would be committed.
    async with database.transaction() as session:
        with pytest.raises(TaskNotFound):
            await _BY_ID[verb](session, owner, theirs.id)
    assert await _everything(database, other) == before
    assert await events_of(database, owner) == []


async def test_lists_and_snapshots_hold_only_ones_own_tasks(database, owner, other):
    mine = await make_task(database, owner)
    await make_task(database, other, 'Theirs')
    async with database.transaction() as session:
        assert [task.id for task in await task_service.list_tasks(session, owner)] == [mine.id]
        assert (await task_service.snapshot(session, owner)).tasks == [mine]


@pytest.mark.parametrize('verb', _CONVERSATION)
async def test_somebody_elses_conversation_cannot_be_reached(database, owner, other, verb, sql):
    theirs = await make_session(database, other)
    await make_message(database, other, theirs.id)
    if verb == 'restore':
        async with database.transaction() as session:
            await chat_service.delete_session(session, other, theirs.id)
    before = await sql.fetch('SELECT * FROM chat_sessions')
    async with database.transaction() as session:
        with pytest.raises(ChatSessionNotFound):
            await _CONVERSATION[verb](session, owner, theirs.id)
        assert await chat_service.list_sessions(session, owner) == []
    assert await sql.fetch('SELECT * FROM chat_sessions') == before
    assert await sql.fetchval('SELECT count(*) FROM chat_messages') == 1


async def test_events_reach_only_the_person_they_belong_to(database, relay, hub, owner, other):
    assert relay.connected
    with hub.follow(owner) as mine, hub.follow(other) as theirs:
        mine.start_after(0)
        theirs.start_after(0)
        await make_task(database, other, 'Theirs')
        await make_task(database, owner, 'Mine')
        assert (await anext(aiter(mine))).task.title == 'Mine'
        assert (await anext(aiter(theirs))).task.title == 'Theirs'


async def test_commit_and_rollback_belong_to_the_transaction_around_the_verb(database, owner):
    class ChangedMyMindError(Exception):
        pass

    async def create_and_change_ones_mind():
        async with database.transaction() as session:
            await task_service.create_task(session, owner, TaskCreate(title='Buy milk'))
            raise ChangedMyMindError

    with pytest.raises(ChangedMyMindError):
        await create_and_change_ones_mind()
    async with database.transaction() as session:
        assert await task_service.list_tasks(session, owner) == []
        assert await ledger.position(session, owner) == 0


async def test_every_moment_is_kept_with_its_zone(sql):
    columns = await sql.fetch(
        "SELECT data_type FROM information_schema.columns WHERE table_schema = 'public' AND column_name ~ '_at$'"
    )
    assert {column['data_type'] for column in columns} == {'timestamp with time zone'}


async def test_every_automatic_moment_is_in_utc_when_it_is_read(database, owner):
    task = await make_task(database, owner)
    assert task.created_at.astimezone(UTC) == task.created_at
    assert abs(datetime.now(UTC) - task.created_at).total_seconds() < 60


async def _everything(database, user_id):
    async with database.transaction() as session:
        found = await task_service.snapshot(session, user_id)
        return found, await ledger.read(session, user_id, 0)
