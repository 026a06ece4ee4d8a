"""Ways to write a priority in German."""

import re

from services.language.german.spelling import both, either
from services.language.priorities import Marks
from services.language.script import SPACE
from services.values.vocabulary import Priority

_ENDINGS = ('', 'e', 'en', 'er', 'es', 'em')


def _grades(level: Priority, *stems: str) -> dict[str, Priority]:
    return {f'{stem}{ending}': level for stem in stems for ending in _ENDINGS}


_LEVELS = both({
    **_grades(Priority.URGENT, 'dringend', 'kritisch', 'höchst', 'dringendst', 'oberst'),
    **_grades(Priority.HIGH, 'hoch', 'hoh', 'wichtig', 'höher'),
    **_grades(Priority.MEDIUM, 'mittel', 'mittler', 'normal', 'mittelhoh'),
    **_grades(Priority.LOW, 'niedrig', 'gering', 'unwichtig', 'niedrigst', 'geringst', 'niedriger'),
    'urgent': Priority.URGENT, 'high': Priority.HIGH, 'medium': Priority.MEDIUM, 'low': Priority.LOW,
    'p1': Priority.URGENT, 'p2': Priority.HIGH, 'p3': Priority.MEDIUM, 'p4': Priority.LOW,
})  # fmt: skip
_GRADE = '|'.join(sorted(_LEVELS, key=len, reverse=True))
_MARK = re.compile(
    either(
        rf'(?<![\w!./#-])(?:!({_GRADE})\b|(p[1-4])(?![\w-]|\.\d)'
        rf'|(?:(?:mit|bei|auf){SPACE})?({_GRADE})(?:{SPACE}|-)prio(?:rität)?\b'
        rf'|(?:mit{SPACE}|auf{SPACE})?prio(?:rität)?(?::\s?|{SPACE}(?:ist{SPACE}|auf{SPACE})?)({_GRADE}|p?[1-4])(?!\w))'
    )
)
MARKS = Marks(_MARK, _LEVELS, starts=('start', 'beginn', 'ab'))
