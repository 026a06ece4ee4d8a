"""Repeating dates in German: 'jeden Freitag', 'alle zwei Wochen', 'täglich um 9'."""

import re

from services.language.german.dates.words import AMOUNT, CARDINAL, ORDINAL, WEEKDAY
from services.language.german.spelling import either
from services.language.script import GAP, SPACE

_UNIT = (
    r'(?:minute|stunde|tag|woche|monat|quartal|jahr|morgen|vormittag|mittag|nachmittag|abend|nacht|werktag|arbeitstag'
    r'|wochenende)(?:en|e|n|s)?'
)
_DAYS = rf'{WEEKDAY}(?:morgen|abend)?(?:{GAP}(?:,|und|&){GAP}(?:jeden{SPACE})?{WEEKDAY}){{0,6}}'
EVERY = re.compile(
    either(
        rf'(?<![\w-])(?:(?:an{SPACE}|immer{SPACE})?'
        rf'jede[nrsm]?{SPACE}(?:(?:{CARDINAL}|{ORDINAL}|\d{{1,2}}\.){SPACE})?(?:{_UNIT}\b|{_DAYS})'
        rf'|alle{SPACE}{AMOUNT}{SPACE}(?:{_UNIT})\b'
        r'|(?:immer )?(?:montags|dienstags|mittwochs|donnerstags|freitags|samstags|sonnabends|sonntags|werktags)\b'
        rf'(?:{GAP}(?:,|und|&){GAP}(?:montags|dienstags|mittwochs|donnerstags|freitags|samstags|sonntags)\b){{0,6}}'
        r'|(?:täglich|wöchentlich|vierzehntägig|monatlich|vierteljährlich|jährlich)(?=\s*(?:\Z|um\b|am\b|[.,!?]))'
        r')'
        rf'(?:{SPACE}um{SPACE}\d{{1,2}}(?::\d\d)?(?:{GAP}uhr)?\b(?![/:]))?'
    )
)
HINTS = ('jede', 'alle', 'tags', 'lich', 'mittwochs', 'sonnabends', 'tägig', 'taegig')
