"""Pass 4. For each clause its candidates: a verb sense with the stretch that is its object. None is thrown away."""

from collections.abc import Callable
from dataclasses import dataclass, field

from services.language.commands import Operation
from services.language.reading.clauses import Clause
from services.language.reading.notes import Annotation, Notes
from services.language.reading.placing.values import PLACING

Ground = Callable[[int, int], bool]
"""Whether a stretch of tokens names something that is there."""

OPERATIONS = {
    'add': Operation.CREATE, 'show': Operation.SHOW, 'count': Operation.COUNT, 'summarise': Operation.SUMMARISE,
    'complete': Operation.COMPLETE, 'delete': Operation.DELETE, 'reopen': Operation.REOPEN, 'start': Operation.START,
    'rename': Operation.RENAME, 'note': Operation.DESCRIBE, 'schedule': Operation.SCHEDULE,
    'unschedule': Operation.UNSCHEDULE, 'prioritise': Operation.PRIORITISE, 'set': Operation.SCHEDULE,
    'undo': Operation.UNDO, 'redo': Operation.REDO, 'help': Operation.HELP, 'talk': Operation.UNKNOWN,
    'move': Operation.MOVE, 'label': Operation.LABEL, 'nest': Operation.NEST, 'defer': Operation.DEFER,
    'estimate': Operation.ESTIMATE,
}  # fmt: skip
CHANGES = frozenset(
    {'complete', 'delete', 'reopen', 'start', 'rename', 'note', 'schedule', 'unschedule', 'prioritise', 'set', 'defer'}
)
NEEDS_VALUE = frozenset({'schedule', 'set', 'prioritise'})
VALUES = frozenset({'date', 'priority', 'shift', 'status', 'important', 'undated'}) | PLACING

_FAR = 12
_SHORT = 3
_COMMANDING = 0.8
_SURE = 0.9
_STATUS_SENSES = {'completed': 'complete', 'in_progress': 'start', 'open': 'reopen', 'pending': 'reopen'}


@dataclass(slots=True)
class Reading:
    """A sense with its object; `evidence` names what speaks for and against it."""

    sense: str
    verb: Annotation | None = None
    object: tuple[int, int] = (0, 0)
    used: list[Annotation] = field(default_factory=list)
    evidence: dict[str, float] = field(default_factory=dict)
    score: float = 0.0

    @property
    def operation(self) -> Operation:
        """What it would do."""
        return OPERATIONS[self.sense]

    @property
    def is_complete(self) -> bool:
        """Whether its verb has all that it needs around it, and is no part of a longer one."""
        return not any('missing' in name or name == 'part of a longer verb' for name in self.evidence)

    @property
    def is_bare(self) -> bool:
        """Whether it has no command verb: a wish, or a line that could be an entry."""
        return 'bare' in self.evidence


def readings(notes: Notes, clause: Clause, ground: Ground | None) -> list[Reading]:
    """Every candidate for a clause, without scores."""
    found = [Reading('talk')]
    seen = set()
    for verb in notes.of('verb', clause.head, clause.tail):
        key = (verb.value, verb.first, verb.last, verb.need)
        is_heading = notes.plays(verb.first, 'heading') and verb.value == 'add' and not verb.need
        if key not in seen and verb.first <= clause.head + _FAR and not (is_heading and verb.first > clause.head):
            seen.add(key)
            found.append(_of_verb(notes, clause, verb))
    found += _questions(notes, clause)
    found += _amounts(notes, clause)
    found += _statements(notes, clause)
    found += _bare(notes, clause)
    if ground:
        found += _bare_values(notes, clause, ground)
        found += _named_last(notes, clause, ground)
    return found


def _of_verb(notes: Notes, clause: Clause, verb: Annotation) -> Reading:
    reading = Reading(str(verb.value), verb, (verb.last, clause.tail), [verb])
    if verb.value == 'rename' and any(each.first == verb.first + 1 for each in notes.of('one', verb.first, verb.last)):
        reading.object = (verb.first + 1, clause.tail)
    if verb.first > clause.head and (
        verb.last >= clause.tail or notes.plays(verb.last, 'sentence') or _is_said_of(notes, verb)
    ):
        reading.object = (_after_wish(notes, clause.head, verb.first), verb.first)
    if verb.value == 'set':
        _settle_sense(notes, clause, reading)
    return reading


def _is_said_of(notes: Notes, verb: Annotation) -> bool:
    """'The hedge should be done by Friday': what is done stands before, and what follows says when."""
    is_passive = verb.form == 'past' and notes.plays(verb.first - 1, 'passive')
    return verb.value in {'complete', 'delete'} and is_passive


def _after_wish(notes: Notes, first: int, last: int) -> int:
    """'(I want) the lease deleted': what is wished for begins after the wish."""
    at = first
    while at < last - 1 and notes.plays(at, 'self', 'wants', 'you', 'can', 'to'):
        at += 1
    return at


def _settle_sense(notes: Notes, clause: Clause, reading: Reading) -> None:
    """'Set … to done' completes: the value says what a verb of change means, or the attribute, or 'change X to Y'."""
    verb = reading.verb
    attribute = next(iter(notes.of('attribute', *reading.object)), None)
    is_led = (
        attribute is not None
        and all(notes.plays(at, 'article', 'definite') for at in range(reading.object[0], attribute.first))
        and notes.plays(attribute.last, 'attribute_to')
    )
    if is_led and attribute is not None and attribute.value in {'title', 'note'}:
        reading.sense = 'rename' if attribute.value == 'title' else 'note'
        reading.evidence['via an attribute'] = 1.0
        return
    if (
        is_led
        and attribute is not None
        and attribute.value == 'priority'
        and verb
        and notes.of('level', verb.first, verb.last)
    ):
        reading.sense = 'prioritise' if not notes.of('priority', *reading.object) else 'set'
        reading.evidence['via an attribute'] = 1.0
        return
    last_to = max(
        (at for at in range(reading.object[0] + 1, reading.object[1] - 1) if notes.plays(at, 'to')), default=0
    )
    if (
        verb
        and last_to
        and notes.plays(verb.first, 'renaming')
        and not attribute
        and not notes.any_of(VALUES, last_to, clause.tail)
    ):
        reading.sense = 'rename'
        reading.evidence['via an attribute'] = 1.0
        return
    statuses = list(notes.of('status', *reading.object))
    others = notes.any_of(frozenset({'date', 'priority', 'shift', 'important'}), *reading.object)
    if len(statuses) == 1 and not others and statuses[0].last >= clause.tail - 1:
        status = statuses[0]
        denied = notes.plays(status.first - 1, 'denies') or notes.plays(status.first - 2, 'denies')
        reading.sense = 'reopen' if denied and status.value == 'completed' else _STATUS_SENSES[str(status.value)]
        reading.evidence['via status'] = 1.0


def asked_at(notes: Notes, clause: Clause) -> int:
    """Where a question starts: after 'on my list' or 'at', if that comes first."""
    head = clause.head
    for each in notes.of('list', clause.head, clause.tail):
        if each.first == clause.head and each.need and each.last < clause.tail:
            head = each.last
    while head < clause.tail - 1 and (
        notes.plays(head, 'comma') or (notes.plays(head, 'onto', 'list_of') and not notes.plays(head, 'to'))
    ):
        head += 1
    return head


def _questions(notes: Notes, clause: Clause) -> list[Reading]:
    at = asked_at(notes, clause)
    evidence = {}
    if any(each.first == at for each in notes.of('question', clause.head, clause.tail)):
        evidence['asks with a question word'] = 1.0
    elif (
        'request' not in clause.leads
        and any(each.first == at for each in notes.of('auxiliary'))
        and not is_prohibition(notes, at)
    ):
        evidence['asks with an auxiliary'] = 1.0
    elif clause.asks:
        evidence['asks with a mark'] = 1.0
    elif notes.of('question', clause.head, min(clause.tail, clause.head + 4)) or notes.of('question', clause.tail - 1):
        evidence['asks later'] = 1.0
    lists = notes.of('list', clause.head, clause.tail)
    whole = [*lists, *notes.of('calendar', clause.head, clause.tail)]
    filters = notes.any_of(
        frozenset({'overdue', 'undated', 'range', 'priority', 'status', 'thing', 'important'}), clause.head, clause.tail
    )
    commanded = _is_commanded(notes, clause)
    if commanded and not evidence:
        return []
    if (
        not evidence
        and whole
        and (
            whole[0].first == clause.head
            or (
                whole[0].first == clause.head + 1
                and (whole[0].last - whole[0].first > 1 or _is_small(notes, clause.head))
            )
        )
        and whole[-1].last >= clause.tail - 1
    ):
        evidence['only a noun'] = 1.0
    if not evidence and (filters or notes.of('about')) and _only_a_filter(notes, clause):
        evidence['only a filter'] = 1.0
    if not evidence and _only_a_kind(notes, clause):
        evidence['only a kind of thing'] = 1.0
    if not evidence:
        return []
    return [Reading('show', None, (clause.head, clause.tail), [], {'question': 1.0, **evidence})]


def _only_a_kind(notes: Notes, clause: Clause) -> bool:
    """'Vegetables', or a single word of the person's own titles: what a list is searched for."""
    words = list(notes.words(clause.first, clause.last))
    if len(words) != 1:
        return False
    if notes.covers(words[0], 'mention'):
        return not notes.covers(words[0], 'verb', 'status', 'date', 'priority')
    known = any(each.first <= words[0] < each.last for each in notes.annotations)
    return not known and notes.lexicon.is_plural(notes.tokens[words[0]].text)


def _is_small(notes: Notes, at: int) -> bool:
    return notes.plays(at, 'small', 'filter_noise')


def _is_commanded(notes: Notes, clause: Clause) -> bool:
    """Whether a verb of changing or adding stands at the head."""
    return any(
        each.first == clause.head
        and each.form == 'base'
        and each.value != 'show'
        and not notes.plays(each.first, 'due')
        and (not each.need or each.need == 'value')
        for each in notes.of('verb', clause.head, clause.tail)
    )


def is_prohibition(notes: Notes, at: int) -> bool:
    """'Don't delete it' asks nothing; 'don't I have to …' does."""
    return (
        notes.plays(at, 'denies')
        and not notes.plays(at + 1, 'self', 'you')
        and any(each.first == at + 1 and each.form == 'base' for each in notes.of('verb'))
    )


def _only_a_filter(notes: Notes, clause: Clause) -> bool:
    """'My urgent tasks', 'overdue', 'due in December': nothing else is said than what a filter says."""
    about = notes.of('about', clause.head, clause.tail)
    if about and any(
        each.first <= clause.head + 1 and each.value == 'many'
        for each in notes.of('thing', clause.head, about[0].first)
    ):
        return True
    kinds = frozenset(
        {
            'overdue',
            'undated',
            'range',
            'priority',
            'priority word',
            'status',
            'thing',
            'quantifier',
            'list',
            'important',
            'date',
            'sorted',
            'order',
        }
    )
    covered = {at for each in notes.any_of(kinds, clause.head, clause.tail) for at in range(each.first, each.last)}
    rest = [
        at for at in notes.words(clause.head, clause.tail) if at not in covered and not notes.plays(at, 'filter_noise')
    ]
    things = [each for each in notes.of('thing', clause.head, clause.tail) if each.value == 'many']
    sets = (
        bool(things)
        or any(not each.need for each in notes.of('list', clause.head, clause.tail))
        or (notes.of('list', clause.head, clause.tail) and notes.of('quantifier', clause.head, clause.tail))
        or notes.any_of(frozenset({'overdue', 'undated'}), clause.head, clause.tail)
        or (notes.of('verb', clause.head, clause.head + 1) and notes.of('range'))
    )
    return not rest and bool(sets)


def _amounts(notes: Notes, clause: Clause) -> list[Reading]:
    """'How was my week?', 'tasks per priority', 'completed tasks per day': counts, not a list."""
    evidence: dict[str, float] = {}
    said = notes.of('statistics', clause.head, clause.tail)
    per = notes.of('per', clause.head, clause.tail)
    how = [
        each
        for each in notes.of('question', clause.head, clause.tail)
        if each.value == 'how' and each.first == clause.head
    ]
    times = notes.of('range', clause.head, clause.tail) or [
        each for each in notes.of('stretch', clause.head, clause.tail) if notes.plays(each.first - 1, 'own')
    ]
    counts = [each for each in notes.of('verb', clause.head, clause.tail) if each.value == 'count']
    happened = [
        each
        for each in notes.of('happened', clause.head, clause.tail)
        if not (notes.plays(each.first, 'question_do') and notes.plays(each.last, 'self'))
    ]
    lead = any(each.value in {'show', 'count'} for each in notes.of('verb', clause.head, clause.tail)) or notes.of(
        'question', clause.head, clause.tail
    )
    if (
        said
        and (lead or clause.tail - clause.head <= _SHORT or said[0].first == clause.head)
        and (lead or times or per or notes.of('thing', clause.head, clause.tail))
    ):
        evidence['statistics'] = 1.0
    if per and (happened or counts or said or notes.of('thing', clause.head, clause.tail)):
        evidence['per'] = 1.0
    if (
        how
        and notes.any_plays(clause.head + 1, clause.tail, 'how_done')
        and _only_amounts(notes, clause)
        and (times or notes.any_plays(clause.head, clause.tail, 'self'))
    ):
        evidence['how was it'] = 1.0
    if counts and happened and times and not per and notes.any_plays(clause.head, clause.tail, 'self'):
        evidence['how many done'] = 1.0
    if not evidence or any(
        each.value not in {'show', 'count'}
        and each.first == clause.head
        and each.form == 'base'
        and each.weight >= _SURE
        for each in notes.of('verb', clause.head, clause.tail)
    ):
        return []
    return [Reading('summarise', None, (clause.head, clause.tail), [], {'amounts': 1.0, **evidence})]


def _only_amounts(notes: Notes, clause: Clause) -> bool:
    kinds = frozenset({'question', 'range', 'stretch', 'per', 'happened', 'thing', 'quantifier', 'verb'})
    covered = {at for each in notes.any_of(kinds, clause.head, clause.tail) for at in range(each.first, each.last)}
    return all(
        at in covered
        or (notes.plays(at, 'how_done', 'self', 'definite', 'filter_noise') and not notes.plays(at, 'you'))
        for at in notes.words(clause.head, clause.tail)
    )


def _statements(notes: Notes, clause: Clause) -> list[Reading]:
    """'X is done', 'X done', 'done: X', 'the slides are in progress'."""
    found: list[Reading] = []
    if notes.begins(clause.head, 'question'):
        return found
    for status in notes.of('status', clause.head, clause.tail):
        if status.last - status.first > _SHORT or (
            notes.plays(status.first - 1, 'as', 'to') and status.first > clause.head + 1
        ):
            continue
        sense = _STATUS_SENSES[str(status.value)]
        before = status.first - 1
        denied = any(notes.plays(at, 'denies') for at in range(max(clause.head, before - 2), status.first))
        if status.last == clause.tail and status.first > clause.head:
            evidence = {'state at the end': 1.0}
            is_stated = notes.plays(before, 'be') or notes.any_plays(before - 2, before, 'be')
            if is_stated or denied:
                evidence['state after is'] = 1.0
            elif status.value != 'completed':
                continue
            if denied:
                evidence['denied state'] = 1.0
                sense = 'reopen' if status.value == 'completed' else sense
            found.append(Reading(sense, None, (clause.head, status.first), [status], evidence))
        elif status.first == clause.head and status.last == clause.tail:
            found.append(Reading(sense, None, (clause.tail, clause.tail), [status], {'state alone': 1.0}))
        elif status.first == clause.head and status.value in {'completed', 'in_progress'}:
            found.append(Reading(sense, None, (status.last, clause.tail), [status], {'state at the head': 1.0}))
    return found


def _bare(notes: Notes, clause: Clause) -> list[Reading]:
    """A wish or an entry without a command: 'I need to buy stamps', 'call vet friday 3pm', '+ batteries'."""
    evidence: dict[str, float] = dict.fromkeys({'wish', 'duty'} & clause.leads, 1.0)
    if notes.any_of(frozenset({'date', 'start'}), clause.first, clause.tail):
        evidence['dated'] = 1.0
    if notes.tokens[clause.head].text == '+' or _labelled(notes, clause):
        evidence['marked as an entry'] = 1.0
    return [Reading('add', None, (clause.head, clause.tail), [], {'bare': 1.0, **evidence})]


def _labelled(notes: Notes, clause: Clause) -> bool:
    """'Urgent: call the locksmith', 'two new ones: …'."""
    colon = next((at for at in range(clause.head + 1, clause.tail - 1) if notes.tokens[at].text == ':'), None)
    if colon and all(notes.plays(at, 'head_words', 'one_word') for at in range(clause.head, colon)):
        return notes.any_plays(clause.head, colon, 'new')
    return any(
        each.first == clause.head and each.last + 1 < clause.tail and notes.tokens[each.last].text == ':'
        for each in notes.of('priority', clause.head, clause.tail)
    )


def _bare_values(notes: Notes, clause: Clause, ground: Ground) -> list[Reading]:
    """'Quarterly report: priority urgent', 'the report has no deadline anymore': a task and a value, no verb."""
    undated = [each for each in notes.of('undated', clause.head, clause.tail) if each.first > clause.head]
    values = [each for each in notes.any_of(VALUES - {'status'}, clause.head, clause.tail) if each.first > clause.head]
    if not undated and not values:
        return []
    first = min(each.first for each in [*values, *undated])
    while first > clause.head + 1 and (
        notes.plays(first - 1, 'before_value', 'be', 'in_values', 'adverb', 'becomes') or not notes.is_word(first - 1)
    ):
        first -= 1
    if notes.any_of(frozenset({'negation', 'exception', 'quantifier', 'question'}), clause.head, clause.head + 1):
        return []
    if any(
        each.first == clause.head and each.form == 'base'
        for each in notes.of('verb', clause.head, clause.tail)
        if each.value != 'note'
    ) or not ground(clause.head, first):
        return []
    linked = (
        notes.any_plays(first, max(each.first for each in [*values, *undated]) + 1, 'be')
        or notes.tokens[first].text in ':,'
        or any(each.first >= first for each in notes.of('attribute', clause.head, clause.tail))
        or any(each.value == 'schedule' for each in notes.of('verb', first, clause.tail))
        or notes.any_of(frozenset({'takes', 'start', 'whole'}), first, clause.tail)
    )
    sense = 'unschedule' if undated else 'set'
    end = first if undated else clause.tail
    return [
        Reading(
            sense,
            None,
            (clause.head, end),
            list(undated),
            {'a task and a value': 1.0, **({} if linked else {'not linked': 1.0})},
        )
    ]


def _named_last(notes: Notes, clause: Clause, ground: Ground) -> list[Reading]:
    """'Wash the car: done'? 'milk -> friday': the object stands before the verb."""
    found: list[Reading] = []
    if any(each.first == clause.head and each.form == 'base' for each in notes.of('verb', clause.head, clause.tail)):
        return found
    for verb in notes.of('verb', clause.head, clause.tail):
        is_passive = verb.form == 'past' and notes.plays(verb.first - 1, 'be')
        moves = verb.value == 'schedule' and (verb.need == 'value' or is_passive)
        renames = verb.value == 'rename' and verb.last - verb.first > 1
        first = _after_wish(notes, clause.head, verb.first)
        if verb.first > first and (moves or renames) and ground(first, verb.first):
            evidence = {'a task and a value': 1.0}
            found.append(Reading(str(verb.value), verb, (first, clause.tail), [verb], evidence))
    return found
