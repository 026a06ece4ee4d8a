"""The verbs of one person, each in one transaction and in what is theirs."""

import pytest
from pydantic import ValidationError

from services import chat_service
from services.assistant import Assistant
from services.chat.builtin.brain import BuiltInBrain
from services.database import Database
from services.errors import ChatSessionNotFound, TaskNotFound, TooMany, TurnNotFound
from services.hub import EventHub
from services.models import TaskCreate, TaskUpdate
from services.relay import Relay
from services.storage.quota import Quota
from services.sync.state_directory import StateDirectory
from services.values.cause import Cause
from services.verbs import Verbs
from tests.factories import events_of, make_session, make_task


@pytest.fixture
def verbs_of(database, supervisor):
    """The verbs of a person; none of these tests talks with the assistant."""
    states = StateDirectory(database, EventHub(), Relay(database, EventHub()), supervisor)
    return lambda user_id, database=database: Verbs(database, Assistant(database, BuiltInBrain(states)), user_id)


@pytest.fixture
def verbs(verbs_of, owner):
    return verbs_of(owner)


async def test_several_tasks_are_added_all_or_none(verbs_of, database, database_url, owner):
    cramped = Database(database_url, quota=Quota(tasks=2))
    with pytest.raises(TooMany):
        await verbs_of(owner, cramped).add_tasks([TaskCreate(title=title) for title in ('a', 'b', 'c')], cause=Cause())
    await cramped.close()
    assert await events_of(database, owner) == []


async def test_the_number_of_tasks_changed_is_that_of_those_still_there(verbs, database, owner):
    here, gone = [await make_task(database, owner, title) for title in ('Here', 'Gone')]
    assert await verbs.delete_tasks([gone.id], cause=Cause()) == 1
    assert await verbs.update_tasks([here.id, gone.id], TaskUpdate(completed=True), cause=Cause()) == 1
    assert await verbs.delete_tasks([gone.id, here.id], cause=Cause()) == 1


async def test_the_conversation_that_is_open_is_listed_whatever_the_limit(verbs, database, owner):
    old, new = [await make_session(database, owner, title) for title in ('Old', 'New')]
    assert [each.title for each in await verbs.list_conversations(limit=1)] == ['New']
    assert [each.title for each in await verbs.list_conversations(including=old.id, limit=1)] == ['New', 'Old']
    assert [each.title for each in await verbs.list_conversations(including=new.id, limit=1)] == ['New']
    await verbs.delete_conversation(old.id, cause=Cause())
    with pytest.raises(ChatSessionNotFound):
        await verbs.list_conversations(including=old.id, limit=1)


async def test_nobody_reaches_what_is_somebody_elses(verbs, verbs_of, database, owner, other):
    task, talk = await make_task(database, owner), await make_session(database, owner, 'Mine')
    [event, _] = await events_of(database, owner)
    await verbs.delete_tasks([task.id], cause=Cause())
    theirs = verbs_of(other)
    assert await theirs.list_history(limit=9) == await theirs.list_trash(limit=9) == []
    assert await theirs.list_conversations(limit=9) == await theirs.list_approvals() == []
    for attempt, refusal in (
        (theirs.restore(task.id, cause=Cause()), TaskNotFound),
        (theirs.delete_tasks([task.id], cause=Cause()), TaskNotFound),
        (theirs.undo(event.turn_id, cause=Cause()), TurnNotFound),
        (theirs.rename_conversation(talk.id, 'Theirs', cause=Cause()), ChatSessionNotFound),
        (theirs.list_messages(talk.id, limit=9), ChatSessionNotFound),
    ):
        with pytest.raises(refusal):
            await attempt
    assert len(await events_of(database, owner)) == 3


@pytest.mark.parametrize('title', ['', ' ', 'x' * 256])
async def test_a_title_that_cannot_be_is_refused(verbs, database, owner, title):
    talk = await make_session(database, owner, 'Talk')
    with pytest.raises(ValidationError):
        await verbs.rename_conversation(talk.id, title, cause=Cause())
    async with database.transaction() as session:
        assert (await chat_service.get_session(session, owner, talk.id)).title == 'Talk'
