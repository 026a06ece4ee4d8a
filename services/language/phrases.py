"""Pieces of sentences that the rules share: a task's name, a subject, a date at the end."""

import re

from services.language.commands import Changes, Pointer, Target
from services.language.dates import DateSpan, dates_in
from services.language.priorities import LEVEL
from services.language.statement import Statement
from services.language.targets import read_target

IT = Target(pointer=Pointer.IT, single=True)
PRIORITY = rf'(?P<level>{LEVEL})(?:[ -]?prio(?:rity)?)?'
END = r'[\s.!?]{0,3}\Z'
X = r'(?P<what>\S(?:.{0,300}?\S)?)'
LONG_X = r'(?P<what>\S(?:.{0,300}\S)?)'
SUBJECT = (
    r'(?P<what>(?!(?:what|which|who|when|where|why|how|is|are|do|does|did|can|could|will|would|should|am'
    r"|has|have|if|tell|show|list|i|i'm|you|we)\b)\S.{0,200}?)"
)


def target_of(match: re.Match[str], said: Statement) -> Target:
    """The task that the group `what` names; without a name it is the one the talk is about."""
    phrase = said.group(match, 'what')
    return read_target(phrase.text, said.reference) if phrase.text else IT


def date_of(said: Statement) -> DateSpan | None:
    """The date that a phrase is, and nothing when it says more than a date."""
    found = list(dates_in(said.lower, said.reference, []))
    if not found or said.lower[found[-1].end :].strip(' .!?'):
        return None
    return found[-1] if said.lower[: found[0].start].strip(' .') in _BEFORE_DATE else None


def due_on(found: DateSpan) -> Changes:
    """The change that makes a task due then."""
    return Changes(due=found.value, other_due=found.other)


_BEFORE_DATE = {'', 'be', 'be due', 'due', 'start', 'be on', 'the', 'sometime', 'some time'}
