"""Days with a name in German: 'Weihnachten', 'Ostermontag', 'Tag der Deutschen Einheit'."""

import re
from datetime import date, timedelta

from services.language.dates.calendar_days import SUNDAY
from services.language.dates.feasts import Feast, Feasts, fixed, from_easter, names_of, nth, reader_of
from services.language.german.spelling import either


def _advent(number: int) -> Feast:
    """The Sundays before Christmas: the fourth is the last one before the 25th of December."""

    def of(year: int) -> date:
        eve = date(year, 12, 24)
        return eve - timedelta(days=(eve.weekday() - SUNDAY) % 7 + 7 * (4 - number))

    return of


FEASTS: Feasts = {
    either('neujahr(?:stag)?'): fixed(1, 1),
    either('heilige drei könige|dreikönig(?:e|stag)?'): fixed(1, 6),
    'valentinstag': fixed(2, 14),
    'weiberfastnacht': from_easter(-52),
    'rosenmontag': from_easter(-48),
    'aschermittwoch': from_easter(-46),
    either('gründonnerstag'): from_easter(-3),
    'karfreitag': from_easter(-2),
    'ostersonntag|ostern': from_easter(0),
    'ostermontag': from_easter(1),
    'tag der arbeit|maifeiertag': fixed(5, 1),
    'muttertag': nth(5, SUNDAY, 2),
    'christi himmelfahrt|himmelfahrt|vatertag': from_easter(39),
    'pfingstsonntag|pfingsten': from_easter(49),
    'pfingstmontag': from_easter(50),
    'fronleichnam': from_easter(60),
    'tag der deutschen einheit': fixed(10, 3),
    'reformationstag|halloween': fixed(10, 31),
    'allerheiligen': fixed(11, 1),
    'sankt martin|st\\. martin|martinstag': fixed(11, 11),
    'totensonntag': lambda year: _advent(1)(year) - timedelta(days=7),
    '(?:1\\.|erste[nr]?) advent': _advent(1),
    '(?:2\\.|zweite[nr]?) advent': _advent(2),
    '(?:3\\.|dritte[nr]?) advent': _advent(3),
    '(?:4\\.|vierte[nr]?) advent': _advent(4),
    'nikolaus(?:tag)?': fixed(12, 6),
    'heiligabend|heilig abend|heiligen abend': fixed(12, 24),
    'weihnachten|(?:1\\.|erste[nr]?) weihnachts(?:feier)?tag': fixed(12, 25),
    '(?:2\\.|zweite[nr]?) weihnachts(?:feier)?tag': fixed(12, 26),
    'silvester(?:abend)?': fixed(12, 31),
}  # fmt: skip
FEAST = re.compile(
    either(
        rf'(?:(?:diese[sn]?|nächste[sn]?|kommende[sn]?) )?(?P<feast>{names_of(FEASTS)})\b(?:(?: im jahr)?'
        r'(?: (?P<year>20\d\d)| (?P<which>diese[sn]?|nächste[sn]?) jahr(?:es)?))?'
    )
)
feast = reader_of(FEASTS)
