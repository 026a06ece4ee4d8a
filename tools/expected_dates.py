"""What the date corpora expect, read into one shape, and whether what is read from a text is that."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.language import find_dates

Row = dict[str, Any]

ZONE = ZoneInfo('UTC')

_WEEKDAY = r'(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?'
_MONTH = (
    r'(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?'
    r'|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?'
)
_DAY = (
    rf'(?:today|tonight|tomorrow|(?:the )?day after tomorrow|(?:(?:this|next|on) )*{_WEEKDAY}'
    rf'|(?:{_WEEKDAY},? )?(?:the )?{_MONTH},? ?\d{{1,2}}(?:st|nd|rd|th)?(?:,? ?\d{{4}})?'
    rf'|(?:{_WEEKDAY},? )?(?:the )?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH},? ?(?:\d{{4}})?'
    r'|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}(?:/\d{4})?'
    r'|(?:in|within) (?:an?|\d+|one|two|three|four|five|six|ten|half an|a couple of)'
    r' (?:minute|hour|day|week|month|year)s?'
    r'|(?:an?|\d+|one|two|three) (?:minute|hour|day|week|month|year)s? from now|next (?:week|month|year))'
)
_TIME = r'(?:\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m\.?|p\.m\.?)|\d{1,2}:\d\d|noon|midnight|(?<=at )\d{1,2})'
_EVERYDAY = re.compile(
    rf'(?:on |by |due )?(?:{_DAY}(?:,? (?:at )?{_TIME})?|(?:at )?{_TIME}(?:,? (?:on )?{_DAY})?)', re.IGNORECASE
)
_HAS_TIME = re.compile(_TIME + r'|hours?\b|minutes?\b', re.IGNORECASE)


@dataclass(frozen=True)
class Expectation:
    """A date that a corpus expects, and the stretch of text that gives it."""

    text: str
    start: int
    end: int
    now: datetime
    values: tuple[datetime, ...]
    clock_only: bool = False


def _instant(text: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(text or '')
    except ValueError:
        return None
    return found.replace(tzinfo=UTC)


def expectations(row: Row) -> Iterator[Expectation]:
    """The single dates a row expects; ranges, sets and durations are not dates to be due on."""
    now, text = _instant(row['ref']), row['text']
    if now is None:
        return
    if 'results' not in row:
        value = _instant(row['expected'][0]) if row['kind'] in {'instant', 'holiday'} and row['expected'] else None
        if value:
            said = row.get('matched') or text
            start = max(0, text.find(said))
            yield Expectation(text, start, start + len(said), now, (value,))
        return
    for result in row['results']:
        if result['type'] not in {'date', 'datetime', 'time'}:
            continue
        said = [value['value'] for value in result['values'] if isinstance(value, dict) and 'value' in value]
        clock = result['type'] == 'time'
        values = tuple(found for value in said if (found := _instant(f'{now.date()} {value}' if clock else value)))
        if values:
            yield Expectation(text, result['start'], result['end'] + 1, now, values, clock_only=clock)


def is_right(expected: Expectation) -> bool:
    """Whether the date found there is one that is expected: the minute when a time is written, else the day."""
    spans = find_dates(expected.text, expected.now, ZONE)
    found = next((span.value for span in spans if span.start < expected.end and expected.start < span.end), None)
    if found is None:
        return False
    timed = _HAS_TIME.search(expected.text[expected.start : expected.end])
    for value in expected.values:
        if not isinstance(found, datetime):
            if (
                not expected.clock_only
                and (not timed or value.time().isoformat() == '00:00:00')
                and found == value.date()
            ):
                return True
        elif expected.clock_only:
            if (found.hour, found.minute) == (value.hour, value.minute):
                return True
        elif found.date() == value.date() and (not timed or (found.hour, found.minute) == (value.hour, value.minute)):
            return True
    return False


def is_everyday(expected: Expectation) -> bool:
    """Whether this is how people write when something is due: an everyday expression, and not in the past."""
    said = expected.text[expected.start : expected.end].strip()
    ahead = expected.clock_only or max(expected.values).date() >= expected.now.date()
    return ahead and _EVERYDAY.fullmatch(said) is not None
