"""Ways to write a priority in English."""

import re

from services.language.priorities import Marks
from services.language.script import SPACE
from services.values.vocabulary import Priority

_LEVELS = {
    'urgent': Priority.URGENT, 'critical': Priority.URGENT, 'top': Priority.URGENT, 'highest': Priority.URGENT,
    'asap': Priority.URGENT, 'p1': Priority.URGENT, 'high': Priority.HIGH, 'important': Priority.HIGH,
    'p2': Priority.HIGH, 'medium': Priority.MEDIUM, 'med': Priority.MEDIUM, 'normal': Priority.MEDIUM,
    'mid': Priority.MEDIUM, 'regular': Priority.MEDIUM, 'default': Priority.MEDIUM, 'p3': Priority.MEDIUM,
    'low': Priority.LOW, 'lowest': Priority.LOW, 'minor': Priority.LOW, 'unimportant': Priority.LOW, 'p4': Priority.LOW,
}  # fmt: skip
_GRADE = 'urgent|critical|top|highest|high|medium|med|normal|mid|regular|lowest|low'

_MARK = re.compile(
    rf'(?<![\w!./#-])(?:!(?P<bang>urgent|high|medium|med|low)\b|(?P<short>p[1-4])(?![\w-]|\.\d)'
    rf'|(?:(?:with|at|as)(?: a)?{SPACE})?(?P<graded>{_GRADE})(?:{SPACE}|-)prio(?:rity)?\b'
    rf'|(?:with{SPACE}|at{SPACE})?prio(?:rity)?(?::\s?|{SPACE}(?:is{SPACE}|of{SPACE})?)(?P<named>{_GRADE}'
    r'|p?[1-4])(?!\w))'
)

MARKS = Marks(_MARK, _LEVELS)
