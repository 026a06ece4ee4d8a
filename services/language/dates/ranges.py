"""Stretches of days for questions: 'this week', 'by friday', 'between monday and thursday', 'overdue'."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.language.dates import calendar_days as days
from services.language.dates.finding import dates_in
from services.language.dates.grammar import Bound, Reference, Stretches
from services.language.queries import DueRange


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


def ranges_in(lower: str, reference: Reference) -> list[RangeSpan]:
    """Every stretch of days in text that is read in lower case, in order; past ones too, for questions may ask."""
    words = reference.grammar.stretches
    found = [RangeSpan(*match.span(), DueRange(overdue=True)) for match in words.overdue.finditer(lower)]
    found += [RangeSpan(*match.span(), DueRange(undated=True)) for match in words.undated.finditer(lower)]
    taken = [(span.start, span.end) for span in found]
    parts: list[_Days] = []
    for read in (_next_few, _periods, _relative_days, _months):
        for part in read(lower, reference):
            if not any(part.start < end and start < part.end for start, end in taken):
                parts.append(part)
                taken.append((part.start, part.end))
    for span in dates_in(lower, reference, taken):
        day = span.value.astimezone(reference.zone).date() if isinstance(span.value, datetime) else span.value
        if (
            span.lead.endswith(reference.grammar.before_leads)
            and day >= reference.today
            and not isinstance(span.value, datetime)
        ):
            day += timedelta(days=1) if day > reference.today else timedelta()
        parts.append(_Days(span.start, span.end, span.lead, day, day))
    found += _joined(lower, words, sorted(parts, key=lambda part: part.start))
    return sorted(found, key=lambda span: span.start)


def _joined(lower: str, words: Stretches, parts: list[_Days]) -> list[RangeSpan]:
    found: list[RangeSpan] = []
    at = 0
    while at < len(parts):
        part = parts[at]
        following = parts[at + 1] if at + 1 < len(parts) else None
        paired = part.lead in words.pairs or (following is not None and following.lead in words.pair_ends)
        if following and paired and words.join.match(lower[part.end : following.start]):
            last = following.last
            if last < part.first:  # 'between monday and thursday' said on a tuesday
                last += timedelta(days=7)
            found.append(RangeSpan(part.start, following.end, DueRange(part.first, max(last, part.first))))
            at += 2
            continue
        found.append(RangeSpan(part.start, part.end, _range(part, words)))
        at += 1
    return found


def _range(part: _Days, words: Stretches) -> DueRange:
    match words.bounds.get(part.lead.split()[-1] if part.lead else ''):
        case Bound.BEFORE:
            return DueRange(last=part.first - timedelta(days=1))
        case Bound.BY:
            return DueRange(last=part.last)
        case Bound.AFTER:
            return DueRange(first=part.last + timedelta(days=1))
        case Bound.SINCE:
            return DueRange(first=part.first)
        case _:
            return DueRange(part.first, part.last)


def _next_few(lower: str, reference: Reference) -> list[_Days]:
    found = []
    vocabulary, words = reference.vocabulary, reference.grammar.stretches
    for match in words.next_few.finditer(lower):
        unit = vocabulary.units[match['unit']]
        many = int(vocabulary.amount(match['many']))
        step = {'day': 1, 'week': 7, 'fortnight': 14}.get(unit, 0)
        sign = -1 if words.period_turns.get(match['which']) == -1 else 1
        if step:
            other = reference.today + timedelta(days=sign * many * step)
        else:
            other = days.add_months(reference.today, sign * many * (12 if unit == 'year' else unit == 'month'))
        found.append(_Days(*match.span(), '', *sorted((reference.today, other))))
    return found


def _periods(lower: str, reference: Reference) -> list[_Days]:
    found = []
    words = reference.grammar.stretches
    for match in words.period.finditer(lower):
        which, unit = match['which'], reference.vocabulary.periods[match['unit']]
        if which in words.bare and unit != 'weekend':
            continue
        is_nearest = which in words.nearest and unit == 'weekend'
        first, last = _bounds(unit, reference.today, 0 if is_nearest else words.period_turns.get(which, 0))
        if any(rest in which for rest in words.rest):
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
    words = reference.grammar.stretches
    for match in words.relative.finditer(lower):
        if words.longer.search(lower[: match.start('day')]):
            continue
        day = reference.today + timedelta(days=words.relative_days.get(match['day'], 0))
        found.append(_Days(*match.span(), match['lead'] or '', day, day))
    return found


def _months(lower: str, reference: Reference) -> list[_Days]:
    found: list[_Days] = []
    words, today = reference.grammar.stretches, reference.today
    for match in words.month.finditer(lower):
        lead, name = match['lead'] or '', match['month']
        is_clear = name not in words.doubtful_months and lead in words.weak_month_leads
        if not (match['which'] or lead in words.month_leads or is_clear) and not (found and lead in words.pair_goes_on):
            continue
        month = reference.vocabulary.months[name]
        year = int(match['year']) if match['year'] else today.year + (month < today.month)
        if words.period_turns.get(match['which']) == -1:
            year = today.year - (month >= today.month)
        first = date(year, month, 1)
        found.append(_Days(*match.span(), lead, first, days.month_end(first)))
    return found
