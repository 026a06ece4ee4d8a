"""What a sentence says about time, put together: neighbours that belong to one moment become one.

`finding` reads single days and times. Here lengths, clock ranges and distances are taken out of its sight first;
then a day and a time that stand together are joined, and what only looks like a date is noted, so that nobody
passes over it in silence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from services.language.dates import calendar_days as days
from services.language.dates.clock import DAY_HOURS
from services.language.dates.finding import DateSpan, dates_in
from services.language.dates.grammar import Grammar, Reference, Vocabulary
from services.language.dates.recurrence import find_recurrences
from services.language.dates.when import When
from services.language.script import readable


class TimeKind(StrEnum):
    """What a stretch of text says about time."""

    DATE = 'date'
    START = 'start'  # not before then
    SHIFT = 'shift'  # so much later or earlier
    LENGTH = 'length'  # how long something takes
    REPEAT = 'repeat'
    PAST = 'past'
    CLASH = 'clash'  # looks like a date and is none: 25:70, Tuesday 8 December when that is a Monday


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of text and the time it says."""

    start: int
    end: int
    kind: TimeKind
    when: When = field(default_factory=When)
    lead: str = ''
    shift: tuple[int, str] = (0, '')
    until: time | None = None  # the other end of a range of hours
    until_start: int = 0
    minutes: int = 0  # of a length


_NOON = 12
_HALF = 0.5
_NAME_WORDS = 2
_ISO = re.compile(r'(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)')


def dates_of(text: str, reference: Reference) -> list[DateSpan]:
    """Every date in the text in order and never overlapping, those that are over too; literal parts are left alone."""
    found = said_in(readable(text), replace(reference, looks_back=True))
    spans = [span for said in found if said.kind in {TimeKind.DATE, TimeKind.START} for span in _spans(said, reference)]
    return sorted([*spans, *_inside_words(text, spans)], key=lambda span: span.start)


def _inside_words(text: str, spans: list[DateSpan]) -> Iterator[DateSpan]:
    """The dates of ISO 8601 in names of files and addresses: values, though no task is due then."""
    for match in _ISO.finditer(text):
        day = days.real_date(*map(int, match.groups()))
        if day and not any(span.start < match.end() and match.start() < span.end for span in spans):
            yield DateSpan(*match.span(), day)


def _spans(said: Said, reference: Reference) -> Iterator[DateSpan]:
    """The date, or both ends of a range of hours."""
    value = said.when.due(reference.now, reference.zone)
    end = said.until_start if said.until else said.end
    yield DateSpan(said.start, end, value, said.lead, said.when.other, said.when.day is not None)
    if said.until:
        value = replace(said.when, at=said.until).due(reference.now, reference.zone)
        yield DateSpan(said.until_start, said.end, value, '', None, said.when.day is not None)


def said_in(lower: str, reference: Reference) -> list[Said]:
    """Everything that text in lower case says about time, in order and never overlapping."""
    grammar, around = reference.grammar, reference.grammar.surroundings
    parts = [Said(span.start, span.end, TimeKind.REPEAT) for span in find_recurrences(lower, grammar)]
    relative = () if reference.looks_back else ((TimeKind.PAST, around.past), (TimeKind.SHIFT, around.later))
    for kind, pattern in relative:
        parts += [
            _plain(match, kind, grammar.vocabulary) for match in pattern.finditer(lower) if _free(match.span(), parts)
        ]
    parts += _lengths(lower, grammar)
    parts += _clock_ranges(lower, grammar, parts)
    parts += _numbered_days(lower, reference, parts)
    masked = _masked(lower, parts)
    for span in dates_in(masked, reference, [(part.start, part.end) for part in parts]):
        kind = TimeKind.CLASH if span.clashes else TimeKind.DATE
        said = Said(span.start, span.end, kind, span.when(reference.zone), span.lead)
        parts.append(said if span.clashes else _with_surroundings(lower, said, reference, parts))
    parts = _joined(lower, grammar, sorted(parts, key=lambda part: part.start))
    for kind, pattern in ((TimeKind.CLASH, around.looks_like_a_date), (TimeKind.SHIFT, around.shift)):
        parts += [
            _plain(match, kind, grammar.vocabulary) for match in pattern.finditer(lower) if _free(match.span(), parts)
        ]
    return sorted((part for part in parts if not _is_a_noun(lower, grammar, part)), key=lambda part: part.start)


def _free(span: tuple[int, int], parts: list[Said]) -> bool:
    return not any(part.start < span[1] and span[0] < part.end and part.kind is not TimeKind.LENGTH for part in parts)


def _plain(match: re.Match[str], kind: TimeKind, words: Vocabulary) -> Said:
    if kind is not TimeKind.SHIFT:
        return Said(*match.span(), kind)
    many, unit = words.amount(match['many']), words.units[match['unit']]
    shift = (30, 'minute') if many == _HALF else (int(many), unit)
    return Said(*match.span(), kind, shift=shift)


def _lengths(lower: str, grammar: Grammar) -> list[Said]:
    around = grammar.surroundings
    if not any(hint in lower for hint in around.length_hints):
        return []
    before = around.before_length
    return [
        Said(*match.span(), TimeKind.LENGTH, minutes=_minutes(match, grammar.vocabulary))
        for match in around.length.finditer(lower)
        if before is None or not before.search(lower[: match.start()])
    ]


def _minutes(match: re.Match[str], words: Vocabulary) -> int:
    many = words.amount(match['many']) + (_HALF if match['half'] else 0)
    if words.units[match['unit'].rstrip('.')] != 'hour':
        return round(many)
    return round(60 * many) + int(match['more'] or 0)


def _clock_ranges(lower: str, grammar: Grammar, taken: list[Said]) -> Iterator[Said]:
    """'From 3 to 4pm' is at three; it ends an hour later."""
    if not any(letter.isdigit() for letter in lower):
        return
    around, words = grammar.surroundings, grammar.vocabulary
    for match in around.clock_range.finditer(lower):
        hour, last = int(match['hour']), int(match['last'])
        half, last_half = (words.halves.get((match[name] or '')[:1], '') for name in ('half', 'last_half'))
        minute, last_minute = match['minute'], match['last_minute']
        led = match['from'] or half or last_half or (minute and last_minute)
        led = led or around.before_clock_range.search(lower[: match.start()])
        if not led or hour > 23 or last > 24 or not _free(match.span(), taken):  # noqa: PLR2004 - the hours of a day
            continue
        half = half or (last_half if hour < last or _NOON in {hour, last} else '')
        hour %= _NOON if half == 'a' else DAY_HOURS
        is_bare = not half and not last_half and hour <= words.last_afternoon and not minute
        if (half == 'p' and hour < _NOON) or is_bare:
            hour += _NOON
        yield Said(
            *match.span(),
            TimeKind.DATE,
            When(at=time(hour % 24, int(minute or 0))),
            (match['from'] or '-').strip(),
            until=_last_time(match, hour, words),
            until_start=match.start('last'),
        )


def _last_time(match: re.Match[str], first: int, words: Vocabulary) -> time:
    """When a range of hours ends: after it begins, unless its half of the day is said."""
    half, hour = words.halves.get((match['last_half'] or '')[:1], ''), int(match['last'])
    if half:
        hour = hour % _NOON + (_NOON if half == 'p' else 0)
    elif hour <= first and hour < _NOON:
        hour += _NOON
    return time(hour % 24, int(match['last_minute'] or 0))


def _numbered_days(lower: str, reference: Reference, taken: list[Said]) -> Iterator[Said]:
    """'Sunday 29': the next twenty-ninth, when it is a Sunday."""
    for match in reference.grammar.surroundings.numbered_day.finditer(lower):
        day = days.coming_day_of_month(reference.today, int(match['day'])) if int(match['day']) else None
        if not _free(match.span(), taken):
            continue
        for _ in range(2):
            if day and day.weekday() == reference.vocabulary.weekday(match['name']):
                yield Said(match.start(), match.end('day'), TimeKind.DATE, When(day))
                break
            day = days.coming_day_of_month(day + timedelta(days=1), int(match['day'])) if day else None


def _masked(lower: str, parts: list[Said]) -> str:
    """The text with what was read already out of sight; a full stop ends what stands before it."""
    for part in parts:
        if part.kind in {TimeKind.DATE, TimeKind.LENGTH, TimeKind.PAST, TimeKind.SHIFT}:
            lower = f'{lower[: part.start]}.{" " * (part.end - part.start - 1)}{lower[part.end :]}'
    return lower


def _with_surroundings(lower: str, said: Said, reference: Reference, taken: list[Said]) -> Said:
    """What stands before a date and changes it: 'not before', 'two weeks on', a weekday, the end of that day."""
    around, words = reference.grammar.surroundings, reference.vocabulary
    text, start = lower[said.start : said.end], said.start
    ends = around.end_of_day.match(text)
    if ends and text[ends.end() :].strip():
        inner = next(dates_in(text[ends.end() :], reference, []), None)
        said = replace(said, when=inner.when(reference.zone)) if inner else said
    if said.lead in around.start_leads:
        return replace(said, kind=TimeKind.START)
    before = around.not_before.search(lower[:start])
    if before and (said.lead in around.not_before_leads or any(word in before[0] for word in around.not_earlier)):
        plain = next(dates_in(text[len(said.lead) :], reference, []), None)
        when = plain.when(reference.zone) if plain else said.when
        return replace(said, start=before.start(), kind=TimeKind.START, when=when)
    distance = around.distance_before.search(lower[:start]) if said.lead in around.distance_leads else None
    if distance and said.when.day:
        day = _further(said.when.day, int(words.amount(distance['many'])), words.units[distance['unit']])
        return replace(said, start=distance.start(), when=replace(said.when, day=day, other=None))
    weekday = around.weekday_before.search(lower[:start])
    if weekday and said.when.day and not said.lead and _free((weekday.start(), start), taken):
        return _with_weekday(said, text, weekday, reference)
    return said


def _with_weekday(said: Said, text: str, weekday: re.Match[str], reference: Reference) -> Said:
    """A date after the name of a weekday, which may not fit."""
    number = reference.vocabulary.weekday(weekday['name'])
    if said.when.day is None or said.when.day.weekday() == number:
        return replace(said, start=weekday.start())
    if _is_relative(text):
        return said
    if reference.looks_back:
        day = days.in_fitting_year(said.when.day, number, reference.today)
        return replace(said, start=weekday.start(), when=replace(said.when, day=day))
    return replace(said, start=weekday.start(), kind=TimeKind.CLASH)


def _is_relative(text: str) -> bool:
    return not any(letter.isdigit() for letter in text)


def _further(day: date, many: int, unit: str) -> date:
    if unit in {'month', 'year'}:
        return days.add_months(day, many * (12 if unit == 'year' else 1))
    return day + timedelta(days=many * (14 if unit == 'fortnight' else 7))


def _joined(lower: str, grammar: Grammar, parts: list[Said]) -> list[Said]:
    """A day and a time that stand together, or that are all the time there is, become one moment."""
    found: list[Said] = []
    for part in parts:
        last = found[-1] if found else None
        if (
            last
            and last.kind is part.kind is TimeKind.DATE
            and grammar.surroundings.joint.match(lower[last.end : part.start])
        ):
            one = _one_moment(lower, grammar, last, part)
            if one:
                found[-1] = one
                continue
        found.append(part)
    return found


def _one_moment(lower: str, grammar: Grammar, one: Said, two: Said) -> Said | None:
    lead, end_of_day = one.lead or two.lead, grammar.surroundings.end_of_day
    if end_of_day.match(lower, one.start):
        return replace(two, start=one.start, lead=lead)
    if end_of_day.match(lower, two.start):
        return replace(one, end=two.end, lead=lead)
    when = one.when.joined(two.when)
    complete = when and (one.when.day is None) != (two.when.day is None)
    if not when or not complete:
        return None
    hours = one if one.until else two
    return replace(hours, start=one.start, end=two.end, when=when, lead=lead)


def _is_a_noun(lower: str, grammar: Grammar, said: Said) -> bool:
    """'The today tab', 'the weekend trip': a word for a day that only names a thing."""
    return (
        said.kind is TimeKind.DATE
        and lower[said.start : said.end] in grammar.surroundings.nouns
        and grammar.surroundings.article.search(lower[: said.start]) is not None
        and re.match(r' [a-z]', lower[said.end :]) is not None
    )


def is_named_thing(text: str) -> bool:
    """Whether a date is written like a name, 'The Day After Tomorrow', and so stands in a title."""
    words = text.split()
    return len(words) > _NAME_WORDS and all(word[0].isupper() for word in words) and not text.isupper()


def moment_of(said: Said, reference: Reference) -> date | datetime:
    """The due date a stretch of text says."""
    return said.when.due(reference.now, reference.zone)
