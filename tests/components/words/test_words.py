"""A language: which one a person gets, and how it writes days, times, numbers and refusals."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from pydantic import TypeAdapter, ValidationError

from components.words import ENGLISH, LANGUAGES, name_of, words_for, words_in
from services import errors
from services.accounts.passwords import check_new_password
from services.errors import InvalidInput, NothingToUndo, TandemError, TooMany, VersionConflict
from services.models import TaskCreate
from services.storage.quota import Quota
from services.tasks.import_file import read_tasks
from services.translatable import _, n_
from services.values.cause import Moment
from services.values.due_dates import refuse_past
from services.values.rate_limits import Limiter, Rate
from services.values.text import Title
from services.values.time_zones import zone_named
from tests.factories import shown_task

GERMAN, AMERICAN = words_in('de'), words_in('en-us')
BERLIN = Moment(datetime(2026, 11, 26, 9, tzinfo=UTC), ZoneInfo('Europe/Berlin'))


@pytest.mark.parametrize(
    ('chosen', 'accepted', 'words'),
    [
        (None, None, ENGLISH),
        ('de', 'en', GERMAN),
        ('en', 'de', ENGLISH),
        ('', 'de-AT,de;q=0.9,en;q=0.8', GERMAN),
        ('xx', 'fr, en;q=0.5, de;q=0.7', GERMAN),
        ('', 'de;q=0, en', ENGLISH),
        ('', 'fr', ENGLISH),
        ('', ';;q=x,,de;q=nonsense', ENGLISH),
        ('', 'en-US,en;q=0.9', AMERICAN),
        ('', 'EN-us', AMERICAN),
        ('', 'en-GB,en-US;q=0.9', ENGLISH),
        ('', 'en-AU', ENGLISH),
        ('', 'fr-FR, en-US;q=0.5', AMERICAN),
        ('en', 'de, en-US;q=0.5', AMERICAN),
        ('de', 'en-US', GERMAN),
    ],
)
def test_what_was_chosen_wins_and_then_what_the_browser_likes_best(chosen, accepted, words):
    assert words_for(chosen, accepted) is words


def test_only_so_many_languages_are_kept_whatever_browsers_send():
    kept = {id(words_for(None, f'en-{number}, de-{number};q=0.5')) for number in range(100)}
    assert kept == {id(ENGLISH)}


def test_languages_are_called_what_they_call_themselves():
    assert [name_of(code) for code in LANGUAGES] == ['English', 'Deutsch']


@pytest.mark.parametrize(
    ('words', 'days', 'number'),
    [
        (ENGLISH, ('Mon 2 Mar', '2 Mar', 'Mon 2', '2 Mar 2026', 'Mon, 2 Mar 2026'), '1,234,567'),
        (AMERICAN, ('Mon, Mar 2', 'Mar 2', '2 Mon', 'Mar 2, 2026', 'Mon, Mar 2, 2026'), '1,234,567'),
        (GERMAN, ('Mo., 2. März', '2. März', 'Mo., 2.', '2. März 2026', 'Mo., 2. März 2026'), '1.234.567'),
    ],
    ids=['en', 'en-us', 'de'],
)
def test_days_and_numbers_are_written_as_the_language_does(words, days, number):
    skeletons = (words.DAY_OF_WEEK, words.DAY, words.DAY_SHORT, words.DAY_OF_YEAR, words.DAY_IN_FULL)
    assert tuple(words.day(date(2026, 3, 2), each) for each in skeletons) == days
    assert words.number(1234567) == number


@pytest.mark.parametrize('words', [ENGLISH, AMERICAN, GERMAN], ids=['en', 'en-us', 'de'])
def test_the_clock_has_24_hours_in_the_zone_of_the_moment(words):
    at = datetime(2026, 3, 2, 17, 5, 9, tzinfo=UTC)
    assert words.clock(at) == '17:05'
    assert words.clock(at.astimezone(BERLIN.zone)) == '18:05'
    assert words.exactly(at).endswith(', 17:05:09')
    assert words.day_and_time(at) == f'{words.day(at, words.DAY_OF_YEAR)}, 17:05'


def test_the_day_comes_first_but_for_americans():
    assert [words.day_first for words in (ENGLISH, AMERICAN, GERMAN)] == [True, False, True]


def refused(call, *arguments) -> TandemError | ValidationError:
    try:
        call(*arguments)
    except (TandemError, ValidationError) as refusal:
        return refusal
    raise AssertionError('it was accepted')


def asking_too_often() -> None:
    limiter = Limiter(Rate(burst=0, seconds=5), _('Too many wrong passwords.'), clock=lambda: 0.0)
    limiter.take('ada')


def later(seconds: int) -> TooMany:
    return TooMany(_('Too many messages at once.'), seconds)


_title: TypeAdapter[str] = TypeAdapter(Title)
REFUSALS = {
    'a missing task': (
        errors.TaskNotFound(),
        'There is no such task. It may have been deleted.',
        'Diese Aufgabe gibt es nicht. Vielleicht wurde sie gelöscht.',
    ),
    'a title too long': (
        refused(_title.validate_python, 'x' * 1_300),
        'The title is 1,300 characters long. Shorten it to 255 or fewer.',
        'Der Titel hat 1.300 Zeichen. Erlaubt sind höchstens 255.',
    ),
    'several faults': (
        refused(TaskCreate.model_validate, {'title': ' ', 'priority': 7}),
        (
            "The title must not be empty. Type at least one visible character. The priority must be 'low', 'medium', "
            "'high' or 'urgent'."
        ),
        (
            'Der Titel darf nicht leer sein. Geben Sie mindestens ein sichtbares Zeichen ein. Die Priorität muss einer '
            "dieser Werte sein: 'low', 'medium', 'high' or 'urgent'."
        ),
    ),
    'a past day': (
        refused(refuse_past, date(2026, 11, 20), BERLIN),
        'The due date Fri, 20 Nov 2026 is in the past. Choose today (Thu, 26 Nov 2026) or later.',
        (
            'Die Fälligkeit Fr., 20. Nov. 2026 liegt in der Vergangenheit. Wählen Sie heute (Do., 26. Nov. 2026) '
            'oder später.'
        ),
    ),
    'a past moment, in the zone of the person': (
        refused(refuse_past, datetime(2026, 11, 20, 14, tzinfo=UTC), BERLIN),
        'The due date Fri, 20 Nov 2026, 15:00 is in the past. Choose today (Thu, 26 Nov 2026) or later.',
        (
            'Die Fälligkeit Fr., 20. Nov. 2026, 15:00 liegt in der Vergangenheit. '
            'Wählen Sie heute (Do., 26. Nov. 2026) oder später.'
        ),
    ),
    'a quota': (
        refused(Quota(tasks=1_500).check, (1, 0, 0), (1_501, 0, 0)),
        'You have 1,500 tasks, and there is no room for more. Delete some that are done, then try again.',
        (
            'Sie haben 1.500 Aufgaben, und für weitere ist kein Platz. Löschen Sie erledigte und versuchen Sie es dann '
            'noch einmal.'
        ),
    ),
    'a rate limit with a wait of seconds': (
        refused(asking_too_often),
        'Too many wrong passwords. Try again in 5 seconds.',
        'Zu viele falsche Passwörter. Versuchen Sie es in 5 Sekunden noch einmal.',
    ),
    'a rate limit with a wait of one second': (
        later(1),
        'Too many messages at once. Try again in 1 second.',
        'Zu viele Nachrichten auf einmal. Versuchen Sie es in 1 Sekunde noch einmal.',
    ),
    'a rate limit with a wait of a minute': (
        later(60),
        'Too many messages at once. Try again in 1 minute.',
        'Zu viele Nachrichten auf einmal. Versuchen Sie es in 1 Minute noch einmal.',
    ),
    'a rate limit with a long wait': (
        later(3_601),
        'Too many messages at once. Try again in 61 minutes.',
        'Zu viele Nachrichten auf einmal. Versuchen Sie es in 61 Minuten noch einmal.',
    ),
    'another version': (
        VersionConflict(shown_task(1, title='{Milk}')),
        '“{Milk}” has changed since you looked (it is at version 1). Read it again and repeat your change.',
        (
            '„{Milk}“ hat sich geändert, seit Sie hingesehen haben (Version 1). '
            'Lesen Sie es noch einmal und wiederholen Sie Ihre Änderung.'
        ),
    ),
    'a password too short': (
        refused(check_new_password, 'short'),
        'The password is too short. Use at least 8 characters; a few words are fine.',
        'Das Passwort ist zu kurz. Nehmen Sie mindestens 8 Zeichen; ein paar Wörter genügen.',
    ),
    'an unknown zone': (
        refused(zone_named, 'Mars'),
        '“Mars” is not a time zone. Use an IANA name such as Europe/Berlin.',
        '„Mars“ ist keine Zeitzone. Nehmen Sie einen IANA-Namen wie Europe/Berlin.',
    ),
    'a row of a file': (
        refused(read_tasks, 'title,due\nPay rent,soon\n', BERLIN),
        '“Pay rent”: “soon” is not a date. Write a date as 2026-11-23 or a moment as 2026-11-23T09:00:00Z.',
        (
            '„Pay rent“: „soon“ ist kein Datum. Schreiben Sie ein Datum wie 2026-11-23 oder einen Zeitpunkt wie '
            '2026-11-23T09:00:00Z.'
        ),
    ),
    'a file with too many tasks': (
        refused(read_tasks, 'Buy milk\n' * 1_001, BERLIN),
        'There are 1,001 tasks in this file. Import at most 500 at once.',
        'In dieser Datei stehen 1.001 Aufgaben. Importieren Sie höchstens 500 auf einmal.',
    ),
    'nothing to undo': (
        NothingToUndo(_('There is nothing to undo.')),
        'There is nothing to undo.',
        'Es gibt nichts, was sich rückgängig machen ließe.',
    ),
}


@pytest.mark.parametrize('case', REFUSALS)
def test_a_refusal_is_said_in_the_language_with_its_values_written_as_there(case):
    error, english, german = REFUSALS[case]
    assert (ENGLISH.refusal(error), GERMAN.refusal(error)) == (english, german)


@pytest.mark.parametrize('case', [case for case in REFUSALS if 'past' not in case])
def test_programs_read_the_same_english_as_people(case):
    error, english, _german = REFUSALS[case]
    if isinstance(error, TandemError):
        assert str(error) == english


def test_programs_read_dates_in_iso_8601():
    past = refused(refuse_past, datetime(2026, 11, 20, 14, tzinfo=UTC), BERLIN)
    assert str(past) == 'The due date 2026-11-20T14:00:00Z is in the past. Choose today (2026-11-26) or later.'


def test_a_refusal_that_nobody_translated_is_said_in_english():
    assert GERMAN.refusal(InvalidInput('x', 'Just so.')) == 'Just so.'
    assert GERMAN.refusal(TandemError()) == ''


def test_a_value_is_never_taken_for_a_template():
    error = InvalidInput('x', _('“{text}” is not a date. Write it.').format(text='{why} {0} %s'))
    assert GERMAN.refusal(error) == '“{why} {0} %s” is not a date. Write it.'


def test_a_number_in_a_sentence_chooses_its_form_and_is_written_as_there():
    tasks = n_('{number} task', '{number} tasks')
    assert [GERMAN.say(tasks.format(number=number)) for number in (0, 1, 2, 1_000)] == [
        '0 Aufgaben',
        '1 Aufgabe',
        '2 Aufgaben',
        '1.000 Aufgaben',
    ]


def test_a_sentence_that_ends_with_an_abbreviation_has_one_full_stop():
    due = _('{title} is due {day}.')
    assert GERMAN.say(due.format(title='„Miete“', day='Mo., 30. Nov.')) == '„Miete“ ist fällig: Mo., 30. Nov.'
    assert GERMAN.say(due.format(title='„Miete“', day='morgen')) == '„Miete“ ist fällig: morgen.'
