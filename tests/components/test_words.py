"""Every language says everything, in the same shape."""

import string
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

import pytest

from components.words import ENGLISH, LANGUAGES, Words, words_for
from services.errors import NothingToUndo, TaskNotFound

OTHERS = [language for language in LANGUAGES.values() if language is not ENGLISH]
# A refusal without words of its own is said in the service's English.
NAMES = [name for name in dir(Words) if name.isupper() and name != 'REFUSALS']


def sentences(value: object, path: str = '') -> Iterator[tuple[str, str]]:
    """Every text in a value, with where it stands."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from sentences(inner, f'{path}.{key}')
    else:
        for place, inner in enumerate(value):
            yield from sentences(inner, f'{path}.{place}')


def placeholders(text: str) -> set[str | None]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


@pytest.mark.parametrize('language', OTHERS, ids=lambda each: each.CODE)
def test_a_language_gives_every_name_its_own_words(language):
    own = {name for kind in type(language).__mro__ if not issubclass(Words, kind) for name in vars(kind)}
    assert [name for name in NAMES if name not in own] == []
    assert [name for name in own if name.isupper() and not hasattr(Words, name)] == []


@pytest.mark.parametrize('language', OTHERS, ids=lambda each: each.CODE)
@pytest.mark.parametrize('name', NAMES)
def test_it_has_the_same_parts_with_the_same_placeholders(language, name):
    told, english = (dict(sentences(getattr(each, name))) for each in (language, ENGLISH))
    assert told.keys() == english.keys()
    assert {part: placeholders(text) for part, text in told.items()} == {
        part: placeholders(text) for part, text in english.items()
    }
    assert all(told.values())


@pytest.mark.parametrize(
    ('chosen', 'accepted', 'code'),
    [
        (None, None, 'en'),
        ('de', 'en', 'de'),
        ('en', 'de', 'en'),
        ('', 'de-AT,de;q=0.9,en;q=0.8', 'de'),
        ('xx', 'fr, en;q=0.5, de;q=0.7', 'de'),
        ('', 'de;q=0, en', 'en'),
        ('', 'fr', 'en'),
        ('', ';;q=x,,de;q=nonsense', 'en'),
    ],
)
def test_what_was_chosen_wins_and_then_what_the_browser_likes_best(chosen, accepted, code):
    assert code == words_for(chosen, accepted).CODE


def test_dates_and_numbers_are_written_as_the_language_does():
    german, day = LANGUAGES['de'], date(2026, 3, 2)
    assert (ENGLISH.day(day), ENGLISH.day(day, ENGLISH.DAY_OF_YEAR)) == ('Mon 2 Mar', '2 Mar 2026')
    assert (german.day(day), german.day(day, german.DAY_OF_YEAR)) == ('Mo, 2. März', '2. März 2026')
    assert (ENGLISH.number(1234567), german.number(1234567)) == ('1,234,567', '1.234.567')
    assert german.clock(datetime(2026, 3, 2, 7, 5, tzinfo=UTC)) == '07:05'


def test_a_refusal_is_said_in_the_language_where_it_has_words_for_it():
    assert LANGUAGES['de'].refusal(TaskNotFound()).startswith('Diese Aufgabe gibt es nicht.')
    assert ENGLISH.refusal(TaskNotFound()).startswith('There is no such task.')
    assert ENGLISH.refusal(NothingToUndo('Nothing to undo.')) == 'Nothing to undo.'
