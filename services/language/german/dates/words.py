"""Number words, months, weekdays and units: the small vocabulary that German dates are made of."""

import re

from services.language.dates.grammar import Clock, Half, PartOfDay, Vocabulary
from services.language.dates.patterns import any_of
from services.language.german.spelling import both, either
from services.language.script import GAP, SPACE

WEEKDAYS = {
    'montag': 0, 'dienstag': 1, 'mittwoch': 2, 'donnerstag': 3, 'freitag': 4, 'samstag': 5, 'sonnabend': 5,
    'sonntag': 6,
}  # fmt: skip
SHORT_WEEKDAYS = {'mo': 0, 'di': 1, 'mi': 2, 'do': 3, 'fr': 4, 'sa': 5, 'so': 6}
MONTHS = both({
    'januar': 1, 'jänner': 1, 'jan': 1, 'februar': 2, 'feb': 2, 'märz': 3, 'mrz': 3, 'mär': 3, 'april': 4, 'apr': 4,
    'mai': 5, 'juni': 6, 'jun': 6, 'juno': 6, 'juli': 7, 'jul': 7, 'julei': 7, 'august': 8, 'aug': 8, 'september': 9,
    'sept': 9, 'sep': 9, 'oktober': 10, 'okt': 10, 'november': 11, 'nov': 11, 'dezember': 12, 'dez': 12,
})  # fmt: skip
_SMALL_NUMBERS = both({
    'zwei': 2, 'zwo': 2, 'drei': 3, 'vier': 4, 'fünf': 5, 'sechs': 6, 'sieben': 7, 'acht': 8, 'neun': 9, 'zehn': 10,
    'elf': 11, 'zwölf': 12, 'dreizehn': 13, 'vierzehn': 14, 'fünfzehn': 15, 'sechzehn': 16, 'siebzehn': 17,
    'achtzehn': 18, 'neunzehn': 19,
})  # fmt: skip
_TENS = both({'zwanzig': 20, 'dreißig': 30, 'vierzig': 40, 'fünfzig': 50})
_UNITS_OF_TENS = both({
    'ein': 1, 'zwei': 2, 'drei': 3, 'vier': 4, 'fünf': 5, 'sechs': 6, 'sieben': 7, 'acht': 8, 'neun': 9,
})  # fmt: skip
_ONE = ('ein', 'eine', 'einen', 'einem', 'einer', 'eins')
CARDINALS = {
    **dict.fromkeys(_ONE, 1),
    **_SMALL_NUMBERS,
    **_TENS,
    **{f'{one}und{ten}': unit + tens for one, unit in _UNITS_OF_TENS.items() for ten, tens in _TENS.items()},
}
_LAST_IRREGULAR = 12
_ORDINAL_STEMS = {
    **both({
        'erst': 1, 'zweit': 2, 'dritt': 3, 'viert': 4, 'fünft': 5, 'sechst': 6, 'siebt': 7, 'siebent': 7, 'acht': 8,
        'neunt': 9, 'zehnt': 10, 'elft': 11, 'zwölft': 12,
    }),
    **{f'{name}t': number for name, number in _SMALL_NUMBERS.items() if number > _LAST_IRREGULAR},
    **{f'{name}st': number for name, number in CARDINALS.items() if number in {20, *range(21, 32)}},
}  # fmt: skip
ORDINALS = {f'{stem}e{end}': number for stem, number in _ORDINAL_STEMS.items() for end in ('', 'n', 'r', 's', 'm')}
_UNIT_NAMES = {
    'minute': ('minute', 'minuten', 'min'),
    'hour': ('stunde', 'stunden', 'std', 'h'),
    'day': ('tag', 'tage', 'tagen', 'tages'),
    'week': ('woche', 'wochen'),
    'month': ('monat', 'monate', 'monaten', 'monats'),
    'year': ('jahr', 'jahre', 'jahren', 'jahres'),
}
UNITS = {name: unit for unit, names in _UNIT_NAMES.items() for name in names}
PERIODS = {
    'tag': 'day', 'tages': 'day', 'tags': 'day', 'woche': 'week', 'wochenende': 'weekend', 'wochenendes': 'weekend',
    'monat': 'month', 'monats': 'month', 'monates': 'month', 'quartal': 'quarter', 'quartals': 'quarter',
    'jahr': 'year', 'jahres': 'year',
}  # fmt: skip
AMOUNTS = both({
    **dict.fromkeys(_ONE, 1.0), 'ein paar': 3, 'einigen': 3, 'einige': 3, 'paar': 3, 'einer halben': 0.5,
    'eine halbe': 0.5, 'ner halben': 0.5, 'halbe': 0.5, 'halben': 0.5, 'anderthalb': 1.5, 'eineinhalb': 1.5,
    'zweieinhalb': 2.5, 'dreieinhalb': 3.5, 'einer viertelstunde': 0.25, 'einer dreiviertelstunde': 0.75,
    'weitere': 1, 'noch eine': 1, 'noch einen': 1,
})  # fmt: skip
RELATIVE = both({
    'heute': (0, ''), 'heut': (0, ''), 'morgen': (1, ''), 'übermorgen': (2, ''), 'gestern': (-1, ''),
    'vorgestern': (-2, ''),
})  # fmt: skip
_MORNING, _NIGHT = Half.MORNING, Half.NIGHT
PARTS = both({
    'früh': PartOfDay(9, _MORNING), 'frühmorgens': PartOfDay(8, _MORNING), 'morgen': PartOfDay(9, _MORNING),
    'morgens': PartOfDay(9, _MORNING), 'vormittag': PartOfDay(10, _MORNING), 'vormittags': PartOfDay(10, _MORNING),
    'mittag': PartOfDay(12), 'mittags': PartOfDay(12), 'nachmittag': PartOfDay(15), 'nachmittags': PartOfDay(15),
    'abend': PartOfDay(19), 'abends': PartOfDay(19), 'nacht': PartOfDay(20, _NIGHT), 'nachts': PartOfDay(20, _NIGHT),
    'feierabend': PartOfDay(17),
})  # fmt: skip

WEEKDAY = rf'(?:{any_of(WEEKDAYS)})\b'
SHORT_WEEKDAY = rf'(?:{any_of(SHORT_WEEKDAYS)})\b\.?'
MONTH = rf'(?:{any_of(MONTHS)})'
CARDINAL = rf'(?:{any_of(CARDINALS)})'
ORDINAL = rf'(?:{any_of(ORDINALS)})'
UNIT = rf'(?:{any_of(UNITS)})'
AMOUNT = rf'(?:{any_of([*AMOUNTS, *CARDINALS])}|\d{{1,3}}(?:[.,]5)?)'
PART = either('(?:frühmorgens|vormittag|nachmittag|mittag|abend|nacht|früh)')
NEXT = either('(?:nächste[nrsm]?|kommende[nrsm]?|folgende[nrsm]?)')
OVERNEXT = either('(?:übernächste[nrsm]?)')
THIS = '(?:diese[nrsm]?|aktuelle[nrsm]?|laufende[nrsm]?)'
LAST = '(?:letzte[nrsm]?|vorige[nrsm]?|vergangene[nrsm]?)'

VOCABULARY = Vocabulary(
    weekdays={**WEEKDAYS, **SHORT_WEEKDAYS},
    months=MONTHS,
    cardinals=CARDINALS,
    ordinals=ORDINALS,
    amounts=AMOUNTS,
    units=UNITS,
    periods=PERIODS,
    relative=RELATIVE,
    turns=(
        (re.compile(rf'\b{LAST}\b'), -1),
        (re.compile(rf'\b{OVERNEXT}\b'), 2),
        (re.compile(either(r'\b(?:nächste[nrsm]?|folgende[nrsm]?|kommende[nr]? woche|in der kommenden)\b')), 1),
        (re.compile(r'\bdiese[nrsm]? woche\b'), 0),
    ),
    last=frozenset(f'letzte{end}' for end in ('', 'n', 'r', 's', 'm')),
    ends=frozenset({'ende', 'schluss'}),
    backward=frozenset({'vor'}),
    parts=PARTS,
    hours={'mitternacht': Clock(0, next_day=True), 'mittag': Clock(12)},
    minutes=both({'viertel': 15, 'dreiviertel': 45, 'drei viertel': 45}),
    minutes_before=frozenset({'vor'}),
    halves={},
    last_afternoon=6,
    piece=re.compile(rf'(?P<many>{AMOUNT}){GAP}(?P<unit>{UNIT})\b(?P<half>{SPACE}und eine halbe)?'),
)
