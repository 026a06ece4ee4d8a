"""Every way to write a day in English, one rule each, the longest reading first."""

import re

from services.language.dates import day_readers as read
from services.language.dates.grammar import ANY_LEAD, DayRule, Hold
from services.language.dates.patterns import any_of
from services.language.english.dates.anchors import DAY_LEAD, FEAST_LEAD, MONTH_LEAD, NUMBER_LEAD
from services.language.english.dates.feasts import FEAST, feast
from services.language.english.dates.words import AMOUNT, MONTH, ORDINAL, RELATIVE, WEEKDAY, YEAR_WORDS
from services.language.script import GAP, SPACE

_NUMBER = rf'(?P<day>\d{{1,2}}(?:st|nd|rd|th)?(?!\d|[:.]\d)|{ORDINAL}\b)'
_YEAR = (
    rf'(?:{GAP}(?:,|of|in|[-/])?{GAP}(?P<year>\d{{4}}|\'\d\d|[4-9]\d|(?<=of )\d\d|{YEAR_WORDS}\b)'
    r'(?![:\d-]|[ap]m\b| ?%))?'
)
_ENDS = rf'(?={GAP}(?:\Z|[.,;!?)]))'
_OF = rf'(?:{SPACE}(?:of|in){SPACE}|{SPACE})'
_THIS_OR_NEXT = r'(?:(?:the|this|current) month|(?:the )?(?:next|following) month)'

RULES = (
    DayRule(
        re.compile(
            r'(?<![\d/.-])(?P<year>20\d\d|19\d\d)(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)'
            r'(?P<day>\d{1,2})(?=t\d|(?!\w))'
        ),
        read.iso,
    ),
    DayRule(
        re.compile(r'(?<![\d/.-])(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\w)'),
        read.numeric,
    ),
    DayRule(
        re.compile(r'(?<![\d/.-])(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{2})(?!\w)'),
        read.numeric,
        Hold.END,
        DAY_LEAD,
    ),
    DayRule(
        re.compile(
            rf'(?P<nth>last|{ORDINAL}|\d(?:st|nd|rd|th)){SPACE}(?P<what>day|{WEEKDAY}){_OF}'
            rf'(?P<of>{_THIS_OR_NEXT}|{MONTH}\b){_YEAR}'
        ),
        read.nth,
    ),
    DayRule(
        re.compile(rf'(?P<month>{MONTH})(?:\b\.?,?|(?=\d)){GAP}(?:the{SPACE})?[-/]?{_NUMBER}{_YEAR}'), read.month_day
    ),
    DayRule(
        re.compile(
            rf'(?:the{SPACE})?(?P<day>\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL}){GAP}(?:day )?(?:of{SPACE})?[-/]?'
            rf'(?P<month>{MONTH})\b\.?{_YEAR}'
        ),
        read.month_day,
    ),
    DayRule(
        re.compile(rf'(?P<day>\d{{1,2}})(?:{SPACE}of{SPACE}|[-/]|{GAP})(?P<month>{MONTH})\b\.?{_YEAR}'),
        read.month_day,
        Hold.EDGE,
    ),
    DayRule(
        re.compile(rf'(?P<year>20\d\d|19\d\d)(?:[-/]|{SPACE})(?P<month>{MONTH})(?:[-/]|{SPACE}){_NUMBER}'),
        read.month_day,
    ),
    DayRule(
        re.compile(
            rf'(?:the{SPACE})?(?P<nth>last|{ORDINAL}|\d(?:st|nd|rd|th))(?P<last>{SPACE}last)?{SPACE}week{SPACE}of{SPACE}(?P<of>{MONTH}\b|20\d\d|19\d\d){_YEAR}'
        ),
        read.nth_week,
    ),
    DayRule(
        re.compile(
            rf'(?:the{SPACE})?(?P<number>first|second|third|fourth|[1-4](?:st|nd|rd|th)){SPACE}(?:quarter|qtr)\b(?:{SPACE}(?:of{SPACE})?(?P<year>(?:19|20)\d\d))?'
        ),
        read.quarter,
        Hold.END,
    ),
    DayRule(re.compile(r'(?P<before>(?:20)?\d\d) ?q(?P<number>[1-4])(?P<year>)\b'), read.quarter, Hold.END),
    DayRule(re.compile(r'q(?P<number>[1-4])(?: |/|, | of )(?P<year>(?:19|20)\d\d)\b'), read.quarter, Hold.END),
    DayRule(re.compile(r'q(?P<number>[1-4])(?P<year>)\b'), read.quarter, Hold.LED, MONTH_LEAD),
    DayRule(re.compile(r'(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?![/\d])'), read.month_of_year, Hold.END),
    DayRule(re.compile(r'(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])(?![-\d])'), read.month_of_year, Hold.END),
    DayRule(re.compile(rf'in{SPACE}(?P<year>(?:19|20)\d\d)(?: ?(?:ad|ce))?\b{_ENDS}'), read.year),
    DayRule(
        re.compile(
            rf'(?P<name>{WEEKDAY}),?{SPACE}(?P<many>{AMOUNT}){SPACE}(?P<unit>week|month|year)s?{SPACE}from{SPACE}(?:now|today)\b'
        ),
        read.weekday_from_now,
    ),
    DayRule(
        re.compile(rf'(?P<month>{MONTH})\b{SPACE}(?:in{SPACE}(?P<many>{AMOUNT}){SPACE}years?|after next)\b'),
        read.month_at_a_distance,
    ),
    DayRule(
        re.compile(
            rf'(?:mid|(?:the )?middle of)(?:[- ]|{SPACE})(?:(?P<which>this|next|the){SPACE})?'
            rf'(?P<month>{MONTH}|month)\b\.?'
        ),
        read.middle,
    ),
    DayRule(
        re.compile(rf'(?P<month>{MONTH})\b\.?(?:{SPACE}of)?(?:{SPACE}|/|, )(?P<year>(?:19|20)\d\d)'), read.month_year
    ),
    DayRule(
        re.compile(
            rf'(?:the )?(?:(?P<many>one|two|three|four|five|\d|an?|the)?{SPACE})?(?P<unit>day|week)s?{SPACE}'
            rf'(?:after|from|following){SPACE}'
            rf'(?P<name>today|tomorrow|tmrw|{WEEKDAY})\b'
        ),
        read.days_from_named,
    ),
    DayRule(
        re.compile(rf'(?P<name>tomorrow|today|{WEEKDAY}){SPACE}(?P<many>)(?P<unit>week)\b(?!{SPACE}end)'),
        read.days_from_named,
        Hold.END,
    ),
    DayRule(re.compile(rf'(?P<name>{any_of(RELATIVE)})\b'), read.relative),
    DayRule(
        re.compile(
            rf'(?P<name>{WEEKDAY}),?{SPACE}(?:the{SPACE})?(?P<day>\d{{1,2}}(?:st|nd|rd|th)|(?<=the ){ORDINAL})\b'
            rf'(?! of\b)(?! {MONTH}\b)'
        ),
        read.weekday_of_month,
    ),
    DayRule(
        re.compile(
            r'(?P<which>this coming|this upcoming|this past|this|next|coming|upcoming|following|last|past|previous)'
            rf'{SPACE}(?P<name>{WEEKDAY})(?P<after>)'
        ),
        read.weekday,
    ),
    DayRule(
        re.compile(
            rf'(?P<which>)(?P<name>{WEEKDAY}),?{SPACE}(?P<after>after next|(?:of )?(?:this|last|(?:the )?(?:next'
            r'|following)) week)\b'
        ),
        read.weekday,
    ),
    DayRule(
        re.compile(r'(?P<which>)(?P<name>(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?P<after>)\b'),
        read.weekday,
        Hold.EDGE,
        ANY_LEAD,
    ),
    DayRule(re.compile(rf'(?P<which>)(?P<name>{WEEKDAY})(?P<after>)'), read.weekday, Hold.END, DAY_LEAD),
    DayRule(re.compile(rf'(?=(?:this|next|coming|following|last|previous) ){FEAST.pattern}'), feast),
    DayRule(FEAST, feast, Hold.LED, FEAST_LEAD),
    DayRule(
        re.compile(r'(?<![\d/.$-])(?P<first>\d{1,2}) ?(?P<mark>/) ?(?P<second>\d{1,2})(?P<year>)(?![/\d])'),
        read.numeric,
        Hold.END,
        DAY_LEAD,
    ),
    DayRule(
        re.compile(
            rf'(?:the )?(?P<day>\d{{1,2}}(?:st|nd|rd|th|(?= of )))(?P<month>(?: day)?{SPACE}(?:of )?{_THIS_OR_NEXT})'
        ),
        read.day_of_month,
    ),
    DayRule(re.compile(rf'(?P<day>{ORDINAL})\b(?P<month>)'), read.day_of_month, Hold.BOTH, DAY_LEAD),
    DayRule(
        re.compile(r'(?:the )?(?P<day>\d{1,2}(?:st|nd|rd|th))(?P<month>)'), read.day_of_month, Hold.BOTH, NUMBER_LEAD
    ),
    DayRule(re.compile(rf'(?:(?P<which>this|next){SPACE})(?P<month>{MONTH})\b\.?'), read.month),
    DayRule(re.compile(rf'(?P<which>)(?P<month>{MONTH})\b\.?(?!{GAP}\d)'), read.month, Hold.LED, MONTH_LEAD),
)
