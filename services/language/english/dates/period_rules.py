"""Days and moments counted from now, in English: 'in two weeks', 'next month', 'end of the quarter', 'eow'."""

import re

from services.language.dates import period_readers as read
from services.language.dates.grammar import ANY_LEAD, DayRule, Hold
from services.language.english.dates.words import AMOUNT, ANY_UNIT, MONTH, UNIT, WEEKDAY
from services.language.script import GAP, SPACE

_PIECES = (
    rf'{AMOUNT}(?:{SPACE}and an? half)?{GAP}(?:more )?{UNIT}\b(?:{SPACE}and a half\b)?(?:{GAP},?{GAP}'
    rf'(?:and{SPACE})?\d{{1,3}}{GAP}{UNIT}\b){{0,3}}'
)
_SHORT_PIECES = rf'\d{{1,3}}{GAP}{ANY_UNIT}\b(?:{GAP},?{GAP}(?:and{SPACE})?\d{{1,3}}{GAP}{ANY_UNIT}\b){{0,3}}'
_ANY_PIECES = rf'(?:{_PIECES}|{_SHORT_PIECES}|(?:an?|one|several) seconds?\b)'
_WEEKDAY = WEEKDAY.removesuffix(r'\b\.?')
_PERIOD = r'(?:weekend|week|month|quarter|qtr|year|yr|day)'
_EDGE_WORD = r'(?P<edge>end|close|last day|finish|start|beginning|first day)'

DISTANCE = re.compile(
    rf'(?P<many>(?:the|a|an|one|two|three|four|five|six|seven|ten|\d{{1,2}})){SPACE}(?P<unit>day|week|month)s?{SPACE}'
    rf'(?P<side>before|after|from|until){SPACE}(?!now\b|that\b|it\b)'
)

RULES = (
    DayRule(
        re.compile(
            rf'(?:in|within){SPACE}(?:about |around |approximately )?(?:the next )?'
            rf'(?P<pieces>{_PIECES}|{_SHORT_PIECES})(?!{SPACE}(?:of|ago|before|after)\b)'
            r"(?! time\b(?! ))(?:'?s?'? time\b)?"
        ),
        read.counted,
    ),
    DayRule(
        re.compile(rf'(?P<pieces>{_ANY_PIECES}){SPACE}(?:from (?:now|today)|hence|later|from this moment)\b'),
        read.counted,
    ),
    DayRule(
        re.compile(rf'(?P<pieces>{_ANY_PIECES}){SPACE}(?:ago|back|earlier|before(?!{SPACE}\w))\b'), read.counted_back
    ),
    DayRule(re.compile(rf'the{SPACE}(?P<unit>{UNIT}){SPACE}(?P<side>before|after)(?={GAP}(?:\Z|[.,!?]))'), read.beside),
    DayRule(
        re.compile(rf'(?:the{SPACE})?(?:last|past|previous){SPACE}(?P<many>{AMOUNT}){GAP}(?P<unit>{UNIT})\b'),
        read.last_few,
    ),
    DayRule(
        re.compile(rf'(?:the{SPACE})?(?:upcoming{SPACE}(?P<many>{AMOUNT}){SPACE}(?P<unit>{_PERIOD})s?)\b'),
        read.periods_on,
    ),
    DayRule(re.compile(rf'(?P<many>{AMOUNT}){SPACE}upcoming{SPACE}(?P<unit>{_PERIOD})s?\b'), read.periods_on),
    DayRule(re.compile(rf'next{SPACE}(?P<pieces>(?:{AMOUNT}){GAP}years?)\b'), read.counted),
    DayRule(
        re.compile(
            rf'(?:the{SPACE})?(?:this past|last|past|previous){SPACE}(?P<unit>{_PERIOD})\b(?!{SPACE}of\b)'
            rf"(?:(?:'s|,|{SPACE}-|{SPACE}on)?{SPACE}(?P<weekday>{WEEKDAY}))?"
        ),
        read.last_period,
    ),
    DayRule(re.compile(r'(?:right |just )?now\b|at (?:the moment|present)\b'), read.this_moment, Hold.END),
    DayRule(
        re.compile(rf'in{SPACE}(?P<many>an hour and a half|(?:a )?quarter of an hour|three quarters of an hour)\b'),
        read.part_of_an_hour,
    ),
    DayRule(
        re.compile(
            rf'(?:in{SPACE})?(?P<many>two|three|four|five|six|\d){SPACE}'
            rf'(?P<name>{_WEEKDAY})s{SPACE}from now\b'
        ),
        read.weekdays_on,
    ),
    DayRule(
        re.compile(rf'(?P<many>two|three|four|five|six|\d){SPACE}(?P<name>{_WEEKDAY})s{SPACE}(?:back|ago)\b'),
        read.weekdays_back,
    ),
    DayRule(
        re.compile(
            r'(?P<which>(?:next|the following|following|the coming|coming|the next)(?:(?= (?:week|month'
            rf'|year) after))?){SPACE}(?P<unit>weekend|week|month|quarter|qtr|year)'
            rf'(?:,?(?:{SPACE}on)?{SPACE}(?:the )?(?P<weekday>{WEEKDAY}))?\b(?!-)'
        ),
        read.next_period,
    ),
    DayRule(
        re.compile(rf'(?:the )?(?P<unit>week|month|year|weekend)(?P<weekday>){SPACE}(?P<which>after next)\b'),
        read.next_period,
    ),
    DayRule(re.compile(r'(?:later )?(?:this|the|on the|over the|at the) (?:coming )?weekend\b'), read.this_weekend),
    DayRule(re.compile(r'weekend\b'), read.this_weekend, Hold.LED, ANY_LEAD),
    DayRule(
        re.compile(
            rf'(?:(?:sometime|later|some time){SPACE})?(?:this|the current){SPACE}(?P<unit>week|month|quarter|qtr'
            r"|year)\b(?!-)(?!'s)"
        ),
        read.this_period,
    ),
    DayRule(re.compile(r'(?:by )?eo(?P<unit>[dwmqy])\b'), read.this_period),
    DayRule(
        re.compile(
            rf'(?:the )?{_EDGE_WORD}{SPACE}of{SPACE}(?:the |this )?(?:(?P<next>next){SPACE})?'
            rf'(?P<unit>day|week|month|quarter|year|today|tomorrow|{MONTH})\b'
        ),
        read.edge_of_period,
    ),
    DayRule(re.compile(rf'(?:the )?(?P<edge>end)(?P<next>){SPACE}(?P<unit>{MONTH})\b'), read.edge_of_period, Hold.LED),
    DayRule(
        re.compile(r'(?P<edge>end)(?P<next>)-of-(?P<unit>day|week|month|quarter|year)\b(?! \w)'), read.edge_of_period
    ),
)
