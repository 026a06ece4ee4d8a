"""Finding dates: every span, what it means, and nothing that is not one.

A date is read from where it starts: an optional lead ('by', 'on', 'due'), then a day, a time or both in either order.
How they are written stands in the grammar of the language.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.language.dates import calendar_days as days
from services.language.dates import clock as clocks
from services.language.dates.anchors import is_supported
from services.language.dates.clock import local_moment
from services.language.dates.grammar import Clock, Day, Grammar, Hold, Reference
from services.language.dates.period_readers import stepped
from services.language.dates.when import When


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date that was found: where, which, and the other one that some people mean by it."""

    start: int
    end: int
    value: date | datetime
    lead: str = ''
    other: date | None = None
    says_day: bool = True
    clashes: bool = False  # the weekday beside it is another one

    @property
    def has_time(self) -> bool:
        """Whether a time was given, and not only a day."""
        return isinstance(self.value, datetime)

    def when(self, zone: ZoneInfo) -> When:
        """What was said of it: the day, the time of day, or both."""
        if not isinstance(self.value, datetime):
            return When(self.value, other=self.other)
        local = self.value.astimezone(zone)
        return When(local.date() if self.says_day else None, local.time(), self.other)


_WORD = re.compile(r"(?<![\w'&/$#.+-])(?:[^\W\d_]+|\d+|@(?=\s?\w))")
_MONTH_DIGIT = re.compile(r'[a-z]{3,9}(?=\d)')
_UNSURE = {Hold.LED, Hold.BOTH, Hold.END}
_TODAY = Day(date.min)
LONGEST_DATE = 4  # weekday, day, time and part of the day


@dataclass(slots=True)
class _Reading:
    """What has been read so far from one place on."""

    day: Day | None = None
    moment: datetime | None = None
    clock: Clock | None = None
    part: str = ''
    end: int = 0
    items: int = 0
    clashes: bool = False


def dates_in(lower: str, reference: Reference, taken: list[tuple[int, int]]) -> Iterator[DateSpan]:
    """Every date outside the spans that are taken already."""
    done, starts, months = 0, reference.grammar.starts, reference.vocabulary.months
    for word in _WORD.finditer(lower):
        start = word.start()
        if start < done or any(first <= start < last for first, last in taken):
            continue
        letters = word[0]
        if (
            not letters[0].isdigit()
            and letters not in starts
            and letters != '@'
            and not _month_digit(lower, start, months)
        ):
            continue
        found = _date_at(lower, start, reference)
        if found and not any(found.start < last and first < found.end for first, last in taken):
            done = found.end
            yield found


def _month_digit(lower: str, start: int, months: Mapping[str, int]) -> bool:
    word = _MONTH_DIGIT.match(lower, start)
    return word is not None and word[0] in months


def _date_at(lower: str, start: int, reference: Reference) -> DateSpan | None:
    distance = reference.grammar.distance.match(lower, start)
    far = _at_a_distance(lower, distance, reference) if distance else None
    if far:
        return far
    lead = reference.grammar.lead.match(lower, start)
    if lead:
        found = _read(lower, lead.end(), reference, lead['lead'])
        if found:
            return _as_span(found, start, lead['lead'], reference)
    found = _read(lower, start, reference, '')
    return _as_span(found, start, '', reference) if found else None


def _at_a_distance(lower: str, distance: re.Match[str], reference: Reference) -> DateSpan | None:
    """'Two weeks before christmas': so far from another day."""
    base = _read(lower, distance.end(), reference, distance['side'])
    value = _value(base, reference) if base else None
    if not base or value is None or isinstance(value, datetime):
        return None
    day = stepped(value, distance, reference)
    return DateSpan(distance.start(), base.end, day) if _counts(day, reference) else None


def _read(lower: str, start: int, reference: Reference, lead: str) -> _Reading | None:
    """Read as many days and times as belong together."""
    reading, at = _Reading(end=start), start
    place = _Place(lower, lead, reference.grammar, alone=not lead and not lower[:start].strip())
    while not reading.moment and reading.items < LONGEST_DATE:
        if not (
            _read_clock(place, at, reading)
            or _read_part(place, at, reading)
            or _read_day(place, at, reference, reading)
        ):
            break
        reading.items += 1
        between = reference.grammar.between.match(lower, reading.end)
        if not between or (between.end() == reading.end and lower[between.end() - 1 : between.end()] != 't'):
            break
        at = between.end()
    return reading if reading.items else None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where reading started: the text, the word that led here, and whether nothing stands before."""

    lower: str
    lead: str
    grammar: Grammar
    alone: bool

    def is_whole(self, end: int) -> bool:
        """Whether a date that ends here is all that was written."""
        return self.alone and not self.lower[end:].strip(' .!?,')


def _read_day(place: _Place, at: int, reference: Reference, reading: _Reading) -> bool:
    if reading.day and not reading.day.weekday and reading.items > 1:
        return False
    for rule in place.grammar.day_rules:
        match = rule.pattern.match(place.lower, at)
        found = rule.read(match, reference) if match else None
        if not match or not found:
            continue
        end = match.end()
        led = (
            bool(reading.items)
            or (place.lead != '' and rule.leads.match(place.lead) is not None)
            or place.is_whole(end)
        )
        if is_supported(place.grammar, place.lower, end, rule.hold, led=led) or _clock_follows(place, end, rule.hold):
            return _take_day(reading, found, match, reference)
    return False


def _take_day(reading: _Reading, found: Day | date, match: re.Match[str], reference: Reference) -> bool:
    """Keep the day; a weekday beside a fuller date only repeats it."""
    if isinstance(found, datetime):
        if reading.items:
            return False
        reading.moment = found
    else:
        day = found if isinstance(found, Day) else Day(found, is_date=True)
        if reading.day and not reading.day.weekday and not day.weekday:
            return False
        reading.clashes |= _clash(day, reading.day, reference)
        day = _of_weekday(day, reading.day, match, reference)
        if not reading.day or reading.day.weekday or not day.weekday or reference.looks_back:
            reading.day = day
            reading.part = reading.part or day.part
    reading.end = match.end()
    return True


def _clash(day: Day, other: Day | None, reference: Reference) -> bool:
    """Whether a weekday and the date beside it are two days; what is over is looked for in other years instead."""
    if other is None or reference.looks_back:
        return False
    full, name = (other, day) if day.weekday else (day, other)
    return full.is_date and name.weekday and full.day.weekday() != name.day.weekday()


def _of_weekday(day: Day, other: Day | None, match: re.Match[str], reference: Reference) -> Day:
    """The date beside a weekday: in the year in which it is that weekday, when what is over is asked for too."""
    if other is None or not reference.looks_back:
        return day
    full, name = (other, day) if day.weekday else (day, other)
    if not full.is_date or not name.weekday or match.groupdict().get('year'):
        return full
    return replace(full, day=days.in_fitting_year(full.day, name.day.weekday(), reference.today))


def _clock_follows(place: _Place, end: int, hold: Hold) -> bool:
    """A weekday before a time needs no lead: 'call bob friday 5pm', 'friday morning run', 'sat at 5'."""
    lower, grammar = place.lower, place.grammar
    if hold not in {Hold.EDGE, Hold.END, Hold.LED}:
        return False
    between = grammar.between.match(lower, end)
    if not between or between.end() == end:
        return False
    announces, at = between[0].strip(' ,') in grammar.at, between.end()
    if hold is Hold.LED and not announces:
        return False
    rules = grammar.clock_rules if announces else grammar.sure_clock_rules
    return (
        any(rule.pattern.match(lower, at) for rule in rules if not rule.beside_day or announces)
        or grammar.part_of_day.match(lower, at) is not None
    )


def _read_clock(place: _Place, at: int, reading: _Reading) -> bool:
    if reading.clock:
        return False
    lower, grammar = place.lower, place.grammar
    led = (
        grammar.clock_lead.match(lower[max(0, at - 8) : at].rstrip()) is not None
        if reading.items
        else grammar.clock_lead.match(place.lead) is not None
    )
    for rule in grammar.clock_rules:
        match = rule.pattern.match(lower, at)
        clock = rule.read(match, grammar.vocabulary) if match else None
        if not match or not clock:
            continue
        within = grammar.within_day.match(lower, match.end())
        end = within.end() if within else match.end()
        hold = Hold.ANYWHERE if within else rule.hold
        beside_day = bool(reading.items) and (
            hold is not Hold.BOTH
            or rule.beside_day
            or (reading.part != '' and grammar.end.match(lower, end) is not None)
        )
        at_start = place.alone and ':' in match[0] and not reading.items
        supported = is_supported(grammar, lower, end, hold, led=led or beside_day or at_start or place.is_whole(end))
        if supported or ((hold is not Hold.BOTH or led) and _day_follows(place, end)):
            reading.clock, reading.end = clock, end
            if within:
                reading.part = within['part']
                if within['today'] is not None:
                    reading.day = reading.day or _TODAY
            return True
    return False


def _day_follows(place: _Place, end: int) -> bool:
    """An hour before a day: 'at 5 tomorrow', '5:30 on friday'."""
    between = place.grammar.between.match(place.lower, end)
    if not between or between.end() == end:
        return False
    at = between.end()
    rules = place.grammar.day_rules
    return any(rule.hold not in _UNSURE and rule.pattern.match(place.lower, at) for rule in rules)


def _read_part(place: _Place, at: int, reading: _Reading) -> bool:
    """Read a part of the day: alone it is its usual hour, beside an hour it says which half."""
    grammar, lower = place.grammar, place.lower
    match = grammar.part_of_day.match(lower, at)
    if reading.part or not match:
        return False
    end = match.end()
    alone = match['alone'] is not None and (grammar.end.match(lower, end) or grammar.edge.match(lower, end))
    named = match['name'] in grammar.named_parts and bool(place.lead or _day_follows(place, end))
    if not is_supported(grammar, lower, end, Hold.LED, led=bool(reading.items or alone or named)):
        return False
    reading.part, reading.end = match['name'], end
    return True


def _as_span(reading: _Reading, start: int, lead: str, reference: Reference) -> DateSpan | None:
    value = reading.moment or _value(reading, reference)
    if value is None:
        return None
    if lead.endswith(reference.grammar.before_leads) and not isinstance(value, datetime) and value > reference.today:
        value -= timedelta(days=1)
    other = reading.day.other if reading.day and not isinstance(value, datetime) else None
    says_day = reading.moment is not None or reading.day is not None
    return DateSpan(start, reading.end, value, lead, other, says_day, reading.clashes)


def _value(reading: _Reading, reference: Reference) -> date | datetime | None:
    """Put day and time together, forward from now."""
    day = reference.today if reading.day is _TODAY else reading.day.day if reading.day else None
    clock = reading.clock
    if reading.part:
        part = reference.vocabulary.parts[reading.part]
        clock = clocks.within(clock, part) if clock else Clock(part.hour)
    if not clock:
        return day if day and _counts(day, reference) else None
    begins = clock.named and reading.day is not None and reading.day.is_date  # 'midnight on 12 August'
    base = (day or reference.today) + timedelta(days=clock.next_day and not begins)
    at = time(clock.hour, clock.minute)
    moment = local_moment(base, at, reference.zone)
    if moment > reference.now:
        return moment
    if day is None:
        return local_moment(base + timedelta(days=1), at, reference.zone)
    if reading.day and reading.day.weekday:
        return local_moment(base + timedelta(days=7), at, reference.zone)
    if reference.looks_back:
        return moment
    return day if day == reference.today else None


def _counts(day: date, reference: Reference) -> bool:
    """Whether the day lies ahead, or what is over is asked for as well."""
    return reference.looks_back or day >= reference.today
