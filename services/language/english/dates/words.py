"""Number words, months, weekdays and units: the small vocabulary that dates are made of."""

import re

from services.language.dates.grammar import Clock, Half, PartOfDay, Vocabulary
from services.language.dates.patterns import any_of
from services.language.script import GAP, SPACE

WEEKDAYS = {
    'monday': 0, 'mon': 0, 'tuesday': 1, 'tues': 1, 'tue': 1, 'wednesday': 2, 'weds': 2, 'wed': 2,
    'thursday': 3, 'thurs': 3, 'thur': 3, 'thu': 3, 'friday': 4, 'fri': 4, 'saturday': 5, 'sat': 5,
    'sunday': 6, 'sun': 6,
}  # fmt: skip
MONTHS = {
    'january': 1, 'jan': 1, 'february': 2, 'feb': 2, 'march': 3, 'mar': 3, 'april': 4, 'apr': 4, 'may': 5,
    'june': 6, 'jun': 6, 'july': 7, 'jul': 7, 'august': 8, 'aug': 8, 'september': 9, 'sept': 9, 'sep': 9,
    'october': 10, 'oct': 10, 'november': 11, 'nov': 11, 'december': 12, 'dec': 12,
}  # fmt: skip
CARDINALS = {
    'one': 1, 'two': 2, 'three': 3, 'four': 4, 'five': 5, 'six': 6, 'seven': 7, 'eight': 8, 'nine': 9, 'ten': 10,
    'eleven': 11, 'twelve': 12, 'thirteen': 13, 'fourteen': 14, 'fifteen': 15, 'sixteen': 16, 'seventeen': 17,
    'eighteen': 18, 'nineteen': 19, 'twenty': 20, 'thirty': 30, 'forty': 40, 'fifty': 50, 'sixty': 60,
    'seventy': 70, 'eighty': 80, 'ninety': 90,
}  # fmt: skip
ORDINALS = {
    'first': 1, 'second': 2, 'third': 3, 'fourth': 4, 'fifth': 5, 'sixth': 6, 'seventh': 7, 'eighth': 8,
    'ninth': 9, 'tenth': 10, 'eleventh': 11, 'twelfth': 12, 'thirteenth': 13, 'fourteenth': 14, 'fifteenth': 15,
    'sixteenth': 16, 'seventeenth': 17, 'eighteenth': 18, 'nineteenth': 19, 'twentieth': 20, 'thirtieth': 30,
}  # fmt: skip
_UNIT_NAMES = {
    'minute': 'minute', 'min': 'minute', 'hour': 'hour', 'hr': 'hour', 'h': 'hour', 'day': 'day',
    'week': 'week', 'wk': 'week', 'fortnight': 'fortnight', 'month': 'month', 'year': 'year', 'yr': 'year',
}  # fmt: skip
UNITS = {**_UNIT_NAMES, **{f'{name}s': unit for name, unit in _UNIT_NAMES.items()}}
SHORT_UNITS = {
    'second': 'second', 'seconds': 'second', 'secs': 'second', 'sec': 'second', 'd': 'day', 'mo': 'month',
    'mos': 'month', 'mon': 'month', 'mons': 'month',
}  # fmt: skip
"""Words that are units only beside 'in' or 'ago'."""

AMOUNTS = {
    'a': 1, 'an': 1, 'the': 1, 'another': 1, 'a couple': 2, 'a couple of': 2, 'a few': 3, 'few': 3, 'half a': 0.5,
    'half an': 0.5, 'an hour and a half': 1.5, 'a quarter of an hour': 0.25, 'quarter of an hour': 0.25,
    'three quarters of an hour': 0.75, 'a pair of': 2, 'several': 7, '1/2': 0.5, '1/4': 0.25, '3/4': 0.75,
}  # fmt: skip
PERIODS = {
    'day': 'day', 'd': 'day', 'week': 'week', 'w': 'week', 'weekend': 'weekend', 'month': 'month', 'm': 'month',
    'quarter': 'quarter', 'qtr': 'quarter', 'q': 'quarter', 'year': 'year', 'yr': 'year', 'y': 'year',
}  # fmt: skip
RELATIVE = {
    'today': (0, ''), 'tonight': (0, 'night'), 'tonite': (0, 'night'), 'this morning': (0, 'morning'),
    'this afternoon': (0, 'afternoon'), 'this evening': (0, 'evening'), 'tomorrow': (1, ''), 'tommorow': (1, ''),
    'tomorow': (1, ''), 'tommorrow': (1, ''), 'tomorrows': (1, ''), 'tmrw': (1, ''), 'tmr': (1, ''),
    'yesterday': (-1, ''), 'last night': (-1, 'night'),
}  # fmt: skip
_CENTURIES = {'two thousand': 2000, 'twenty': 2000, 'nineteen': 1900}
YEARS = {
    **{f'{name} {word}': year + number for name, year in _CENTURIES.items() for word, number in CARDINALS.items()},
    'two thousand': 2000,
}
"""Years in words, as far as a ten or a teen says them: 'nineteen eighty', 'two thousand eighteen'."""

PARTS = {
    'early morning': PartOfDay(8, Half.MORNING), 'morning': PartOfDay(9, Half.MORNING), 'lunchtime': PartOfDay(12),
    'lunch': PartOfDay(12), 'midday': PartOfDay(12), 'afternoon': PartOfDay(15), 'evening': PartOfDay(19),
    'night': PartOfDay(20, Half.NIGHT), 'tonight': PartOfDay(20, Half.NIGHT), 'first thing': PartOfDay(9),
    'close of business': PartOfDay(17), 'end of business': PartOfDay(17), 'cob': PartOfDay(17),
}  # fmt: skip


WEEKDAY = rf'(?:{any_of(WEEKDAYS)})\b\.?'
MONTH = rf'(?:{any_of(MONTHS)})'
_TENS = r'(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)'
CARDINAL = rf'(?:{_TENS}[ -](?:one|two|three|four|five|six|seven|eight|nine)|{any_of(CARDINALS)})'
ORDINAL = rf'(?:{_TENS}[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|{any_of(ORDINALS)})'
UNIT = rf'(?:{any_of(UNITS)})'
AMOUNT = rf'(?:a couple(?: of)?|a pair of|several|a few|few|half an?|an?|{CARDINAL}|[13]/[24]|\d{{1,3}}(?:\.5)?)'
ANY_UNIT = rf'(?:{any_of([*UNITS, *SHORT_UNITS])})'

YEAR_WORDS = rf'(?:(?:two thousand(?: and)?|nineteen|twenty)(?: {CARDINAL})|two thousand)'

VOCABULARY = Vocabulary(
    weekdays=WEEKDAYS,
    months=MONTHS,
    cardinals=CARDINALS,
    ordinals=ORDINALS,
    amounts=AMOUNTS,
    units={**UNITS, **SHORT_UNITS},
    years=YEARS,
    joining=frozenset({'and'}),
    periods=PERIODS,
    relative=RELATIVE,
    turns=(
        (re.compile(r'\bprevious\b|\blast week\b'), -2),
        (re.compile(r'\b(?:last|past)\b'), -1),
        (re.compile(r'\bafter next\b'), 2),
        (re.compile(r'\b(?:next|following)\b'), 1),
        (re.compile(r'\bthis week\b'), 0),
    ),
    last=frozenset({'last'}),
    ends=frozenset({'end', 'close', 'last day', 'finish'}),
    backward=frozenset({'before', 'until'}),
    parts=PARTS,
    hours={'midnight': Clock(0, next_day=True, named=True), 'noon': Clock(12), 'midday': Clock(12)},
    minutes={'half': 30, 'quarter': 15},
    minutes_before=frozenset({'to', 'before', 'till', 'of'}),
    halves={'a': 'a', 'p': 'p'},
    last_afternoon=7,
    piece=re.compile(
        rf'(?P<many>{AMOUNT})(?P<before>{SPACE}and an? half)?(?:(?<=\d){GAP}|{SPACE})(?:more |full |short )?'
        rf'(?P<unit>{ANY_UNIT})\b(?P<half>{SPACE}and a half)?'
    ),
)
