"""Times of day in English: '5pm', 'half past four', 'noon', 'at five thirty', 'in the evening'."""

import re
from collections.abc import Callable

from services.language.dates import clock as read
from services.language.dates.grammar import Clock, ClockRule, Hold, Vocabulary
from services.language.english.dates.words import CARDINAL
from services.language.script import GAP, SPACE

_HOUR = rf'(?P<hour>\d{{1,2}}|{CARDINAL})'
_MINUTE = r'(?P<minute>[0-5]\d)'
_HALF = r'(?P<half>a\.?m\b\.?|p\.?m\b\.?|[ap] m\b)'
_SPOKEN = (
    r'(?:oh |o )?(?P<minute>(?:twenty|thirty|forty|fifty)(?:[ -](?:one|two|three|four|five|six|seven'
    r'|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen'
    r'|(?<=oh )(?:one|two|three|four|five|six|seven|eight|nine))'
)


def _rule(
    pattern: str,
    reader: Callable[[re.Match[str], Vocabulary], Clock | None],
    hold: Hold,
    *,
    beside_day: bool = False,
) -> ClockRule:
    return ClockRule(re.compile(pattern), reader, hold, beside_day)


RULES = (
    _rule(
        rf'(?:a )?(?:(?P<amount>half|quarter|\d{{1,2}}|{CARDINAL})(?: min(?:ute)?s?)?){SPACE}'
        rf'(?P<side>past|to|after|before|till){SPACE}(?P<hour>noon|\d{{1,2}}|{CARDINAL})(?:{GAP}{_HALF}'
        rf"|h?\b(?:{GAP}o'?clock\b)?)",
        read.past,
        Hold.END,
    ),
    _rule(rf'{_HOUR}(?:[:.h]?{_MINUTE}(?::[0-5]\d)?|ish|\.)?{GAP}{_HALF}', read.plain, Hold.ANYWHERE),
    _rule(rf'{_HOUR}[ ]{_SPOKEN}{GAP}{_HALF}', read.plain, Hold.ANYWHERE),
    _rule(rf'(?P<hour>\d{{1,2}}):{_MINUTE}(?P<half>[ap])\b', read.plain, Hold.ANYWHERE),
    _rule(rf"{_HOUR}{GAP}o'?clock(?:{GAP}{_HALF})?", read.plain, Hold.ANYWHERE),
    _rule(rf'(?P<hour>\d{{1,2}}):{_MINUTE}(?::[0-5]\d)?(?!:)', read.plain, Hold.END),
    _rule(rf'(?P<hour>\d{{1,2}})h{_MINUTE}?\b', read.plain, Hold.LED),
    _rule(rf'(?!(?:19|20)\d\d\b)(?P<hour>\d{{1,2}}){_MINUTE}\b(?![.:%])', read.plain, Hold.BOTH),
    _rule(rf'(?P<hour>[01]?\d|2[0-3])\.{_MINUTE}(?![.:%]|\d)', read.plain, Hold.BOTH, beside_day=True),
    _rule(r'(?P<hour>\d{1,2}) ?(?P<half>[ap])\b(?![-&/])', read.plain, Hold.BOTH, beside_day=True),
    _rule(rf'half {_HOUR}\b(?!{GAP}(?:past|an?|of|hours?|days?|the))', read.half_past, Hold.BOTH, beside_day=True),
    _rule(rf'{_HOUR}[ .]{_MINUTE}(?![.:%]|\d)', read.plain, Hold.BOTH),
    _rule(rf'{_HOUR}[ ]{_SPOKEN}\b', read.plain, Hold.BOTH),
    _rule(r'(?P<name>noon|midday|midnight)\b', read.named, Hold.END),
    _rule(rf'{_HOUR}(?:ish)?\b(?![:.]\d)', read.plain, Hold.BOTH),
)
WITHIN_DAY = re.compile(
    rf'{SPACE}(?:in the (?:early )?|at (?=night)|(?P<today>this |(?=tonight)))'
    r'(?P<part>morning|afternoon|evening|night|tonight)\b'
)
NAMED_PARTS = frozenset({'first thing', 'close of business', 'end of business', 'cob'})
PART_OF_DAY = re.compile(
    r'(?:(?P<alone>in the |at )|during the |in )?(?P<name>early morning|morning|lunchtime|lunch|midday|afternoon'
    r'|evening|night|first thing|close of business|end of business|cob)\b'
)
