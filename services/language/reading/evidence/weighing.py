"""Pass 5, evidence: what speaks for and against a reading, by name. `scoring` says how much each is worth."""

from services.language.reading.clauses import Clause
from services.language.reading.evidence.needs import frame_of
from services.language.reading.evidence.nouns import of_nouns
from services.language.reading.evidence.questions import of_form
from services.language.reading.evidence.verbs import of_verb
from services.language.reading.notes import Notes
from services.language.reading.readings import CHANGES, VALUES, Ground, Reading
from services.language.reading.splits import splits

_MANY_LOOSE = 6


def weigh(notes: Notes, clause: Clause, reading: Reading, ground: Ground | None) -> None:
    """Add to a reading all that speaks for and against it."""
    evidence = reading.evidence
    if reading.verb:
        evidence.update(of_verb(notes, clause, reading, reading.verb))
    frame = frame_of(notes, clause)
    evidence.update(of_nouns(notes, clause, reading, frame))
    evidence.update(of_form(notes, clause, reading))
    evidence.update(_of_words(notes, clause, reading, framed=frame is not None))
    if frame is not None and reading.sense not in {'talk', 'add'}:
        at = reading.verb.first if reading.verb else max(reading.object[1] - 1, clause.head)
        asked = 'asks whether it was added' in evidence and reading.verb is None
        if at >= frame.last and not asked and not (reading.verb and reading.verb.first == clause.head):
            evidence['inside a title'] = 1.0
    pointed = reading.verb and any(
        each.first == reading.verb.last for kind in ('one', 'many', 'newest') for each in notes.of(kind)
    )
    if ground and pointed and reading.verb and ground(reading.verb.last, reading.verb.last + 1):
        evidence.pop('nothing of ours', None)
    if ground and reading.sense == 'show' and _asks_about_it(notes, clause, ground):
        evidence['asks about it'] = 1.0
    if reading.verb and reading.verb.need == 'asks' and 'nothing of ours' in evidence and not notes.of('range'):
        evidence['asks about nothing of ours'] = 1.0
    if ground and reading.sense in CHANGES:
        evidence.update(_of_tasks(notes, reading, ground))


def _asks_about_it(notes: Notes, clause: Clause, ground: Ground) -> bool:
    """'What does it say?', 'what is the note now?', asked when it is plain what 'it' is."""
    asking = [each.last for each in notes.of('verb', clause.head, clause.tail) if each.need == 'asks']
    asked = [each.value for each in notes.of('question') if each.first in {clause.head, *asking}]
    if not {'what', 'when'} & set(asked):
        return False
    pointed = notes.of('one', clause.head, clause.tail) or notes.any_plays(clause.head, clause.tail, 'its')
    if 'when' in asked:
        return bool(pointed) and ground(clause.head, clause.head)
    says = bool(pointed) and notes.any_plays(clause.head, clause.tail, 'tells')
    led = any(notes.plays(each.first - 1, 'article') for each in notes.of('attribute', clause.head, clause.tail))
    return (says or led) and ground(clause.head, clause.head)


def _of_words(notes: Notes, clause: Clause, reading: Reading, *, framed: bool) -> dict[str, float]:
    covered = {at for each in notes.annotations if each.kind != 'mention' for at in range(each.first, each.last)}
    loose = [at for at in notes.words(clause.head, clause.tail) if at not in covered and not notes.plays(at, 'small')]
    words = clause.tail - clause.head
    told = {
        'my': notes.any_plays(clause.head, clause.tail, 'own'),
        'anymore': bool(notes.of('anymore', clause.head, clause.tail)) or 'anymore end' in clause.leads,
        'all explained': not loose,
        'one word': words == 1,
    }
    found = {**_of_object(notes, reading), **dict.fromkeys((name for name, holds in told.items() if holds), 1.0)}
    if not (reading.sense == 'talk' and framed):
        found['unexplained words'] = min(1.0, len(loose) / _MANY_LOOSE)
    found['long'] = min(1.0, max(0, words - 8) / 8)
    return found


def _of_object(notes: Notes, reading: Reading) -> dict[str, float]:
    first, last = reading.object
    size, verb = max(0, last - first), reading.verb
    is_pronoun = size in {1, 2} and bool(notes.of('one', first, last))
    is_denied = verb is not None and any(each.overlaps(verb) for each in notes.of('negation'))
    told = {
        'quantifier': bool(notes.of('quantifier', first, last)),
        'no object': size == 0 and 'state alone' not in reading.evidence,
        'pronoun': is_pronoun,
        'not needed, whatever it is': is_pronoun and is_denied,
        'only numbers': bool(size and verb) and reading.sense == 'add' and _only_numbers(notes, first, last),
    }
    return dict.fromkeys((name for name, holds in told.items() if holds), 1.0)


def _only_numbers(notes: Notes, first: int, last: int) -> bool:
    """'Add 45 to 87 plus 22' is a sum."""
    numbers = [*notes.of('number', first, last), *notes.of('cardinal', first, last)]
    covered = {at for each in numbers for at in range(each.first, each.last)}
    return len(numbers) > 1 and all(at in covered or notes.plays(at, 'and', 'small') for at in notes.words(first, last))


def _of_tasks(notes: Notes, reading: Reading, ground: Ground) -> dict[str, float]:
    first, last = reading.object
    if last <= first:
        return {'grounded' if ground(first, last) else 'not grounded': 1.0} if 'state alone' in reading.evidence else {}
    led = [
        each
        for each in notes.of('attribute', first, last)
        if all(notes.plays(at, 'article', 'definite') for at in range(first, each.first))
    ]
    if led:
        first = led[0].last
        while notes.plays(first, 'attribute_to') and first < last:
            first += 1
        if first >= last or any(each.first == first for each in notes.any_of(VALUES, first, last)):
            return {'grounded' if ground(first, first) else 'not grounded': 1.0}
    ends = [last]
    if reading.sense in {'set', 'schedule', 'prioritise', 'rename', 'complete', 'start', 'reopen', 'note'}:
        ends += splits(notes, first, last, everywhere=reading.sense in {'note', 'rename'})
    return {'grounded' if any(ground(first, end) for end in ends if end > first) else 'not grounded': 1.0}
