"""Ways to say how much a task matters, and how far it has come."""

import re

from services.language.queries import OPEN
from services.language.script import SPACE
from services.vocabulary import Priority, Status

LEVELS = {
    'urgent': Priority.URGENT, 'critical': Priority.URGENT, 'top': Priority.URGENT, 'highest': Priority.URGENT,
    'asap': Priority.URGENT, 'p1': Priority.URGENT, 'high': Priority.HIGH, 'important': Priority.HIGH,
    'p2': Priority.HIGH, 'medium': Priority.MEDIUM, 'med': Priority.MEDIUM, 'normal': Priority.MEDIUM,
    'mid': Priority.MEDIUM, 'regular': Priority.MEDIUM, 'default': Priority.MEDIUM, 'p3': Priority.MEDIUM,
    'low': Priority.LOW, 'lowest': Priority.LOW, 'minor': Priority.LOW, 'unimportant': Priority.LOW, 'p4': Priority.LOW,
}  # fmt: skip
LEVEL = '|'.join(sorted(LEVELS, key=len, reverse=True))
_GRADE = 'urgent|critical|top|highest|high|medium|med|normal|mid|regular|lowest|low'

MARK = re.compile(
    rf'(?<![\w!./#-])(?:!(?P<bang>urgent|high|medium|med|low)\b|(?P<short>p[1-4])(?![\w-]|\.\d)'
    rf'|(?:(?:with|at|as)(?: a)?{SPACE})?(?P<graded>{_GRADE})(?:{SPACE}|-)prio(?:rity)?\b'
    rf'|(?:with{SPACE}|at{SPACE})?prio(?:rity)?(?::\s?|{SPACE}(?:is{SPACE}|of{SPACE})?)(?P<named>{_GRADE}'
    r'|p?[1-4])(?!\w))'
)
FILTER = re.compile(
    rf'\b(?:(?P<graded>{_GRADE})(?:(?:er|est)?(?:{SPACE}|-)?(?:or (?P<or>high|medium|low|urgent) )?prio'
    rf'(?:rit(?:y|ies))?)|(?P<short>p[1-4])|prio(?:rity)?{SPACE}(?P<named>{_GRADE}|p?[1-4])'
    r'|(?P<word>urgent|important|critical|unimportant))\b'
)
_STATUSES: tuple[tuple[re.Pattern[str], frozenset[Status]], ...] = (
    (
        re.compile(
            r"\b(?:(?:not|n't|isn't|aren't|haven't|never|yet to be|to be|hasn't)(?: yet| been| been yet| i"
            r'| you)? (?:yet )?(?:done|complete[d]?|finish(?:ed)?|checked off|ticked off)(?: yet)?'
            r'|open|undone|un-?finished|un-?completed|incomplete|remaining|outstanding|active|still to do'
            r'|left to do|left|to go|yet to complete)\b'
        ),
        OPEN,
    ),
    (
        re.compile(r'\b(?:in[ -]progress|under ?way|ongoing|started|working on|in the works)\b'),
        frozenset({Status.IN_PROGRESS}),
    ),
    (re.compile(r'\b(?:not started|pending|unstarted|waiting)\b'), frozenset({Status.PENDING})),
    (
        re.compile(r'\b(?:done|completed|complete|finished|checked(?:[ -]off)?|ticked(?: off)?|closed)\b'),
        frozenset({Status.COMPLETED}),
    ),
)


def level(match: re.Match[str]) -> Priority:
    """The priority a MARK or FILTER match names."""
    word = next(
        found
        for found in (match.groupdict().get(name) for name in ('bang', 'short', 'graded', 'named', 'word'))
        if found
    )
    return LEVELS[f'p{word}' if word.isdigit() else word]


def find_statuses(lower: str) -> list[tuple[int, int, frozenset[Status]]]:
    """Every word that tells how far tasks have come, negation read before what it negates."""
    found: list[tuple[int, int, frozenset[Status]]] = []
    for pattern, statuses in sorted(_STATUSES, key=lambda row: row[0].pattern.count('not '), reverse=True):
        for match in pattern.finditer(lower):
            if not any(match.start() < end and start < match.end() for start, end, _ in found):
                found.append((*match.span(), statuses))
    return sorted(found, key=lambda row: row[0])
