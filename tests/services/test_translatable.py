"""A marked text is an ordinary English string that knows what it was made from."""

import copy
import json
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from services.errors import InvalidInput, TaskNotFound, TooMany, Unavailable, Uncertain
from services.translatable import Message, Plural, Translatable, _, n_, p_


def made_from(text: str) -> tuple[Message, dict[str, object]]:
    assert isinstance(text, Translatable)
    return text.message, dict(text.values)


@pytest.mark.parametrize(
    ('value', 'english'),
    [
        ('{a} “b”', '{a} “b”'),
        (1_234, '1,234'),
        (True, 'True'),
        (date(2026, 11, 26), '2026-11-26'),
        (datetime(2026, 11, 26, 15, tzinfo=ZoneInfo('Europe/Berlin')), '2026-11-26T14:00:00Z'),
        (datetime(2026, 11, 26, 15, tzinfo=UTC).replace(tzinfo=None), '2026-11-26 15:00:00'),
        (_('The title'), 'The title'),
        (None, 'None'),
    ],
)
def test_a_value_is_written_as_programs_read_it_and_kept_as_it_is(value, english):
    text = _('It is {value}.').format(value=value)
    assert text == f'It is {english}.'
    assert made_from(text) == (Message('It is {value}.'), {'value': value})


@pytest.mark.parametrize(('number', 'english'), [(0, '0 tasks'), (1, '1 task'), (2, '2 tasks'), (1_000, '1,000 tasks')])
def test_a_number_chooses_its_form(number, english):
    text = n_('{number} task', '{number} tasks').format(number=number)
    assert text == english
    assert made_from(text) == (Message('{number} task', '{number} tasks'), {'number': number})


def test_a_plural_takes_other_values_too():
    text = Plural(Message('{what}: {number}', '{what}: {number}')).format(number=2, what='Tasks')
    assert text == 'Tasks: 2'


def test_a_context_is_for_translators_alone():
    assert p_('theme', 'Light') == 'Light'
    assert made_from(p_('theme', 'Light')) == (Message('Light', context='theme'), {})


def test_it_is_a_string_wherever_one_is_wanted():
    text = _('“{title}” is done.').format(title='Milk')
    assert json.dumps(text) == '"\\u201cMilk\\u201d is done."'
    assert type(str(text)) is str
    assert made_from(copy.deepcopy(text)) == made_from(text)


@pytest.mark.parametrize(
    'error', [TaskNotFound(), InvalidInput('x', _('Wrong.')), TooMany(_('Too many.'), 5), Unavailable(), Uncertain()]
)
def test_an_error_says_its_sentence_in_english_and_keeps_it_to_be_translated(error):
    assert isinstance(error.sentence, Translatable)
    assert type(str(error)) is str
    assert str(error) == error.sentence
