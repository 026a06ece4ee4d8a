"""Days and moments counted from now, in German: 'in zwei Wochen', 'nächsten Monat', 'Ende des Quartals'."""

import re

from services.language.dates import period_readers as read
from services.language.dates.grammar import ANY_LEAD, DayRule, Hold
from services.language.german.dates.words import (
    AMOUNT,
    MONTH,
    NEXT,
    OVERNEXT,
    SHORT_WEEKDAY,
    THIS,
    UNIT,
    WEEKDAY,
)
from services.language.german.spelling import either
from services.language.script import GAP, SPACE

_PIECES = (
    rf'{AMOUNT}{GAP}{UNIT}\b(?:{SPACE}und eine halbe\b)?(?:{GAP},?{GAP}(?:und{SPACE})?\d{{1,3}}{GAP}{UNIT}\b){{0,3}}'
)
_PERIOD = r'wochenende|woche|monat|quartal|jahr'
_EDGE = r'(?P<edge>ende|schluss|anfang|beginn)'

DISTANCE = re.compile(
    rf'(?P<many>{AMOUNT}){SPACE}(?P<unit>tag|tage|woche|wochen|monat|monate){SPACE}(?P<side>vor|nach){SPACE}'
    rf'(?:dem{SPACE})?(?!\d)'
)
_WRITTEN = (
    DayRule(
        re.compile(rf'in{SPACE}(?P<many>einer (?:drei)?viertelstunde)\b'),
        read.part_of_an_hour,
    ),
    DayRule(
        re.compile(
            rf'(?:in|binnen|innerhalb{SPACE}von){SPACE}(?:etwa |ca\.? |ungefähr |circa )?(?:den{SPACE}nächsten{SPACE})?'
            rf'(?P<pieces>{_PIECES})'
        ),
        read.counted,
    ),
    DayRule(re.compile(rf'heute{SPACE}in{SPACE}(?P<pieces>{_PIECES})'), read.counted),
    DayRule(re.compile(rf'(?P<pieces>{_PIECES}){SPACE}(?:ab (?:jetzt|heute)|von (?:jetzt|heute) an)\b'), read.counted),
    DayRule(
        re.compile(
            rf'(?:in{SPACE}der{SPACE})?(?P<which>{OVERNEXT}|{NEXT}){SPACE}(?P<unit>{_PERIOD})(?:s|es)?'
            rf'(?:,?(?:{SPACE}am)?{SPACE}(?P<weekday>{WEEKDAY}|(?<=am ){SHORT_WEEKDAY}))?\b(?!-)'
        ),
        read.next_period,
    ),
    DayRule(
        re.compile(rf'(?:(?:am|übers|über das|an diesem){SPACE}|{THIS}{SPACE})(?:kommenden{SPACE})?wochenende\b'),
        read.this_weekend,
    ),
    DayRule(re.compile(r'wochenende\b'), read.this_weekend, Hold.LED, ANY_LEAD),
    DayRule(
        re.compile(
            rf'(?:irgendwann{SPACE}|noch{SPACE}|später{SPACE})?(?:in{SPACE}|im{SPACE}laufe{SPACE})?{THIS}{SPACE}'
            r'(?P<unit>woche|monat|quartal|jahr)(?:s|es)?\b(?!-)'
        ),
        read.this_period,
    ),
    DayRule(
        re.compile(
            rf'{_EDGE}{SPACE}(?:(?:der|des|von|vom){SPACE})?(?:{THIS}{SPACE}|(?P<next>{NEXT}){SPACE})?'
            rf'(?P<unit>tages|woche|monats?|monates|quartals?|jahres|jahr|{MONTH})\b'
        ),
        read.edge_of_period,
    ),
    DayRule(re.compile(r'(?P<unit>monat|jahr|quartal)(?:es|s)(?P<edge>ende)(?P<next>)\b'), read.edge_of_period),
    DayRule(re.compile(r'(?P<unit>woche)n(?P<edge>schluss)(?P<next>)\b'), read.edge_of_period),
)
RULES = tuple(DayRule(re.compile(either(rule.pattern.pattern)), rule.read, rule.hold, rule.leads) for rule in _WRITTEN)
