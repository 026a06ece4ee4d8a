"""Tasks by description: 'all overdue ones', 'my high priority tasks for this week'."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from services.language.anchors import Reference
from services.language.priorities import FILTER, find_statuses, level
from services.language.queries import OPEN, DueRange, Query
from services.language.ranges import ranges_in
from services.language.script import Span
from services.language.words import vocabulary
from services.vocabulary import Priority, Status

QUANTIFIERS = vocabulary(
    'all every everything any anything each',
)
PLURALS = vocabulary(
    "tasks items ones todos to-dos todo's to-do's to-dos' things reminders chores errands list lists",
    'stuff todo to-do dos appointments meetings events schedule calendar agenda entries',
)
SINGULARS = vocabulary(
    'task item one thing reminder chore errand entry appointment meeting event',
)
_SMALL = vocabulary(
    "of my the me our a an that which who are is i'm i have has had been were was be with in on from for",
    "due marked as at currently still scheduled priority already i do to and or left this it its it's",
    "there there's whole entire current by up set got yet only just now right also please out off task-",
    'list to-do-list which-are one done-ones other those these them who',
)
_LIST_NAME = re.compile(r"\b[\w'-]{1,30}\s(?=lists?\b)")
_WORD = re.compile(r'[^\s,;:.!?()\"]+')


@dataclass(frozen=True, slots=True)
class Description:
    """What was recognised in a description, and what is left of it."""

    query: Query
    rest: str = ''
    quantified: bool = False
    plural: bool = False
    singular: bool = False
    spans: tuple[Span, ...] = ()

    @property
    def is_narrow(self) -> bool:
        """Whether a status, a priority or a date was named."""
        return not replace(self.query, words='').is_everything

    @property
    def is_only_description(self) -> bool:
        """Whether nothing is left that could be a task's name."""
        return not self.rest and (self.quantified or self.plural or self.is_narrow)


def describe(
    text: str,
    lower: str,
    reference: Reference,
    *,
    ignored: Collection[str] = (),
    offset: int = 0,
    only_named: bool = False,
) -> Description:
    """Read every filter; `ignored` words are part of the asking and not of what is asked for."""
    spans: list[Span] = []
    remaining = lower

    def take(start: int, end: int, kind: str, label: str) -> None:
        nonlocal remaining
        spans.append(Span(start + offset, end + offset, kind, label, text[start:end]))
        remaining = remaining[:start] + ' ' * (end - start) + remaining[end:]

    priorities: set[Priority] = set()
    for match in FILTER.finditer(lower):
        grade = level(match)
        priorities.add(grade)
        if match['or']:
            priorities.add(Priority(match['or']))
        if match['word'] == 'important' or 'higher' in match[0]:
            priorities.add(Priority.URGENT)
        take(*match.span(), 'priority', grade.value)
    due: DueRange | None = None
    for found in ranges_in(remaining, reference):
        due = due or found.due
        take(found.start, found.end, 'due', lower[found.start : found.end])
    statuses: frozenset[Status] = frozenset()
    for start, end, which in find_statuses(remaining):
        statuses = which if not statuses else statuses | which
        take(start, end, 'status', '/'.join(sorted(which)))
    for named in _LIST_NAME.finditer(remaining):  # there is one list, whatever it is called
        remaining = remaining[: named.start()] + ' ' * len(named[0]) + remaining[named.end() :]
    rest, quantified, plural, singular = [], False, False, False
    for word in _WORD.finditer(remaining):
        bare = word[0]
        quantified |= bare in QUANTIFIERS
        plural |= bare in PLURALS
        singular |= bare in SINGULARS
        if (
            bare not in QUANTIFIERS
            and bare not in PLURALS
            and bare not in SINGULARS
            and bare not in _SMALL
            and bare not in ignored
        ):
            rest.append(text[word.start() : word.end()])
    query = Query('' if only_named else ' '.join(rest), statuses, frozenset(priorities), due)
    return Description(query, ' '.join(rest), quantified, plural, singular, tuple(spans))


def unfinished(query: Query) -> Query:
    """What is asked for, of the tasks that are not completed: what 'to do' means when no status is named."""
    return query if query.statuses else replace(query, statuses=OPEN)
