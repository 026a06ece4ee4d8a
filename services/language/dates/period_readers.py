"""Days and moments counted from now: what the named groups of a language's period rules come to.

Groups: `pieces` of a length; `many` and `unit`; `which` and `weekday` of a period; `edge` and `next`.
"""

import re
from datetime import UTC, date, datetime, timedelta

from services.language.dates import calendar_days as days
from services.language.dates.grammar import Reference

_SHORT = {'second': 1, 'minute': 60, 'hour': 3600}
_DAYS = {'day': 1, 'week': 7, 'fortnight': 14}
_LONG = {'month': 1, 'year': 12}
LONGEST = 999


def moved(reference: Reference, parts: list[tuple[float, str]]) -> date | datetime | None:
    """The day, or for hours and minutes the moment, so much later than now; earlier for less than nothing."""
    seconds, day = 0.0, reference.today
    for many, unit in parts:
        if unit in _SHORT:
            seconds += many * _SHORT[unit]
        elif unit in _DAYS:
            if many % 1 and unit == 'day':
                seconds += many * 86400
            day += timedelta(days=int(many * _DAYS[unit]))
        else:
            months = int(many * _LONG[unit])
            if not 1 < day.year + months // 12 < LONGEST + 8000:
                return None
            day = days.add_months(day, months)
            if many % 1 and unit == 'month':
                day += timedelta(days=15)
    if not seconds:
        return day
    start = reference.local
    wall = datetime.combine(day, start.time(), tzinfo=reference.zone)
    return (wall.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(reference.zone).replace(microsecond=0)


def _pieces(match: re.Match[str], reference: Reference) -> list[tuple[float, str]]:
    words, parts = reference.vocabulary, list[tuple[float, str]]()
    for piece in words.piece.finditer(match['pieces']):
        half = piece['half'] or piece.groupdict().get('before')
        parts.append((words.amount(piece['many']) + (0.5 if half else 0), words.units[piece['unit']]))
    return parts


def counted(match: re.Match[str], reference: Reference) -> date | datetime | None:
    """'in two weeks', 'in an hour and a half', 'in 2 hours 30 minutes'."""
    return moved(reference, _pieces(match, reference))


def counted_back(match: re.Match[str], reference: Reference) -> date | datetime | None:
    """'three days ago', 'two weeks and a day ago'."""
    if not reference.looks_back:
        return None
    return moved(reference, [(-many, unit) for many, unit in _pieces(match, reference)])


def beside(match: re.Match[str], reference: Reference) -> date | datetime | None:
    """'the day before', 'the minute after': one on or back from now."""
    many = -1 if match['side'] in reference.vocabulary.backward else 1
    return moved(reference, [(many, reference.vocabulary.units[match['unit']])]) if reference.looks_back else None


def last_few(match: re.Match[str], reference: Reference) -> date | datetime | None:
    """'the last two weeks': when they began."""
    many = reference.vocabulary.amount(match['many'])
    return moved(reference, [(-many, reference.vocabulary.units[match['unit']])]) if reference.looks_back else None


def last_period(match: re.Match[str], reference: Reference) -> date | None:
    """The first day of the last week, month, quarter or year; a week with a weekday is that day."""
    words, today = reference.vocabulary, reference.today
    if not reference.looks_back:
        return None
    unit = words.periods[match['unit']]
    if unit == 'day':
        return today - timedelta(days=1)
    if unit in {'week', 'weekend'}:
        weekday = words.weekday(match['weekday']) if match['weekday'] else days.SATURDAY if unit == 'weekend' else 0
        return days.week_start(today) - timedelta(days=7 - weekday)
    if unit == 'month':
        return days.add_months(today.replace(day=1), -1)
    if unit == 'quarter':
        return days.add_months(days.quarter_start(today), -3)
    return date(today.year - 1, 1, 1)


def periods_on(match: re.Match[str], reference: Reference) -> date:
    """'The upcoming two months': the first day of the last of them."""
    words, today = reference.vocabulary, reference.today
    many, unit = int(words.amount(match['many'])), words.periods[match['unit']]
    if unit == 'day':
        return today + timedelta(days=many)
    if unit == 'week':
        return days.week_start(today) + timedelta(days=7 * many)
    if unit == 'month':
        return days.add_months(today.replace(day=1), many)
    if unit == 'quarter':
        return days.add_months(days.quarter_start(today), 3 * many)
    return date(today.year + many, 1, 1)


def this_moment(_: re.Match[str], reference: Reference) -> datetime | None:
    """'now'."""
    return reference.local if reference.looks_back else None


def part_of_an_hour(match: re.Match[str], reference: Reference) -> date | datetime | None:
    """'in a quarter of an hour', 'in an hour and a half'."""
    return moved(reference, [(reference.vocabulary.amount(match['many']), 'hour')])


def weekdays_on(match: re.Match[str], reference: Reference) -> date:
    """'in two mondays', 'four tuesdays from now'."""
    words = reference.vocabulary
    first = days.coming_weekday(reference.today + timedelta(days=1), words.weekday(match['name']))
    return first + timedelta(days=7 * (words.number(match['many']) - 1))


def weekdays_back(match: re.Match[str], reference: Reference) -> date | None:
    """'two thursdays ago'."""
    words = reference.vocabulary
    last = days.coming_weekday(reference.today, words.weekday(match['name'])) - timedelta(days=7)
    return last - timedelta(days=7 * (words.number(match['many']) - 1)) if reference.looks_back else None


def next_period(match: re.Match[str], reference: Reference) -> date:
    """The first day of the next week, month, quarter or year; a week with a weekday is that day."""
    words, today = reference.vocabulary, reference.today
    unit, plus = words.periods[match['unit']], 2 if words.turn(match['which']) == 2 else 1  # noqa: PLR2004 - after next
    if unit == 'week':
        weekday = words.weekday(match['weekday']) if match['weekday'] else days.MONDAY
        return days.week_start(today) + timedelta(days=7 * plus + weekday)
    if unit == 'weekend':
        return days.week_start(today) + timedelta(days=7 * plus + days.SATURDAY)
    if unit == 'month':
        return days.add_months(today.replace(day=1), plus)
    if unit == 'quarter':
        return days.add_months(days.quarter_start(today), 3 * plus)
    return date(today.year + plus, 1, 1)


def this_weekend(_: re.Match[str], reference: Reference) -> date:
    """The coming Saturday, or today on a Sunday."""
    today = reference.today
    return today if today.weekday() == days.SUNDAY else days.coming_weekday(today, days.SATURDAY)


def period_end(unit: str, today: date) -> date:
    """The day a period that holds the day is over: a week's work ends on friday, or on sunday after that."""
    if unit == 'week':
        friday = days.week_start(today) + timedelta(days=days.FRIDAY)
        return friday if friday >= today else days.week_start(today) + timedelta(days=days.SUNDAY)
    if unit == 'month':
        return days.month_end(today)
    if unit == 'quarter':
        return days.quarter_end(today)
    if unit == 'year':
        return date(today.year, 12, 31)
    return today


def this_period(match: re.Match[str], reference: Reference) -> date:
    """The end of the period there is now: 'this month'."""
    return period_end(reference.vocabulary.periods[match['unit']], reference.today)


def edge_of_period(match: re.Match[str], reference: Reference) -> date | None:
    """'end of next week', 'start of march', 'end of the day', 'beginning of next month'."""
    words, today, name = reference.vocabulary, reference.today, match['unit'].rstrip('.')
    is_end = match['edge'] in words.ends
    if name in words.months:
        return _edge_of_month(words.months[name], today, is_end=is_end)
    if name in words.relative:
        return today + timedelta(days=words.relative[name][0])
    unit = words.periods[name]
    if not match['next']:
        return period_end(unit, today) if is_end else None
    start = {
        'day': today + timedelta(days=1),
        'week': days.week_start(today) + timedelta(days=7),
        'month': days.add_months(today.replace(day=1), 1),
        'quarter': days.add_months(days.quarter_start(today), 3),
        'year': date(today.year + 1, 1, 1),
    }[unit]
    return period_end(unit, start) if is_end else start


def _edge_of_month(month: int, today: date, *, is_end: bool) -> date | None:
    if not is_end:
        return days.coming_month_day(today, month, 1)
    this = date(today.year, month, 1)
    return days.month_end(this if days.month_end(this) >= today else this.replace(year=today.year + 1))


def stepped(base: date, distance: re.Match[str], reference: Reference) -> date:
    """The day so far before or after another: 'two weeks before christmas'."""
    words = reference.vocabulary
    many = int(words.amount(distance['many'])) * (-1 if distance['side'] in words.backward else 1)
    unit = words.units[distance['unit']]
    return days.add_months(base, many) if unit == 'month' else base + timedelta(days=many * _DAYS[unit])
