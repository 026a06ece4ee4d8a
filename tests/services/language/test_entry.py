"""Quick add: what a line becomes, and what stays in the title."""

from datetime import date

import pytest

from services.language import read_entries, read_entry
from services.values.vocabulary import Priority
from tests.services.language.scene import NOW, ZONE

LINES = [
    ('Call mom tomorrow p1', 'Call mom', date(2026, 11, 25), Priority.URGENT),
    ('Call mom p2', 'Call mom', None, Priority.HIGH),
    ('Call mom p3', 'Call mom', None, Priority.MEDIUM),
    ('Call mom p4', 'Call mom', None, Priority.LOW),
    ('Call mom !urgent', 'Call mom', None, Priority.URGENT),
    ('!high Call mom', 'Call mom', None, Priority.HIGH),
    ('Call mom with low priority', 'Call mom', None, Priority.LOW),
    ('high priority: call mom', 'call mom', None, Priority.HIGH),
    ('Call mom due:friday', 'Call mom', date(2026, 11, 27), None),
    ('Call mom by friday', 'Call mom', date(2026, 11, 27), None),
    ('Tomorrow: call mom', 'call mom', date(2026, 11, 25), None),
    ('Call mom tomorrow about the trip', 'Call mom about the trip', date(2026, 11, 25), None),
    ('Buy 2 monitors', 'Buy 2 monitors', None, None),
    ('See http://example.org/a//b', 'See http://example.org/a//b', None, None),
    ('tomorrow', 'tomorrow', None, None),
    ('p1', 'p1', None, None),
]


@pytest.mark.parametrize(('line', 'title', 'due', 'priority'), LINES)
def test_a_line_becomes_a_task(line, title, due, priority):
    entry = read_entry(line, NOW, ZONE)
    assert (entry.title, entry.due, entry.priority) == (title, due, priority)


def test_what_stands_after_two_slashes_is_the_note():
    entry = read_entry('Call mom tomorrow // ask about the recipe, friday is fine', NOW, ZONE)
    assert (entry.title, entry.description) == ('Call mom', 'ask about the recipe, friday is fine')
    assert entry.due == date(2026, 11, 25)


def test_quotes_keep_a_date_in_the_title():
    entry = read_entry('listen to "Friday I\'m in love" tomorrow', NOW, ZONE)
    assert entry.title == 'listen to "Friday I\'m in love"'
    assert entry.due == date(2026, 11, 25)


def test_a_backslash_keeps_a_word_in_the_title():
    assert read_entry('watch \\tomorrow', NOW, ZONE).title == 'watch tomorrow'


def test_a_rejected_date_stays_in_the_title():
    entry = read_entry('prepare monday p1', NOW, ZONE, rejected=[('due', 'monday')])
    assert (entry.title, entry.due, entry.priority) == ('prepare monday', None, Priority.URGENT)


def test_a_repetition_is_recognised_and_no_date_is_made_of_it():
    entry = read_entry('water the plants every friday', NOW, ZONE)
    assert entry.title == 'water the plants every friday'
    assert entry.due is None
    assert entry.recurrence
    assert entry.recurrence.text == 'every friday'


@pytest.mark.parametrize('line', ['- a b', '* a b', '• a b', '1. a b', '2) a b', '[ ] a b', '- [x] a b', '☐ a b'])
def test_marks_of_a_list_are_taken_off(line):
    assert [entry.title for entry in read_entries(line, NOW, ZONE)] == ['a b']


@pytest.mark.parametrize('line', ['compare a) and b)', 'rent - deposit', 'step 2. of 3', 'send [x] to Ann'])
def test_a_mark_within_a_line_stays(line):
    assert [entry.title for entry in read_entries(line, NOW, ZONE)] == [line]


def test_empty_lines_are_no_tasks():
    assert read_entries('\n \n--\n', NOW, ZONE) == []
