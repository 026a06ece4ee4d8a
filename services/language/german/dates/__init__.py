"""How German writes dates: tables for the rules in `services/language/dates/`."""

import re

from services.language.dates.grammar import Grammar
from services.language.dates.patterns import vocabulary
from services.language.german.dates import clock, day_rules, period_rules, recurrence
from services.language.german.dates.anchors import CLOCK_LEAD, EDGE, END, LEAD
from services.language.german.dates.stretches import STRETCHES
from services.language.german.dates.surroundings import SURROUNDINGS
from services.language.german.dates.words import VOCABULARY, WEEKDAYS
from services.language.german.spelling import folded
from services.language.script import GAP

_STARTS = vocabulary(
    'heute heut morgen übermorgen gestern vorgestern nächste nächsten nächster nächstes nächstem kommende kommenden',
    'kommender kommendes kommendem folgende folgenden übernächste übernächsten übernächster übernächstes diese diesen',
    'dieser dieses diesem letzte letzten letzter letztes irgendwann noch später in im binnen innerhalb am um bis gegen',
    'auf für vor nach zum seit von vom zwischen während an zu so ca fällig frist deadline due spätestens ende schluss',
    'anfang beginn mitte monatsende jahresende quartalsende wochenschluss wochenende übers halb viertel dreiviertel',
    'mitternacht mittag früh vormittag vormittags nachmittag nachmittags mittags abend abends nacht nachts morgens',
    'feierabend erst schon ist sind heilige christi tag sankt st heilig heiligen der den einigen paar punkt ab '
    'frühestens',
)
_PARTS = ('morgen', 'vormittag', 'mittag', 'nachmittag', 'abend', 'nacht', 'früh')
_FEAST_WORDS = vocabulary(
    'neujahr neujahrstag dreikönig dreikönigstag valentinstag weiberfastnacht rosenmontag aschermittwoch '
    'gründonnerstag',
    'karfreitag ostersonntag ostern ostermontag maifeiertag muttertag himmelfahrt vatertag pfingstsonntag pfingsten',
    'pfingstmontag fronleichnam reformationstag halloween allerheiligen martinstag totensonntag nikolaus nikolaustag',
    'heiligabend weihnachten silvester silvesterabend',
)
_WORDS = (
    _STARTS
    | _FEAST_WORDS
    | VOCABULARY.weekdays.keys()
    | VOCABULARY.months.keys()
    | VOCABULARY.cardinals.keys()
    | VOCABULARY.ordinals.keys()
    | VOCABULARY.amounts.keys()
    | {f'{day}{part}' for day in WEEKDAYS for part in _PARTS}
)
_LEADS = 'um|am|bis|gegen|in|der|den|dem|so|so gegen|ab|von|vom|@'
_BETWEEN = rf'{GAP}(?:[,(@-]|t(?=\d))?{GAP}(?:(?:{_LEADS})\b{GAP}(?:den |dem )?)?'

DATES = Grammar(
    vocabulary=VOCABULARY,
    starts=_WORDS | {folded(word) for word in _WORDS},
    lead=LEAD,
    clock_lead=CLOCK_LEAD,
    before_leads=('vor',),
    due_leads=('fällig', 'faellig', 'frist', 'deadline', 'due', 'bis', 'spätestens', 'spaetestens'),
    deadline_leads=('bis', 'vor', 'spätestens', 'spaetestens'),
    end=END,
    edge=EDGE,
    between=re.compile(_BETWEEN),
    at=frozenset({'um', '@', 'gegen', 'so gegen'}),
    distance=period_rules.DISTANCE,
    day_rules=(*period_rules.RULES, *day_rules.RULES),
    clock_rules=clock.RULES,
    within_day=clock.WITHIN_DAY,
    part_of_day=clock.PART_OF_DAY,
    named_parts=clock.NAMED_PARTS,
    surroundings=SURROUNDINGS,
    stretches=STRETCHES,
    repetition=recurrence.EVERY,
    repetition_hints=recurrence.HINTS,
)
