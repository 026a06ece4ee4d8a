"""What a verb needs around it to have its sense, and the words after which everything is a title."""

from services.language.lexicon import SURE
from services.language.reading.clauses import Clause
from services.language.reading.notes import Annotation, Notes
from services.language.reading.readings import VALUES

NEAR = 3
_SHORT_FRAME = 2


def is_met(notes: Notes, clause: Clause, verb: Annotation) -> bool:
    """Whether what a verb needs is there."""
    return not verb.need or _NEEDS[verb.need](notes, clause, verb)


def frame_of(notes: Notes, clause: Clause) -> Annotation | None:
    """The words after which everything is a title: 'remind me to', 'add a task to', 'add … to my list'."""
    lists = notes.of('list', clause.head, clause.tail)
    for verb in notes.of('verb', clause.head, clause.tail):
        led = any(
            each.first == clause.head and each.last >= verb.first - 1
            for kind in ('date', 'list', 'repeat')
            for each in notes.of(kind, clause.head, clause.tail)
        )
        asked = verb.need == 'me' and notes.plays(verb.last + 1, 'to')
        if verb.value != 'add' or (verb.first > clause.head + _SHORT_FRAME and not led and not asked):
            continue
        if verb.need in {'me', 'me to'}:
            if is_met(notes, clause, verb):
                return verb
        elif not verb.need:
            if verb.weight >= SURE:
                return verb
        elif verb.need == 'thing':
            if any(
                0 <= each.first - verb.last < NEAR for each in notes.of('thing', verb.last, clause.tail)
            ) and _needs_thing(notes, clause, verb):
                return verb
        elif verb.need == 'list' and lists and lists[-1].need == 'onto' and verb.first == clause.head:
            return verb
    return None


def _needs_me(notes: Notes, _: Clause, verb: Annotation) -> bool:
    after = verb.last
    asks = any(each.first in {after + 1, after + 2} for each in notes.of('question', after))
    return notes.plays(after, 'me') and not asks and not _names_a_set(notes, after + 1)


def _names_a_set(notes: Notes, at: int) -> bool:
    """'Remind me of the tasks …' asks for them; what it says is no title."""
    return (
        notes.plays(at, 'title_start')
        and notes.plays(at + 1, 'definite')
        and any(each.first == at + 2 and each.value == 'many' for each in notes.of('thing'))  # 'of', 'the'
    )


def _needs_me_to(notes: Notes, _: Clause, verb: Annotation) -> bool:
    return verb.form == 'base' and notes.plays(verb.last, 'me') and notes.plays(verb.last + 1, 'to')


def _needs_list(notes: Notes, clause: Clause, verb: Annotation) -> bool:
    lists = notes.of('list', clause.head, clause.tail)
    if any(each.first >= verb.last and (verb.value != 'add' or each.need == 'onto') for each in lists):
        return True
    if verb.first > clause.head and any(each.last <= verb.first for each in lists):
        return True
    return verb.value == 'show' and any(each.first >= verb.last for each in notes.of('thing', clause.head, clause.tail))


def _needs_set(notes: Notes, clause: Clause, verb: Annotation) -> bool:
    kinds = frozenset({'list', 'thing', 'quantifier', 'status', 'overdue', 'calendar', 'attribute', 'mention', 'many'})
    return bool(notes.any_of(kinds, verb.last, clause.tail))


def _needs_thing(notes: Notes, clause: Clause, verb: Annotation) -> bool:
    if notes.plays(verb.last, 'definite') or notes.of('quantifier', verb.last, verb.last + 1):
        return False
    kinds = frozenset({'thing', 'calendar', 'new list'})
    for each in notes.any_of(kinds, verb.last, clause.tail):
        if each.first - verb.last <= NEAR and not notes.any_plays(verb.last, each.first, 'onto', 'off'):
            return True
    return any(
        each.first - verb.last <= 2 and not each.need and not notes.plays(verb.last, 'me')  # noqa: PLR2004
        for each in notes.of('list', verb.last, clause.tail)
    )


def _needs_off(notes: Notes, clause: Clause, verb: Annotation) -> bool:
    lists = notes.of('list', clause.head, clause.tail)
    if any(each.need == 'off' for each in lists):
        return True
    if any(notes.plays(each.last, 'off') for each in notes.of('label', verb.last, clause.tail)):
        return True
    onto = min((each.first for each in lists if each.need == 'onto' and each.first > verb.last), default=clause.tail)
    return any(
        notes.plays(at, 'particle')
        and at < onto
        and (
            at in {verb.last, clause.tail - 1}
            or notes.plays(at + 1, 'off')
            or notes.covers(at - 1, 'attribute')
            or any(each.first == at + 1 for each in notes.of('closing'))
        )
        for at in range(verb.last, clause.tail)
    )


def _needs_value(notes: Notes, clause: Clause, verb: Annotation) -> bool:
    return any(not each.overlaps(verb) for each in notes.any_of(VALUES, clause.head, clause.tail))


def _needs_down(notes: Notes, clause: Clause, verb: Annotation) -> bool:
    return notes.any_plays(verb.last, clause.tail, 'down')


def _needs_asks(notes: Notes, clause: Clause, verb: Annotation) -> bool:
    near = min(clause.tail, verb.last + 3)
    return bool(notes.of('question', verb.last, near)) or notes.any_plays(verb.last, verb.last + 1, 'if')


def _needs_few(notes: Notes, clause: Clause, verb: Annotation) -> bool:
    few = 4
    return clause.tail - verb.last <= few and not notes.of('elsewhere', verb.last, clause.tail)


def _needs_when(notes: Notes, clause: Clause, _: Annotation) -> bool:
    return bool(notes.any_of(frozenset({'date', 'calendar'}), clause.head, clause.tail))


def _needs_no_place(notes: Notes, clause: Clause, verb: Annotation) -> bool:
    """'Drop the milk'; not 'drop the kids off at school', nor 'I dropped it'."""
    lists = any(each.need == 'off' for each in notes.of('list', verb.last, clause.tail))
    return lists or (verb.form == 'base' and not notes.any_plays(verb.last, clause.tail, 'towards a place'))


def _needs_label(notes: Notes, clause: Clause, verb: Annotation) -> bool:
    return bool(notes.of('label', verb.last, clause.tail))


def _needs_goal(notes: Notes, clause: Clause, verb: Annotation) -> bool:
    return bool(notes.of('goal', verb.last, clause.tail))


def _needs_length(notes: Notes, clause: Clause, verb: Annotation) -> bool:
    return bool(notes.of('takes', verb.last, clause.tail))


_NEEDS = {
    'me': _needs_me, 'me to': _needs_me_to, 'set': _needs_set, 'list': _needs_list, 'thing': _needs_thing,
    'off': _needs_off, 'value': _needs_value, 'down': _needs_down, 'asks': _needs_asks, 'few': _needs_few,
    'when': _needs_when, 'no place': _needs_no_place, 'label': _needs_label, 'length': _needs_length,
    'goal': _needs_goal,
}  # fmt: skip
