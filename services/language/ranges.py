"""Stretches of days for questions: 'this week', 'by friday', 'between monday and thursday', 'overdue'."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.language import calendar_days as days
from services.language.anchors import Reference
from services.language.dates import dates_in
from services.language.queries import DueRange
from services.language.script import GAP, SPACE, readable
from services.language.words import AMOUNT, MONTH, MONTHS, UNIT, UNITS, amount


@dataclass(frozen=True, slots=True)
class RangeSpan:
    """A stretch of days that was found."""

    start: int
    end: int
    due: DueRange


@dataclass(frozen=True, slots=True)
class _Days:
    """Some days in the text, and the word before them."""

    start: int
    end: int
    lead: str
    first: date
    last: date


_OVERDUE = re.compile(
    r"\b(?:over-?due|past(?: their| its)? due(?: date)?|(?:i am |i'm )?(?:running )?late(?= tasks?"
    r'| ones?|\s*\?*\s*\Z)|behind schedule|missed(?: (?:the|their) deadlines?)?|should have been done)\b'
)
_UNDATED = re.compile(
    r'\b(?:un-?dated|unscheduled|(?:(?:that |which )?(?:have|has|having|with) )?(?:no|without(?: an?'
    r'| any)?) (?:due )?(?:dates?|deadlines?)|not scheduled|without due)\b'
)
_LEAD = (
    r'(?:(?P<lead>by|before|until|till|through|after|since|from|between|in|during|for|within|to|on|over'
    r'|and|due)\s(?:the\s)?)?'
)
_PERIOD = re.compile(
    rf'\b{_LEAD}(?P<which>this|next|last|past|previous|coming|following|current|the|rest of the|rest of this){SPACE}'
    rf"(?P<unit>week|weekend|month|quarter|year)(?:'s)?\b(?!{SPACE}(?:after|from))"
)
_MONTH = re.compile(
    rf'\b{_LEAD}(?:(?P<which>this|next|last){SPACE})?(?P<month>{MONTH})\b(?!\.?{GAP}\d)(?:{SPACE}(?P<year>20\d\d))?'
)
_NEXT_FEW = re.compile(
    rf'\b(?:(?:in|within|over|during|for){SPACE})?(?:the{SPACE})?(?P<which>next|coming|last|past|upcoming){SPACE}'
    rf'(?P<many>{AMOUNT}){GAP}(?P<unit>{UNIT})\b'
)
_RELATIVE = re.compile(
    rf"\b{_LEAD}(?P<day>today|tonight|tomorrow|yesterday|this (?:morning|afternoon|evening))(?:'s|s)?\b"
)
_JOIN = re.compile(rf'{GAP}(?:and|to|till|until|through|thru|-|or)?{GAP}(?:the{SPACE})?\Z')


def find_ranges(text: str, now: datetime, zone: ZoneInfo, *, day_first: bool = False) -> list[RangeSpan]:
    """Every stretch of days in the text, in order and never overlapping; past ones too, for questions may ask."""
    return ranges_in(readable(text), Reference(now, zone, day_first))


def ranges_in(lower: str, reference: Reference) -> list[RangeSpan]:
    """As `find_ranges`, on text that is already read in lower case."""
    found = [RangeSpan(*match.span(), DueRange(overdue=True)) for match in _OVERDUE.finditer(lower)]
    found += [RangeSpan(*match.span(), DueRange(undated=True)) for match in _UNDATED.finditer(lower)]
    taken = [(span.start, span.end) for span in found]
    parts: list[_Days] = []
    for read in (_next_few, _periods, _relative_days, _months):
        for part in read(lower, reference):
            if not any(part.start < end and start < part.end for start, end in taken):
                parts.append(part)
                taken.append((part.start, part.end))
    for span in dates_in(lower, reference, taken):
        day = span.value.astimezone(reference.zone).date() if isinstance(span.value, datetime) else span.value
        if span.lead.endswith('before') and day >= reference.today and not isinstance(span.value, datetime):
            day += timedelta(days=1) if day > reference.today else timedelta()
        parts.append(_Days(span.start, span.end, span.lead, day, day))
    found += _joined(lower, sorted(parts, key=lambda part: part.start))
    return sorted(found, key=lambda span: span.start)


def _joined(lower: str, parts: list[_Days]) -> list[RangeSpan]:
    found: list[RangeSpan] = []
    at = 0
    while at < len(parts):
        part = parts[at]
        following = parts[at + 1] if at + 1 < len(parts) else None
        paired = part.lead in {'between', 'from'} or (
            following is not None and following.lead in {'to', 'until', 'till'}
        )
        if following and paired and _JOIN.match(lower[part.end : following.start]):
            last = following.last
            if last < part.first:  # 'between monday and thursday' said on a tuesday
                last += timedelta(days=7)
            found.append(RangeSpan(part.start, following.end, DueRange(part.first, max(last, part.first))))
            at += 2
            continue
        found.append(RangeSpan(part.start, part.end, _range(part)))
        at += 1
    return found


def _range(part: _Days) -> DueRange:
    word = part.lead.split()[-1] if part.lead else ''
    if word == 'before':
        return DueRange(last=part.first - timedelta(days=1))
    if word in {'by', 'until', 'till', 'through'}:
        return DueRange(last=part.last)
    if word == 'after':
        return DueRange(first=part.last + timedelta(days=1))
    if word in {'since', 'from', 'starting'}:
        return DueRange(first=part.first)
    return DueRange(part.first, part.last)


def _next_few(lower: str, reference: Reference) -> list[_Days]:
    found = []
    for match in _NEXT_FEW.finditer(lower):
        unit = UNITS[re.sub(r'(?<=..)s$', '', match['unit'])]
        many = int(amount(match['many']))
        step = {'day': 1, 'week': 7, 'fortnight': 14}.get(unit, 0)
        sign = -1 if match['which'] in {'last', 'past'} else 1
        if step:
            other = reference.today + timedelta(days=sign * many * step)
        else:
            other = days.add_months(reference.today, sign * many * (12 if unit == 'year' else unit == 'month'))
        found.append(_Days(*match.span(), '', *sorted((reference.today, other))))
    return found


def _periods(lower: str, reference: Reference) -> list[_Days]:
    found = []
    for match in _PERIOD.finditer(lower):
        which, unit = match['which'], match['unit']
        if which == 'the' and unit != 'weekend':
            continue
        turn = 1 if which in {'next', 'following'} or (which == 'coming' and unit != 'weekend') else 0
        turn = -1 if which in {'last', 'past', 'previous'} else turn
        first, last = _bounds(unit, reference.today, turn)
        if 'rest' in which:
            first = max(first, reference.today)
        found.append(_Days(*match.span(), match['lead'] or '', first, last))
    return found


def _bounds(unit: str, today: date, turn: int) -> tuple[date, date]:
    if unit in {'week', 'weekend'}:
        monday = days.week_start(today) + timedelta(days=7 * turn)
        return monday + timedelta(days=days.SATURDAY if unit == 'weekend' else 0), monday + timedelta(days=days.SUNDAY)
    if unit == 'month':
        first = days.add_months(today.replace(day=1), turn)
        return first, days.month_end(first)
    if unit == 'quarter':
        first = days.add_months(days.quarter_start(today), 3 * turn)
        return first, days.quarter_end(first)
    return date(today.year + turn, 1, 1), date(today.year + turn, 12, 31)


def _relative_days(lower: str, reference: Reference) -> list[_Days]:
    found = []
    for match in _RELATIVE.finditer(lower):
        if match['lead'] == 'after' and 'day' in lower[max(0, match.start() - 4) : match.start()]:
            continue
        day = reference.today + timedelta(days={'tomorrow': 1, 'yesterday': -1}.get(match['day'], 0))
        found.append(_Days(*match.span(), match['lead'] or '', day, day))
    return found


_SURE_LEADS = {'by', 'before', 'until', 'till', 'through', 'after', 'since', 'in', 'during', 'between', 'from', 'due'}


def _months(lower: str, reference: Reference) -> list[_Days]:
    found: list[_Days] = []
    for match in _MONTH.finditer(lower):
        lead = match['lead'] or ''
        sure = match['which'] or lead in _SURE_LEADS or (lead == 'for' and match['month'] != 'may')
        if not sure and not (found and lead in {'to', 'and'}):
            continue
        month, today = MONTHS[match['month']], reference.today
        year = int(match['year']) if match['year'] else today.year + (month < today.month)
        if match['which'] == 'last':
            year = today.year - (month >= today.month)
        first = date(year, month, 1)
        found.append(_Days(*match.span(), match['lead'] or '', first, days.month_end(first)))
    return found
