"""Times of day in German: '15 Uhr', 'halb acht', 'Viertel nach drei', 'zehn vor halb neun', 'am Abend'."""

import re
from collections.abc import Callable

from services.language.dates import clock as read
from services.language.dates.grammar import Clock, ClockRule, Hold, Vocabulary
from services.language.german.dates.words import CARDINAL
from services.language.german.spelling import either
from services.language.script import GAP, SPACE

_DAY_MINUTES = 24 * 60
_HOUR = rf'(?P<hour>\d{{1,2}}|{CARDINAL})'
_MINUTE = r'(?P<minute>[0-5]\d)'


def _half_to(match: re.Match[str], words: Vocabulary) -> Clock | None:
    """'halb acht' is half an hour before eight; 'fünf vor halb acht' five minutes before that."""
    start = read.on_the_dial(words.number(match['hour']), 0, words)
    if not start:
        return None
    minutes = words.number(match['amount']) if match['amount'] else 0
    return _earlier(start, 30 + (minutes if match['side'] in words.minutes_before else -minutes))


def _quarters_of(match: re.Match[str], words: Vocabulary) -> Clock | None:
    """'viertel acht' is a quarter past seven, 'drei viertel acht' a quarter to eight, in the east and the south."""
    start = read.on_the_dial(words.number(match['hour']), 0, words)
    return start and _earlier(start, 60 - words.minutes[match['amount']])


def _earlier(start: Clock, minutes: int) -> Clock:
    total = (start.hour * 60 - minutes) % _DAY_MINUTES
    return Clock(total // 60, total % 60, guessed=start.guessed)


def _rule(
    pattern: str,
    reader: Callable[[re.Match[str], Vocabulary], Clock | None],
    hold: Hold,
    *,
    beside_day: bool = False,
) -> ClockRule:
    return ClockRule(re.compile(either(pattern)), reader, hold, beside_day)


_MEASURE = r'tag|woche|monat|stunde|minute|jahr|euro|prozent|seite|punkt|grad|mal|person|kilo|meter|cm|km|%|€|uhr'
_UHR = rf'(?:{GAP}uhr\b)'
RULES = (
    _rule(
        rf'(?:(?P<amount>\d{{1,2}}|{CARDINAL})(?: minuten)?{SPACE}(?P<side>vor|'
        rf'nach){SPACE})?halb{SPACE}{_HOUR}\b{_UHR}?'
        rf'(?!{GAP}(?:fertig|so))',
        _half_to,
        Hold.ANYWHERE,
    ),
    _rule(
        rf'(?P<amount>dreiviertel|viertel|\d{{1,2}}|{CARDINAL})(?: minuten)?{SPACE}(?P<side>vor|nach){SPACE}'
        rf'(?P<hour>mittag|\d{{1,2}}|{CARDINAL})\b{_UHR}?(?![.:]\d)(?!{GAP}(?:tag|woche|monat|stunde))',
        read.past,
        Hold.BOTH,
        beside_day=True,
    ),
    _rule(
        rf'(?P<amount>viertel){SPACE}(?P<side>vor|nach){SPACE}(?P<hour>\d{{1,2}}|{CARDINAL})\b{_UHR}?(?![.:]\d)',
        read.past,
        Hold.ANYWHERE,
    ),
    _rule(
        rf'(?P<amount>drei viertel|dreiviertel|viertel){SPACE}{_HOUR}\b{_UHR}?',
        _quarters_of,
        Hold.BOTH,
        beside_day=True,
    ),
    _rule(rf'{_HOUR}{GAP}uhr{SPACE}(?P<minute>[0-5]?\d|{CARDINAL})\b(?![.:]\d)', read.plain, Hold.ANYWHERE),
    _rule(rf'(?P<hour>\d{{1,2}})[:.]{_MINUTE}{GAP}uhr\b', read.plain, Hold.ANYWHERE),
    _rule(rf'{_HOUR}{GAP}uhr\b', read.plain, Hold.ANYWHERE),
    _rule(rf'(?P<hour>\d{{1,2}}):{_MINUTE}(?::[0-5]\d)?(?!:)', read.plain, Hold.ANYWHERE),
    _rule(rf'(?P<hour>\d{{1,2}})h{_MINUTE}?\b', read.plain, Hold.LED),
    _rule(rf'(?P<hour>[01]?\d|2[0-3])\.{_MINUTE}(?![.:%]|\d)', read.plain, Hold.BOTH, beside_day=True),
    _rule(r'(?P<name>mitternacht)\b', read.named, Hold.ANYWHERE),
    _rule(rf'(?<=um ){_HOUR}\b(?![:.,]\d)(?!{GAP}(?:{_MEASURE}))', read.plain, Hold.LED),
    _rule(rf'{_HOUR}\b(?![:.,]\d)(?!\.)(?!{GAP}(?:{_MEASURE}))', read.plain, Hold.BOTH),
)
WITHIN_DAY = re.compile(
    either(
        rf'{SPACE}(?P<today>(?!))?(?:am |in der )?(?P<part>frühmorgens|früh|morgens|vormittags|vormittag|nachmittags'
        r'|nachmittag|mittags|abends|abend|nachts|nacht)\b'
    )
)
NAMED_PARTS = frozenset({'feierabend'})
PART_OF_DAY = re.compile(
    either(
        r'(?:(?P<alone>am |in der )|gegen |zum )?(?P<name>frühmorgens|früh|vormittags?|nachmittags?'
        r'|mittags?|abends?|nachts|nacht|feierabend|morgens|(?<=am )morgen|(?<=heute )morgen|(?<=tag )morgen'
        r'|(?<=woch )morgen|(?<=tag)morgen|(?<=woch)morgen|(?<=abend )morgen)\b'
    )
)
