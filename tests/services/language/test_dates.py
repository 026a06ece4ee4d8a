"""What everyday dates come to on Tuesday 24 November 2026 at 10:00 in Berlin, and what is no date at all."""

from datetime import date, datetime

import pytest

from services.language import find_dates, find_ranges, read_entry
from tests.services.language.scene import NOW, ZONE

DATES = [
    ('file it today', 'today', '11-24'),
    ('file it tomorrow', 'tomorrow', '11-25'),
    ('the day after tomorrow', 'the day after tomorrow', '11-26'),
    ('file it tonight', 'tonight', '11-24 20:00'),
    ('file it on friday', 'on friday', '11-27'),
    ('file it by friday.', 'by friday', '11-27'),
    ('file it friday', 'friday', '11-27'),
    ('file it this friday', 'this friday', '11-27'),
    ('file it next friday', 'next friday', '12-04'),
    ('file it before friday', 'before friday', '11-26'),
    ('file it fri', 'fri', '11-27'),
    ('monday next week', 'monday next week', '11-30'),
    ('a week from friday', 'a week from friday', '12-04'),
    ('two days after christmas', 'two days after christmas', '12-27'),
    ('a week before christmas', 'a week before christmas', '12-18'),
    ('in 3 days', 'in 3 days', '11-27'),
    ('within two weeks', 'within two weeks', '12-08'),
    ('in a couple of days', 'in a couple of days', '11-26'),
    ('in half an hour', 'in half an hour', '11-24 10:30'),
    ('in an hour and a half', 'in an hour and a half', '11-24 11:30'),
    ('in 90 minutes', 'in 90 minutes', '11-24 11:30'),
    ('two months from now', 'two months from now', '01-24'),
    ('dec 24', 'dec 24', '12-24'),
    ('24 december', '24 december', '12-24'),
    ('the 24th of december', 'the 24th of december', '12-24'),
    ('december 24th, 2027', 'december 24th, 2027', '12-24'),
    ('march 3', 'march 3', '03-03'),
    ('2026-12-24', '2026-12-24', '12-24'),
    ('2026-12-24T17:30', '2026-12-24T17:30', '12-24 17:30'),
    ('2026-12-24 at 5pm', '2026-12-24 at 5pm', '12-24 17:00'),
    ('due 12/24', 'due 12/24', '12-24'),
    ('due 24.12.2026', 'due 24.12.2026', '12-24'),
    ('due on the 3rd', 'due on the 3rd', '12-03'),
    ('pay by the 15th', 'by the 15th', '12-15'),
    ('friday the 13th', 'friday the 13th', '08-13'),
    ('first monday of march', 'first monday of march', '03-01'),
    ('last friday of the month', 'last friday of the month', '11-27'),
    ('last day of the month', 'last day of the month', '11-30'),
    ('by end of month', 'by end of month', '11-30'),
    ('end of the week', 'end of the week', '11-27'),
    ('by eow', 'by eow', '11-27'),
    ('eoy', 'eoy', '12-31'),
    ('end of next month', 'end of next month', '12-31'),
    ('end of the quarter', 'end of the quarter', '12-31'),
    ('next week', 'next week', '11-30'),
    ('next month', 'next month', '12-01'),
    ('next year', 'next year', '01-01'),
    ('this weekend', 'this weekend', '11-28'),
    ('next weekend', 'next weekend', '12-05'),
    ('by june', 'by june', '06-01'),
    ('on christmas eve', 'on christmas eve', '12-24'),
    ('before easter', 'before easter', '03-27'),
    ('on thanksgiving', 'on thanksgiving', '11-26'),
    ('at 5', 'at 5', '11-24 17:00'),
    ('at 9', 'at 9', '11-25 09:00'),
    ('at 11', 'at 11', '11-24 11:00'),
    ('call at 5pm', 'at 5pm', '11-24 17:00'),
    ('call at 17:30', 'at 17:30', '11-24 17:30'),
    ('at half past 4', 'at half past 4', '11-24 16:30'),
    ('quarter to six', 'quarter to six', '11-24 17:45'),
    ('at noon', 'at noon', '11-24 12:00'),
    ('in the evening', 'in the evening', '11-24 19:00'),
    ('tomorrow at 5pm', 'tomorrow at 5pm', '11-25 17:00'),
    ('friday morning', 'friday morning', '11-27 09:00'),
    ('3pm on tuesday', '3pm on tuesday', '11-24 15:00'),
    ('tuesday at 9', 'tuesday at 9', '12-01 09:00'),
    ('tomorrow morning at 7', 'tomorrow morning at 7', '11-25 07:00'),
    ('tonight at 8', 'tonight at 8', '11-24 20:00'),
    ('five thirty pm tomorrow', 'five thirty pm tomorrow', '11-25 17:30'),
    ('call bob friday 5pm about the boat', 'friday 5pm', '11-27 17:00'),
]
OVER = [
    ('we met last friday', '2026-11-20'),
    ('the previous monday', '2026-11-16'),
    ('on tuesday of last week', '2026-11-17'),
    ('paid 3 days ago', '2026-11-21'),
    ('two weeks and 2 days ago', '2026-11-08'),
    ('half an hour ago', '2026-11-24 09:30'),
    ('two thursdays ago', '2026-11-12'),
    ('yesterday afternoon', '2026-11-23 15:00'),
    ('the day before yesterday', '2026-11-22'),
    ('last week', '2026-11-16'),
    ('last quarter', '2026-07-01'),
    ('in the past 2 days', '2026-11-22'),
    ('on 31 oct 1974', '1974-10-31'),
    ('january first two thousand and ten', '2010-01-01'),
    ('born in 1998', '1998-01-01'),
    ('last easter', '2026-04-05'),
    ('on eid al-fitr 2025', '2025-03-30'),
    ('sales-2026-10-09.xlsx', '2026-10-09'),
    ('sunday, november 22', '2026-11-22'),
]
AHEAD = [
    ('the first week of june 2027', '2027-06-07'),
    ('the second last week of october 2027', '2027-10-18'),
    ('in Q3', '2027-07-01'),
    ('4th quarter of 2028', '2028-10-01'),
    ('monday two weeks from now', '2026-12-07'),
    ('thanksgiving in 2 years', '2028-11-23'),
    ('march after next', '2028-03-01'),
    ('5/2027', '2027-05-01'),
    ('in about 2 hours', '2026-11-24 12:00'),
    ('at midnight on 12 december', '2026-12-12 00:00'),
    ('friday at midnight', '2026-11-28 00:00'),
    ('on orthodox easter', '2027-05-02'),
    ('on diwali', '2027-10-29'),
    ('before chinese new year', '2027-02-05'),
    ('on yom kippur 2027', '2027-10-10'),
]
NO_DATES = (
    'buy 2 monitors',
    'read chapter 5',
    'call May',
    'march planning',
    'ask april for the numbers',
    'second draft',
    'sat exam',
    'sun cream',
    'the 9/11 report',
    'release v1.1.1',
    'man friday novel',
    'sunday roast recipe',
    'order 12 eggs',
    'email 3 people',
    'meet at 5 guys',
    'half the budget',
    'monthly report',
    'next steps',
    'noon tea set',
    'night lamp',
    'a 3/4 inch pipe',
    'room 101',
    'chapter the first',
    "tomorrow's world",
    '"tomorrow" never dies',
    '\\tomorrow never dies',
    'may need more paint',
    'spring cleaning',
    'water plants every friday',
    'daily at 9',
)
RANGES = [
    ('today', '11-24', '11-24'),
    ('this week', '11-23', '11-29'),
    ('next week', '11-30', '12-06'),
    ('this weekend', '11-28', '11-29'),
    ('this month', '11-01', '11-30'),
    ('next month', '12-01', '12-31'),
    ('in december', '12-01', '12-31'),
    ('by friday', None, '11-27'),
    ('before december', None, '11-30'),
    ('after friday', '11-28', None),
    ('between monday and thursday', '11-30', '12-03'),
    ('from tomorrow to friday', '11-25', '11-27'),
    ('in the next 3 days', '11-24', '11-27'),
    ('yesterday', '11-23', '11-23'),
    ('last week', '11-16', '11-22'),
    ('before today', None, '11-23'),
]


def shown(value):
    return value.strftime('%m-%d %H:%M' if isinstance(value, datetime) else '%m-%d')


@pytest.mark.parametrize(('text', 'said', 'expected'), DATES)
def test_an_everyday_date_is_read_where_it_stands(text, said, expected):
    (found,) = find_dates(text, NOW, ZONE)
    assert (text[found.start : found.end], shown(found.value)) == (said, expected)


@pytest.mark.parametrize(('text', 'expected'), OVER + AHEAD)
def test_a_date_has_its_value_when_it_is_over_or_far_ahead_too(text, expected):
    (found,) = find_dates(text, NOW, ZONE)
    assert str(found.value)[: len(expected)] == expected


@pytest.mark.parametrize('text', [text for text, _ in OVER])
def test_what_is_over_is_no_due_date(text):
    assert read_entry(text, NOW, ZONE).due is None


def test_both_ends_of_a_range_of_hours_are_read():
    found = find_dates('from 3 to 4:30pm tomorrow', NOW, ZONE)
    assert [shown(span.value) for span in found] == ['11-25 15:00', '11-25 16:30']


@pytest.mark.parametrize('text', NO_DATES)
def test_what_is_not_a_date_is_not_taken_for_one(text):
    assert find_dates(text, NOW, ZONE) == []


@pytest.mark.parametrize(('text', 'first', 'last'), RANGES)
def test_a_stretch_of_days_is_read_with_its_ends(text, first, last):
    (found,) = find_ranges(text, NOW, ZONE)
    ends = [day and shown(day) for day in (found.due.first, found.due.last)]
    assert ends == [first, last]


@pytest.mark.parametrize('text', ['overdue', 'past due', 'late tasks'])
def test_overdue_is_a_range_of_its_own(text):
    (found,) = find_ranges(text, NOW, ZONE)
    assert found.due.overdue


def test_next_friday_also_tells_the_friday_that_some_people_mean():
    (found,) = find_dates('next friday', NOW, ZONE)
    assert (found.value, found.other) == (date(2026, 12, 4), date(2026, 11, 27))


def test_day_and_month_follow_the_order_that_is_asked_for():
    american = find_dates('due 3/4', NOW, ZONE)[0].value
    european = find_dates('due 3/4', NOW, ZONE, day_first=True)[0].value
    assert (american, european) == (date(2027, 3, 4), date(2027, 4, 3))


def test_a_day_that_does_not_exist_is_no_date():
    assert find_dates('due 2026-02-30', NOW, ZONE) == []
    assert find_dates('due february 31', NOW, ZONE) == []


def test_two_dates_are_two_spans():
    found = find_dates('from monday to friday', NOW, ZONE)
    assert [span.value for span in found] == [date(2026, 11, 30), date(2026, 11, 27)]
