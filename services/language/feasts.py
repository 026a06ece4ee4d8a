"""Days with a name: 'christmas', 'easter monday', 'thanksgiving', 'eid'."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from services.language.calendar_days import SUNDAY, nth_weekday

_THURSDAY, _MONDAY = 3, 0


def easter(year: int) -> date:
    """Easter Sunday of the western church (the anonymous Gregorian computus)."""
    century, in_century = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (in_century // 4) - moon - in_century % 4) % 7
    correction = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _nth(month: int, weekday: int, nth: int, plus: int = 0) -> Callable[[int], date]:
    def of(year: int) -> date:
        found = nth_weekday(year, month, weekday, nth)
        if found is None:
            raise AssertionError(f'no weekday number {nth} in month {month}')
        return found + timedelta(days=plus)

    return of


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


_FEASTS: dict[str, Callable[[int], date]] = {
    r"new year'?s?(?: day)?(?! eve)": _fixed(1, 1),
    r"new year'?s? eve|nye": _fixed(12, 31),
    r'(?:mlk|martin luther king)(?:\'?s?,?(?: jr\.?)?)? day': _nth(1, _MONDAY, 3),
    r"valentine'?s?(?: day)?": _fixed(2, 14),
    r"presidents?'?s? day": _nth(2, _MONDAY, 3),
    r"(?:st\.?|saint) patrick'?s?(?: day)?": _fixed(3, 17),
    r'ash wednesday': _from_easter(-46),
    r'palm sunday': _from_easter(-7),
    r'good friday': _from_easter(-2),
    r'easter(?: sunday)?(?! monday)': _from_easter(0),
    r'easter monday': _from_easter(1),
    r'ascension day': _from_easter(39),
    r'pentecost|whit sunday': _from_easter(49),
    r'earth day': _fixed(4, 22),
    r"mother'?s?'? day": _nth(5, SUNDAY, 2),
    r'memorial day': _nth(5, _MONDAY, -1),
    r"father'?s?'? day": _nth(6, SUNDAY, 3),
    r'independence day': _fixed(7, 4),
    r'labou?r day': _nth(9, _MONDAY, 1),
    r'columbus day': _nth(10, _MONDAY, 2),
    r"hall?owe'?en(?: day)?": _fixed(10, 31),
    r"all saints'? day": _fixed(11, 1),
    r"veterans?'? day": _fixed(11, 11),
    r'thanksgiving(?: day)?': _nth(11, _THURSDAY, 4),
    r'black friday': _nth(11, _THURSDAY, 4, plus=1),
    r'cyber monday': _nth(11, _THURSDAY, 4, plus=4),
    r'christmas eve|xmas eve': _fixed(12, 24),
    r'(?:christmas|xmas)(?: day)?(?! eve)': _fixed(12, 25),
    r'boxing day': _fixed(12, 26),
}
_DAYS = [(re.compile(name), of) for name, of in _FEASTS.items()]
_NAMES = '|'.join(sorted(_FEASTS, key=len, reverse=True))
FEAST = re.compile(
    rf'(?:(?:this|next|coming|following) )?(?P<feast>{_NAMES})\b(?:(?: of| in)?(?: (?P<year>20\d\d)| '
    r'(?P<which>this|next) year))?'
)


def feast(match: re.Match[str], today: date) -> date:
    """The next time the feast comes round, or the one of the year that was named."""
    of = next(of for name, of in _DAYS if name.fullmatch(match['feast']))
    if match['year']:
        return of(int(match['year']))
    if match['which'] == 'next':
        return of(today.year + 1)
    this = of(today.year)
    return this if this >= today else of(today.year + 1)
