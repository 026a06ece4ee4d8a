"""Days and moments counted from now: 'in two weeks', 'next month', 'end of the quarter', 'eow'."""

import re
from datetime import UTC, date, datetime, timedelta

from services.language import calendar_days as days
from services.language.anchors import ANY_LEAD, Hold, Reference
from services.language.day_rules import DayRule
from services.language.script import GAP, SPACE
from services.language.words import AMOUNT, MONTH, MONTHS, UNIT, UNITS, WEEKDAY, WEEKDAYS, amount, number

_SHORT = {'minute': 60, 'hour': 3600}
_DAYS = {'day': 1, 'week': 7, 'fortnight': 14}
_LONG = {'month': 1, 'year': 12}
LONGEST = 999


def moved(reference: Reference, parts: list[tuple[float, str]]) -> date | datetime | None:
    """The day, or for hours and minutes the moment, so much later than now."""
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
            if day.year + months // 12 > LONGEST + 8000:
                return None
            day = days.add_months(day, months)
            if many % 1 and unit == 'month':
                day += timedelta(days=15)
    if not seconds:
        return day
    start = reference.local
    wall = datetime.combine(day, start.time(), tzinfo=reference.zone)
    return (wall.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(reference.zone).replace(microsecond=0)


_PIECE = re.compile(rf'(?P<many>{AMOUNT}){GAP}(?:more |full |short )?(?P<unit>{UNIT})\b(?P<half>{SPACE}and a half)?')
_PIECES = (
    rf'{AMOUNT}{GAP}(?:more )?{UNIT}\b(?:{SPACE}and a half\b)?(?:{GAP},?{GAP}'
    rf'(?:and{SPACE})?\d{{1,3}}{GAP}{UNIT}\b){{0,3}}'
)


def _counted(match: re.Match[str], reference: Reference) -> date | datetime | None:
    parts = []
    for piece in _PIECE.finditer(match['pieces']):
        many = amount(piece['many']) + (0.5 if piece['half'] else 0)
        parts.append((many, UNITS[re.sub(r'(?<=..)s$', '', piece['unit'])]))
    return moved(reference, parts)


def _half_hour(match: re.Match[str], reference: Reference) -> date | datetime | None:
    return moved(reference, [(1.5 if 'and' in match['many'] else 0.25 if 'quarter' in match['many'] else 0.75, 'hour')])


def _weekdays_on(match: re.Match[str], reference: Reference) -> date:
    """'in two mondays', 'four tuesdays from now'."""
    weekday = WEEKDAYS[match['name'].rstrip('.')]
    first = days.coming_weekday(reference.today + timedelta(days=1), weekday)
    return first + timedelta(days=7 * (number(match['many']) - 1))


def _next_period(match: re.Match[str], reference: Reference) -> date:
    """The first day of the next week, month, quarter or year; a week with a weekday is that day."""
    today, unit, plus = reference.today, match['unit'], 2 if 'after' in match['which'] else 1
    if unit == 'week':
        day = match['weekday']
        weekday = WEEKDAYS[day.rstrip('.')] if day else days.MONDAY
        return days.week_start(today) + timedelta(days=7 * plus + weekday)
    if unit == 'weekend':
        return days.week_start(today) + timedelta(days=7 * plus + days.SATURDAY)
    if unit == 'month':
        return days.add_months(today.replace(day=1), plus)
    if unit in {'quarter', 'qtr'}:
        return days.add_months(days.quarter_start(today), 3 * plus)
    return date(today.year + plus, 1, 1)


def _this_weekend(_: re.Match[str], reference: Reference) -> date:
    today = reference.today
    return today if today.weekday() == days.SUNDAY else days.coming_weekday(today, days.SATURDAY)


def period_end(unit: str, today: date) -> date:
    """The day a period that holds the day is over: a week's work ends on friday, or on sunday after that."""
    if unit == 'week':
        friday = days.week_start(today) + timedelta(days=days.FRIDAY)
        return friday if friday >= today else days.week_start(today) + timedelta(days=days.SUNDAY)
    if unit == 'month':
        return days.month_end(today)
    if unit in {'quarter', 'qtr'}:
        return days.quarter_end(today)
    if unit in {'year', 'yr'}:
        return date(today.year, 12, 31)
    return today


def _this_period(match: re.Match[str], reference: Reference) -> date:
    return period_end(match['unit'], reference.today)


_INITIAL = {'d': 'day', 'w': 'week', 'm': 'month', 'q': 'quarter', 'y': 'year'}


def _end_initials(match: re.Match[str], reference: Reference) -> date:
    return period_end(_INITIAL[match['unit']], reference.today)


def _edge_of_period(match: re.Match[str], reference: Reference) -> date | None:
    """'end of next week', 'start of march', 'end of the day', 'beginning of next month'."""
    today, unit, ends = (
        reference.today,
        match['unit'].rstrip('.'),
        match['edge'] in {'end', 'close', 'last day', 'finish'},
    )
    if unit in MONTHS:
        first = days.coming_month_day(today, MONTHS[unit], 1)
        this = date(today.year, MONTHS[unit], 1)
        if not ends:
            return first
        return days.month_end(this if days.month_end(this) >= today else this.replace(year=today.year + 1))
    if unit in {'today', 'tomorrow'}:
        return today + timedelta(days=unit == 'tomorrow')
    if match['next']:
        start = {
            'day': today + timedelta(days=1),
            'week': days.week_start(today) + timedelta(days=7),
            'month': days.add_months(today.replace(day=1), 1),
            'quarter': days.add_months(days.quarter_start(today), 3),
            'year': date(today.year + 1, 1, 1),
        }[unit]
        return period_end(unit, start) if ends else start
    return period_end(unit, today) if ends else None


_EDGE_WORD = r'(?P<edge>end|close|last day|finish|start|beginning|first day)'

DISTANCE = re.compile(
    rf'(?P<many>(?:a|an|one|two|three|four|five|six|seven|ten|\d{{1,2}})){SPACE}(?P<unit>day|week|month)s?{SPACE}'
    rf'(?P<side>before|after|from|until){SPACE}(?!now\b|that\b|it\b)'
)


def stepped(base: date, distance: re.Match[str]) -> date:
    """The day so far before or after another: 'two weeks before christmas'."""
    many = int(amount(distance['many'])) * (-1 if distance['side'] in {'before', 'until'} else 1)
    if distance['unit'] == 'month':
        return days.add_months(base, many)
    return base + timedelta(days=many * _DAYS[distance['unit']])


RULES = (
    DayRule(
        re.compile(
            rf'(?:in|within){SPACE}(?:about |around |approximately )?(?:the next )?(?P<pieces>{_PIECES})'
            rf"(?!{SPACE}(?:of|ago|before|after)\b)(?! time\b(?! ))(?:'?s?'? time\b)?"
        ),
        _counted,
    ),
    DayRule(
        re.compile(rf'(?P<pieces>{_PIECES}){SPACE}(?:from (?:now|today)|hence|later|from this moment)\b'), _counted
    ),
    DayRule(
        re.compile(rf'in{SPACE}(?P<many>an hour and a half|(?:a )?quarter of an hour|three quarters of an hour)\b'),
        _half_hour,
    ),
    DayRule(
        re.compile(
            rf'(?:in{SPACE})?(?P<many>two|three|four|five|six|\d){SPACE}'
            rf'(?P<name>{WEEKDAY.removesuffix(chr(92) + "b" + chr(92) + ".?")})s{SPACE}from now\b'
        ),
        _weekdays_on,
    ),
    DayRule(
        re.compile(
            r'(?P<which>(?:next|the following|following|the coming|coming|the next)(?:(?= (?:week|month'
            rf'|year) after))?){SPACE}(?P<unit>weekend|week|month|quarter|qtr|year)'
            rf'(?:,?(?:{SPACE}on)?{SPACE}(?:the )?(?P<weekday>{WEEKDAY}))?\b(?!-)'
        ),
        _next_period,
    ),
    DayRule(
        re.compile(rf'(?:the )?(?P<unit>week|month|year|weekend)(?P<weekday>){SPACE}(?P<which>after next)\b'),
        _next_period,
    ),
    DayRule(re.compile(r'(?:later )?(?:this|the|on the|over the|at the) (?:coming )?weekend\b'), _this_weekend),
    DayRule(re.compile(r'weekend\b'), _this_weekend, Hold.LED, ANY_LEAD),
    DayRule(
        re.compile(
            rf'(?:(?:sometime|later|some time){SPACE})?(?:this|the current){SPACE}(?P<unit>week|month|quarter|qtr'
            r"|year)\b(?!-)(?!'s)"
        ),
        _this_period,
    ),
    DayRule(re.compile(r'(?:by )?eo(?P<unit>[dwmqy])\b'), _end_initials),
    DayRule(
        re.compile(
            rf'(?:the )?{_EDGE_WORD}{SPACE}of{SPACE}(?:the |this )?(?:(?P<next>next){SPACE})?'
            rf'(?P<unit>day|week|month|quarter|year|today|tomorrow|{MONTH})\b'
        ),
        _edge_of_period,
    ),
    DayRule(re.compile(rf'(?:the )?(?P<edge>end)(?P<next>){SPACE}(?P<unit>{MONTH})\b'), _edge_of_period, Hold.LED),
    DayRule(re.compile(r'(?P<edge>end)(?P<next>)-of-(?P<unit>day|week|month|quarter|year)\b(?! \w)'), _edge_of_period),
)
