"""Repeating dates in English: 'every friday', 'daily at 9'."""

import re

from services.language.english.dates.words import AMOUNT, CARDINAL, ORDINAL, WEEKDAY
from services.language.script import GAP, SPACE

_UNIT = (
    r'(?:minute|hour|day|week|fortnight|month|quarter|year|morning|afternoon|evening|night|weekday'
    r'|workday|weekend|business day)s?'
)
_DAYS = rf'{WEEKDAY}s?(?:{GAP}(?:,|and|&){GAP}(?:and{SPACE})?{WEEKDAY}s?){{0,6}}'
EVERY = re.compile(
    rf'(?<![\w-])(?:on{SPACE})?(?:'
    rf'(?:every|each){SPACE}(?:single{SPACE})?(?:(?:other|second|third|{AMOUNT}|{CARDINAL}|{ORDINAL}'
    rf'|\d{{1,2}}(?:st|nd|rd|th)){SPACE})?'
    rf'(?:{_UNIT}\b|{_DAYS}|\d{{1,2}}(?:st|nd|rd|th)\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov'
    rf'|dec)[a-z]*{SPACE}\d{{1,2}}\b)'
    rf'|everyday\b|(?:mon|tues|wednes|thurs|fri|satur|sun)days(?=\s*(?:\Z|and\b|at\b|[.,!?]))'
    rf'|(?:the{SPACE})?(?:\d{{1,2}}(?:st|nd|rd|th)|first|last day){SPACE}(?:day{SPACE})?of{SPACE}(?:every'
    rf'|each){SPACE}month\b'
    r'|(?:daily|weekly|biweekly|fortnightly|monthly|quarterly|yearly|annually)(?=\s*(?:\Z|at\s?\d|[.!?]|on\b))'
    r')'
    rf'(?:{SPACE}(?:at{SPACE})?\d{{1,2}}(?::\d\d)?{GAP}(?:[ap]m)?\b(?![/:]))?'
)
HINTS = ('every', 'each', 'ly', 'days')
