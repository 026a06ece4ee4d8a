"""How English writes dates: tables for the rules in `services/language/dates/`."""

import re

from services.language.dates.grammar import Grammar
from services.language.dates.patterns import vocabulary
from services.language.english.dates import clock, day_rules, period_rules, recurrence
from services.language.english.dates.anchors import CLOCK_LEAD, EDGE, END, LEAD
from services.language.english.dates.feasts import FEAST_STARTS
from services.language.english.dates.stretches import STRETCHES
from services.language.english.dates.surroundings import SURROUNDINGS
from services.language.english.dates.words import VOCABULARY
from services.language.script import GAP

_STARTS = vocabulary(
    'a an half quarter noon midday midnight today tonight tonite tomorrow tomorrows tommorow tomorow',
    'tommorrow tmrw tmr this next coming upcoming following later sometime some last the in within on by',
    'at due deadline for before until till til from around about after since between during to of',
    'starting not no over end close start finish beginning first few eod eow eom eoq eoy new nye mlk',
    'martin valentine valentines president presidents st saint ash palm good easter ascension pentecost',
    'whit earth mother mothers father fathers memorial independence labor labour columbus halloween',
    'veterans veteran thanksgiving black cyber christmas xmas boxing all day week month year weekend',
    'morning afternoon evening night lunch lunchtime early couple mondays tuesdays wednesdays thursdays',
    'fridays saturdays sundays yesterday close cob mid past previous current now right just q several last',
)
_BETWEEN = rf'{GAP}(?:[,(@-]|t(?=\d))?{GAP}(?:(?:at|on|by|in|of|around|about|before|@)\b{GAP}(?:the )?)?'

DATES = Grammar(
    vocabulary=VOCABULARY,
    starts=_STARTS
    | FEAST_STARTS
    | VOCABULARY.weekdays.keys()
    | VOCABULARY.months.keys()
    | VOCABULARY.cardinals.keys()
    | VOCABULARY.ordinals.keys(),
    lead=LEAD,
    clock_lead=CLOCK_LEAD,
    before_leads=('before',),
    due_leads=('due', 'deadline', 'by'),
    deadline_leads=('by', 'until', 'before'),
    end=END,
    edge=EDGE,
    between=re.compile(_BETWEEN),
    at=frozenset({'at', '@'}),
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
