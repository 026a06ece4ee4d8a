"""How much one person may keep, and that counting it never goes wrong."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from services import chat_service, task_service
from services.accounts import people
from services.accounts.tokens import MAX_TOKENS, create_token
from services.database import Database
from services.errors import TooMany
from services.models import TaskCreate
from services.retention import Retention
from services.storage.quota import Quota
from services.tasks import undo
from services.values.cause import Cause
from services.values.vocabulary import Role
from tests.factories import make_message, make_session, make_task


@pytest.fixture
async def database(database_url):
    database = Database(database_url, quota=Quota(tasks=3, conversations=2, messages=3)).everybody()
    yield database
    await database.close()


async def kept(database, person):
    """What is counted, and what there really is: tasks, conversations and messages."""
    async with database.transaction() as session:
        counted = await session.execute(
            text('SELECT task_count, conversation_count, message_count FROM users WHERE id = :person'),
            {'person': person},
        )
        there = await session.execute(
            text("""SELECT (SELECT count(*) FROM tasks WHERE user_id = :person AND deleted_at IS NULL),
            (SELECT count(*) FROM chat_sessions WHERE user_id = :person AND deleted_at IS NULL),
            (SELECT count(*) FROM chat_messages JOIN chat_sessions ON chat_sessions.id = session_id
             WHERE user_id = :person AND deleted_at IS NULL)"""),
            {'person': person},
        )
        return tuple(counted.one()), tuple(there.one())


async def test_a_task_too_many_is_refused_with_what_to_do_and_nobody_else_is(database, owner, other):
    tasks = [await make_task(database, owner) for _ in range(3)]

    with pytest.raises(TooMany, match=r'You have 3 tasks.*Delete some that are done'):
        await make_task(database, owner)

    assert await kept(database, owner) == ((3, 0, 0), (3, 0, 0))
    await make_task(database, other)
    async with database.transaction() as session:
        await task_service.delete_task(session, owner, tasks[0].id)
    await make_task(database, owner)


async def test_what_is_in_the_trash_does_not_count_and_comes_back_only_when_there_is_room(database, owner):
    cause = Cause()
    gone = await make_task(database, owner)
    async with database.transaction() as session:
        await task_service.delete_task(session, owner, gone.id, cause=cause)
    for _ in range(3):
        await make_task(database, owner)

    with pytest.raises(TooMany):
        async with database.transaction() as session:
            await undo.undo(session, owner, cause.turn_id)

    assert await kept(database, owner) == ((3, 0, 0), (3, 0, 0))


async def test_conversations_and_messages_have_their_bounds_and_the_assistant_may_always_finish(database, owner):
    chat = await make_session(database, owner)
    spare = await make_session(database, owner)
    with pytest.raises(TooMany, match='You have 2 conversations'):
        await make_session(database, owner)
    for _ in range(3):
        await make_message(database, owner, chat.id)

    with pytest.raises(TooMany, match=r'3 messages.*Delete old ones'):
        await make_message(database, owner, chat.id)
    await make_message(database, owner, chat.id, 'It is done.', Role.ASSISTANT)
    assert await kept(database, owner) == ((0, 2, 4), (0, 2, 4))

    async with database.transaction() as session:
        await chat_service.delete_session(session, owner, chat.id)
    assert await kept(database, owner) == ((0, 1, 0), (0, 1, 0))
    await make_message(database, owner, spare.id)
    with pytest.raises(TooMany):
        async with database.transaction() as session:
            await chat_service.restore_session(session, owner, chat.id)


async def test_what_comes_and_goes_is_counted_as_it_is(database, owner):
    task = await make_task(database, owner)
    chat = await make_session(database, owner)
    await make_message(database, owner, chat.id)
    async with database.transaction() as session:
        await task_service.toggle_task(session, owner, task.id)
        await task_service.delete_task(session, owner, task.id)
        await task_service.restore_task(session, owner, task.id)
        await undo.undo(session, owner)
        await undo.redo(session, owner)
        await chat_service.delete_session(session, owner, chat.id)
        await chat_service.restore_session(session, owner, chat.id)
        await chat_service.delete_session(session, owner, chat.id)
    async with database.transaction() as session:
        await session.execute(text("UPDATE chat_sessions SET deleted_at = now() - interval '90 days'"))
        await session.execute(text('INSERT INTO days_seen SELECT current_date - n FROM generate_series(1, 90) AS n'))
    await Retention(database, timedelta(days=90)).prune()

    counted, there = await kept(database, owner)

    assert counted == there
    assert there[1:] == (0, 0)


async def test_a_refusal_leaves_nothing_of_its_transaction(database, owner):
    async def add_four():
        async with database.transaction() as session:
            for number in range(4):
                await task_service.create_task(session, owner, TaskCreate(title=f'{number}'))

    with pytest.raises(TooMany):
        await add_four()

    assert await kept(database, owner) == ((0, 0, 0), (0, 0, 0))


async def test_many_at_once_cannot_get_past_the_limit(database, owner):
    made = await asyncio.gather(*(make_task(database, owner) for _ in range(8)), return_exceptions=True)

    assert sum(isinstance(each, TooMany) for each in made) == 5
    assert await kept(database, owner) == ((3, 0, 0), (3, 0, 0))


async def test_tokens_have_a_bound_too(database, owner):
    async with database.transaction() as session:
        for _ in range(MAX_TOKENS):
            await create_token(session, owner, 'program')
        with pytest.raises(TooMany, match='Revoke those you do not need'):
            await create_token(session, owner, 'program')


async def test_a_person_may_have_a_quota_of_their_own(database, owner, other):
    async with database.transaction() as session:
        await people.set_quota(session, owner, {'max_tasks': 5})
        await people.set_quota(session, other, {'max_tasks': 1})
    for _ in range(5):
        await make_task(database, owner)
    await make_task(database, other)

    for person, most in ((owner, '5 tasks'), (other, '1 task')):
        with pytest.raises(TooMany, match=f'You have {most},'):
            await make_task(database, person)
    async with database.transaction() as session:
        await people.set_quota(session, other, {'max_tasks': None})
    await make_task(database, other)
