"""Repeating dates: recognised, so that 'every friday' is not taken for one friday, but not offered yet."""

import re

from services.language.script import GAP, SPACE, Span
from services.language.words import AMOUNT, CARDINAL, ORDINAL, WEEKDAY

_UNIT = (
    r'(?:minute|hour|day|week|fortnight|month|quarter|year|morning|afternoon|evening|night|weekday'
    r'|workday|weekend|business day)s?'
)
_DAYS = rf'{WEEKDAY}s?(?:{GAP}(?:,|and|&){GAP}(?:and{SPACE})?{WEEKDAY}s?){{0,6}}'
_EVERY = re.compile(
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


def find_recurrences(lower: str) -> list[Span]:
    """Every stretch that asks for a repetition."""
    if not any(word in lower for word in ('every', 'each', 'ly', 'days')):
        return []
    return [Span(*found.span(), 'recurrence', found[0], found[0]) for found in _EVERY.finditer(lower)]
