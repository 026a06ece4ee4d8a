"""A message that is sent again with the same Idempotency-Key is answered by the first turn, and by no other."""

import asyncio
from contextlib import asynccontextmanager
from typing import Any

import pytest

from services import chat_service
from services.chat.idempotent_turns import IdempotentTurns, TurnClaim
from services.chat.incoming_message import IncomingMessage
from services.chat.running_turns import RunningTurns
from services.errors import InvalidInput, KeyReused
from services.models import ChatMessageCreate
from services.storage import idempotency
from services.values.vocabulary import Role
from tests.assistant.model_server import Answer, Call
from tests.factories import make_session

BREAKFAST = [Call('add_task', {'title': 'Buy milk'}), Call('add_task', {'title': 'Buy bread'})]


def with_key(text, session_id=None, **more):
    return IncomingMessage(text, session_id, idempotency_key='one', **more)


async def test_a_repeated_message_gets_the_first_answer_and_does_nothing(talk, model):
    model.says(Answer('Gladly.', BREAKFAST), Answer('Both are there.'))
    first = await talk.assistant.send(talk.user_id, with_key('breakfast'))
    again = await talk.assistant.send(talk.user_id, with_key('breakfast'))
    assert again == first
    assert await talk.titles() == ['Buy bread', 'Buy milk']
    assert len(model.requests) == 2


async def test_while_the_first_one_runs_the_second_follows_it(talk, model):
    hold = asyncio.Event()
    model.says(Answer('A long story', hold=hold))
    first = await talk.assistant.begin(talk.user_id, with_key('a story'))
    second = await talk.assistant.begin(talk.user_id, with_key('a story'))
    assert second is first
    hold.set()
    assert (await second.reply()).response == 'A long story'


async def test_of_many_at_the_same_time_one_runs(talk, model):
    model.says(Answer('Hello.'), Answer('Not again.'))
    replies = await asyncio.gather(*(talk.assistant.send(talk.user_id, with_key('hi')) for _ in range(5)))
    assert {reply.turn_id for reply in replies} == {replies[0].turn_id}
    assert {reply.response for reply in replies} == {'Hello.'}
    assert len(model.requests) == 1


async def test_another_message_with_the_same_key_is_refused(talk, model):
    model.says(Answer('Hello.'))
    reply = await talk.assistant.send(talk.user_id, with_key('hi'))
    for other in ({'text': 'ho'}, {'text': 'hi', 'session_id': reply.session_id}):
        with pytest.raises(KeyReused):
            await talk.assistant.begin(talk.user_id, with_key(**other))
    with pytest.raises(InvalidInput):
        await talk.assistant.begin(talk.user_id, IncomingMessage('hi', idempotency_key='x' * 256))
    assert len(model.requests) == 1


async def test_a_message_that_was_refused_can_be_sent_again_with_its_key(talk, model):
    model.says(Answer('Hello.'), Answer('There you are.'))
    await talk.say('hi')
    nowhere = '00000000-0000-4000-8000-000000000009'
    with pytest.raises(InvalidInput):
        await talk.assistant.send(talk.user_id, with_key('anew', talk.session_id, replaces=nowhere))
    reply = await talk.assistant.send(talk.user_id, with_key('here', talk.session_id))
    assert reply.response == 'There you are.'


async def test_a_key_whose_turn_was_lost_without_a_trace_runs_anew(talk, model, database):
    model.says(Answer('Hello.'))
    first = await talk.assistant.begin(talk.user_id, with_key('hi'))
    await first.reply()
    lost = TurnClaim(turn_id='00000000-0000-4000-8000-000000000009', session_id=first.session_id, runner=7)
    async with database.transaction() as session:
        remembered = await session.get(idempotency.RememberedResult, (talk.user_id, 'one'))
        remembered.result = lost.model_dump(mode='json')
    model.says(Answer('Hello once more.'))
    assert (await talk.assistant.send(talk.user_id, with_key('hi'))).response == 'Hello once more.'


class DatabaseOfTheDying:
    """The database as another process sees it that ends when it is asked who still lives."""

    def __init__(self, database, end):
        self.of = database.of
        self._database = database
        self._end = end

    @asynccontextmanager
    async def transaction(self):
        await self._end()
        async with self._database.transaction() as session:
            yield session


async def test_a_reply_stored_just_before_its_process_ended_is_found_and_nothing_runs_again(database, owner):
    chat = await make_session(database, owner)
    message = with_key('hi', chat.id)

    async def store_reply_and_end():
        reply = ChatMessageCreate(role=Role.ASSISTANT, content='Hello.', message_type='response')
        async with database.of(owner).transaction() as session:
            await chat_service.add_message(session, owner, chat.id, reply, cause=message.cause)

    def begin(user_id, session_id, message):
        return RunningTurns().begin(message.cause.turn_id, user_id, session_id)

    def must_not_begin(*_):
        raise AssertionError('the message is answered a second time')

    await IdempotentTurns(database, RunningTurns(), runner=7).begin(owner, message, 'one', begin)
    dying: Any = DatabaseOfTheDying(database, store_reply_and_end)
    turn = await IdempotentTurns(dying, RunningTurns(), runner=8).begin(
        owner, with_key('hi', chat.id), 'one', must_not_begin
    )
    assert (await turn.reply()).response == 'Hello.'
