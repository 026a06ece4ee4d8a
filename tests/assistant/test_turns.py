"""A turn belongs to the server: watched from anywhere, stopped from anywhere, and undone as a whole."""

import asyncio
from uuid import uuid4

import pytest

from services import chat_service
from services.chat.incoming_message import IncomingMessage
from services.chat.running_turns import FRAME_SECONDS, RunningTurns
from services.chat.turn import Phase, TextDelta, ToolCallsPlanned, TurnReply, TurnSnapshot
from services.chat.turn_messages import TurnOutbox
from services.errors import InvalidInput, TurnNotFound
from services.tasks import undo
from tests.assistant.model_server import Answer, Call
from tests.assistant.viewer import Viewer
from tests.timeouts import TIMEOUT

TWO = [Call('add_task', {'title': 'Buy milk'}), Call('add_task', {'title': 'Buy bread'})]


async def messages_of(database, user_id, session_id):
    async with database.transaction() as session:
        return [message.content for message in await chat_service.list_messages(session, user_id, session_id)]


async def test_every_view_sees_text_and_steps_while_they_come(talk, model, owner):
    hold = asyncio.Event()
    model.says(Answer('First both of these.', TWO), Answer('Both are there now, as you wished.', hold=hold))
    viewers = [Viewer(talk.assistant.turns, owner) for _ in range(2)]
    turn = await talk.assistant.begin(owner, IncomingMessage('milk and bread'))
    for viewer in viewers:
        await viewer.until(lambda seen: 'Both are there' in seen.text)
        seen = viewer.known[turn.id]
        assert [step.text for step in seen.steps] == ['Added “Buy milk”', 'Added “Buy bread”']
        assert seen.phase is Phase.RUNNING
    hold.set()
    reply = await turn.reply()
    for viewer in viewers:
        await viewer.until(lambda seen: seen.phase is Phase.FINISHED)
        assert viewer.known[turn.id].text == reply.response


async def test_pieces_that_come_close_together_are_told_together(talk, model, owner):
    model.says(Answer('word ' * 400))
    viewer = Viewer(talk.assistant.turns, owner)
    await talk.say('a long story')
    assert len(viewer.received) < 100
    assert viewer.known[viewer.received[0].turn_id].text.count('word') == 400


async def test_nobody_else_sees_it_or_can_stop_it(talk, model, owner, other):
    hold = asyncio.Event()
    model.says(Answer('My own affair.', hold=hold))
    viewer = Viewer(talk.assistant.turns, other)
    turn = await talk.assistant.begin(owner, IncomingMessage('a secret'))
    await model.begun.wait()
    assert talk.assistant.turns.running(other) == []
    with pytest.raises(TurnNotFound):
        talk.assistant.turns.stop(other, turn.id)
    hold.set()
    await turn.reply()
    assert viewer.received == []


async def test_a_view_that_opens_in_between_finds_the_turn_so_far(talk, model, owner):
    hold = asyncio.Event()
    model.says(Answer('One two three four five six', hold=hold))
    first = Viewer(talk.assistant.turns, owner)
    turn = await talk.assistant.begin(owner, IncomingMessage('count'))
    await first.until(lambda seen: 'three' in seen.text)
    late = Viewer(talk.assistant.turns, owner)
    [so_far] = talk.assistant.turns.running(owner, turn.session_id)
    late.known[turn.id] = so_far
    assert so_far.text.startswith('One two')
    hold.set()
    await turn.reply()
    assert late.known[turn.id].text == 'One two three four five six'


async def test_a_turn_runs_on_when_whoever_asked_has_gone(talk, model, owner, database):
    hold = asyncio.Event()
    model.says(Answer(calls=TWO), Answer('Both are there.', hold=hold))
    listening = asyncio.create_task(talk.say('milk and bread'))
    viewer = Viewer(talk.assistant.turns, owner)
    await viewer.until(lambda seen: 'Both' in seen.text)
    listening.cancel()
    hold.set()
    await viewer.until(lambda seen: seen.phase is Phase.FINISHED)
    [turn_id] = viewer.known
    session_id = viewer.known[turn_id].session_id
    assert await messages_of(database, owner, session_id) == ['milk and bread', 'Both are there.']


async def test_stop_ends_the_answer_and_hangs_up_on_the_model(talk, model, owner, database):
    model.says(Answer('A story that never comes to its end', hold=asyncio.Event()))
    viewer = Viewer(talk.assistant.turns, owner)
    turn = await talk.assistant.begin(owner, IncomingMessage('a story'))
    await viewer.until(lambda seen: 'story' in seen.text)
    talk.assistant.turns.stop(owner, turn.id)
    reply = await turn.reply()
    assert reply.response.startswith('A story')
    assert reply.response.endswith('Stopped.')
    async with asyncio.timeout(TIMEOUT):
        await model.hung_up.wait()
    assert await messages_of(database, owner, turn.session_id) == ['a story', reply.response]
    with pytest.raises(TurnNotFound):
        talk.assistant.turns.stop(owner, turn.id)


async def test_stop_keeps_what_was_done_and_counts_it(talk, model, owner):
    model.says(Answer(calls=TWO), Answer('Next.', [Call('list_tasks')], hold=asyncio.Event()))
    turn = await talk.assistant.begin(owner, IncomingMessage('milk and bread'))
    viewer = Viewer(talk.assistant.turns, owner)
    await viewer.until(lambda seen: 'Next' in seen.text)
    turn.stop()
    reply = await turn.reply()
    assert reply.response.endswith('Stopped. 2 of 2 done.')
    assert len(reply.tool_calls) == 2
    assert await talk.titles() == ['Buy bread', 'Buy milk']


async def test_stop_between_two_of_several_steps_says_how_many_were_done(talk, model, owner):
    five = [Call('add_task', {'title': f'Task {at}'}) for at in range(5)]
    model.says(Answer(calls=five))
    turn = await talk.assistant.begin(owner, IncomingMessage('five please'))
    async for update in turn.updates():
        if isinstance(update, ToolCallsPlanned):
            turn.stop()
            break
    reply = await turn.reply()
    done = len(await talk.tasks())
    assert done < 5
    assert reply.response == f'Stopped. {done} of 5 done.'
    assert len(reply.tool_calls) == done


async def test_a_turn_stopped_before_it_begins_does_nothing(talk, model, owner):
    model.says(Answer(calls=TWO))
    turn = await talk.assistant.begin(owner, IncomingMessage('milk and bread'))
    turn.stop()
    assert (await turn.reply()).response == 'Stopped.'
    assert await talk.tasks() == []


async def test_one_undo_takes_back_the_whole_turn(talk, model, owner, database):
    model.says(Answer(calls=TWO), Answer('And one more.', [Call('add_task', {'title': 'Tea'})]), Answer('Three.'))
    reply = await talk.say('breakfast')
    assert len(await talk.tasks()) == 3
    async with database.transaction() as session:
        await undo.undo(session, owner, reply.turn_id)
    assert await talk.tasks() == []


async def test_turns_of_one_conversation_wait_for_each_other(talk, model, owner, database):
    hold = asyncio.Event()
    model.says(Answer('The first answer.', hold=hold), Answer('The second answer.'))
    first = await talk.assistant.begin(owner, IncomingMessage('first question'))
    second = await talk.assistant.begin(owner, IncomingMessage('second question', first.session_id))
    await model.begun.wait()
    hold.set()
    await second.reply()
    assert await messages_of(database, owner, first.session_id) == [
        'first question',
        'The first answer.',
        'second question',
        'The second answer.',
    ]


async def test_saying_it_anew_takes_back_what_was_done_and_keeps_what_was_said(talk, model, owner, database):
    model.says(Answer(calls=TWO), Answer('Milk and bread.'))
    first = await talk.say('milk and bread')
    model.says(Answer(calls=[Call('add_task', {'title': 'Buy tea'})]), Answer('Tea.'))
    await talk.say('tea instead', replaces=first.turn_id)
    assert await talk.titles() == ['Buy tea']
    assert 'Milk and bread.' not in model.told()
    assert await messages_of(database, owner, first.session_id) == [
        'milk and bread',
        'Milk and bread.',
        'tea instead',
        'Tea.',
    ]


async def test_only_the_latest_message_can_be_said_anew(talk, model):
    model.says(Answer('One.'), Answer('Two.'))
    first = await talk.say('first question')
    await talk.say('second question')
    with pytest.raises(InvalidInput, match='latest'):
        await talk.say('first again', replaces=first.turn_id)


async def test_closing_stops_every_turn_and_stores_what_it_did(talk, model, owner, database):
    model.says(Answer('A story without an end', hold=asyncio.Event()))
    turn = await talk.assistant.begin(owner, IncomingMessage('a story'))
    await model.begun.wait()
    await talk.assistant.close()
    assert (await messages_of(database, owner, turn.session_id))[1].endswith('Interrupted, because Tandem was stopped.')


async def test_every_follower_gets_every_update(talk, model, owner):
    model.says(Answer('Well then.', TWO), Answer('Done so.'))
    turn = await talk.assistant.begin(owner, IncomingMessage('milk and bread'))

    async def heard():
        return [update async for update in turn.updates()]

    first, second = await asyncio.gather(heard(), heard())
    assert first == second
    assert isinstance(first[-1], TurnReply)
    assert ''.join(update.text for update in first if isinstance(update, TextDelta)) == 'Well then.\n\nDone so.'


def test_a_turn_of_another_process_is_put_together_from_its_pieces():
    turns, user_id = RunningTurns(), uuid4()
    piece = TurnSnapshot(turn_id=uuid4(), session_id=uuid4(), user_id=user_id, text='Hello')
    assert turns.receive(piece)
    assert not turns.receive(piece.model_copy(update={'offset': 9, 'text': 'lost'}))
    assert turns.receive(piece.model_copy(update={'offset': 5, 'text': ' you'}))
    [known] = turns.running(user_id)
    assert known.text == 'Hello you'
    assert turns.receive(piece.model_copy(update={'offset': 9, 'text': '', 'phase': Phase.FINISHED}))
    assert turns.running(user_id) == []


async def test_the_first_words_are_told_at_once_and_what_follows_together(owner):
    turns = RunningTurns()
    clock = asyncio.get_running_loop().time
    told: asyncio.Queue[tuple[float, str]] = asyncio.Queue()
    turns.watch(owner, lambda news: told.put_nowait((clock(), news.text)))
    turn = turns.begin(uuid4(), owner, uuid4())
    turn.apply(TextDelta('One'))
    first_at, first = await told.get()
    turn.apply(TextDelta(' two'))
    turn.apply(TextDelta(' three'))
    next_at, following = await told.get()
    assert (first, following) == ('One', ' two three')
    assert next_at - first_at >= FRAME_SECONDS * 0.9


async def test_of_a_turn_that_is_over_at_once_nobody_is_told(owner):
    told: list[TurnSnapshot] = []
    outbox = TurnOutbox()
    turns = RunningTurns(outbox)
    turns.watch(owner, told.append)
    turn = turns.begin(uuid4(), owner, uuid4(), is_shown=False)
    turn.apply(TextDelta('One'))
    assert turns.running(owner) == []
    assert turns.find(turn.id) is turn
    turn.fail(RuntimeError())
    assert turns.find(turn.id) is None
    assert (told, outbox.take()) == ([], None)
