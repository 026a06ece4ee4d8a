"""Days with a name, fixed or movable: how they are computed, and how a match becomes the next one."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from services.language.dates.calendar_days import SUNDAY, add_months, nth_weekday
from services.language.dates.calendars import in_autumn, in_spring, islamic_in, julian_easter
from services.language.dates.grammar import Reference
from services.language.dates.moon import hindu, moon_in_shravana

Feast = Callable[[int], date]
"""The day of a year."""

Feasts = Mapping[str, Feast]
"""Feasts by the pattern of their names."""


def easter(year: int) -> date:
    """Easter Sunday of the western church (the anonymous Gregorian computus)."""
    century, in_century = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (in_century // 4) - moon - in_century % 4) % 7
    correction = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def fixed(month: int, day: int) -> Feast:
    """The same day of every year."""
    return lambda year: date(year, month, day)


def nth(month: int, weekday: int, nth: int, plus: int = 0) -> Feast:
    """The first, second … such weekday of a month, -1 is the last; and so many days after it."""

    def of(year: int) -> date:
        found = nth_weekday(year, month, weekday, nth)
        if found is None:
            raise AssertionError(f'no weekday number {nth} in month {month}')
        return found + timedelta(days=plus)

    return of


def from_easter(days: int) -> Feast:
    """So many days after Easter Sunday."""
    return lambda year: easter(year) + timedelta(days=days)


def moved_day(reference: Reference, many: float, unit: str) -> date:
    """Today, so many months or years on."""
    return add_months(reference.today, int(many * (12 if unit == 'year' else 1)))


def before(feast: Feast, days: int) -> Feast:
    """So many days before another; after it for less than nothing."""
    return lambda year: feast(year) - timedelta(days=days)


def from_julian_easter(days: int) -> Feast:
    """So many days after Easter Sunday of the eastern churches."""
    return lambda year: julian_easter(year) + timedelta(days=days)


def hebrew(first: Feast, day: int) -> Feast:
    """A day counted from the first of a Hebrew month; it begins in the evening before, and that day is given."""
    return lambda year: first(year) + timedelta(days=day - 2)


def tishri(year: int) -> date:
    """1 Tishri, in autumn."""
    return in_autumn(year, 1)


def nisan(year: int) -> date:
    """1 Nisan, in spring."""
    return in_spring(year, 1)


def hanukkah(year: int) -> date:
    """25 Kislev, from the evening before; the month before it has 29 days or 30."""
    first = in_autumn(year, 1)
    is_long = (in_autumn(year + 1, 1) - first).days % 10 == 5  # noqa: PLR2004 - a complete year has 355 or 385 days
    return first + timedelta(days=59 + is_long + 23)


def tu_bishvat(year: int) -> date:
    """15 Shevat, from the evening before; 59 days before Purim's month, or 89 in a leap year."""
    first = in_autumn(year - 1, 1)
    is_leap = (in_autumn(year, 1) - first).days > 380  # noqa: PLR2004 - thirteen months
    return in_spring(year, 15) - timedelta(days=90 if is_leap else 60)


def onam(year: int) -> date:
    """Thiruvonam: the day of the sun in Leo on which the moon is in Shravana."""
    return moon_in_shravana(year)


def muslim(month: int, day: int) -> Feast:
    """A day of the Islamic calendar."""
    return lambda year: islamic_in(year, month, day)


def of_india(month: int, day: int, hour: float = 6.5) -> Feast:
    """A lunar day of a Hindu month, where it reigns at an hour in India; the last two months end a winter."""
    return lambda year: hindu(year, month, day, hour)


def last_weekday_before(feast: Feast, weekday: int) -> Feast:
    """The last such weekday before another."""
    return lambda year: (found := feast(year)) - timedelta(days=(found.weekday() - weekday - 1) % 7 + 1)


def on_a_workday(month: int, day: int) -> Feast:
    """The workday nearest to a day."""

    def of(year: int) -> date:
        found = date(year, month, day)
        return found + timedelta(days={5: -1, 6: 1}.get(found.weekday(), 0))

    return of


def not_on_sunday(month: int, day: int) -> Feast:
    """A day, or the one before when it is a Sunday."""
    return lambda year: date(year, month, day) - timedelta(days=date(year, month, day).weekday() == SUNDAY)


def names_of(feasts: Feasts) -> str:
    """The names as one alternative, the longest first."""
    return '|'.join(sorted(feasts, key=len, reverse=True))


def reader_of(feasts: Feasts) -> Callable[[re.Match[str], Reference], date]:
    """A rule's reader: the next time the `feast` comes round, or the one of the `year` or `which` year was named."""
    days = [(re.compile(name), of) for name, of in feasts.items()]

    def read(match: re.Match[str], reference: Reference) -> date:
        said = match.groupdict()
        of = next(of for name, of in days if name.fullmatch(match['feast']))
        today = reference.today
        words = reference.vocabulary
        if said.get('year'):
            return of(words.year(said['year']))
        if said.get('unit'):
            sign = -1 if said.get('ago') else 1
            return of(moved_day(reference, sign * words.amount(said['many']), words.units[said['unit']]).year)
        turn, this = words.turn(said.get('which') or ''), of(today.year)
        if turn is not None and said.get('which') and not said.get('first'):
            return of(today.year + max(-1, turn))
        if said.get('first') and (words.turn(said['first']) or 0) < 0:
            return this if this < today else of(today.year - 1)
        return this if this >= today else of(today.year + 1)

    return read
