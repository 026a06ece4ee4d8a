"""Stretches of days in German: 'diese Woche', 'bis Freitag', 'zwischen Montag und Donnerstag', 'überfällig'."""

import re

from services.language.dates.grammar import Bound, Stretches
from services.language.dates.patterns import vocabulary
from services.language.german.dates.words import AMOUNT, LAST, MONTH, NEXT, OVERNEXT, THIS, UNIT
from services.language.german.spelling import both, either
from services.language.script import GAP, SPACE

_LEAD = (
    r'(?:(?P<lead>bis spätestens|bis|vor|nach|seit|ab|von|vom|zwischen|in|im|während|für|innerhalb|zu|am|über|und'
    r'|fällig)\s(?:(?:der|dem|den|des|zum|zur|in der)\s)?)?'
)
_WHICH = rf'(?:{THIS}|{NEXT}|{OVERNEXT}|{LAST}|rest der|rest des|rest dieser|rest dieses|restliche[nrs]?|am|das|dem)'
_UNITS = r'(?P<unit>wochenende|woche|monats|monat|quartals|quartal|jahres|jahr)'
_NEXT_WORDS = [f'{stem}{end}' for stem in ('nächste', 'kommende', 'folgende') for end in ('', 'n', 'r', 's', 'm')]
_LAST_WORDS = [f'{stem}{end}' for stem in ('letzte', 'vorige', 'vergangene') for end in ('', 'n', 'r', 's', 'm')]

STRETCHES = Stretches(
    overdue=re.compile(either(r'\b(?:überfällig(?:e[nrsm]?)?|zu spät|verspätet(?:e[nrsm]?)?|versäumt(?:e[nrsm]?)?)\b')),
    undated=re.compile(
        either(
            r'\b(?:undatiert(?:e[nrsm]?)?|ungeplant(?:e[nrsm]?)?|(?:kein|ohne|haben kein|hat kein)(?:en?)? '
            r'(?:fälligkeitsdatum|datum|termin|frist|fälligkeit|deadline)(?: haben| hat)?)\b'
        )
    ),
    period=re.compile(either(rf'\b{_LEAD}(?P<which>{_WHICH}){SPACE}{_UNITS}\b')),
    month=re.compile(
        either(
            rf'\b{_LEAD}(?:(?P<which>{THIS}|{NEXT}|{LAST}){SPACE})?(?P<month>{MONTH})\b(?!\.?{GAP}\d)'
            rf'(?:{SPACE}(?P<year>20\d\d))?'
        )
    ),
    next_few=re.compile(
        either(
            rf'\b(?:(?:in|innerhalb|während|für){SPACE})?(?:(?:den|der|die){SPACE})?(?P<which>{NEXT}|{LAST}){SPACE}'
            rf'(?P<many>{AMOUNT}){GAP}(?P<unit>{UNIT})\b'
        )
    ),
    relative=re.compile(
        either(
            rf'\b{_LEAD}(?P<day>heute|heut|(?<!guten )(?<!jeden )(?<!heute )(?<!tag )morgen|übermorgen|vorgestern|'
            rf'gestern)'
            r'(?: (?:früh|vormittag|mittag|nachmittag|abend|nacht))?\b'
        )
    ),
    relative_days=both({'morgen': 1, 'übermorgen': 2, 'gestern': -1, 'vorgestern': -2}),
    longer=re.compile(r'\b(?:tag|tage) nach \Z'),
    join=re.compile(rf'{GAP}(?:und|bis|-|oder|bis zum)?{GAP}(?:(?:der|dem|den){SPACE})?\Z'),
    period_turns=both({
        **dict.fromkeys(_NEXT_WORDS, 1),
        **dict.fromkeys(_LAST_WORDS, -1),
        **{f'übernächste{end}': 2 for end in ('', 'n', 'r', 's', 'm')},
    }),
    nearest=frozenset({'kommende', 'kommendes', 'kommenden', 'am', 'das', 'dem'}),
    bare=frozenset({'am', 'das', 'dem'}),
    rest=('rest',),
    bounds={
        'vor': Bound.BEFORE, 'bis': Bound.BY, 'spätestens': Bound.BY, 'spaetestens': Bound.BY, 'nach': Bound.AFTER,
        'seit': Bound.SINCE, 'ab': Bound.SINCE, 'von': Bound.SINCE, 'vom': Bound.SINCE,
    },
    pairs=frozenset({'zwischen', 'von', 'vom'}),
    pair_ends=frozenset({'bis', 'bis zum'}),
    pair_goes_on=frozenset({'bis', 'und'}),
    month_leads=vocabulary('bis vor nach seit ab in im während zwischen von fällig'),
    weak_month_leads=frozenset({'für'}),
)  # fmt: skip
