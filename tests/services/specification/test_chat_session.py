"""What docs/specification.md says of ChatSession, line by line."""

from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from services import chat_service
from services.models import ChatSessionUpdate
from tests.factories import make_message, make_session
from tests.services.specification.raw import insert_message, insert_session, refused


async def test_a_conversation_has_a_uuid_as_its_primary_key(database, owner, sql):
    chat = await make_session(database, owner)
    assert isinstance(chat.id, UUID)
    with refused():
        await insert_session(sql, owner, id=chat.id)


async def test_a_conversation_belongs_to_a_person_who_exists(sql):
    for nobody in (uuid4(), None):
        with refused():
            await insert_session(sql, nobody)


async def test_a_title_comes_from_the_first_message(database, owner):
    chat = await make_session(database, owner)
    await make_message(database, owner, chat.id, 'Plan the trip to Oslo')
    await make_message(database, owner, chat.id, 'And the way back')
    async with database.transaction() as session:
        assert (await chat_service.get_session(session, owner, chat.id)).title == 'Plan the trip to Oslo'


async def test_a_title_can_be_the_persons_own(database, owner):
    chat = await make_session(database, owner, 'Travel')
    await make_message(database, owner, chat.id, 'Plan the trip to Oslo')
    async with database.transaction() as session:
        assert (await chat_service.get_session(session, owner, chat.id)).title == 'Travel'


@pytest.mark.parametrize('title', ['', ' ', '\n'])
async def test_a_title_is_never_empty(database, owner, sql, title):
    with pytest.raises(ValidationError):
        ChatSessionUpdate(title=title)
    with refused():
        await insert_session(sql, owner, title=title)
    assert (await make_session(database, owner)).title


async def test_a_title_has_at_most_255_characters(owner, sql):
    with pytest.raises(ValidationError):
        ChatSessionUpdate(title='x' * 256)
    with refused():
        await insert_session(sql, owner, title='x' * 256)


async def test_the_time_of_creation_is_set_by_the_database(database, owner, sql):
    before = await sql.fetchval('SELECT clock_timestamp()')
    assert before < (await make_session(database, owner)).created_at
    with refused():
        await insert_session(sql, owner, created_at=None)


async def test_the_time_of_the_last_change_is_set_by_the_database_on_every_change(database, owner, sql):
    chat = await make_session(database, owner)
    async with database.transaction() as session:
        renamed = await chat_service.update_session(session, owner, chat.id, ChatSessionUpdate(title='Travel'))
        assert renamed.updated_at > chat.updated_at
    await make_message(database, owner, chat.id)
    assert await sql.fetchval('SELECT updated_at FROM chat_sessions') > renamed.updated_at
    stored = await sql.fetchval("UPDATE chat_sessions SET updated_at = '2000-01-01' RETURNING updated_at")
    assert stored > renamed.updated_at


async def test_a_conversation_is_active_until_it_is_set_aside(database, owner, sql):
    assert (await insert_session(sql, owner))['is_active'] is True
    chat = await make_session(database, owner)
    assert chat.is_active is True
    async with database.transaction() as session:
        aside = await chat_service.update_session(session, owner, chat.id, ChatSessionUpdate(is_active=False))
        assert aside.is_active is False


async def test_one_person_has_many_conversations(database, owner):
    made = {(await make_session(database, owner)).id for _ in range(2)}
    async with database.transaction() as session:
        assert {chat.id for chat in await chat_service.list_sessions(session, owner)} == made


async def test_one_conversation_has_many_messages(database, owner):
    chat = await make_session(database, owner)
    made = [(await make_message(database, owner, chat.id)).id for _ in range(2)]
    async with database.transaction() as session:
        assert [message.id for message in await chat_service.list_messages(session, owner, chat.id)] == made


async def test_the_messages_of_a_conversation_go_with_it(owner, sql):
    chat = await insert_session(sql, owner)
    await insert_message(sql, chat['id'])
    await sql.execute('DELETE FROM chat_sessions')
    assert await sql.fetchval('SELECT count(*) FROM chat_messages') == 0


async def test_the_conversations_of_a_person_go_with_the_person(other, sql):
    chat = await insert_session(sql, other)
    await insert_message(sql, chat['id'])
    await sql.execute('DELETE FROM users WHERE id = $1', other)
    assert await sql.fetchval('SELECT count(*) FROM chat_messages') == 0
