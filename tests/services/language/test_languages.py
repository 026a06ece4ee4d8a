"""Which language a message is read in: the person's own, unless it is clearly the other one."""

import pytest

from services.language import LANGUAGES, spoken_in
from services.language.mentions import MentionIndex
from tests.factories import shown_task


@pytest.mark.parametrize(
    'text',
    [
        'add buy milk tomorrow', 'Die Hard', 'die hard movie night', 'was the rent paid?', 'Morgen', 'call Morgen',
        'so', 'ok', '2', 'leg day', 'Brot kaufen', 'buy a hat for the war museum', 'in den Haag',
        '"lösche die Milch"', '',
        '🙂', 'an apple', 'man am I tired', 'gift for Kind', 'undo',
    ],
)  # fmt: skip
def test_an_english_speaker_is_read_in_english(text):
    assert spoken_in(text, 'en') == 'en'


@pytest.mark.parametrize(
    'text',
    [
        'lösche die Milch',
        'Füge Brot hinzu',
        'was ist heute fällig?',
        'nein danke',
        'zeig mir alle Aufgaben',
        'hilfe',
        'ja',
    ],
)
def test_plain_german_is_read_in_german_for_everybody(text):
    assert {spoken_in(text, own) for own in LANGUAGES} == {'de'}


@pytest.mark.parametrize('text', ["what's due today?", 'delete the milk', 'remind me to call Anna', 'what can you do?'])
def test_plain_english_is_read_in_english_for_everybody(text):
    assert {spoken_in(text, own) for own in LANGUAGES} == {'en'}


@pytest.mark.parametrize(
    'text', ['Meeting vorbereiten', 'Call mit Anna', 'Brot kaufen', 'Update Server', 'ok', '2', 'Morgen']
)
def test_a_german_speaker_is_read_in_german(text):
    assert spoken_in(text, 'de') == 'de'


def test_a_language_nobody_knows_is_read_as_english():
    assert spoken_in('comprar pan', 'es') == 'en'


def test_words_of_ones_own_titles_tell_nothing_of_the_language():
    index = MentionIndex([shown_task(1, 'Brot kaufen')])
    assert spoken_in('delete Brot kaufen', 'de') == 'de'
    assert spoken_in('delete Brot kaufen', 'de', index.is_in_a_title) == 'en'
    assert spoken_in('Brot kaufen', 'de', index.is_in_a_title) == 'de'
    assert spoken_in('lösche die Milch', 'de', index.is_in_a_title) == 'de'
