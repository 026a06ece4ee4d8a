"""Questions about amounts: how the week was, how much was done each day, how many tasks there are of each kind."""

import re
from datetime import date, timedelta

from services.language.commands import Command, Operation
from services.language.queries import DueRange, Query
from services.language.ranges import ranges_in
from services.language.statement import Statement, rule

KINDS = ('status', 'priority')
_END = r'(?: so far| please| then| again| now| lately| recently| going)*[\s.!?]{0,4}\Z'
_DAYS = {'day': 1, 'week': 7, 'month': 30, 'quarter': 92}
_PERIOD = re.compile(r'\b(?:my|the) (?:past |last )?(?P<unit>day|week|month|quarter)\b')
_STRETCH = (
    r'(?:(?:today|yesterday|(?:(?:this|last|past|the last|the past|my|my last|my past) (?:\w{1,5} )?'
    r'(?:day|week|weekend|month|quarter)s?)|(?:this|last|on) (?:mon|tues|wednes|thurs|fri|satur|sun)day'
    r'|(?:since|from) .{3,40}|in (?:january|february|march|april|may|june|july|august|september|october|november'
    r"|december|the last .{3,20}|the past .{3,20}))(?:'s)?)"
)
_THINGS = r'(?:(?:tasks?|things?|to-?dos?|items?|stuff)\s)'
_ACTS = r'(?:finish(?:ed)?|completed?|got done|get done|done|do|ticked off|tick off|added?|created?|got through)'
_DID = rf"(?:did i|have i|i(?:'ve)?|did we|have we) (?:have )?{_ACTS}"
_PER = r'(?:(?:each|every|per|by) day|daily|day by day|a day|per weekday)'
_SUMMARY = r'(?:summary|summaries|statistics|stats|recap|progress|productivity|overview|chart|graph|plot)'
_LEAD = (
    r"(?:(?:show|give|tell|draw|make|send|get|see|display|create)(?: me)? |what(?:'s| is| are| was) |how(?:'s| is) )?"
)


def amounts(match: re.Match[str], said: Statement, by: str = 'day') -> Command:
    """The counts of the days that `said` speaks of; what lies ahead has none yet."""
    first, last = _days(said)
    return said.command(Operation.SUMMARISE, match, query=Query(due=DueRange(first, last)), what=by)


def _days(said: Statement) -> tuple[date | None, date | None]:
    today = said.reference.today
    own = _PERIOD.search(said.lower)
    if own:
        return today - timedelta(days=_DAYS[own['unit']] - 1), today
    for span in ranges_in(said.lower, said.reference):
        if span.due.first and span.due.first <= today:
            return span.due.first, min(span.due.last or today, today)
    return None, None


def _of_kind(match: re.Match[str], said: Statement) -> Command:
    return amounts(match, said, by=match['kind'])


AMOUNTS = (
    rule(
        r"(?!how(?:'s| is| are) my day)"
        rf"how (?:was|is|were|did|has|were things|are things|'s)(?: (?:my|this|the|last|past|the last|the past))? ?"
        rf'(?:my |last )?(?:day|week|month|quarter)(?: (?:go|gone|been|look|looking|going))*{_END}',
        amounts,
    ),
    rule(
        rf'how (?:productive |well |much )?(?:did i do|was i doing|am i doing|have i done|was i|have i been(?: doing)?'
        rf'|did i get done|have i got done|did i finish|did i complete)(?: {_STRETCH})?{_END}',
        amounts,
    ),
    rule(
        rf'(?:how many|how much) {_THINGS}?{_DID}(?: {_THINGS}?)? ?(?:{_PER}(?: .{{0,40}})?|{_STRETCH}){_END}', amounts
    ),
    rule(
        rf'{_LEAD}(?:the |my |all )*(?:number of |how many )?{_THINGS}?(?:i )?(?:have )?{_ACTS} {_THINGS}?'
        rf'{_PER}(?: .{{0,40}})?{_END}',
        amounts,
    ),
    rule(
        rf'{_LEAD}(?:an? |the |my |some )*(?:(?:daily|weekly|monthly) )?{_SUMMARY}'
        rf'(?: (?:of|for|from|about|on)(?: (?:my|the|what i did))?(?: (?:completed |finished |done )?tasks?)?)?'
        rf'(?: ?(?:{_STRETCH}|day|week|month|quarter))?{_END}',
        amounts,
    ),
    rule(
        r'(?:please )?(?:summari[sz]e|recap|sum up|plot|chart|graph) (?:(?:my|the|this|last) )?'
        rf'(?:day|week|month|quarter|progress|completed tasks|finished tasks|tasks|{_STRETCH})(?: {_STRETCH})?{_END}',
        amounts,
    ),
    rule(
        rf'(?:{_LEAD}(?:an? |the |my )*(?:{_SUMMARY} of |number of )|how many )(?:all )?(?:the |my )?'
        rf'(?:{_THINGS}|there are |do i have |are there ){{1,3}}(?:per|by|of each|for each|in each|of every) '
        rf'(?P<kind>status|priority){_END}',
        _of_kind,
    ),
)
