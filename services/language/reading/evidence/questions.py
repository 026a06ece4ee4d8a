"""What speaks for and against a reading in the form of the clause: questions, leads, negation."""

from services.language.reading.clauses import Clause
from services.language.reading.evidence.needs import NEAR, is_met
from services.language.reading.evidence.verbs import CLEAR, FAR_AHEAD
from services.language.reading.notes import Notes
from services.language.reading.readings import Reading, asked_at, is_prohibition

_ACTS = frozenset({'add', 'complete', 'delete'})


def of_form(notes: Notes, clause: Clause, reading: Reading) -> dict[str, float]:
    """All that the form of a clause says for and against a reading."""
    found = dict.fromkeys((f'lead {lead}' for lead in clause.leads), 1.0)
    at = asked_at(notes, clause)
    near = min(clause.tail, clause.head + 5)
    questions = [each for each in notes.of('question', clause.head, clause.tail) if each.first == at]
    is_auxiliary = notes.begins(at, 'auxiliary') and not is_prohibition(notes, at) and not _is_an_order(notes, at)
    mine = notes.any_plays(clause.head, clause.tail, 'self')
    verbs = notes.of('verb', clause.head, clause.tail)
    counts = any(each.value == 'count' and each.first == at for each in verbs)
    inner = any(each.first > at for each in notes.of('question', clause.head + 1, near))
    has_if = notes.any_plays(clause.head + 1, near, 'if')
    acts = any(
        each.value in _ACTS and each.weight >= CLEAR and each.first > clause.head and is_met(notes, clause, each)
        for each in verbs
    )
    is_sorted = bool(questions or notes.of('sorted', clause.head, clause.tail))
    told = {
        'asks about me': is_auxiliary and notes.plays(at + 1, 'self'),
        'asks what I': bool(questions) and mine,
        'asks who or how': bool(questions) and questions[-1].value in {'who', 'how'} and not counts,
        'asks what': bool(questions) and questions[0].value == 'what',
        'asks what is needed': _asks_what_is_needed(notes, clause),
        'asks whether it was added': _asks_whether_added(notes, clause),
        'in a question': bool(questions),
        'in a yes-no question': is_auxiliary and 'request' not in clause.leads,
        'ends with a question mark': clause.asks,
        'question inside': inner or has_if,
        'if inside': has_if,
        'first person': notes.any_plays(clause.head, min(clause.tail, clause.head + 3), 'self'),
        'negated': _is_negated(notes, clause, reading),
        'verb inside a question': (bool(questions) or is_auxiliary) and acts,
        'asks for an order': is_sorted and bool(notes.of('order', clause.head, clause.tail)),
    }
    return {**found, **dict.fromkeys((name for name, holds in told.items() if holds), 1.0)}


def _is_an_order(notes: Notes, at: int) -> bool:
    """'Don't let me forget …' begins like a question and is none."""
    return any(each.first == at and each.last - at > 1 and each.form == 'base' for each in notes.of('verb', at))


def _asks_what_is_needed(notes: Notes, clause: Clause) -> bool:
    """'Do I need milk?', 'what do we have on Friday?', 'tell me what I have to do'."""
    if notes.of('elsewhere', clause.head, clause.tail) or _asks_how_much(notes, clause):
        return False
    return any(
        notes.plays(at, 'needed')
        and notes.plays(start := at - 1 - notes.plays(at - 1, 'still', 'also'), 'self')
        and _opens_a_question(notes, start - 1)
        for at in range(clause.head + 2, min(clause.head + FAR_AHEAD, clause.tail))
    )


def _asks_whether_added(notes: Notes, clause: Clause) -> bool:
    """'Did I set a reminder …', 'have I put … on my list'."""
    head = asked_at(notes, clause)
    if not (notes.plays(head, 'past auxiliary') and notes.plays(head + 1, 'self')):
        return False
    return any(
        each.value in {'add', 'note'} and is_met(notes, clause, each)
        for each in notes.of('verb', head + 2, head + 2 + NEAR + NEAR)
    )


def _asks_how_much(notes: Notes, clause: Clause) -> bool:
    """'How much gas …': an amount of something; 'how many do I have' leaves out the tasks."""
    amounts = [each for each in notes.of('verb', clause.head, clause.tail) if each.value == 'count']
    is_how = any(each.value == 'how' for each in notes.of('question', clause.head, clause.tail))
    return is_how and not any(notes.plays(each.last, 'question_do') for each in amounts)


def _opens_a_question(notes: Notes, at: int) -> bool:
    return notes.plays(at, 'question_do') or notes.covers(at, 'question')


def _is_negated(notes: Notes, clause: Clause, reading: Reading) -> bool:
    """Whether a negation stands before the verb, or before the state that is told."""
    if reading.verb:
        limit = reading.verb.first
    else:
        limit = max([clause.head + 2, *(each.first for each in reading.used if each.kind == 'status')])
    return any(each.first < limit for each in notes.of('negation', clause.first, clause.tail))
