"""Calendars beside the Gregorian one, as far as feasts need them: Julian, Hebrew and Islamic.

The Hebrew calendar is arithmetic, after Reingold and Dershowitz, “Calendrical Calculations”. Islamic months are placed
by their arithmetic and begun by the moon, close to the Umm al-Qura calendar; a sighting may differ by a day.
"""

from datetime import date, datetime, time, timedelta, timezone

from services.language.dates.moon import new_moon_before

_HEBREW_EPOCH = -1373427  # the day before 1 Tishri of the year 1, as an ordinal of `datetime.date`
_ISLAMIC_EPOCH = 227014  # 1 Muharram of the year 1
_YEARS_TO_HEBREW = 3761
_SUNSET = 18
MECCA = timezone(timedelta(hours=3))


def julian_easter(year: int) -> date:
    """Easter Sunday of the eastern churches, as a Gregorian day (Meeus' Julian computus)."""
    moon = (19 * (year % 19) + 15) % 30
    week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + week + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def hebrew_new_year(year: int) -> date:
    """1 Tishri of a Hebrew year: the first day of Rosh Hashanah."""
    days = _elapsed(year)
    before, after = days - _elapsed(year - 1), _elapsed(year + 1) - days
    delay = 2 if after == 356 else 1 if before == 382 else 0  # noqa: PLR2004 - lengths that no year may have
    return date.fromordinal(_HEBREW_EPOCH + days + delay)


def _elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    return day + 1 if (3 * (day + 1)) % 7 < 3 else day  # noqa: PLR2004 - never a Sunday, Wednesday or Friday


def in_autumn(year: int, day: int) -> date:
    """A day counted from 1 Tishri in the autumn of a Gregorian year; the first is 1."""
    return hebrew_new_year(year + _YEARS_TO_HEBREW) + timedelta(days=day - 1)


def in_spring(year: int, day: int) -> date:
    """A day counted from 1 Nisan in the spring of a Gregorian year: it lies 177 days before the next 1 Tishri."""
    return in_autumn(year, 1) + timedelta(days=day - 178)


def islamic(year: int, month: int, day: int) -> date:
    """A day of the Islamic calendar, its month begun as in Mecca: the day after a new moon that sets after the sun."""
    before = (year - 1) * 354 + (3 + 11 * year) // 30
    about = date.fromordinal(_ISLAMIC_EPOCH + before + 29 * (month - 1) + month // 2)
    conjunction = new_moon_before(datetime.combine(about + timedelta(days=3), time(), MECCA)).astimezone(MECCA)
    begun = conjunction.date() + timedelta(days=1 if conjunction.hour < _SUNSET else 2)
    return begun + timedelta(days=day - 1)


def islamic_in(year: int, month: int, day: int) -> date:
    """The first time that an Islamic day falls in a Gregorian year, or its next one where it falls in none."""
    islamic_year = (year - 622) * 33 // 32
    found = (islamic(islamic_year + more, month, day) for more in range(-1, 4))
    return next(each for each in found if each.year >= year)
