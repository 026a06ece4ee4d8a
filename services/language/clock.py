"""Times of day: '5pm', 'half past four', 'noon', 'at five thirty', 'in the evening'."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from services.language.anchors import Hold
from services.language.script import GAP, SPACE
from services.language.words import CARDINAL, number

NOON = 12
DAY_HOURS = 24
PARTS = {
    'early morning': 8, 'morning': 9, 'lunchtime': 12, 'lunch': 12, 'midday': 12, 'afternoon': 15,
    'evening': 19, 'night': 20,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as it was written."""

    hour: int
    minute: int = 0
    guessed: bool = False  # neither am nor pm was said
    next_day: bool = False  # midnight ends the day that it is said of


def local_moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The moment a wall clock shows this; a time the clock skips is moved forward by the gap."""
    wall = datetime.combine(day, clock, tzinfo=zone)
    return wall.astimezone(UTC).astimezone(zone)


_HOUR = rf'(?P<hour>\d{{1,2}}|{CARDINAL})'
_MINUTE = r'(?P<minute>[0-5]\d)'
_HALF = r'(?P<half>a\.?m\b\.?|p\.?m\b\.?|[ap] m\b)'
_SPOKEN = (
    r'(?P<minute>(?:oh |o )?(?:(?:twenty|thirty|forty|fifty)(?:[ -](?:one|two|three|four|five|six|seven'
    r'|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen'
    r'|(?<=oh )[a-z]+))'
)
_DAYPART = (
    rf'(?P<part>{SPACE}(?:in the (?:early )?(?:morning|afternoon|evening)|at night|tonight'
    r'|this (?:morning|afternoon|evening))\b)'
)


def _hour(text: str) -> int:
    return number(text)


def _minutes(text: str | None) -> int:
    if not text:
        return 0
    return number(re.sub(r'^oh? ', '', text))


def _read(match: re.Match[str]) -> Clock | None:
    """Put hour, minute and half of the day together; nothing when no clock shows that."""
    named = match.groupdict()
    hour, minute = _hour(named['hour']), _minutes(named.get('minute'))
    half = (named.get('half') or '')[:1]
    return on_the_dial(hour, minute, half, twenty_four=named['hour'][0] == '0' and len(named['hour']) > 1)


def on_the_dial(hour: int, minute: int, half: str = '', *, twenty_four: bool = False) -> Clock | None:
    """Read an hour as said: bare 1 to 7 is afternoon, 8 to 11 morning."""
    if minute > 59 or hour > DAY_HOURS or (half and not 1 <= hour <= (23 if half == 'p' else NOON)):  # noqa: PLR2004
        return None
    if half:
        hour = hour if hour > NOON else hour % NOON + (NOON if half == 'p' else 0)
        return Clock(hour, minute)
    if hour == DAY_HOURS:
        return Clock(0, minute, next_day=True) if not minute else None
    if 1 <= hour <= 7 and not twenty_four:  # noqa: PLR2004 - people mean the afternoon
        return Clock(hour + NOON, minute, guessed=True)
    return Clock(hour, minute, guessed=1 <= hour < NOON and not twenty_four)


def _past(match: re.Match[str]) -> Clock | None:
    """'half past four', 'quarter to six', 'ten past noon'."""
    amount, hour = match['amount'], match['hour']
    minutes = 30 if amount == 'half' else 15 if 'quarter' in amount else number(amount.split(' min')[0])
    start = Clock(NOON) if hour == 'noon' else on_the_dial(_hour(hour), 0, (match['half'] or '')[:1])
    if not start:
        return None
    sign = -1 if match['side'] in {'to', 'before', 'till', 'of'} else 1
    total = (start.hour * 60 + sign * minutes) % (DAY_HOURS * 60)
    return Clock(total // 60, total % 60, guessed=start.guessed)


def _named(match: re.Match[str]) -> Clock:
    return Clock(0, next_day=True) if match['name'] == 'midnight' else Clock(NOON)


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One way to write a time of day, and the support it needs."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Clock | None]
    hold: Hold


def _rule(pattern: str, read: Callable[[re.Match[str]], Clock | None], hold: Hold) -> ClockRule:
    return ClockRule(re.compile(pattern), read, hold)


RULES = (
    _rule(
        rf'(?:a )?(?P<amount>half|quarter|\d{{1,2}}(?: min(?:ute)?s?)?|{CARDINAL}(?: min(?:ute)?s?)?){SPACE}'
        rf'(?P<side>past|to|after|before|till){SPACE}(?P<hour>noon|\d{{1,2}}|{CARDINAL})(?:{GAP}{_HALF}'
        rf"|h?\b(?:{GAP}o'?clock\b)?)",
        _past,
        Hold.END,
    ),
    _rule(rf'{_HOUR}(?:[:.h]?{_MINUTE}(?::[0-5]\d)?)?{GAP}{_HALF}', _read, Hold.ANYWHERE),
    _rule(rf'{_HOUR}[ ]{_SPOKEN}{GAP}{_HALF}', _read, Hold.ANYWHERE),
    _rule(rf'(?P<hour>\d{{1,2}}):{_MINUTE}(?P<half>[ap])\b', _read, Hold.ANYWHERE),
    _rule(rf"{_HOUR}{GAP}o'?clock(?:{GAP}{_HALF})?", _read, Hold.ANYWHERE),
    _rule(rf'(?P<hour>\d{{1,2}}):{_MINUTE}(?::[0-5]\d)?(?!:)', _read, Hold.END),
    _rule(rf'(?P<hour>\d{{1,2}})h{_MINUTE}?\b', _read, Hold.LED),
    _rule(rf'(?!(?:19|20)\d\d\b)(?P<hour>\d{{1,2}}){_MINUTE}\b(?![.:%])', _read, Hold.BOTH),
    _rule(rf'{_HOUR}[ .]{_MINUTE}(?![.:%]|\d)', _read, Hold.BOTH),
    _rule(rf'{_HOUR}[ ]{_SPOKEN}\b', _read, Hold.BOTH),
    _rule(r'(?P<name>noon|midday|midnight)\b', _named, Hold.END),
    _rule(rf'{_HOUR}(?:ish)?\b(?![:.]\d)', _read, Hold.BOTH),
)
SURE = tuple(rule for rule in RULES if rule.hold in {Hold.ANYWHERE, Hold.END})
WITHIN_DAY = re.compile(_DAYPART)
PART_OF_DAY = re.compile(
    r'(?:in the |during the |in |at )?(?P<name>early morning|morning|lunchtime|lunch|midday|afternoon|evening|night)\b'
)


def within(clock: Clock, part: str) -> Clock:
    """Read an hour said without am or pm in the part of the day said beside it."""
    if not clock.guessed:
        return clock
    hour = clock.hour % NOON
    if 'morning' in part:
        return Clock(hour, clock.minute)
    if 'night' in part and hour in {0, 1, 2, 3, 4}:
        return Clock(hour, clock.minute, next_day=True)
    return Clock(hour + NOON, clock.minute)
