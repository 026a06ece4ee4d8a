"""What makes a word a date: how sure it is by itself, and what must stand around it.

'tomorrow' is a date anywhere. 'friday' is one after 'on' or at the end, but not in 'man friday novel'.
"""

import re

from services.language.dates.grammar import Grammar, Hold

_GLUED = re.compile(r"(?!t\d\d:)[\w'&/@#$%+]|[-.:](?=\w)")


def is_supported(grammar: Grammar, text: str, end: int, hold: Hold, *, led: bool) -> bool:
    """Tell whether what ends here may count as a date, given whether a fitting word led to it."""
    if _GLUED.match(text, end):
        return False
    if hold is Hold.ANYWHERE:
        return True
    if hold is Hold.LED:
        return led
    closed = grammar.end.match(text, end) is not None
    if hold is Hold.BOTH:
        return led and (closed or grammar.edge.match(text, end) is not None)
    return led or closed or (hold is Hold.EDGE and grammar.edge.match(text, end) is not None)
