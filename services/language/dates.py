"""Finding dates in plain English: every span, what it means, and nothing that is not one.

A date is read from where it starts: an optional lead ('by', 'on', 'due'), then a day, a time or both in
either order. What a word may mean on its own is decided in `anchors`; how days and times are written, in
`day_rules`, `period_rules` and `clock`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.language import clock as clocks
from services.language import day_rules, period_rules
from services.language.anchors import CLOCK_LEAD, EDGE, END, LEAD, Hold, Reference, is_supported
from services.language.clock import Clock, local_moment
from services.language.day_rules import Day
from services.language.period_rules import DISTANCE, stepped
from services.language.recurrence import find_recurrences
from services.language.script import GAP, readable
from services.language.words import CARDINALS, MONTHS, ORDINALS, WEEKDAYS, vocabulary


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date that was found: where, which, and the other one that some people mean by it."""

    start: int
    end: int
    value: date | datetime
    lead: str = ''
    other: date | None = None

    @property
    def has_time(self) -> bool:
        """Whether a time was given, and not only a day."""
        return isinstance(self.value, datetime)


_DAY_RULES = (*period_rules.RULES, *day_rules.RULES)
_STARTS = frozenset({*WEEKDAYS, *MONTHS, *CARDINALS, *ORDINALS}) | vocabulary(
    'a an half quarter noon midday midnight today tonight tonite tomorrow tomorrows tommorow tomorow',
    'tommorrow tmrw tmr this next coming upcoming following later sometime some last the in within on by',
    'at due deadline for before until till til from around about after since between during to of',
    'starting not no over end close start finish beginning first few eod eow eom eoq eoy new nye mlk',
    'martin valentine valentines president presidents st saint ash palm good easter ascension pentecost',
    'whit earth mother mothers father fathers memorial independence labor labour columbus halloween',
    'veterans veteran thanksgiving black cyber christmas xmas boxing all day week month year weekend',
    'morning afternoon evening night lunch lunchtime early couple mondays tuesdays wednesdays thursdays',
    'fridays saturdays sundays yesterday',
)
_WORD = re.compile(r"(?<![\w'&/$#.+-])(?:[a-z]+|\d+|@(?=\s?\d))")
_MONTH_DIGIT = re.compile(r'[a-z]{3,9}(?=\d)')
_BETWEEN = re.compile(rf'{GAP}(?:[,(@-]|t(?=\d))?{GAP}(?:(?:at|on|by|in|of|around|about|before|@)\b{GAP}(?:the )?)?')
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


def find_dates(text: str, now: datetime, zone: ZoneInfo, *, day_first: bool = False) -> list[DateSpan]:
    """Every date in the text in order, never overlapping and never in the past; literal parts are left alone."""
    reference = Reference(now, zone, day_first)
    lower = readable(text)
    return list(dates_in(lower, reference, [(found.start, found.end) for found in find_recurrences(lower)]))


def dates_in(lower: str, reference: Reference, taken: list[tuple[int, int]]) -> Iterator[DateSpan]:
    """Every date outside the spans that are taken already."""
    done = 0
    for word in _WORD.finditer(lower):
        start = word.start()
        if start < done or any(first <= start < last for first, last in taken):
            continue
        letters = word[0]
        if not letters[0].isdigit() and letters not in _STARTS and letters != '@' and not _month_digit(lower, start):
            continue
        found = _date_at(lower, start, reference)
        if found and not any(found.start < last and first < found.end for first, last in taken):
            done = found.end
            yield found


def _month_digit(lower: str, start: int) -> bool:
    word = _MONTH_DIGIT.match(lower, start)
    return word is not None and word[0] in MONTHS


def _date_at(lower: str, start: int, reference: Reference) -> DateSpan | None:
    distance = DISTANCE.match(lower, start)
    far = _at_a_distance(lower, distance, reference) if distance else None
    if far:
        return far
    lead = LEAD.match(lower, start)
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
    day = stepped(value, distance)
    return DateSpan(distance.start(), base.end, day) if day >= reference.today else None


def _read(lower: str, start: int, reference: Reference, lead: str) -> _Reading | None:
    """Read as many days and times as belong together."""
    reading, at = _Reading(end=start), start
    place = _Place(lower, lead, alone=not lead and not lower[:start].strip())
    while not reading.moment and reading.items < LONGEST_DATE:
        if not (
            _read_clock(place, at, reading)
            or _read_part(place, at, reading)
            or _read_day(place, at, reference, reading)
        ):
            break
        reading.items += 1
        between = _BETWEEN.match(lower, reading.end)
        if not between or (between.end() == reading.end and lower[between.end() - 1 : between.end()] != 't'):
            break
        at = between.end()
    return reading if reading.items else None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where reading started: the text, the word that led here, and whether nothing stands before."""

    lower: str
    lead: str
    alone: bool

    def is_whole(self, end: int) -> bool:
        """Whether a date that ends here is all that was written."""
        return self.alone and not self.lower[end:].strip(' .!?,')


def _read_day(place: _Place, at: int, reference: Reference, reading: _Reading) -> bool:
    if reading.day and not reading.day.weekday and reading.items > 1:
        return False
    for rule in _DAY_RULES:
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
        if is_supported(place.lower, end, rule.hold, led=led) or _clock_follows(place.lower, end, rule.hold):
            return _take_day(reading, found, end)
    return False


def _take_day(reading: _Reading, found: Day | date, end: int) -> bool:
    """Keep the day; a weekday beside a fuller date only repeats it."""
    if isinstance(found, datetime):
        if reading.items:
            return False
        reading.moment = found
    else:
        day = found if isinstance(found, Day) else Day(found)
        if reading.day and not reading.day.weekday and not day.weekday:
            return False
        if not reading.day or reading.day.weekday:
            reading.day = day
            reading.part = reading.part or day.part
    reading.end = end
    return True


def _clock_follows(lower: str, end: int, hold: Hold) -> bool:
    """A weekday before a time needs no lead: 'call bob friday 5pm', 'friday morning run', 'sat at 5'."""
    if hold not in {Hold.EDGE, Hold.END, Hold.LED}:
        return False
    between = _BETWEEN.match(lower, end)
    if not between or between.end() == end or (hold is Hold.LED and between[0].strip() != 'at'):
        return False
    at = between.end()
    rules = clocks.RULES if between[0].strip() in {'at', '@', ', at'} else clocks.SURE
    return any(rule.pattern.match(lower, at) for rule in rules) or clocks.PART_OF_DAY.match(lower, at) is not None


def _read_clock(place: _Place, at: int, reading: _Reading) -> bool:
    if reading.clock:
        return False
    lower = place.lower
    led = (
        CLOCK_LEAD.match(lower[max(0, at - 8) : at].rstrip()) is not None
        if reading.items
        else CLOCK_LEAD.match(place.lead) is not None
    )
    for rule in clocks.RULES:
        match = rule.pattern.match(lower, at)
        clock = rule.read(match) if match else None
        if not match or not clock:
            continue
        within = clocks.WITHIN_DAY.match(lower, match.end())
        end = within.end() if within else match.end()
        hold = Hold.ANYWHERE if within else rule.hold
        beside_day = bool(reading.items) and (hold is not Hold.BOTH or (reading.part != '' and _ends(lower, end)))
        supported = is_supported(lower, end, hold, led=led or beside_day or place.is_whole(end))
        if supported or ((hold is not Hold.BOTH or led) and _day_follows(lower, end)):
            reading.clock, reading.end = clock, end
            if within:
                reading.part = within['part'].split()[-1]
                if 'this' in within['part'] or 'tonight' in within['part']:
                    reading.day = reading.day or _TODAY
            return True
    return False


def _ends(lower: str, end: int) -> bool:
    return END.match(lower, end) is not None


def _day_follows(lower: str, end: int) -> bool:
    """An hour before a day: 'at 5 tomorrow', '5:30 on friday'."""
    between = _BETWEEN.match(lower, end)
    if not between or between.end() == end:
        return False
    at = between.end()
    return any(rule.hold not in _UNSURE and rule.pattern.match(lower, at) for rule in _DAY_RULES)


def _read_part(place: _Place, at: int, reading: _Reading) -> bool:
    """Read a part of the day: alone it is its usual hour, beside an hour it says which half."""
    match = clocks.PART_OF_DAY.match(place.lower, at)
    if reading.part or not match:
        return False
    end = match.end()
    alone = match[0].startswith(('in the ', 'at ')) and (END.match(place.lower, end) or EDGE.match(place.lower, end))
    if not is_supported(place.lower, end, Hold.LED, led=bool(reading.items or alone)):
        return False
    reading.part, reading.end = match['name'], end
    return True


def _as_span(reading: _Reading, start: int, lead: str, reference: Reference) -> DateSpan | None:
    value = reading.moment or _value(reading, reference)
    if value is None:
        return None
    if lead.endswith('before') and not isinstance(value, datetime) and value > reference.today:
        value -= timedelta(days=1)
    other = reading.day.other if reading.day and not isinstance(value, datetime) else None
    return DateSpan(start, reading.end, value, lead, other)


def _value(reading: _Reading, reference: Reference) -> date | datetime | None:
    """Put day and time together, forward from now."""
    day = reference.today if reading.day is _TODAY else reading.day.day if reading.day else None
    clock = reading.clock
    if clock and reading.part:
        clock = clocks.within(clock, reading.part)
    elif reading.part:
        clock = Clock(clocks.PARTS[reading.part])
    if not clock:
        return day if day and day >= reference.today else None
    base = (day or reference.today) + timedelta(days=clock.next_day)
    at = time(clock.hour, clock.minute)
    moment = local_moment(base, at, reference.zone)
    if moment > reference.now:
        return moment
    if day is None:
        return local_moment(base + timedelta(days=1), at, reference.zone)
    if reading.day and reading.day.weekday:
        return local_moment(base + timedelta(days=7), at, reference.zone)
    return day if day == reference.today else None
