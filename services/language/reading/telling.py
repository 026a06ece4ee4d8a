"""What is told about somebody's doings: 'you moved the rent', 'my son deleted everything'. It commands nothing."""

from collections.abc import Sequence

from services.language.reading.clauses import Clause
from services.language.reading.evidence.needs import is_met
from services.language.reading.notes import Annotation, Notes
from services.language.reading.readings import CHANGES
from services.language.reading.scene import Scene
from services.language.tokens import Token

_BETWEEN = 3
_LONGEST_NAMES = 4
"""So many words name who did it: 'Tom Berg and Anna'."""

_NO_NAME = ('verb', 'opening', 'status', 'priority', 'date', 'range', 'question', 'auxiliary', 'thing', 'small talk')
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
    notes = scene.notes
    mine = notes.plays(start, 'self')
    after = start + 1 if mine or notes.plays(start, 'you', 'person') else _after_somebody(scene, clause, start)
    for verb in notes.of('verb', after, clause.last) if after else ():
        if (
            _is_past(scene, start, verb)
            and verb.value in CHANGES
            and is_met(notes, clause, verb)
            and _follows(scene, after, verb)
            and _has_object(scene, verb)
        ):
            return str(verb.value) if not mine or verb.value == 'delete' else ''
    return ''


def _after_somebody(scene: Scene, clause: Clause, start: int) -> int:
    """Where 'my son' or 'Tom and Anna' ends; 0 where nobody is named."""
    notes, after = scene.notes, start + 1
    if notes.plays(start, 'own', 'definite'):
        return after + 1 if after < clause.last and not scene.grounds(start, after + 1) else 0
    return _after_names(notes, start, clause.last)


def _after_names(notes: Notes, start: int, last: int) -> int:
    """Where the names of people end that begin there; 0 where none do. A name is no word of ours and has a capital."""
    if start >= last or not _is_a_name(notes, start):
        return 0
    at = start + 1
    while at < last and at - start < _LONGEST_NAMES and (_is_a_name(notes, at) or notes.plays(at, 'and')):
        at += 1
    return at


def _is_a_name(notes: Notes, at: int) -> bool:
    if at < 0:
        return False
    token = notes.tokens[at]
    is_written_so = token.text.isalpha() and notes.text[token.start].isupper()
    return is_written_so and not notes.plays_any(at) and not notes.covers(at, *_NO_NAME)


def _is_past(scene: Scene, start: int, verb: Annotation) -> bool:
    """Whether a deed is over; 'Anna put' is, where 'you put' may ask for it."""
    notes = scene.notes
    same = notes.plays(verb.first, 'same in the past') and not notes.plays(start, 'you', 'self')
    return verb.form == 'past' or (same and verb.form == 'base')


def _follows(scene: Scene, after: int, verb: Annotation) -> bool:
    """Whether nothing but 'have' or 'accidentally' stands between who did it and what was done."""
    notes = scene.notes
    return verb.first - after <= _BETWEEN and all(
        notes.plays(at, 'past auxiliary', 'adverb', 'be', 'please') or notes.lexicon.is_adverb(notes.tokens[at].text)
        for at in range(after, verb.first)
    )


def _has_object(scene: Scene, verb: Annotation) -> bool:
    """Whether what was done to something follows; 'this morning' is nothing that it was done to."""
    notes, at = scene.notes, verb.last
    says_when = notes.begins(at, 'date', 'range', 'stretch')
    return not says_when and (notes.plays(at, 'article', 'definite') or notes.begins(at, *_AN_OBJECT))


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
    typed = [token for token in notes.typed if token.text.isalpha()]
    roles = [notes.lexicon.roles.get(token.text, frozenset()) for token in typed]
    verbs = [each for each in notes.of('verb', clause.first, clause.last) if each.form == 'past']
    told = [str(each.value) for each in verbs if each.value in CHANGES]
    at = next((at for at, each in enumerate(roles[: _BETWEEN + 1]) if 'past auxiliary' in each), None)
    if not told or at is None or len(roles) < _BETWEEN:
        return ''
    if 0 < at < len(typed) - 1 and _names_somebody(scene, typed[: at + 2]):
        return told[0]
    if at == _BETWEEN:
        return ''
    subject = roles[1] if at == 0 else roles[0]
    deletes = told[0] == 'delete'
    if subject & {'you', 'person'} or (at > 1 and 'own' in subject):
        return told[0] if deletes or at > 0 else ''
    return told[0] if deletes and 'self' in subject else ''


def _names_somebody(scene: Scene, typed: Sequence[Token]) -> bool:
    """'Tom hat die …', 'Tom und Anna haben es …': names, what says 'have', and what it was done to."""
    notes = scene.notes
    *names, has, what = typed
    places = {token.start: at for at, token in enumerate(notes.tokens)}
    roles = notes.lexicon.roles
    is_object = bool(roles.get(what.text, frozenset()) & {'article', 'definite', 'pronoun'})
    return (
        is_object
        and 'is' not in roles[has.text]
        and all(_is_a_name(notes, places.get(each.start, -1)) or 'and' in roles.get(each.text, ()) for each in names)
    )
