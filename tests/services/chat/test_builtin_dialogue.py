"""What the built-in brain offers after something was done, taken back or not found."""

import pytest

from services import approvals
from services.assistant import Assistant
from services.chat.builtin.brain import BuiltInBrain
from services.models import TaskRead
from tests.assistant.talk import Talk, states_of


@pytest.fixture
def talk(database, owner):
    return Talk(Assistant(database, BuiltInBrain(states_of(database))), database, owner, [])


async def say(talk: Talk, *messages: str) -> str:
    """Say these one after the other, and return the last answer."""
    replies = [await talk.say(message) for message in messages]
    return replies[-1].response


async def only_task(talk: Talk) -> TaskRead:
    [task] = await talk.tasks()
    return task


async def test_no_after_an_approved_deletion_takes_it_back_after_a_yes(talk):
    asked = await say(talk, 'add buy milk', 'delete buy milk', 'yes', 'hmm no')

    assert asked.startswith('Shall I take the last change back?')
    await say(talk, 'yes')
    assert await talk.titles() == ['buy milk']


async def test_no_after_an_undo_does_it_again_after_a_yes(talk):
    asked = await say(talk, 'add buy milk', 'complete buy milk', 'undo', 'no no')

    assert asked.startswith('Shall I do again what I took back?')
    await say(talk, 'yes')
    assert (await only_task(talk)).status == 'completed'


@pytest.mark.parametrize('chosen', ['yes', 'the gutters', 'no'])
async def test_what_was_nearly_named_can_be_chosen(talk, chosen):
    asked = await say(talk, 'add clean the gutters', 'mark the gutters inspection as done')
    assert asked.endswith('Did you mean “clean the gutters”?')

    await say(talk, chosen)

    assert (await only_task(talk)).status == ('pending' if chosen == 'no' else 'completed')


ASK_FOR_TWO = ('add buy milk', 'add pay rent', 'delete buy milk', 'delete pay rent')


@pytest.mark.parametrize('yes', ['yes', 'ok', 'do it', 'go ahead', 'delete it'])
async def test_a_plain_yes_to_several_approvals_asks_which(talk, yes):
    asked = await say(talk, *ASK_FOR_TWO, yes)

    assert asked.splitlines()[1:] == ['1. Delete “buy milk”', '2. Delete “pay rent”']
    assert await talk.titles() == ['buy milk', 'pay rent']


@pytest.mark.parametrize(
    ('answer', 'left'),
    [
        ('1', ['pay rent']),
        ('the second one', ['buy milk']),
        ('yes, the second', ['buy milk']),
        ('the milk', ['pay rent']),
        ('yes, pay rent', ['buy milk']),
        ('both', []),
        ('all of them', []),
        ('no', ['buy milk', 'pay rent']),
        ('3', ['buy milk', 'pay rent']),
        ('yes', ['buy milk', 'pay rent']),
        ('not the milk', ['buy milk', 'pay rent']),
    ],
)
async def test_which_of_several_approvals_is_said_by_number_by_title_or_all(talk, answer, left):
    await say(talk, *ASK_FOR_TWO, 'yes', answer)

    assert await talk.titles() == left


@pytest.mark.parametrize(
    ('answer', 'left'),
    [
        ('yes, the milk', ['pay rent']),
        ('yes to both', []),
        ('approve all', []),
        # No list was shown, so its numbers mean nothing yet.
        ('yes, the second', ['buy milk', 'pay rent']),
    ],
)
async def test_several_approvals_can_be_told_apart_before_it_is_asked(talk, answer, left):
    await say(talk, *ASK_FOR_TWO, answer)

    assert await talk.titles() == left


async def test_after_a_no_to_one_of_several_the_other_still_waits(talk):
    await say(talk, *ASK_FOR_TWO, 'yes', 'no, the first')

    assert await talk.titles() == ['buy milk', 'pay rent']
    await say(talk, 'yes')
    assert await talk.titles() == ['buy milk']


async def test_a_no_to_a_number_before_there_was_a_list_asks_which(talk):
    asked = await say(talk, *ASK_FOR_TWO, 'no, the second')
    assert '2. Delete “pay rent”' in asked

    await say(talk, '2')
    await say(talk, 'yes')
    assert await talk.titles() == ['pay rent']


async def test_an_approval_of_several_tasks_is_not_taken_for_the_one_that_is_named(talk):
    asking = ('add buy milk', 'add pay rent', 'add feed the cat', 'delete buy milk', 'delete pay rent and feed the cat')

    asked = await say(talk, *asking, 'yes, the rent')
    assert await talk.titles() == ['buy milk', 'feed the cat', 'pay rent'], asked


async def test_what_was_answered_elsewhere_meanwhile_is_said(talk):
    await say(talk, *ASK_FOR_TWO, 'yes')
    async with talk.database.of(talk.user_id).transaction() as session:
        for each in await approvals.list_approvals(session, talk.user_id):
            await approvals.decide(session, talk.user_id, each.id, approve=False)

    await say(talk, '1')

    assert await talk.titles() == ['buy milk', 'pay rent']


async def test_an_undo_in_another_conversation_names_what_was_added_and_asks_first(talk):
    await say(talk, 'add buy milk')
    other = Talk(talk.assistant, talk.database, talk.user_id, [])

    asked = await say(other, 'undo')

    assert '“buy milk” was added in another conversation' in asked
    assert asked.endswith('Shall I take that back?')
    assert await talk.titles() == ['buy milk']
    await say(other, 'yes')
    assert await talk.titles() == []


async def test_what_somebody_did_is_taken_as_told_and_changes_nothing(talk):
    answer = await say(talk, 'add buy milk', 'my son deleted all my tasks')

    assert answer.startswith('Nothing was deleted just now.')
    assert await say(talk, 'they renamed the milk to oat milk') == (
        'I take that as something you tell me, so nothing was changed. To have it done, say it as a command.'
    )
    assert await talk.titles() == ['buy milk']
