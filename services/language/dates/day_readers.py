"""Days as they are written: what the named groups of a language's day rules come to.

Groups: `name` of a weekday or relative day, `which` and `after` around it, `part` of the day; `day`, `month`, `year`;
`first`, `second` and `mark` of a numeric date; `nth`, `what` and `of`; `many` and `unit` of a distance.
"""

import re
from datetime import date, timedelta

from services.language.dates import calendar_days as days
from services.language.dates.grammar import Day, Reference

MONTHS_AHEAD = 28
"""Every day of a month falls on every weekday within that many."""


def relative(match: re.Match[str], reference: Reference) -> Day:
    """'today', 'tonight', 'tomorrow'."""
    distance, part = reference.vocabulary.relative[match['name']]
    return Day(reference.today + timedelta(days=distance), part=part)


def days_from_named(match: re.Match[str], reference: Reference) -> date:
    """'the day after tomorrow', 'two days after tomorrow', 'a week from friday', 'friday week'."""
    name, words = match['name'], reference.vocabulary
    if name.rstrip('.') in words.weekdays:
        base = _strictly_coming(reference.today, words.weekday(name))
    else:
        base = reference.today + timedelta(days=words.relative[name][0])
    count = int(words.amount(match['many'])) if match['many'] else 1
    return base + timedelta(days=count * (7 if words.units[match['unit']] == 'week' else 1))


def _strictly_coming(today: date, weekday: int) -> date:
    return days.coming_weekday(today + timedelta(days=1), weekday)


def weekday(match: re.Match[str], reference: Reference) -> Day | None:
    """'friday', 'next friday', 'friday after next', 'friday this week'; a past one is none."""
    words, today = reference.vocabulary, reference.today
    number = words.weekday(match['name'])
    turn = words.turn(f'{match["which"] or ""} {match["after"] or ""}')
    following = days.next_week_weekday(today, number)
    coming = days.coming_weekday(today, number)
    match turn:
        case -2:
            return Day(following - timedelta(days=14)) if reference.looks_back else None
        case -1:
            last = coming - timedelta(days=7)
            return Day(last) if reference.looks_back else None
        case 2:
            return Day(_strictly_coming(today, number) + timedelta(days=7))
        case 1:
            return Day(following, other=coming if coming not in {following, today} else None)
        case 0:
            this = days.week_start(today) + timedelta(days=number)
            return Day(this if this >= today or reference.looks_back else coming)
        case _:
            return Day(coming, weekday=True, part=match.groupdict().get('part') or '')


def iso(match: re.Match[str], _: Reference) -> date | None:
    """'2026-12-24'."""
    year, month, day = int(match['year']), int(match['month']), int(match['day'])
    return days.real_date(year, month, day) or days.real_date(year, day, month)


def numeric(match: re.Match[str], reference: Reference) -> date | None:
    """'11/21', '21/11/2026', '31.12.26': the order is the person's, unless only one can be meant."""
    first, second = int(match['first']), int(match['second'])
    day_first = reference.day_first or match['mark'] == '.'
    year = match['year']
    for day, month in ((first, second), (second, first)) if day_first else ((second, first), (first, second)):
        if year:
            found = days.real_date(days.full_year(year), month, day)
        else:
            found = days.coming_month_day(reference.today, month, day)
        if found:
            return found
    return None


def month_day(match: re.Match[str], reference: Reference) -> date | None:
    """'march 3', '24th of december 2027'."""
    words, year = reference.vocabulary, match['year']
    month, day = words.months[match['month']], words.number(match['day'])
    if year:
        return days.real_date(words.year(year), month, day)
    return days.coming_month_day(reference.today, month, day)


def month_year(match: re.Match[str], reference: Reference) -> date:
    """'december 2027': its first day."""
    return date(int(match['year']), reference.vocabulary.months[match['month']], 1)


def month_of_year(match: re.Match[str], _: Reference) -> date:
    """'9/2027', '2027-09': its first day."""
    return date(int(match['year']), int(match['month']), 1)


def year(match: re.Match[str], reference: Reference) -> date | None:
    """'in 1998': its first day."""
    return date(int(match['year']), 1, 1) if reference.looks_back else None


def quarter(match: re.Match[str], reference: Reference) -> date:
    """'the third quarter', 'Q4 2027': its first day; without a year the next one."""
    words, today = reference.vocabulary, reference.today
    number = int(match['number']) if match['number'].isdigit() else words.number(match['number'])
    named = match['year'] or match.groupdict().get('before')
    found = date(words.year(named) if named else today.year, 3 * number - 2, 1)
    return found if named or days.quarter_end(found) >= today else found.replace(year=today.year + 1)


def nth_week(match: re.Match[str], reference: Reference) -> date | None:
    """'the first week of October', 'the second last week of 2027': the Monday of a week that lies in it as a whole."""
    words, today, of = reference.vocabulary, reference.today, match['of']
    is_last = match['last'] is not None or match['nth'] in words.last
    number = words.number(match['nth']) if match['nth'] not in words.last else 1
    month = words.months.get(of.rstrip('.'))
    year = words.year(match['year']) if match['year'] else int(of) if of.isdigit() else today.year
    first = date(year, month or 1, 1)
    end = days.month_end(first) if month else date(year, 12, 31)
    if is_last:
        found = days.week_start(end - timedelta(days=6)) - timedelta(days=7 * (number - 1))
    else:
        found = days.coming_weekday(first, days.MONDAY) + timedelta(days=7 * (number - 1))
    return found if first <= found <= end else None


def weekday_from_now(match: re.Match[str], reference: Reference) -> date:
    """'Monday two weeks from now': that day of the week it comes to."""
    words, today = reference.vocabulary, reference.today
    many, unit = int(words.amount(match['many'])), words.units[match['unit']]
    months = {'month': 1, 'year': 12}.get(unit)
    base = days.add_months(today, many * months) if months else today + timedelta(days=7 * many)
    return days.week_start(base) + timedelta(days=words.weekday(match['name']))


def month_at_a_distance(match: re.Match[str], reference: Reference) -> date:
    """'March in a year', 'the March after next': its first day."""
    words, today = reference.vocabulary, reference.today
    number = words.months[match['month'].rstrip('.')]
    if match['many'] is None:
        return date(today.year + (number < today.month) + 1, number, 1)
    return date(today.year + int(words.amount(match['many'])), number, 1)


def middle(match: re.Match[str], reference: Reference) -> date | None:
    """'Mid December', 'the middle of next month'."""
    words = reference.vocabulary
    if match['month'] in words.months:
        return days.coming_month_day(reference.today, words.months[match['month']], 15)
    first = reference.today.replace(day=15)
    is_next = words.turn(match['which'] or '') == 1
    return days.add_months(first, 1) if is_next or first < reference.today else first


def month(match: re.Match[str], reference: Reference) -> date:
    """'in june', 'next june': its first day, or today when that is over."""
    words, today = reference.vocabulary, reference.today
    number = words.months[match['month']]
    is_next = words.turn(match['which'] or '') == 1
    year = today.year + ((number < today.month) or (is_next and number == today.month))
    return max(date(year, number, 1), today)


def weekday_of_month(match: re.Match[str], reference: Reference) -> date | None:
    """'Friday the 13th': the next month whose day of that number is that weekday."""
    words = reference.vocabulary
    weekday, day = words.weekday(match['name']), words.number(match['day'])
    first = reference.today.replace(day=1)
    for months in range(MONTHS_AHEAD):
        month = days.add_months(first, months)
        found = days.real_date(month.year, month.month, day)
        if found and found >= reference.today and found.weekday() == weekday:
            return found
    return None


def day_of_month(match: re.Match[str], reference: Reference) -> date | None:
    """'the 3rd', 'the 3rd of next month'."""
    words = reference.vocabulary
    day = words.number(match['day'])
    if words.turn(match['month'] or '') == 1:
        first = days.add_months(reference.today.replace(day=1), 1)
        return days.real_date(first.year, first.month, day)
    return days.coming_day_of_month(reference.today, day)


def nth(match: re.Match[str], reference: Reference) -> date | None:
    """'the first monday of march', 'last day of the month'."""
    words, today, of, year = reference.vocabulary, reference.today, match['of'], match['year']
    number = -1 if match['nth'] in words.last else words.number(match['nth'])
    named = words.months.get(of.rstrip('.'))
    is_next = words.turn(of) == 1
    start = date(today.year, named, 1) if named else today.replace(day=1)
    if year:
        start = start.replace(year=words.year(year))
    elif is_next:
        start = days.add_months(start, 1)
    step = 0 if year or is_next else 12 if named else 1
    for turn in range(2):
        first = days.add_months(start, turn * step)
        found = _nth_of(first, match['what'].rstrip('.'), number, reference)
        if found and (found >= today or not step):
            return found
    return None


def _nth_of(first: date, what: str, nth: int, reference: Reference) -> date | None:
    if what in reference.vocabulary.weekdays:
        return days.nth_weekday(first.year, first.month, reference.vocabulary.weekdays[what], nth)
    return days.month_end(first) if nth < 0 else days.real_date(first.year, first.month, nth)
