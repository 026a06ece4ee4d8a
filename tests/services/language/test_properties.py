"""Promises that hold for every text, not only for the ones somebody thought of."""

import re
import time
from datetime import UTC, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.language import (
    Change,
    Context,
    Create,
    Delete,
    Operation,
    Show,
    find_dates,
    find_ranges,
    parse,
    read_entries,
    read_entry,
    understand,
)
from services.language.dates.patterns import vocabulary
from tests.services.language.scene import NOW, TASKS, ZONE, Task, context

WORDS = sorted(
    vocabulary(
        'add delete remove complete mark move push rename undo show list what is due overdue today tomorrow friday',
        'next week month the a my all everything every task tasks it them both report dentist milk to from on by at',
        '5pm 17:30 12/24 2026-12-24 half past four in two days high urgent priority p1 !high // note : , . ? not done',
        'and then or don\'t no yes first second 3 1-2 "quoted" \\escaped each daily christmas end of may march sat',
    )
)
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=14).map(' '.join)
ANY_TEXT = st.text(max_size=200) | SENTENCES
DELETE_WORD = re.compile(
    r'delet|remov|eras|trash|discard|get(?:ting)? rid|purge|scrap|eliminat|omit|throw|wipe|dump|drop|bin|clean|empty'
    r'|clear|cancel|kill|disregard|blank|take|scratch|strike|knock|pull|get|come off|must go|should go|can go'
    r"|(?:don't|no longer|not) (?:need|want)|make sure|ensure|be sure",
    re.IGNORECASE,
)
HARMLESS_WORDS = [word for word in WORDS if not DELETE_WORD.search(word)]
TITLES = st.lists(
    st.sampled_from(
        sorted(vocabulary('paint fence call plumber order lamp sort photos book train learn piano fix bike'))
    ),
    min_size=2,
    max_size=4,
    unique=True,
).map(' '.join)


@given(ANY_TEXT)
def test_no_text_makes_understanding_fail(text):
    assert understand(text, context(shown='dentist report', mentioned='milk'))


@given(ANY_TEXT)
def test_the_same_text_is_always_read_the_same_way(text):
    assert parse(text, NOW, ZONE) == parse(text, NOW, ZONE)


@given(ANY_TEXT)
@example('2000/1/1 FRIDAY FRIDAY')
def test_dates_lie_within_the_text_in_order_and_apart(text):
    end = 0
    for span in find_dates(text, NOW, ZONE):
        assert end <= span.start < span.end <= len(text)
        end = span.end


@given(ANY_TEXT)
def test_nothing_is_added_that_was_due_in_the_past(text):
    due = read_entry(text, NOW, ZONE).due
    if isinstance(due, datetime):
        assert due.tzinfo is not None
        assert due.date() >= NOW.date()
    elif due:
        assert due >= NOW.date()


@given(ANY_TEXT)
def test_ranges_lie_within_the_text_in_order_and_apart(text):
    end = 0
    for span in find_ranges(text, NOW, ZONE):
        assert end <= span.start < span.end <= len(text)
        end = span.end


@given(ANY_TEXT)
def test_the_spans_of_an_entry_quote_the_text(text):
    for span in read_entry(text, NOW, ZONE).spans:
        assert text[span.start : span.end] == span.text


@given(ANY_TEXT.filter(str.strip))
def test_a_title_is_never_empty(text):
    assert read_entry(text, NOW, ZONE).title.strip()


@given(SENTENCES.filter(str.strip))
def test_a_rejected_span_is_not_recognised_again(text):
    entry = read_entry(text, NOW, ZONE)
    rejected = [(span.kind, span.text) for span in entry.spans]
    again = read_entry(text, NOW, ZONE, rejected)
    assert not {(span.kind, span.text) for span in again.spans} & set(rejected)


@given(st.lists(TITLES, min_size=1, max_size=5))
def test_each_pasted_line_becomes_one_entry(titles):
    pasted = '\n'.join(f'{number}. [ ] {title}' for number, title in enumerate(titles, 1))
    assert [entry.title for entry in read_entries(pasted, NOW, ZONE)] == titles


@given(st.lists(st.sampled_from(HARMLESS_WORDS), max_size=14).map(' '.join))
def test_nothing_is_deleted_without_a_word_for_it(text):
    around = context(shown='dentist report', mentioned='milk', selected='rent')
    assert not any(isinstance(found, Delete) for found in understand(text, around))


@given(TITLES)
def test_what_was_added_is_found_by_its_title(title):
    (created,) = understand(f'add {title}', context())
    assert isinstance(created, Create)
    task = Task('added', created.entries[0].title)
    (completed,) = understand(f'complete {title}', Context(NOW, ZONE, (*TASKS, task)))
    (shown,) = understand(f'find {title}', Context(NOW, ZONE, (*TASKS, task)))
    assert isinstance(completed, Change)
    assert completed.ids == (task.id,)
    assert not isinstance(shown, Show) or task.id in shown.ids


@given(TITLES)
def test_a_named_task_never_becomes_several(title):
    tasks = tuple(Task(str(number), f'{title} {number}') for number in range(12))
    for found in understand(f'delete {title}', Context(NOW, ZONE, tasks)):
        assert not isinstance(found, Delete) or len(found.ids) == 1


@settings(max_examples=20)
@given(st.sampled_from([*WORDS, ' ', '\n', '"', '\\', 'é', '\u202e', '\U0001f600', '(', 'a, ', 'to ', 'delete ']))
def test_four_thousand_characters_are_safe(piece):
    text = (piece * 4000)[:4000]
    assert parse(text, NOW, ZONE)
    assert isinstance(find_dates(text, NOW, ZONE), list)
    assert read_entry(text, NOW, ZONE).title


@pytest.mark.parametrize(
    'piece', ['a', 'to ', 'on ', 'and ', ' ', 'x, ', 'friday ', '1/', 'is ', 'task ', '"a" ', 'the list ']
)
def test_work_grows_no_faster_than_the_text(piece):
    """Four times the text may take four times the time; sixteen times would be a pattern that backtracks."""

    def work(length):
        text = f'move {(piece * length)[:length]}'
        best = float('inf')
        for _ in range(3):
            began = time.process_time()
            parse(text, NOW, ZONE)
            read_entry(text, NOW, ZONE)
            best = min(best, time.process_time() - began)
        return best

    assert work(4000) < 12 * work(1000) + 0.05


def test_spring_forward_moves_a_time_that_does_not_exist():
    zone = ZoneInfo('Europe/Berlin')
    now = datetime(2027, 3, 27, 12, 0, tzinfo=zone)
    (span,) = find_dates('tomorrow at 2:30 am', now, zone)
    assert span.value.isoformat() == '2027-03-28T03:30:00+02:00'


def test_autumn_takes_the_first_of_two_equal_times():
    zone = ZoneInfo('Europe/Berlin')
    now = datetime(2027, 10, 30, 12, 0, tzinfo=zone)
    (span,) = find_dates('tomorrow at 2:30 am', now, zone)
    assert span.value.astimezone(UTC).isoformat() == '2027-10-31T00:30:00+00:00'


def test_hours_are_counted_across_a_clock_change():
    zone = ZoneInfo('Europe/Berlin')
    now = datetime(2027, 3, 28, 1, 0, tzinfo=zone)
    (span,) = find_dates('in 2 hours', now, zone)
    assert span.value.isoformat() == '2027-03-28T04:00:00+02:00'


def test_a_task_is_found_among_ten_thousand():
    tasks = [Task(str(uuid4()), f'Inspect unit {number:05d} of the {number % 97} line') for number in range(10_000)]
    (found,) = understand('complete inspect unit 04711', Context(NOW, ZONE, tasks))
    assert isinstance(found, Change)
    assert found.operation is Operation.COMPLETE
    assert found.ids == (tasks[4711].id,)


@given(ANY_TEXT)
def test_the_evidence_of_a_command_quotes_the_text(text):
    for command in parse(text, NOW, ZONE):
        for span in command.spans:
            assert text[span.start : span.end] == span.text
