"""Turns in one process, watched and stopped in another; and what is said when a process was killed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from services import chat_service
from services.assistant import Assistant
from services.chat.builtin.brain import BuiltInBrain
from services.chat.incoming_message import IncomingMessage
from services.chat.interrupted_turns import mark_interrupted
from services.chat.model.brain import ModelBrain
from services.chat.model.client import ModelClient, ModelSettings
from services.chat.running_turns import RunningTurns
from services.chat.turn import Phase
from services.chat.turn_channel import TurnChannel
from services.chat.turn_messages import TurnOutbox
from services.models import ChatMessageCreate, ChatMessageRead
from services.values.cause import Cause
from services.values.vocabulary import Role
from tests.assistant.model_server import Answer, Call
from tests.assistant.talk import KEY, states_of
from tests.assistant.viewer import Viewer
from tests.factories import events_of, make_session, make_task
from tests.timeouts import TIMEOUT

TWO = [Call('add_task', {'title': 'Buy milk'}), Call('add_task', {'title': 'Buy bread'})]


@asynccontextmanager
async def process(database, model) -> AsyncIterator[Assistant]:
    """The assistant of one process, connected with the others."""
    outbox = TurnOutbox()
    turns = RunningTurns(outbox)
    channel = TurnChannel(database, turns, outbox)
    states = states_of(database)
    client = ModelClient(ModelSettings('scripted', KEY, model.base_url))
    brain = ModelBrain(client, BuiltInBrain(states), database, states)
    running = asyncio.create_task(channel.run())
    async with asyncio.timeout(TIMEOUT):
        await channel.wait_connected()
    assistant = Assistant(database, brain, turns, outbox.runner)
    try:
        yield assistant
    finally:
        await assistant.close()
        await client.close()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


@pytest.fixture
async def here(database, model):
    async with process(database, model) as assistant:
        yield assistant


@pytest.fixture
async def there(database, model):
    async with process(database, model) as assistant:
        yield assistant


async def test_a_turn_streams_into_views_of_another_process(here, there, model, owner):
    hold = asyncio.Event()
    model.says(Answer(calls=TWO), Answer(f'Both {"very " * 900} good.', hold=hold))
    viewer = Viewer(there.turns, owner)
    turn = await here.begin(owner, IncomingMessage('milk and bread'))
    await viewer.until(lambda seen: seen.text.startswith('Both'))
    assert [step.text for step in viewer.known[turn.id].steps] == ['Added “Buy milk”', 'Added “Buy bread”']
    hold.set()
    reply = await turn.reply()
    await viewer.until(lambda seen: seen.phase is Phase.FINISHED)
    assert viewer.known[turn.id].text == reply.response
    assert there.turns.running(owner) == []


async def test_a_process_that_comes_late_is_told_what_it_missed(here, model, database, owner):
    hold = asyncio.Event()
    model.says(Answer('One two three four five six seven', hold=hold))
    first = Viewer(here.turns, owner)
    turn = await here.begin(owner, IncomingMessage('count'))
    await first.until(lambda seen: 'four' in seen.text)
    async with process(database, model) as late:
        viewer = Viewer(late.turns, owner)
        await viewer.until(lambda seen: seen.text.startswith('One two three'))
        hold.set()
        reply = await turn.reply()
        await viewer.until(lambda seen: seen.phase is Phase.FINISHED)
        assert viewer.known[turn.id].text == reply.response


async def test_stop_reaches_the_process_where_the_turn_runs(here, there, model, owner):
    model.says(Answer(calls=TWO), Answer('Now a story that goes on', hold=asyncio.Event()))
    viewer = Viewer(there.turns, owner)
    turn = await here.begin(owner, IncomingMessage('milk and bread'))
    await viewer.until(lambda seen: 'story' in seen.text)
    assert there.turns.stop(owner, turn.id) is None
    reply = await turn.reply()
    assert reply.response.endswith('Stopped. 2 of 2 done.')
    await viewer.until(lambda seen: seen.phase is Phase.FINISHED)


async def test_a_turn_whose_process_has_gone_is_not_shown_for_ever(there, owner):
    viewer = Viewer(there.turns, owner)
    known = (await there.begin(owner, IncomingMessage('/help'))).snapshot()
    lost = known.model_copy(update={'turn_id': owner, 'text': 'Half an ans'})
    assert there.turns.receive(lost)
    assert lost in there.turns.running(owner)
    there.turns.forget([owner])
    await viewer.until(lambda seen: seen.turn_id == owner and seen.phase is Phase.FAILED)
    assert lost not in there.turns.running(owner)


async def ask_and_die(database, owner, runner, *, titles=()):
    """A message whose process was killed after it had added some tasks."""
    chat = await make_session(database, owner)
    cause = Cause()
    async with database.transaction() as session:
        asked = ChatMessageCreate(role=Role.USER, content='milk and bread')
        await chat_service.add_message(session, owner, chat.id, asked, cause=cause, details={'runner': runner})
    for title in titles:
        await make_task(database, owner, title, cause=cause)
    return chat.id, cause.turn_id


async def messages_of(database, owner, session_id):
    async with database.transaction() as session:
        found = await chat_service.list_messages(session, owner, session_id)
        return [ChatMessageRead.model_validate(message) for message in found]


@pytest.mark.parametrize(
    ('titles', 'said'),
    [
        ([], 'Nothing was changed.'),
        (['Buy milk'], '1 change was made before.'),
        (['Buy milk', 'Tea'], '2 changes were made before.'),
    ],
)
async def test_a_turn_lost_in_a_restart_says_so_and_can_be_undone(database, owner, titles, said):
    session_id, turn_id = await ask_and_die(database, owner, 7, titles=titles)
    assert await mark_interrupted(database) == 1
    asked, answer = await messages_of(database, owner, session_id)
    assert answer.content == f'Interrupted, because Tandem was restarted. {said}'
    assert (answer.turn_id, answer.turn_id) == (asked.turn_id, turn_id)
    assert answer.details['undoable'] is bool(titles)
    assert len(answer.details['display']['cards']) == len(titles)
    assert (await events_of(database, owner))[-1].actor.via == 'system'


async def test_it_is_said_once(database, owner):
    session_id, _ = await ask_and_die(database, owner, 7)
    marked = await asyncio.gather(*[mark_interrupted(database) for _ in range(3)])
    assert sum(marked) == 1
    assert len(await messages_of(database, owner, session_id)) == 2


async def test_a_turn_of_a_process_that_lives_is_left_alone(here, database, owner, model):
    model.says(Answer('A long story without end', hold=asyncio.Event()))
    turn = await here.begin(owner, IncomingMessage('a story'))
    await model.begun.wait()
    assert await mark_interrupted(database) == 0
    assert len(await messages_of(database, owner, turn.session_id)) == 1


async def test_a_repeated_message_waits_for_the_answer_of_another_process(here, there, model, owner):
    hold = asyncio.Event()
    model.says(Answer('A long story', hold=hold))
    first = await here.begin(owner, IncomingMessage('a story', idempotency_key='one'))
    repeated = asyncio.create_task(there.send(owner, IncomingMessage('a story', idempotency_key='one')))
    await model.begun.wait()
    hold.set()
    assert await repeated == await first.reply()
    assert len(model.requests) == 1
