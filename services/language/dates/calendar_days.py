"""Arithmetic on whole days: always forward, never outside what a calendar can hold."""

from calendar import monthrange
from datetime import date, timedelta

MONDAY, FRIDAY, SATURDAY, SUNDAY = 0, 4, 5, 6
MONTHS_IN_YEAR = 12
YEARS_NEAR = 2
JUST_GONE = timedelta(days=-60)


def real_date(year: int, month: int, day: int) -> date | None:
    """The day, or nothing when no such day exists."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def coming_weekday(today: date, weekday: int) -> date:
    """The next such weekday, today included."""
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def week_start(day: date) -> date:
    """The Monday of the week that holds the day."""
    return day - timedelta(days=day.weekday())


def next_week_weekday(today: date, weekday: int) -> date:
    """That weekday of the next Monday-to-Sunday week."""
    return week_start(today) + timedelta(days=7 + weekday)


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, MONTHS_IN_YEAR)
    year = day.year + years
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def month_length(year: int, month: int) -> int:
    """How many days the month has."""
    return monthrange(year, month)[1]


def month_end(day: date) -> date:
    """The last day of the month that holds the day."""
    return day.replace(day=month_length(day.year, day.month))


def quarter_start(day: date) -> date:
    """The first day of the quarter that holds the day."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def quarter_end(day: date) -> date:
    """The last day of the quarter that holds the day."""
    return month_end(add_months(quarter_start(day), 2))


def in_fitting_year(day: date, weekday: int, today: date) -> date:
    """The same day of the year in which it is that weekday: just gone or soon to come; else the day itself."""
    near = (real_date(day.year + years, day.month, day.day) for years in range(-YEARS_NEAR, YEARS_NEAR + 1))
    soon = [each for each in near if each and each - today >= JUST_GONE]
    return next((each for each in soon if each.weekday() == weekday), day)


def coming_month_day(today: date, month: int, day: int) -> date | None:
    """The next such day of the year, today included; a 29 February waits for its leap year."""
    for year in range(today.year, today.year + 9):
        found = real_date(year, month, day)
        if found and found >= today:
            return found
    return None


def coming_day_of_month(today: date, day: int) -> date | None:
    """The next month's day with this number, today included."""
    for months in range(12):
        first = add_months(today.replace(day=1), months)
        found = real_date(first.year, first.month, day)
        if found and found >= today:
            return found
    return None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The first, second … such weekday of a month; -1 is the last."""
    if nth < 0:
        last = date(year, month, month_length(year, month))
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = coming_weekday(date(year, month, 1), weekday)
    return real_date(year, month, first.day + 7 * (nth - 1))


def full_year(text: str) -> int:
    """A year as written: two digits up to 69 are this century's."""
    year = int(text)
    if len(text) > 2:  # noqa: PLR2004 - 'two digits' is the whole rule
        return year
    return year + (2000 if year < 70 else 1900)  # noqa: PLR2004 - the usual pivot of two-digit years
