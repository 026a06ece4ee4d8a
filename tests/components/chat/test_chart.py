"""A chart holds only numbers and words, and whatever it is made of fits into it."""

from datetime import date, timedelta

import pytest

from components.chat.chart import HEIGHT, WIDTH, chart
from components.words import ENGLISH
from services.tasks.summary import MAX_DAYS, DayCounts, Summary

FIRST = date(2026, 11, 16)


def counted(days, by='day', most=3):
    made = [DayCounts(day=FIRST + timedelta(days=at), added=at % 2, completed=at % (most + 1)) for at in range(days)]
    summary = Summary(
        first=FIRST,
        last=made[-1].day,
        days=made,
        added=sum(day.added for day in made),
        completed=sum(day.completed for day in made),
        by_status={'pending': 4, 'in_progress': 0, 'completed': 9},
        by_priority={'low': 1, 'medium': 2, 'high': 0, 'urgent': 1},
        overdue=1,
        due_today=0,
    )
    return chart({'by': by, 'summary': summary.model_dump(mode='json')}, ENGLISH)


@pytest.mark.parametrize('days', [1, 7, 31, 32, MAX_DAYS])
@pytest.mark.parametrize('most', [0, 3, 1_000_000])
def test_every_bar_stands_inside(days, most):
    drawn = counted(days, most=most)
    assert drawn['bars']
    for bar in drawn['bars']:
        assert 0 <= bar['x'] <= WIDTH - bar['width'] + 0.1
        assert bar['y'] >= 0
        assert bar['y'] + bar['height'] == pytest.approx(drawn['base'], abs=0.2)
        assert drawn['base'] < HEIGHT
    assert 1 <= len(drawn['ticks']) <= 8


def test_a_week_is_told_day_by_day_to_those_who_hear_it():
    drawn = counted(7)
    assert drawn['head'] == ['', 'Completed', 'Added']
    assert drawn['rows'][:3] == [['Mon 16', 0, 0], ['Tue 17', 1, 1], ['Wed 18', 2, 0]]
    assert max(bar['height'] for bar in drawn['bars'] if bar['number'] == '3') > 90
    assert drawn['legend'] == ['Completed', 'Added']


def test_many_days_are_counted_by_the_week_and_none_is_lost():
    drawn = counted(MAX_DAYS)
    assert drawn['title'].startswith('Tasks per week')
    assert sum(row[1] for row in drawn['rows']) == sum(at % 4 for at in range(MAX_DAYS))


@pytest.mark.parametrize(
    ('by', 'rows'),
    [
        ('status', [['To do', 4], ['In progress', 0], ['Completed', 9]]),
        ('priority', [['Low', 1], ['Medium', 2], ['High', 0], ['Urgent', 1]]),
    ],
)
def test_kinds_are_compared_without_a_legend(by, rows):
    drawn = counted(7, by)
    assert (drawn['rows'], drawn['legend']) == (rows, [])
