import pytest

from tests.services.language.german import (
    golden_additions,
    golden_changes,
    golden_dialogues,
    golden_places,
    golden_questions,
)
from tests.services.language.german.scene import among_places, asked, context, done, question, summary

LIST = 'zahnarzt bericht folien'
SCENES = {
    'plain': (
        context(),
        golden_additions.ADDITIONS + golden_changes.CHANGES + golden_questions.QUESTIONS + golden_questions.TALK,
    ),
    'with lists and labels': (among_places('bericht'), golden_places.PLACES),
    'after a list': (context(shown=LIST, mentioned=LIST), golden_dialogues.AFTER_A_LIST),
    'after the report': (context(mentioned='bericht'), golden_dialogues.AFTER_ONE),
    'after the slides': (context(mentioned='folien'), golden_dialogues.AFTER_FOLIEN),
    'after two tasks': (context(mentioned='anna bob'), golden_dialogues.AFTER_TWO),
    'asked which mail': (context(pending=question('Lösch die Mail')), golden_dialogues.WHICH_MAIL),
    'asked which day': (context(pending=question('Verschieb den Zahnarzt')), golden_dialogues.WHICH_DAY),
    'asked which title': (context(pending=question('Erinnere mich')), golden_dialogues.WHICH_TITLE),
    'after one was done': (context(mentioned='milch', done=done('milch')), golden_dialogues.AFTER_ONE_WAS_DONE),
    'after two were done': (
        context(mentioned='sport steuer', done=done('sport steuer')),
        golden_dialogues.AFTER_TWO_WERE_DONE,
    ),
    'asked about today': (context(asked=asked('Was ist heute fällig?')), golden_dialogues.ASKED_ABOUT_TODAY),
    'asked about this week': (
        context(asked=asked('Was ist diese Woche fällig?')),
        golden_dialogues.ASKED_ABOUT_THIS_WEEK,
    ),
}
SENTENCES = [
    pytest.param(around, say, means, id=f'{scene}: {say}')
    for scene, (around, sentences) in SCENES.items()
    for say, means in sentences
]


@pytest.mark.parametrize(('around', 'say', 'means'), SENTENCES)
def test_a_german_golden_sentence_means_what_it_should(around, say, means):
    assert summary(say, around) == means


def test_the_german_golden_set_is_large_enough_to_mean_something():
    assert len(SENTENCES) >= 250
