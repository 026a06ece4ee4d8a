"""The same two calls in every way that servers are known to cut them: nothing is lost, doubled or glued together."""

import pytest

from tests.assistant.model_server import (
    Answer,
    Call,
    all_in_one_piece,
    arguments_as_object,
    empty_id,
    name_repeated,
    no_index,
    proper,
    same_index,
    same_index_no_id,
    whole_calls,
)

CUTS = [
    proper,
    whole_calls,
    empty_id,
    same_index,
    same_index_no_id,
    arguments_as_object,
    name_repeated,
    no_index,
    all_in_one_piece,
]
TWO_TASKS = [Call('add_task', {'title': 'Buy milk'}), Call('add_task', {'title': 'Call “mum”', 'priority': 'high'})]


@pytest.mark.parametrize('cut', CUTS, ids=lambda cut: cut.__name__)
async def test_two_calls_are_two_calls_however_they_are_cut(talk, model, cut):
    model.says(Answer(calls=TWO_TASKS, cut=cut), Answer('Added both.'))
    reply = await talk.say('milk and mum please')
    assert [(call.tool, call.arguments) for call in reply.tool_calls] == [
        (call.tool, call.arguments) for call in TWO_TASKS
    ]
    assert await talk.titles() == ['Buy milk', 'Call “mum”']
    assert reply.response == 'Added both.'


@pytest.mark.parametrize('cut', CUTS, ids=lambda cut: cut.__name__)
async def test_each_result_goes_back_under_the_id_of_its_call(talk, model, cut):
    model.says(Answer(calls=TWO_TASKS, cut=cut), Answer('Added both.'))
    await talk.say('milk and mum please')
    asked, *results = model.requests[1]['messages'][-3:]
    ids = [call['id'] for call in asked['tool_calls']]
    assert len(set(ids)) == 2
    assert all(ids)
    assert [result['tool_call_id'] for result in results] == ids
    assert [('Buy milk' in result['content'], 'mum' in result['content']) for result in results] == [
        (True, False),
        (False, True),
    ]


@pytest.mark.parametrize('finish', ['stop', 'length', None])
async def test_what_counts_is_whether_calls_arrived_and_not_how_the_server_says_it_finished(talk, model, finish):
    model.says(Answer(calls=TWO_TASKS, finish=finish), Answer('Added both.', finish=finish))
    assert (await talk.say('milk and mum please')).response == 'Added both.'
    assert len(await talk.tasks()) == 2


async def test_a_server_that_counts_no_tokens_is_as_good_as_any(talk, model):
    model.says(Answer(calls=TWO_TASKS, usage=False), Answer('Added both.', usage=False))
    assert (await talk.say('milk and mum please')).response == 'Added both.'


async def test_text_before_the_calls_and_after_them_are_two_paragraphs(talk, model):
    model.says(Answer('I will add them.', TWO_TASKS), Answer('Both are there.'))
    assert (await talk.say('milk and mum please')).response == 'I will add them.\n\nBoth are there.'


async def test_what_a_model_thinks_aloud_is_not_shown(talk, model):
    model.says(Answer('<think>The user greets me. </think> Good morning!'))
    assert (await talk.say('good morning to you')).response == 'Good morning!'


async def test_text_that_begins_with_an_angle_bracket_is_shown(talk, model):
    model.says(Answer('<thing> is no tag'))
    assert (await talk.say('what is a thing')).response == '<thing> is no tag'
