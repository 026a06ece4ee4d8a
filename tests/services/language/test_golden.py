import pytest

from services.language import Changes, Command, DueRange, Operation, Query
from services.language.queries import OPEN
from services.values.vocabulary import Status
from tests.services.language import golden_additions, golden_amounts, golden_changes, golden_places, golden_talk
from tests.services.language.scene import NOW, among_places, context, ids, question, summary

TODAY = NOW.date()
SCENES = {
    'plain': (
        context(),
        golden_changes.CHANGES
        + golden_additions.ADDITIONS
        + golden_additions.QUESTIONS
        + golden_additions.NONSENSE
        + golden_amounts.AMOUNTS
        + golden_talk.TALK
        + golden_talk.NOTHING_AROUND,
    ),
    'with lists and labels': (among_places('report'), golden_places.PLACES),
    'after a list': (
        context(shown='dentist report slides', mentioned='dentist report slides'),
        golden_talk.AFTER_A_LIST,
    ),
    'after one task': (context(mentioned='report'), golden_talk.AFTER_ONE),
    'after one was moved': (
        context(
            mentioned='report', done=Command(Operation.SCHEDULE, ids=ids('report'), changes=Changes(by=(2, 'day')))
        ),
        golden_talk.AFTER_A_PUSH,
    ),
    'after two tasks': (context(mentioned='anna bob'), golden_talk.AFTER_TWO),
    'two selected': (context(selected='milk rent'), golden_talk.SELECTED),
    'asked which email': (context(pending=question('delete email')), golden_talk.WHICH_EMAIL),
    'after two were done': (
        context(
            mentioned='gym taxes',
            done=Command(Operation.COMPLETE, ids=ids('gym taxes'), changes=Changes(status=Status.COMPLETED)),
        ),
        golden_talk.AFTER_TWO_WERE_DONE,
    ),
    'asked which day': (context(pending=question('reschedule the dentist')), golden_talk.WHICH_DAY),
    'asked which title': (context(pending=question('remind me')), golden_talk.WHICH_TITLE),
    'asked about today': (
        context(asked=Query(statuses=OPEN, days=(DueRange(TODAY, TODAY),))),
        golden_talk.FOLLOW_UPS,
    ),
}
SENTENCES = [
    pytest.param(around, say, means, id=f'{scene}: {say}')
    for scene, (around, sentences) in SCENES.items()
    for say, means in sentences
]


@pytest.mark.parametrize(('around', 'say', 'means'), SENTENCES)
def test_a_golden_sentence_means_what_it_should(around, say, means):
    assert summary(say, around) == means


def test_the_golden_set_is_large_enough_to_mean_something():
    assert len(SENTENCES) >= 250
