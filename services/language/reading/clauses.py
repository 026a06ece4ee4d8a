"""Pass 3. A sentence in clauses, each with its politeness taken off; never inside a title."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

from services.language.reading.notes import Annotation, Notes
from services.language.reading.trailing import TrailingNote, trailing_note
from services.language.tokens import Kind

Known = Callable[[int, int], bool]
"""Whether a stretch of tokens names a task."""

_SURE = 0.9
_ANY_VERB = 0.4
_CLEAR = 0.8
_WHOLE_WORD = 4
"""A shorter word before a full stop may be cut short: 'Dr.'."""

_CHANGING = frozenset({'set', 'schedule', 'complete', 'delete', 'prioritise', 'rename'})


@dataclass(slots=True)
class Clause:
    """Tokens from `first` to `last`; without openings, closings and the note at the end, from `head` to `tail`."""

    first: int
    last: int
    head: int
    tail: int
    leads: set[str] = field(default_factory=set)
    asks: bool = False
    note: TrailingNote | None = None


def trimmed(notes: Notes, first: int, last: int) -> Clause:
    """The clause of a stretch; what was said before and after it is remembered by its kind."""
    note = trailing_note(notes, first, last)
    last = note.before if note else last
    clause = Clause(first, last, first, last, note=note)
    while (
        clause.head < last and notes.tokens[clause.head].kind is Kind.MARK and not _counts_as_start(notes, clause.head)
    ):
        clause.head += 1
    while _take_opening(notes, clause):
        pass
    _note_later_lead(notes, clause)
    while clause.tail > clause.head and notes.tokens[clause.tail - 1].text in '.!?,;:':
        clause.asks |= notes.tokens[clause.tail - 1].text == '?'
        clause.tail -= 1
    while _take_closing(notes, clause):
        pass
    return clause


def _counts_as_start(notes: Notes, at: int) -> bool:
    return notes.tokens[at].text in {'+', '#', '\u2713', '\u2714', '\u2705'}


def _take_opening(notes: Notes, clause: Clause) -> bool:
    """Step over one opening; False when none is there, or when nothing would be left."""
    openings = [each for each in notes.of('opening', clause.head, clause.last) if each.first == clause.head]
    if not openings:
        return False
    best = max(openings, key=lambda each: each.last)
    if _is_more_than_opening(notes, clause, best):
        return False
    clause.leads.add(str(best.value))
    clause.head = best.last
    while clause.head < clause.last and notes.tokens[clause.head].text in ',!.:-;':
        clause.head += 1
    return True


def _note_later_lead(notes: Notes, clause: Clause) -> None:
    """'(On Friday) I need to …': a wish that follows a date leads the clause as well."""
    dates = [each.last for each in notes.of('date', clause.head, clause.last) if each.first == clause.head]
    for each in notes.of('opening', clause.head, clause.last):
        if each.first in dates and each.value in {'duty', 'wish'} and each.last < clause.last:
            clause.leads.add(str(each.value))


def _is_more_than_opening(notes: Notes, clause: Clause, best: Annotation) -> bool:
    """Whether the words begin the clause itself: a command, a question ('do I have …'), or all there is."""
    head, after = clause.head, best.last
    if not any(notes.is_word(at) for at in range(after, clause.last)):
        return True
    if any(
        each.last >= after
        for each in notes.of('verb', head, clause.last)
        if each.first == head and each.form == 'base' and each.weight >= _CLEAR
    ):
        return True
    if notes.begins(head, 'undated'):
        return True
    if best.value == 'duty':
        return notes.plays(after, 'self', 'you')
    if best.value == 'request':
        return notes.plays(head, 'question_do', 'you') and _asks_about(notes, head + 1, after)
    orders = any(each.first == head and each.last >= after for each in notes.of('order'))
    return best.value == 'greeting' and orders


def _asks_about(notes: Notes, at: int, end: int) -> bool:
    """'Do I have …' is a question, 'do the dishes' is none."""
    return end <= at and notes.plays(at, 'self', 'you', 'question_do')


def _take_closing(notes: Notes, clause: Clause) -> bool:
    if clause.tail - clause.head < 2:  # noqa: PLR2004 - something has to be left
        return False
    for each in notes.of('closing', clause.head, clause.tail):
        alone = each.first == clause.head + 1 and notes.tokens[clause.head].kind is Kind.MARK
        if each.last == clause.tail and each.first > clause.head and not alone:
            clause.tail = each.first
            clause.leads.add(f'{each.value} end')
            while clause.tail > clause.head and notes.tokens[clause.tail - 1].text in ',.!?;':
                clause.asks |= notes.tokens[clause.tail - 1].text == '?'
                clause.tail -= 1
            return True
    return False


def clauses(notes: Notes, is_known: Known | None = None) -> list[Clause]:
    """Every clause that says something. `is_known` tells whether a stretch of tokens names a task."""
    cuts, starts = [0], {0: 0}
    noted = trailing_note(notes, 0, len(notes))
    for at in range(1, (noted.before if noted else len(notes)) - 1):
        if (
            at > cuts[-1] + 1
            and notes.plays(at, 'can', 'please', 'if', 'so')
            and (start := _asks_anew(notes, cuts[-1], at))
        ):
            starts[at] = start
            cuts.append(at)
        elif _joins(notes, at) and at >= cuts[-1] and _splits_at(notes, cuts[-1], at, is_known):
            cuts.append(at)
    bounds = [*cuts, len(notes)]
    found = [trimmed(notes, starts.get(a, a + 1), b) for a, b in itertools.pairwise(bounds)]
    return [clause for clause in found if clause.head < clause.tail]


def _joins(notes: Notes, at: int) -> bool:
    return notes.plays(at, 'and', 'comma', 'sentence', 'then')


def _splits_at(notes: Notes, first: int, at: int, is_known: Known | None) -> bool:
    """Whether what follows a joint is a clause of its own: both it and what stands before start with a sure verb."""
    start = at + 1
    while start < len(notes) - 1 and notes.plays(start, 'and', 'then', 'also', 'please', 'comma'):
        start += 1
    if notes.plays(at, 'sentence') and start < len(notes) and notes.tokens[at].end == notes.tokens[start].start:
        return False
    verbs = [
        each for each in notes.of('verb', start) if each.first == start and each.form == 'base' and not each.is_slip
    ]
    verbs = [each for each in verbs if each.last < len(notes) or each.value in {'undo', 'redo'}]
    verbs = [each for each in verbs if not notes.plays(each.first, 'due')]
    starts_over = notes.plays(at, 'sentence') or notes.tokens[at].text == ';'
    before = [each for each in notes.of('verb', first, at) if each.weight >= _ANY_VERB]
    begins = starts_over and (
        verbs or _opens(notes, start) or any(each.kind == 'status' for each in notes.annotations if each.first > at)
    )
    if begins or (before and is_known is not None and _states_anew(notes, at, start, is_known)):
        return True
    if not before or not verbs:
        return _again_stated(notes, first, at, start)
    return _with_pronoun(notes, verbs, start) or _commands_anew(notes, before, verbs, start, is_known)


def _commands_anew(
    notes: Notes, before: list[Annotation], verbs: list[Annotation], start: int, is_known: Known | None
) -> bool:
    """Whether the verbs at a place give a command of their own, and are no part of a title that is added."""
    grounded = is_known is None or is_known(start + 1, len(notes))
    valued = (
        is_known is not None
        and grounded
        and any(each.value in _CHANGING for each in verbs)
        and any(each.first > start for kind in ('date', 'priority', 'status') for each in notes.of(kind, start))
    )
    if not valued and not any(_is_sure(notes, each, start) for each in verbs):
        return False
    removes = any(each.value in {'delete', 'complete', 'schedule'} for each in verbs)
    adds_before = any(each.value == 'add' for each in before)
    return not (removes and adds_before and not grounded)


def _again_stated(notes: Notes, first: int, at: int, start: int) -> bool:
    """'The rent is done, and the slides are in progress', 'rent done, milk done': two statements."""
    if notes.tokens[at].text not in {',', ';'} or not any(
        each.last <= at and each.last >= at - 1 for each in notes.of('status', first, at)
    ):
        return False
    stop = next((k for k in range(start, len(notes)) if notes.plays(k, 'comma')), len(notes))
    states = any(each.last == stop and each.first > start for each in notes.of('status', start, stop))
    return states or any(each.first == start for each in notes.of('verb', start))


def _states_anew(notes: Notes, at: int, start: int, is_known: Known) -> bool:
    """'Delete the lease, and the essay can wait until Friday': a task is named, and something is said of it."""
    if notes.tokens[at].text == '.' and notes.tokens[at - 1].end - notes.tokens[at - 1].start < _WHOLE_WORD:
        return False
    starts_over = notes.plays(at, 'sentence') or notes.tokens[at].text == ';'
    said = [
        each.first
        for each in notes.of('verb', start + 1)
        if each.need == 'value' or (each.value in _CHANGING and (each.form == 'base' or starts_over))
    ]
    said += [
        each.first
        for each in notes.any_of(frozenset({'status', 'priority'}), start + 1)
        if notes.any_plays(each.first - 2, each.first, 'be', 'becomes')
    ]
    return bool(said) and not notes.of('quantifier', start, start + 1) and is_known(start, min(said))


def _opens(notes: Notes, start: int) -> bool:
    return any(each.first == start and each.value != 'greeting' for each in notes.of('opening', start))


def _with_pronoun(notes: Notes, verbs: list[Annotation], start: int) -> bool:
    """'… and move it to Friday'."""
    near = range(start + 1, min(start + 3, len(notes)))
    pointed = any(each.first in near for kind in ('one', 'many') for each in notes.of(kind, start))
    return pointed and start + 1 < len(notes) and any(each.value in _CHANGING for each in verbs)


def _is_sure(notes: Notes, verb: Annotation, start: int) -> bool:
    if verb.value == 'rename' and verb.last - verb.first > 1:
        return False
    if verb.need in {'list', 'when', 'thing', 'me', 'value'}:
        lists = bool(notes.of('list', start + 1))
        return (verb.need == 'list' and verb.value == 'add' and lists) or (
            verb.need == 'me' and notes.plays(verb.last, 'me')
        )
    if verb.need == 'off':
        return bool(notes.of('list', start + 1))
    return verb.weight >= _SURE


def _asks_anew(notes: Notes, first: int, at: int) -> int:
    """Where a request in the middle starts a clause: 'I am low on oats, can you add that'; 0 when none does."""
    start = at + 1
    if notes.plays(at, 'if'):
        while start < len(notes) and notes.plays(
            start, 'be', 'not', 'you', 'denies', 'please', 'comma', 'can', 'then', 'self', 'definite', 'one'
        ):
            start += 1
        if start < at + 2:
            return 0
    elif notes.plays(at, 'so'):
        if not notes.begins(start + 1, 'one', 'many'):
            return 0
    elif notes.plays(at, 'can'):
        if not notes.plays(start, 'you'):
            return 0
        start += 1
        while notes.plays(start, 'please'):
            start += 1
    if start >= len(notes) or (notes.plays(at, 'please') and not notes.plays(at - 1, 'comma', 'sentence')):
        return 0
    lists = bool(notes.of('list', start))
    verbs = [
        each
        for each in notes.of('verb', start)
        if each.first == start and each.form == 'base' and (each.weight >= _CLEAR or lists)
    ]
    has_words = any(notes.tokens[k].kind is Kind.WORD for k in range(first, at))
    return start if verbs and has_words and trimmed(notes, first, at).head < at else 0
