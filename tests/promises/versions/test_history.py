"""History, undo and the export leave out what a newer version wrote and this one cannot read."""

import pytest

from services import chat_service, task_service
from services.chat.interrupted_turns import mark_interrupted
from services.errors import NothingToUndo
from services.models import ChatMessageCreate
from services.tasks import history, undo
from services.tasks.export import everything_of
from services.values.cause import Cause
from services.values.vocabulary import Role
from tests.factories import make_session, make_task


async def test_history_lists_what_can_be_read(database, owner, newer, unreadable):
    task = await make_task(database, owner)
    await newer(task, **unreadable)
    async with database.of(owner).transaction() as session:
        turns = await history.list_turns(session, owner)

    assert [turn.seq for turn in turns] == [1]


async def test_a_turn_of_which_not_everything_can_be_read_is_not_taken_back_by_halves(
    database, owner, newer, unreadable
):
    cause = Cause()
    task = await make_task(database, owner, cause=cause)
    await newer(task, turn_id=cause.turn_id, **unreadable)
    for turn_id in (None, cause.turn_id):
        with pytest.raises(NothingToUndo, match='newer version'):
            async with database.of(owner).transaction() as session:
                await undo.undo(session, owner, turn_id)
    async with database.of(owner).transaction() as session:
        assert await task_service.get_task(session, owner, task.id)


async def test_an_older_turn_can_be_taken_back(database, owner, newer, unreadable):
    cause = Cause()
    await make_task(database, owner, cause=cause)
    await newer(await make_task(database, owner, 'Another'), **unreadable)
    async with database.of(owner).transaction() as session:
        assert len((await undo.undo(session, owner, cause.turn_id)).removed) == 1


async def test_the_export_holds_what_can_be_read(database, owner, newer, unreadable):
    await newer(await make_task(database, owner), **unreadable)
    await make_task(database, owner)
    async with database.of(owner).transaction() as session:
        everything = await everything_of(session, owner)

    assert [event['seq'] for event in everything['events']] == [1, 3]
    assert {task['title'] for task in everything['tasks']} == {'Buy milk!', 'Buy milk'}


async def test_a_turn_that_a_newer_process_left_unfinished_is_marked_as_interrupted(database, owner, newer, unreadable):
    chat = await make_session(database, owner)
    cause = Cause()
    async with database.of(owner).transaction() as session:
        asked = ChatMessageCreate(role=Role.USER, content='Buy milk')
        await chat_service.add_message(session, owner, chat.id, asked, cause=cause, details={'runner': 12345})
    await newer(await make_task(database, owner, cause=cause), turn_id=cause.turn_id, **unreadable)

    assert await mark_interrupted(database) == 1

    async with database.of(owner).transaction() as session:
        *_, answer = await chat_service.list_messages(session, owner, chat.id)
    assert answer.content.startswith('Interrupted')
