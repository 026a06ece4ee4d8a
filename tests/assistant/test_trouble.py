"""When the model fails: nothing is lost, nothing is hidden, and the conversation goes on."""

import asyncio
import logging

import pytest

from services.chat.incoming_message import IncomingMessage
from services.chat.model.client import ModelSettings
from services.chat.model.errors import SENTENCES, ModelFailure
from services.chat.turn import StatusUpdate
from tests.assistant.model_server import Answer, Call, Raw, Refusal
from tests.assistant.talk import KEY, talk_to
from tests.timeouts import TIMEOUT

MILK = Call('add_task', {'title': 'Buy milk'})
USED_UP = {'error': {'message': 'You exceeded your quota', 'code': 'insufficient_quota'}}

FAILURES = {
    'a wrong key': (Refusal(401), ModelFailure.INVALID_KEY),
    'a key without the right': (Refusal(403), ModelFailure.INVALID_KEY),
    'an unknown model': (Refusal(404), ModelFailure.UNKNOWN_MODEL),
    'a request it does not take': (Refusal(400), ModelFailure.BAD_REQUEST),
    'a used-up account': (Refusal(429, USED_UP), ModelFailure.RATE_LIMITED),
    'a long wait': (Refusal(429, headers={'retry-after': '3600'}), ModelFailure.RATE_LIMITED),
    'a gateway that gave up': (Refusal(504), ModelFailure.TIMEOUT),
    'an answer cut off': (Answer('I will add', breaks_off=True), ModelFailure.INTERRUPTED),
    'no JSON': (Raw('data: {"choices": [}\n\n'), ModelFailure.UNUSABLE_ANSWER),
    'another kind of JSON': (Raw('data: {"choices": 5}\n\n'), ModelFailure.UNUSABLE_ANSWER),
    'a page': (Raw('<html>Welcome to nginx</html>', 'text/html'), ModelFailure.UNUSABLE_ANSWER),
    'an empty answer': (Answer(''), ModelFailure.UNUSABLE_ANSWER),
    'calls without a name': (Answer(calls=[Call('', {'title': 'x'})]), ModelFailure.UNUSABLE_ANSWER),
    'text without an end': (Answer('word ' * 10_000), ModelFailure.ENDLESS_ANSWER),
}


@pytest.mark.parametrize(('answer', 'trouble'), FAILURES.values(), ids=FAILURES)
async def test_before_anything_was_done_the_built_in_understanding_answers_and_says_why(talk, model, answer, trouble):
    model.says(answer)
    reply = await talk.say('add buy bread')
    assert reply.response.startswith(SENTENCES[trouble])
    assert 'Added “buy bread”' in reply.response.replace('Buy', 'buy')
    assert 'I will add' not in reply.response
    assert [title.lower() for title in await talk.titles()] == ['buy bread']
    assert talk.pauses == []


@pytest.mark.parametrize('status', [429, 500, 502, 503])
async def test_passing_trouble_is_waited_for_in_the_open(talk, model, status):
    model.says(Refusal(status), Refusal(status, headers={'retry-after': '2'}), Answer('Here I am.'))
    turn = await talk.assistant.begin(talk.user_id, IncomingMessage('are you there'))
    updates = [update async for update in turn.updates()]
    assert updates[-1].response == 'Here I am.'
    assert talk.pauses == [1.0, 2.0]
    assert [update.text for update in updates if isinstance(update, StatusUpdate) and update.text] == [
        'Waiting for the model, trying again in 1 s.',
        'Waiting for the model, trying again in 2 s.',
    ]


async def test_an_error_that_comes_inside_the_stream_is_trouble_like_any_other(talk, model):
    model.says(Raw('data: {"error": {"message": "out of memory"}}\n\n'), Answer('Here I am.'))
    assert (await talk.say('are you there')).response == 'Here I am.'
    assert talk.pauses == [1.0]


async def test_trouble_that_does_not_pass_ends_the_waiting(talk, model):
    model.says(Refusal(503), Refusal(503), Refusal(503))
    assert (await talk.say('add buy bread')).response.startswith(SENTENCES[ModelFailure.SERVER_ERROR])
    assert len(model.requests) == 3


async def test_without_a_key_nothing_is_sent_anywhere(database, owner):
    async with talk_to(database, owner, ModelSettings('gpt')) as talk:
        assert (await talk.say('add buy bread')).response.startswith(SENTENCES[ModelFailure.NO_KEY])
        assert len(await talk.tasks()) == 1


async def test_a_server_of_ones_own_needs_no_key(database, owner, model):
    model.says(Answer('Hello.'))
    async with talk_to(database, owner, ModelSettings('llama', base_url=model.base_url)) as talk:
        assert (await talk.say('hello you')).response == 'Hello.'


async def test_a_server_that_is_not_there_is_named(database, owner):
    async with talk_to(database, owner, ModelSettings('gpt', KEY, 'http://127.0.0.1:9/v1')) as talk:
        reply = await talk.say('add buy bread')
        assert reply.response.startswith(SENTENCES[ModelFailure.UNREACHABLE])
        assert talk.pauses == [1.0, 3.0]


@pytest.mark.parametrize('text', ['', 'Half an answ'])
async def test_a_model_that_falls_silent_is_not_waited_for(database, owner, model, text):
    model.says(Answer(text, hold=asyncio.Event()))
    settings = ModelSettings('scripted', KEY, model.base_url)
    async with talk_to(database, owner, settings, silence_timeout=0.2) as talk:
        assert (await talk.say('add buy bread')).response.startswith(SENTENCES[ModelFailure.TIMEOUT])
    async with asyncio.timeout(TIMEOUT):
        await model.hung_up.wait()


async def test_a_turn_has_an_end_even_when_the_model_answers_in_time(database, owner, model):
    model.says(*[Answer(calls=[Call('list_tasks')])] * 6)
    settings = ModelSettings('scripted', KEY, model.base_url)
    async with talk_to(database, owner, settings, timeout=0) as talk:
        assert (await talk.say('add buy bread')).response.startswith(SENTENCES[ModelFailure.TIMEOUT])


async def test_a_turn_has_an_end_even_when_the_model_never_falls_silent(database, owner, model):
    model.says(Answer('drip ' * 5_000, drips=True))
    settings = ModelSettings('scripted', KEY, model.base_url)
    async with talk_to(database, owner, settings, timeout=2) as talk:
        assert (await talk.say('add buy bread')).response.startswith(SENTENCES[ModelFailure.TIMEOUT])
    async with asyncio.timeout(TIMEOUT):
        await model.hung_up.wait()


@pytest.mark.parametrize(
    'failure', [Refusal(401), Answer('Now', breaks_off=True), Raw('data: [\n\n')], ids=['refused', 'cut', 'rubbish']
)
async def test_what_was_done_before_the_model_failed_is_kept_and_named(talk, model, failure):
    model.says(Answer('First the milk.', [MILK]), failure)
    reply = await talk.say('milk please')
    assert await talk.titles() == ['Buy milk']
    assert 'First the milk.' in reply.response
    assert reply.response.endswith('What was done before is kept: Added “Buy milk”.')


async def test_a_model_that_says_nothing_about_what_it_did_is_spoken_for(talk, model):
    model.says(Answer(calls=[MILK]), Answer(''))
    assert (await talk.say('milk please')).response == 'Added “Buy milk”.'


async def test_a_model_that_never_stops_calling_is_stopped(talk, model):
    model.says(*[Answer(calls=[Call('add_task', {'title': f'Task {at}'})]) for at in range(9)])
    reply = await talk.say('go on for ever')
    assert len(model.requests) == 6
    assert SENTENCES[ModelFailure.ENDLESS_ANSWER] in reply.response
    assert len(await talk.tasks()) == 6


async def test_a_model_that_wants_too_much_at_once_gets_less(talk, model):
    model.says(
        Answer(calls=[Call('add_task', {'title': f'Task {at}'}) for at in range(60)]), Answer('That was too much.')
    )
    await talk.say('add sixty')
    assert len(await talk.tasks()) == 40


async def test_arguments_that_are_no_json_are_sent_back_to_be_mended(talk, model):
    model.says(Answer(calls=[Call('add_task', '{"title": "Buy')]), Answer(calls=[MILK]), Answer('There.'))
    reply = await talk.say('milk please')
    assert 'not a JSON object' in model.told(1)
    assert reply.response == 'There.'
    assert await talk.titles() == ['Buy milk']


async def test_an_unknown_tool_is_answered_with_those_there_are(talk, model):
    model.says(Answer(calls=[Call('drop_database')]), Answer(calls=[MILK]), Answer('There.'))
    await talk.say('milk please')
    assert 'There is no tool “drop_database”' in model.told(1)
    assert 'complete_task' in model.told(1)


@pytest.mark.parametrize('call', [Call('add_task', 'milk'), Call('drop_database')], ids=['rubbish', 'unknown'])
async def test_a_model_that_does_not_mend_its_calls_is_given_up(talk, model, call):
    model.says(*[Answer(calls=[call])] * 6)
    reply = await talk.say('add buy bread')
    assert len(model.requests) == 3
    assert reply.response.startswith(SENTENCES[ModelFailure.UNUSABLE_ANSWER])
    assert len(await talk.tasks()) == 1


async def test_what_cannot_be_stored_is_left_out_of_an_answer(talk, model):
    model.says(Answer('A\x00B\x1b[31m\ud800C'))
    assert (await talk.say('hello you')).response == 'AB[31mC'


async def test_an_answer_that_is_too_long_for_one_message_goes_on_in_the_next(talk, model):
    model.says(Answer('word ' * 1_500))
    reply = await talk.say('tell me a story')
    assert len(reply.response) > 7_000


async def test_neither_key_nor_words_are_logged_at_any_level(talk, model, caplog):
    caplog.set_level(logging.DEBUG)
    model.says(Refusal(500), Answer(calls=[MILK]), Answer('fine', breaks_off=True))
    await talk.say('my secret plan')
    logged = '\n'.join(record.getMessage() for record in caplog.records if not record.name.startswith('asyncpg'))
    assert KEY not in logged
    assert 'my secret plan' not in logged
    assert KEY not in repr(talk.assistant._brain._client.settings)


async def test_each_character_of_an_answer_counts_once(talk, model):
    long = 'word ' * 5_000
    model.says(Answer(long))
    assert (await talk.say('tell me a story')).response == long


async def test_the_characters_of_all_answers_of_a_turn_count_together(talk, model):
    model.says(Answer('word ' * 5_000, [MILK]), Answer('word ' * 5_000))
    reply = await talk.say('milk please')
    assert SENTENCES[ModelFailure.ENDLESS_ANSWER] in reply.response
