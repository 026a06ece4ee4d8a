"""Every way to write a day, one rule each, the longest reading first."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from services.language import calendar_days as days
from services.language.anchors import ANY_LEAD, DAY_LEAD, FEAST_LEAD, MONTH_LEAD, Hold, Reference
from services.language.feasts import FEAST, feast
from services.language.script import GAP, SPACE
from services.language.words import MONTH, MONTHS, ORDINAL, WEEKDAY, WEEKDAYS, number


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it was written."""

    day: date
    weekday: bool = False  # only a weekday was named: a past time moves it a week on
    other: date | None = None  # the day some people mean by the same words
    part: str = ''  # the part of the day that the same word names


@dataclass(frozen=True, slots=True)
class DayRule:
    """One way to write a day, and the support it needs."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Reference], Day | date | None]
    hold: Hold = Hold.ANYWHERE
    leads: re.Pattern[str] = ANY_LEAD


_NUMBER = rf'(?P<day>\d{{1,2}}(?:st|nd|rd|th)?(?!\d|[:.]\d)|{ORDINAL}\b)'
_YEAR = rf'(?:{GAP}(?:,|of|in|[-/])?{GAP}(?P<year>\d{{4}}|\'\d\d)(?![:\d-]))?'
_RELATIVE = {
    'today': 0, 'tonight': 0, 'tonite': 0, 'this morning': 0, 'this afternoon': 0, 'this evening': 0, 'tomorrow': 1,
    'tommorow': 1, 'tomorow': 1, 'tommorrow': 1, 'tomorrows': 1, 'tmrw': 1, 'tmr': 1, 'yesterday': -1,
}  # fmt: skip


def _relative(match: re.Match[str], reference: Reference) -> Day:
    name = match['name']
    part = 'night' if name.startswith('toni') else name.split()[-1] if ' ' in name else ''
    return Day(reference.today + timedelta(days=_RELATIVE[name]), part=part)


def _days_from_named(match: re.Match[str], reference: Reference) -> date:
    """'the day after tomorrow', 'two days after tomorrow', 'a week from friday', 'friday week'."""
    name = match['name']
    if name.rstrip('.') in WEEKDAYS:
        base = _strictly_coming(reference.today, WEEKDAYS[name.rstrip('.')])
    else:
        base = reference.today + timedelta(days=_RELATIVE[name])
    many = match['many']
    count = 1 if not many or many in {'the', 'a', 'an', 'one'} else number(many)
    return base + timedelta(days=count * (7 if match['unit'].startswith('week') else 1))


def _strictly_coming(today: date, weekday: int) -> date:
    return days.coming_weekday(today + timedelta(days=1), weekday)


def _weekday(match: re.Match[str], reference: Reference) -> Day | None:
    weekday = WEEKDAYS[match['name'].rstrip('.')]
    which = (match['which'] or '') + (match['after'] or '')
    today = reference.today
    if 'last' in which or 'previous' in which or 'past' in which:
        return None
    following = days.next_week_weekday(today, weekday)
    coming = days.coming_weekday(today, weekday)
    if 'after next' in which:
        return Day(_strictly_coming(today, weekday) + timedelta(days=7))
    if 'next' in which or 'following' in which:
        return Day(following, other=coming if coming not in {following, today} else None)
    if 'this week' in which:
        this = days.week_start(today) + timedelta(days=weekday)
        return Day(max(this, today)) if this >= today else Day(coming)
    return Day(coming, weekday=True)


def _iso(match: re.Match[str], _: Reference) -> date | None:
    first, second = int(match['month']), int(match['day'])
    return days.real_date(int(match['year']), first, second)


def _numeric(match: re.Match[str], reference: Reference) -> date | None:
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


def _month_day(match: re.Match[str], reference: Reference) -> date | None:
    month, day, year = MONTHS[match['month']], number(match['day']), match['year']
    if year:
        return days.real_date(days.full_year(year.lstrip("'")), month, day)
    return days.coming_month_day(reference.today, month, day)


def _month_year(match: re.Match[str], _: Reference) -> date:
    return date(int(match['year']), MONTHS[match['month']], 1)


def _month(match: re.Match[str], reference: Reference) -> date:
    today, month = reference.today, MONTHS[match['month']]
    year = today.year + ((month < today.month) or (match['which'] == 'next' and month == today.month))
    return max(date(year, month, 1), today)


def _weekday_of_month(match: re.Match[str], reference: Reference) -> date | None:
    """'Friday the 13th': the next month whose day of that number is that weekday."""
    weekday, day = WEEKDAYS[match['name'].rstrip('.')], number(match['day'])
    first = reference.today.replace(day=1)
    for months in range(MONTHS_AHEAD):
        month = days.add_months(first, months)
        found = days.real_date(month.year, month.month, day)
        if found and found >= reference.today and found.weekday() == weekday:
            return found
    return None


def _day_of_month(match: re.Match[str], reference: Reference) -> date | None:
    day, which = number(match['day']), match['month'] or ''
    if 'next' in which:
        first = days.add_months(reference.today.replace(day=1), 1)
        return days.real_date(first.year, first.month, day)
    return days.coming_day_of_month(reference.today, day)


def _nth(match: re.Match[str], reference: Reference) -> date | None:
    """'the first monday of march', 'last day of the month'."""
    today, of, year = reference.today, match['of'], match['year']
    nth = -1 if match['nth'] == 'last' else number(match['nth'])
    named = MONTHS.get(of.rstrip('.'))
    start = date(today.year, named, 1) if named else today.replace(day=1)
    if year:
        start = start.replace(year=int(year))
    elif 'next' in of:
        start = days.add_months(start, 1)
    step = 0 if year or 'next' in of else 12 if named else 1
    for turn in range(2):
        first = days.add_months(start, turn * step)
        found = _nth_of(first, match['what'].rstrip('.'), nth)
        if found and (found >= today or not step):
            return found
    return None


def _nth_of(first: date, what: str, nth: int) -> date | None:
    if what == 'day':
        return days.month_end(first) if nth < 0 else days.real_date(first.year, first.month, nth)
    return days.nth_weekday(first.year, first.month, WEEKDAYS[what], nth)


def _feast(match: re.Match[str], reference: Reference) -> date | None:
    return feast(match, reference.today)


MONTHS_AHEAD = 28  # every day of a month falls on every weekday within that many
_OF = rf'(?:{SPACE}(?:of|in){SPACE}|{SPACE})'
_THIS_OR_NEXT = r'(?:(?:the|this|current) month|(?:the )?(?:next|following) month)'

RULES = (
    DayRule(
        re.compile(
            r'(?<![\d/.-])(?P<year>20\d\d|19\d\d)(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)'
            r'(?P<day>\d{1,2})(?=t\d|(?!\w))'
        ),
        _iso,
    ),
    DayRule(
        re.compile(r'(?<![\d/.-])(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\w)'),
        _numeric,
    ),
    DayRule(
        re.compile(r'(?<![\d/.-])(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{2})(?!\w)'),
        _numeric,
        Hold.END,
        DAY_LEAD,
    ),
    DayRule(
        re.compile(
            rf'(?P<nth>last|{ORDINAL}|\d(?:st|nd|rd|th)){SPACE}(?P<what>day|{WEEKDAY}){_OF}'
            rf'(?P<of>{_THIS_OR_NEXT}|{MONTH}\b){_YEAR}'
        ),
        _nth,
    ),
    DayRule(re.compile(rf'(?P<month>{MONTH})(?:\b\.?,?|(?=\d)){GAP}(?:the{SPACE})?[-/]?{_NUMBER}{_YEAR}'), _month_day),
    DayRule(
        re.compile(
            rf'(?P<day>\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL}){GAP}(?:day )?(?:of{SPACE})?[-/]?'
            rf'(?P<month>{MONTH})\b\.?{_YEAR}'
        ),
        _month_day,
    ),
    DayRule(
        re.compile(rf'(?P<day>\d{{1,2}})(?:{SPACE}of{SPACE}|[-/]|{GAP})(?P<month>{MONTH})\b\.?{_YEAR}'),
        _month_day,
        Hold.EDGE,
    ),
    DayRule(re.compile(rf'(?P<month>{MONTH})\b\.?(?:{SPACE}of)?(?:{SPACE}|/|, )(?P<year>20\d\d)'), _month_year),
    DayRule(
        re.compile(
            rf'(?:the )?(?:(?P<many>one|two|three|four|five|\d|an?|the)?{SPACE})?(?P<unit>day|week)s?{SPACE}'
            rf'(?:after|from|following){SPACE}'
            rf'(?P<name>today|tomorrow|tmrw|{WEEKDAY})\b'
        ),
        _days_from_named,
    ),
    DayRule(
        re.compile(rf'(?P<name>tomorrow|today|{WEEKDAY}){SPACE}(?P<many>)(?P<unit>week)\b(?!{SPACE}end)'),
        _days_from_named,
        Hold.END,
    ),
    DayRule(re.compile(rf'(?P<name>{"|".join(sorted(_RELATIVE, key=len, reverse=True))})\b'), _relative),
    DayRule(
        re.compile(
            rf'(?P<name>{WEEKDAY}),?{SPACE}(?:the{SPACE})?(?P<day>\d{{1,2}}(?:st|nd|rd|th)|(?<=the ){ORDINAL})\b'
            rf'(?! of\b)(?! {MONTH}\b)'
        ),
        _weekday_of_month,
    ),
    DayRule(
        re.compile(
            rf'(?P<which>this coming|this upcoming|this|next|coming|upcoming|following){SPACE}(?P<name>{WEEKDAY})'
            r'(?P<after>)'
        ),
        _weekday,
    ),
    DayRule(
        re.compile(
            rf'(?P<which>)(?P<name>{WEEKDAY}),?{SPACE}(?P<after>after next|(?:of )?(?:this|(?:the )?(?:next'
            r'|following)) week)\b'
        ),
        _weekday,
    ),
    DayRule(
        re.compile(r'(?P<which>)(?P<name>(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?P<after>)\b'),
        _weekday,
        Hold.EDGE,
        ANY_LEAD,
    ),
    DayRule(re.compile(rf'(?P<which>)(?P<name>{WEEKDAY})(?P<after>)'), _weekday, Hold.END, DAY_LEAD),
    DayRule(re.compile(rf'(?=(?:this|next|coming|following) ){FEAST.pattern}'), _feast),
    DayRule(FEAST, _feast, Hold.LED, FEAST_LEAD),
    DayRule(
        re.compile(r'(?<![\d/.$-])(?P<first>\d{1,2}) ?(?P<mark>/) ?(?P<second>\d{1,2})(?P<year>)(?![/\d])'),
        _numeric,
        Hold.END,
        DAY_LEAD,
    ),
    DayRule(
        re.compile(
            rf'(?:the )?(?P<day>\d{{1,2}}(?:st|nd|rd|th|(?= of )))(?P<month>(?: day)?{SPACE}(?:of )?{_THIS_OR_NEXT})'
        ),
        _day_of_month,
    ),
    DayRule(re.compile(rf'(?P<day>{ORDINAL})\b(?P<month>)'), _day_of_month, Hold.BOTH, DAY_LEAD),
    DayRule(re.compile(r'(?:the )?(?P<day>\d{1,2}(?:st|nd|rd|th))(?P<month>)'), _day_of_month, Hold.BOTH, DAY_LEAD),
    DayRule(re.compile(rf'(?:(?P<which>this|next){SPACE})(?P<month>{MONTH})\b\.?'), _month),
    DayRule(re.compile(rf'(?P<which>)(?P<month>{MONTH})\b\.?(?!{GAP}\d)'), _month, Hold.LED, MONTH_LEAD),
)
