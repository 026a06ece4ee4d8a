"""A message that is sent again with the same Idempotency-Key is answered by the first turn, and by no other."""

import asyncio

import pytest

from services import idempotency
from services.errors import InvalidInput, KeyReused
from services.repeated import Claim
from tests.assistant.model_server import Answer, Call

BREAKFAST = [Call('add_task', {'title': 'Buy milk'}), Call('add_task', {'title': 'Buy bread'})]


async def test_a_repeated_message_gets_the_first_answer_and_does_nothing(talk, model):
    model.says(Answer('Gladly.', BREAKFAST), Answer('Both are there.'))
    first = await talk.assistant.send(talk.user_id, 'breakfast', key='one')
    again = await talk.assistant.send(talk.user_id, 'breakfast', key='one')
    assert again == first
    assert await talk.titles() == ['Buy bread', 'Buy milk']
    assert len(model.requests) == 2


async def test_while_the_first_one_runs_the_second_follows_it(talk, model):
    hold = asyncio.Event()
    model.says(Answer('A long story', hold=hold))
    first = await talk.assistant.begin(talk.user_id, 'a story', key='one')
    second = await talk.assistant.begin(talk.user_id, 'a story', key='one')
    assert second is first
    hold.set()
    assert (await second.reply()).response == 'A long story'


async def test_of_many_at_the_same_time_one_runs(talk, model):
    model.says(Answer('Hello.'), Answer('Not again.'))
    replies = await asyncio.gather(*(talk.assistant.send(talk.user_id, 'hi', key='one') for _ in range(5)))
    assert {reply.turn_id for reply in replies} == {replies[0].turn_id}
    assert {reply.response for reply in replies} == {'Hello.'}
    assert len(model.requests) == 1


async def test_another_message_with_the_same_key_is_refused(talk, model):
    model.says(Answer('Hello.'))
    reply = await talk.assistant.send(talk.user_id, 'hi', key='one')
    for other in ({'message': 'ho'}, {'message': 'hi', 'session_id': reply.session_id}):
        with pytest.raises(KeyReused):
            await talk.assistant.begin(talk.user_id, **other, key='one')
    with pytest.raises(InvalidInput):
        await talk.assistant.begin(talk.user_id, 'hi', key='x' * 256)
    assert len(model.requests) == 1


async def test_a_message_that_was_refused_can_be_sent_again_with_its_key(talk, model):
    model.says(Answer('Hello.'), Answer('There you are.'))
    await talk.say('hi')
    nowhere = '00000000-0000-4000-8000-000000000009'
    with pytest.raises(InvalidInput):
        await talk.assistant.send(talk.user_id, 'anew', talk.session_id, replaces=nowhere, key='one')
    reply = await talk.assistant.send(talk.user_id, 'here', talk.session_id, key='one')
    assert reply.response == 'There you are.'


async def test_a_key_whose_turn_was_lost_without_a_trace_runs_anew(talk, model, database):
    model.says(Answer('Hello.'))
    first = await talk.assistant.begin(talk.user_id, 'hi', key='one')
    await first.reply()
    lost = Claim(turn_id='00000000-0000-4000-8000-000000000009', session_id=first.session_id, runner=7)
    async with database.transaction() as session:
        remembered = await session.get(idempotency.RememberedResult, (talk.user_id, 'one'))
        remembered.result = lost.model_dump(mode='json')
    model.says(Answer('Hello once more.'))
    assert (await talk.assistant.send(talk.user_id, 'hi', key='one')).response == 'Hello once more.'
