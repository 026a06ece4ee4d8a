"""Times of day as they are written: what the named groups of a language's clock rules come to.

Groups: `hour`, `minute` and `half` (am or pm); `amount` and `side` for minutes to or past an hour; `name` of an hour.
"""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from services.language.dates.grammar import Clock, Half, PartOfDay, Vocabulary

NOON = 12
DAY_HOURS = 24
_LAST_OF_THE_NIGHT = 4


def local_moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The moment a wall clock shows this; a time the clock skips is moved forward by the gap."""
    wall = datetime.combine(day, clock, tzinfo=zone)
    return wall.astimezone(UTC).astimezone(zone)


def plain(match: re.Match[str], words: Vocabulary) -> Clock | None:
    """Hour, minute and half of the day put together; nothing when no clock shows that."""
    named = match.groupdict()
    said = named.get('minute')
    hour, minute = words.number(named['hour']), words.number(said) if said else 0
    exact = named['hour'][0] == '0' and len(named['hour']) > 1
    return on_the_dial(hour, minute, words, _half(named, words), twenty_four=exact)


def _half(named: dict[str, str | None], words: Vocabulary) -> str:
    return words.halves.get((named.get('half') or '')[:1], '')


def on_the_dial(
    hour: int, minute: int, words: Vocabulary, half: str = '', *, twenty_four: bool = False
) -> Clock | None:
    """An hour as said; without am or pm the first ones are taken for the afternoon, the later ones for the morning."""
    if minute > 59 or hour > DAY_HOURS or (half and not 1 <= hour <= (23 if half == 'p' else NOON)):  # noqa: PLR2004
        return None
    if half:
        hour = hour if hour > NOON else hour % NOON + (NOON if half == 'p' else 0)
        return Clock(hour, minute)
    if hour == DAY_HOURS:
        return Clock(0, minute, next_day=True) if not minute else None
    if 1 <= hour <= words.last_afternoon and not twenty_four:
        return Clock(hour + NOON, minute, guessed=True)
    return Clock(hour, minute, guessed=1 <= hour < NOON and not twenty_four)


def past(match: re.Match[str], words: Vocabulary) -> Clock | None:
    """'half past four', 'quarter to six', 'ten past noon'."""
    amount, hour = match['amount'], match['hour']
    minutes = words.minutes.get(amount) or words.number(amount)
    start = words.hours.get(hour) or on_the_dial(words.number(hour), 0, words, _half(match.groupdict(), words))
    if not start:
        return None
    sign = -1 if match['side'] in words.minutes_before else 1
    total = (start.hour * 60 + sign * minutes) % (DAY_HOURS * 60)
    return Clock(total // 60, total % 60, guessed=start.guessed)


def half_past(match: re.Match[str], words: Vocabulary) -> Clock | None:
    """'Half seven', as the British say: half past seven."""
    start = on_the_dial(words.number(match['hour']), 30, words)
    return start and Clock(start.hour, start.minute, guessed=True)


def named(match: re.Match[str], words: Vocabulary) -> Clock:
    """'noon', 'midnight'."""
    return words.hours[match['name']]


def within(clock: Clock, part: PartOfDay) -> Clock:
    """An hour said without am or pm, in the part of the day said beside it."""
    if not clock.guessed:
        return clock
    hour = clock.hour % NOON
    if part.half is Half.MORNING:
        return Clock(hour, clock.minute)
    if part.half is Half.NIGHT and hour <= _LAST_OF_THE_NIGHT:
        return Clock(hour, clock.minute, next_day=True)
    return Clock(hour + NOON, clock.minute)
