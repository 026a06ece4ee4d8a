"""What a file of tasks is read as."""

import json
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from services.errors import InvalidInput
from services.tasks.import_file import MAX_TASKS, read_tasks
from services.values.cause import Moment
from services.values.vocabulary import Priority, Status

NOW = Moment(datetime(2026, 11, 23, 12, tzinfo=UTC), ZoneInfo('Europe/Berlin'))


def read(text):
    return read_tasks(text, NOW)


def test_an_export_comes_back_without_what_was_deleted():
    tasks = [
        {'id': '1', 'title': 'Buy milk', 'status': 'in_progress', 'due_date': '2026-12-01', 'version': 3},
        {'id': '2', 'title': 'Gone', 'deleted_at': '2026-11-01T00:00:00Z'},
    ]
    [milk] = read(json.dumps({'format': 'tandem-export-1', 'tasks': tasks}))
    assert (milk.title, milk.status, milk.due_date) == ('Buy milk', Status.IN_PROGRESS, date(2026, 12, 1))


@pytest.mark.parametrize('divider', [',', ';', '\t'])
def test_a_table_is_read_by_its_heading(divider):
    rows = [['Task', 'Due', 'Priority', 'Whatever'], ['Buy milk', '2026-12-01', 'High', 'x'], ['', '', '', '']]
    [milk] = read('\ufeff' + '\n'.join(divider.join(row) for row in rows))
    assert (milk.title, milk.due_date, milk.priority) == ('Buy milk', date(2026, 12, 1), Priority.HIGH)


def test_a_cell_may_hold_commas_and_several_lines():
    [milk] = read('title,description\n"Milk, bread","Oat\nif there is any"\n')
    assert (milk.title, milk.description) == ('Milk, bread', 'Oat\nif there is any')


def test_lines_are_read_as_one_writes_them():
    milk, mum = read('- buy milk tomorrow\n- call mum p1\n')
    assert (milk.title, milk.due_date) == ('buy milk', date(2026, 11, 24))
    assert mum.priority is Priority.URGENT


def test_a_due_date_that_has_passed_is_left_out():
    old, older = read('title,due\nPay rent,2026-11-22\nCall,2026-11-23T08:00:00Z\n')
    assert (old.due_date, older.due_date) == (None, None)


@pytest.mark.parametrize(
    ('text', 'why'),
    [
        ('', 'no tasks'),
        ('   \n', 'no tasks'),
        ('{"tasks": 7}', 'no list of tasks'),
        ('{"tasks": ', 'looks like JSON'),
        ('[]', 'no tasks'),
        ('title,priority\nBuy milk,enormous\n', '“Buy milk”'),
        ('title\n' + 'x' * 300, '“xxx'),
        ('title\n' + 'milk\n' * (MAX_TASKS + 1), 'at most 500'),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(text, why):
    with pytest.raises(InvalidInput, match=why):
        read(text)
