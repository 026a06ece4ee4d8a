"""What makes a word a date: how sure it is by itself, and what must stand around it.

'tomorrow' is a date anywhere. 'friday' is one after 'on' or at the end, but not in 'man friday novel'.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from zoneinfo import ZoneInfo

from services.language.script import GAP, SPACE


class Hold(IntEnum):
    """How much support a word needs from around it before it counts as a date."""

    ANYWHERE = 0
    EDGE = 1  # after a lead such as 'on', at the end, or before a word that starts another phrase
    END = 2  # after a lead, or at the end
    LED = 3  # only after a lead, or when nothing else is written
    BOTH = 4  # after a lead and before an edge, or when nothing else is written


@dataclass(frozen=True, slots=True)
class Reference:
    """The instant, the zone and the customs that dates are read by."""

    now: datetime
    zone: ZoneInfo
    day_first: bool = False

    @property
    def local(self) -> datetime:
        """The reference instant on the person's own clock."""
        return self.now.astimezone(self.zone)

    @property
    def today(self) -> date:
        """The person's own day."""
        return self.local.date()


_DUE = rf'(?:due:|(?:is |are )?due|deadline:?|no later than|not later than)(?:{SPACE}(?:on|by|at|for|before|in|until))?'
LEAD = re.compile(
    rf'(?P<lead>{_DUE}|starting|on|by|at|for|before|until|till|til|from|in|around|about|after|since|between|during'
    rf'|to|of|@)(?<=[a-z:@]){GAP}(?:(?<=[ :@])the{SPACE})?(?<![a-z])'
)
ANY_LEAD = re.compile('')
DAY_LEAD = re.compile(
    r'.*\b(?:due:|due|deadline:?|no later than|on|by|before|until|till|til|after|since|from|starting|for|around)\Z'
)
MONTH_LEAD = re.compile(r'.*\b(?:due:|due|in|by|before|until|till|til|after|since|from|during|between|starting|on)\Z')
FEAST_LEAD = re.compile(
    r'.*\b(?:due:|due|deadline:?|no later than|on|by|before|until|till|til|after|since|from|for|at'
    r'|around)\Z'
)
CLOCK_LEAD = re.compile(
    r'.*(?:\bdue:|\b(?:due|at|by|before|until|till|til|around|about|from|after|since|between|to)|@)\Z'
)
END = re.compile(
    rf'{GAP}(?:\Z|[.!?,;:)\]\n]|//|- |p[1-4]\b|[!#@]'
    r'|(?:please|pls|thanks|thank you|instead|too|as well|or|and|everyone)\b)'
)
EDGE = re.compile(
    rf'{SPACE}(?:to|at|about|with|for|but|because|when|so|from|then|in|if|i|we|that|is|was|on|after|before|by)\b'
)
_GLUED = re.compile(r"(?!t\d\d:)[\w'&/@#$%+]|[-.:](?=\w)")


def is_supported(text: str, end: int, hold: Hold, *, led: bool) -> bool:
    """Tell whether what ends here may count as a date, given whether a fitting word led to it."""
    if _GLUED.match(text, end):
        return False
    if hold is Hold.ANYWHERE:
        return True
    if hold is Hold.LED:
        return led
    closed = END.match(text, end) is not None
    if hold is Hold.BOTH:
        return led and (closed or EDGE.match(text, end) is not None)
    return led or closed or (hold is Hold.EDGE and EDGE.match(text, end) is not None)
