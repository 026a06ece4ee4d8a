"""What is told about somebody's doings: 'you moved the rent', 'my son deleted everything'. It commands nothing."""

from services.language.reading.clauses import Clause
from services.language.reading.evidence.needs import is_met
from services.language.reading.notes import Annotation
from services.language.reading.readings import CHANGES
from services.language.reading.scene import Scene

_BETWEEN = 3
_AN_OBJECT = frozenset({'one', 'many', 'quantifier', 'mention', 'literal', 'thing', 'list'})


def told_of(scene: Scene, clause: Clause) -> str:
    """The sense of what somebody is said to have done, or asked about deleting; empty when none is told of."""
    start = _start(scene, clause)
    if scene.notes.lexicon.has_verb_first:
        return _stated(scene, clause, start) or _asked(scene, clause, start)
    return _stated_verb_last(scene, clause)


def _start(scene: Scene, clause: Clause) -> int:
    """Where the clause begins, after a greeting; a 'you' there is its subject and no request."""
    notes, at = scene.notes, clause.first
    while at < clause.last:
        greetings = [
            each.last for each in notes.of('opening', at, clause.last) if each.first == at and each.value == 'greeting'
        ]
        if notes.is_word(at) and not greetings:
            break
        at = max([at + 1, *greetings])
    return at


def _stated(scene: Scene, clause: Clause, start: int) -> str:
    """The past of a command's verb behind 'you', 'they', 'my son'; of deleting also behind 'I'."""
    notes, after = scene.notes, start + 1
    mine = notes.plays(start, 'self')
    if not (mine or notes.plays(start, 'you', 'person')):
        if not notes.plays(start, 'own', 'definite') or after >= clause.last or scene.grounds(start, after + 1):
            return ''
        after += 1
    for verb in notes.of('verb', after, clause.last):
        if (
            verb.form == 'past'
            and verb.value in CHANGES
            and is_met(notes, clause, verb)
            and _follows(scene, after, verb)
            and _has_object(scene, verb)
        ):
            return str(verb.value) if not mine or verb.value == 'delete' else ''
    return ''


def _follows(scene: Scene, after: int, verb: Annotation) -> bool:
    """Whether nothing but 'have' or 'accidentally' stands between who did it and what was done."""
    notes = scene.notes
    return verb.first - after <= _BETWEEN and all(
        notes.plays(at, 'past auxiliary', 'adverb', 'be', 'please') or notes.lexicon.is_adverb(notes.tokens[at].text)
        for at in range(after, verb.first)
    )


def _has_object(scene: Scene, verb: Annotation) -> bool:
    notes, at = scene.notes, verb.last
    return notes.plays(at, 'article', 'definite') or notes.begins(at, *_AN_OBJECT)


def _asked(scene: Scene, clause: Clause, start: int) -> str:
    """'Have you deleted my tasks?', 'why did you delete it?'."""
    notes = scene.notes
    at = next((each.last for each in notes.of('question', start, clause.last) if each.first == start), start)
    if not (notes.plays(at, 'past auxiliary') and notes.plays(at + 1, 'you', 'person')):
        return ''
    verbs = [each for each in notes.of('verb', at + 2, clause.last) if each.value == 'delete' and not each.need]
    return 'delete' if any(_follows(scene, at + 2, each) and _has_object(scene, each) for each in verbs) else ''


def _stated_verb_last(scene: Scene, clause: Clause) -> str:
    """'Du hast alles gelöscht', 'hast du meine Aufgaben gelöscht?': the verb stands at the end."""
    notes = scene.notes
    roles = [notes.lexicon.roles.get(token.text, frozenset()) for token in notes.typed if token.text.isalpha()]
    verbs = [each for each in notes.of('verb', clause.first, clause.last) if each.form == 'past']
    told = [str(each.value) for each in verbs if each.value in CHANGES]
    at = next((at for at, each in enumerate(roles[:_BETWEEN]) if 'past auxiliary' in each), None)
    if not told or at is None or len(roles) < _BETWEEN:
        return ''
    subject = roles[1] if at == 0 else roles[0]
    deletes = told[0] == 'delete'
    if subject & {'you', 'person'} or (at > 1 and 'own' in subject):
        return told[0] if deletes or at > 0 else ''
    return told[0] if deletes and 'self' in subject else ''
