"""Every way to write a day in German, one rule each, the longest reading first."""

import re

from services.language.dates import day_readers as read
from services.language.dates.grammar import ANY_LEAD, DayRule, Hold
from services.language.dates.patterns import any_of
from services.language.german.dates.anchors import DAY_LEAD, FEAST_LEAD, MONTH_LEAD
from services.language.german.dates.feasts import FEAST, feast
from services.language.german.dates.words import (
    AMOUNT,
    LAST,
    MONTH,
    NEXT,
    ORDINAL,
    OVERNEXT,
    PART,
    RELATIVE,
    SHORT_WEEKDAY,
    THIS,
    WEEKDAY,
    WEEKDAYS,
)
from services.language.german.spelling import either
from services.language.script import GAP, SPACE

_NUMBER = rf'(?P<day>\d{{1,2}}(?!\d|[:]\d)\.?|{ORDINAL}\b)'
_YEAR = rf'(?:{GAP},?{GAP}(?P<year>\d{{4}}|\'\d\d)(?![:\d-]))?'
_OF = rf'{SPACE}(?:im|des|vom|in|von){SPACE}'
_MONTH_WORD = rf'(?:(?:{THIS}|{NEXT}){SPACE})?monat(?:s|es)?'

RULES = (
    DayRule(
        re.compile(
            r'(?<![\d/.-])(?P<year>20\d\d|19\d\d)(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})'
            r'(?=t\d|(?!\w))'
        ),
        read.iso,
    ),
    DayRule(
        re.compile(
            r'(?<![\d/.-])(?P<first>\d{1,2})(?P<mark>[/.-]) ?(?P<second>\d{1,2})(?P=mark) ?(?P<year>\d{4})(?!\w)'
        ),
        read.numeric,
    ),
    DayRule(
        re.compile(r'(?<![\d/.-])(?P<first>\d{1,2})(?P<mark>\.) ?(?P<second>\d{1,2})\.(?P<year>\d{2})(?!\w|[.:]\d|:)'),
        read.numeric,
        Hold.END,
        DAY_LEAD,
    ),
    DayRule(
        re.compile(r'(?<![\d/.-])(?P<first>\d{1,2})(?P<mark>\.) ?(?P<second>\d{1,2})\.(?P<year>)(?!\d)'), read.numeric
    ),
    DayRule(
        re.compile(
            rf'(?P<nth>letzte[nrsm]?|{ORDINAL}|\d\.){SPACE}(?P<what>tag|{WEEKDAY}){_OF}(?P<of>{_MONTH_WORD}|{MONTH}\b)'
            rf'{_YEAR}'
        ),
        read.nth,
    ),
    DayRule(re.compile(rf'(?P<day>\d{{1,2}}\.?|{ORDINAL}){GAP}(?P<month>{MONTH})\b\.?{_YEAR}'), read.month_day),
    DayRule(
        re.compile(
            rf'mitte(?:{SPACE}des)?{SPACE}(?:(?P<which>{THIS}|{NEXT}){SPACE})?(?P<month>{MONTH}|monat)(?:s|es)?\b'
        ),
        read.middle,
    ),
    DayRule(re.compile(rf'(?P<month>{MONTH})\b\.?{SPACE}(?P<year>20\d\d)'), read.month_year, Hold.LED, MONTH_LEAD),
    DayRule(
        re.compile(
            rf'(?P<name>{any_of(RELATIVE)}|{WEEKDAY}){SPACE}(?:in|über){SPACE}(?P<many>{AMOUNT}){SPACE}'
            r'(?P<unit>tag|woche)(?:e|en|n)?\b'
        ),
        read.days_from_named,
    ),
    DayRule(
        re.compile(
            rf'(?P<many>{AMOUNT}){SPACE}(?P<unit>tag|woche)(?:e|en|n)?{SPACE}nach{SPACE}'
            rf'(?P<name>{any_of(RELATIVE)}|{WEEKDAY})\b'
        ),
        read.days_from_named,
    ),
    DayRule(
        re.compile(
            rf'(?P<name>(?<!guten )(?<!jeden )(?<!der )(?<!schönen )morgen|{any_of(set(RELATIVE) - {"morgen"})})\b'
        ),
        read.relative,
    ),
    DayRule(
        re.compile(
            rf'(?P<name>{WEEKDAY}),?{SPACE}(?:den|der|dem){SPACE}(?P<day>\d{{1,2}}\.|{ORDINAL}\b)(?!{GAP}{MONTH}\b)'
            r'(?!{GAP}\d)'
        ),
        read.weekday_of_month,
    ),
    DayRule(
        re.compile(rf'(?P<which>{OVERNEXT}|{NEXT}|{THIS}|{LAST}){SPACE}(?P<name>{WEEKDAY})(?P<after>)'), read.weekday
    ),
    DayRule(
        re.compile(
            rf'(?P<which>)(?P<name>{WEEKDAY}),?{SPACE}(?P<after>(?:in{SPACE}(?:der|dieser){SPACE})?(?:der{SPACE})?'
            rf'(?:{OVERNEXT}|{NEXT}|{THIS}){SPACE}woche)\b'
        ),
        read.weekday,
    ),
    DayRule(
        re.compile(rf'(?P<which>)(?P<name>{any_of(WEEKDAYS)})(?P<part>morgen|{PART})(?P<after>)\b'),
        read.weekday,
    ),
    DayRule(re.compile(rf'(?<!schwarzer )(?<!schwarzen )(?P<which>)(?P<name>{WEEKDAY})(?P<after>)'), read.weekday),
    DayRule(re.compile(r'(?P<which>)(?P<name>(?:mo|fr|sa)\b\.?)(?P<after>)'), read.weekday, Hold.END, DAY_LEAD),
    DayRule(
        re.compile(rf'(?<=am )(?P<which>)(?P<name>{SHORT_WEEKDAY})(?P<after>)'), read.weekday, Hold.ANYWHERE, ANY_LEAD
    ),
    DayRule(
        re.compile(
            rf'(?P<which>)(?P<name>{SHORT_WEEKDAY}),?(?={SPACE}(?:den{SPACE})?\d{{1,2}}(?:\.|:\d|'
            rf'{SPACE}uhr))(?P<after>)'
        ),
        read.weekday,
    ),
    DayRule(
        re.compile(r'(?<=bis )(?P<which>)(?P<name>(?:di|mi|do)\b\.?)(?P<after>)'), read.weekday, Hold.END, ANY_LEAD
    ),
    DayRule(re.compile(rf'(?={either("(?:nächste[sn]?|kommende[sn]?|diese[sn]?)")} {FEAST.pattern})'), feast),
    DayRule(FEAST, feast, Hold.LED, FEAST_LEAD),
    DayRule(
        re.compile(r'(?<![\d/.$-])(?P<first>\d{1,2})(?P<mark>\.)(?P<second>\d{1,2})(?P<year>)(?![./\d])'),
        read.numeric,
        Hold.LED,
        re.compile(either(r'.*\b(?:am|bis zum|zum|vom|den|fällig am)\Z')),
    ),
    DayRule(
        re.compile(r'(?<![\d/.$-])(?P<first>\d{1,2}) ?(?P<mark>/) ?(?P<second>\d{1,2})(?P<year>)(?![/\d])'),
        read.numeric,
        Hold.END,
        DAY_LEAD,
    ),
    DayRule(
        re.compile(rf'(?P<day>\d{{1,2}}\.|{ORDINAL}\b)(?P<month>{SPACE}(?:(?:im|des|vom){SPACE})?{_MONTH_WORD}\b)'),
        read.day_of_month,
    ),
    DayRule(
        re.compile(rf'(?P<day>{ORDINAL})\b(?P<month>)'),
        read.day_of_month,
        Hold.BOTH,
        re.compile(either(r'.*\b(?:am|bis zum|zum|vom|bis)\Z')),
    ),
    DayRule(
        re.compile(r'(?P<day>\d{1,2})\.(?P<month>)(?!\d)'),
        read.day_of_month,
        Hold.LED,
        re.compile(either(r'.*\b(?:am|bis zum|zum|vom|den|auf|spätestens am|fällig am|für|ab)\Z')),
    ),
    DayRule(re.compile(rf'(?P<which>{NEXT}|{THIS}){SPACE}(?P<month>{MONTH})\b'), read.month),
    DayRule(
        re.compile(rf'(?P<which>)(?P<month>{MONTH})\b\.?(?!{GAP}\d)'),
        read.month,
        Hold.LED,
        re.compile(either(r'.*\b(?:im|bis)\Z')),
    ),
)
