"""What docs/specification.md says of ChatMessage, line by line."""

from uuid import UUID, uuid4

import asyncpg
import pytest
from pydantic import ValidationError

from services import chat_service
from services.errors import ChatSessionNotFound
from services.models import ChatMessageCreate
from services.values.vocabulary import MessageType, Role
from tests.factories import make_message, make_session
from tests.services.specification.raw import insert_message, insert_session, refused


@pytest.fixture
async def chat_id(database, owner):
    return (await make_session(database, owner)).id


async def test_a_message_has_a_uuid_as_its_primary_key(database, owner, chat_id, sql):
    message = await make_message(database, owner, chat_id)
    assert isinstance(message.id, UUID)
    with refused():
        await insert_message(sql, chat_id, id=message.id)


async def test_a_message_belongs_to_a_conversation_that_exists(database, owner, sql):
    for nothing in (uuid4(), None):
        with refused():
            await insert_message(sql, nothing)
    with pytest.raises(ChatSessionNotFound):
        await make_message(database, owner, uuid4())


@pytest.mark.parametrize('role', ['user', 'assistant'])
async def test_a_role_is_user_or_assistant(database, owner, chat_id, role):
    assert (await make_message(database, owner, chat_id, role=role)).role is Role(role)


async def test_any_other_role_is_refused(chat_id, sql):
    for role in ('system', 'User', ''):
        with pytest.raises(ValidationError):
            ChatMessageCreate(role=role, content='Hello')
        with refused():
            await insert_message(sql, chat_id, role=role)
    with refused():
        await insert_message(sql, chat_id, role=None)


@pytest.mark.parametrize('content', ['', ' ', '\n\t'])
async def test_a_message_must_not_be_empty(chat_id, sql, content):
    with pytest.raises(ValidationError):
        ChatMessageCreate(role='user', content=content)
    with refused():
        await insert_message(sql, chat_id, content=content)


async def test_a_message_has_at_most_4000_characters(database, owner, chat_id, sql):
    assert (await make_message(database, owner, chat_id, 'x' * 4_000)).content == 'x' * 4_000
    with pytest.raises(ValidationError):
        ChatMessageCreate(role='user', content='x' * 4_001)
    with refused():
        await insert_message(sql, chat_id, content='x' * 4_001)


async def test_the_time_of_creation_is_set_by_the_database(database, owner, chat_id, sql):
    before = await sql.fetchval('SELECT clock_timestamp()')
    assert before < (await make_message(database, owner, chat_id)).created_at
    with refused():
        await insert_message(sql, chat_id, created_at=None)


@pytest.mark.parametrize('kind', ['text', 'command', 'response'])
async def test_a_message_is_text_a_command_or_a_response(database, owner, chat_id, kind):
    async with database.transaction() as session:
        message = ChatMessageCreate(role='user', content='Hello', message_type=kind)
        stored = await chat_service.add_message(session, owner, chat_id, message)
        assert stored.message_type is MessageType(kind)


async def test_any_other_type_is_refused(chat_id, sql):
    with pytest.raises(ValidationError):
        ChatMessageCreate(role='user', content='Hello', message_type='image')
    with refused():
        await insert_message(sql, chat_id, message_type='image')


async def test_a_message_is_text_unless_something_else_is_said(database, owner, chat_id, sql):
    assert (await make_message(database, owner, chat_id)).message_type is MessageType.TEXT
    assert (await insert_message(sql, chat_id))['message_type'] == 'text'


@pytest.mark.parametrize(
    'change', ["content = 'Changed'", "role = 'assistant'", 'created_at = now()', 'details = NULL']
)
async def test_a_message_cannot_be_changed(database, owner, chat_id, sql, change):
    message = await make_message(database, owner, chat_id)
    with pytest.raises(asyncpg.RestrictViolationError, match='immutable'):
        await sql.execute(f'UPDATE chat_messages SET {change}')  # noqa: S608
    async with database.transaction() as session:
        [stored] = await chat_service.list_messages(session, owner, chat_id)
        assert (stored.content, stored.role) == (message.content, message.role)


async def test_a_message_cannot_be_moved_to_another_conversation(owner, chat_id, sql):
    await insert_message(sql, chat_id)
    elsewhere = await insert_session(sql, owner)
    with pytest.raises(asyncpg.RestrictViolationError):
        await sql.execute('UPDATE chat_messages SET session_id = $1', elsewhere['id'])


async def test_a_message_cannot_be_deleted_alone(chat_id, sql):
    await insert_message(sql, chat_id)
    with pytest.raises(asyncpg.RestrictViolationError):
        await sql.execute('DELETE FROM chat_messages')
    assert await sql.fetchval('SELECT count(*) FROM chat_messages') == 1


def test_no_verb_changes_a_message():
    verbs = [name for name in vars(chat_service) if 'message' in name and callable(getattr(chat_service, name))]
    assert [verb for verb in verbs if verb.startswith(('update', 'edit', 'delete', 'set'))] == []
