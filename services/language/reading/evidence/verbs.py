"""What speaks for and against a reading in its verb: its place, its form, what it needs."""

from services.language.reading.clauses import Clause
from services.language.reading.evidence.needs import is_met
from services.language.reading.notes import Annotation, Notes
from services.language.reading.readings import NEEDS_VALUE, VALUES, Reading

CLEAR = 0.7
"""From this weight on a verb is an order of its own."""

FAR_AHEAD = 12


def of_verb(notes: Notes, clause: Clause, reading: Reading, verb: Annotation) -> dict[str, float]:
    """All that the verb of a reading says for and against it."""
    told = {
        'wished in the passive': _is_wished_in_the_passive(notes, clause, verb),
        f'form {verb.form}': verb.form != 'base',
        'part of a longer verb': _is_part(notes, clause, verb),
        'an auxiliary': _is_auxiliary(notes, clause, verb),
        'in a relative clause': _is_in_a_relative_clause(notes, clause, verb),
        'done by you': verb.first > clause.head and notes.plays(verb.first - 1, 'you'),
        'misspelt': verb.is_slip,
        'verb of several words': verb.last - verb.first > 1,
    }
    found = {**_position(notes, clause, verb), **dict.fromkeys((name for name, holds in told.items() if holds), 1.0)}
    found.update(_definiteness(notes, verb))
    if 'via an attribute' not in reading.evidence:
        found.update(_completeness(notes, clause, verb))
    return found


def _is_wished_in_the_passive(notes: Notes, clause: Clause, verb: Annotation) -> bool:
    """'I need the milk bought'."""
    if verb.form != 'past' or verb.first == clause.head:
        return False
    lead = range(max(clause.first, verb.first - FAR_AHEAD), verb.first)
    return any(notes.plays(at, 'wants') for at in lead) and not any(notes.plays(at, 'had') for at in lead)


def _is_part(notes: Notes, clause: Clause, verb: Annotation) -> bool:
    return any(
        each.first == verb.first and each.last > verb.last and is_met(notes, clause, each)
        for each in notes.of('verb', clause.head, clause.tail)
    )


def _is_auxiliary(notes: Notes, clause: Clause, verb: Annotation) -> bool:
    """'I have finished …'."""
    follows = any(each.first == verb.last and each.form == 'past' for each in notes.of('verb', verb.last, clause.tail))
    return verb.form == 'base' and follows and notes.plays(verb.first, 'past auxiliary')


def _is_in_a_relative_clause(notes: Notes, clause: Clause, verb: Annotation) -> bool:
    """'Cancel the recording I have …': another command stands at the head."""
    is_said_of_me = verb.first > clause.head and notes.plays(verb.first - 1, 'self')
    return is_said_of_me and bool(notes.commands_at(clause.head, CLEAR))


def _completeness(notes: Notes, clause: Clause, verb: Annotation) -> dict[str, float]:
    """Whether the verb has what it needs: a list, a value, what a task shall be called."""
    has = 'met' if is_met(notes, clause, verb) else 'missing'
    found = {f'needs {verb.need}: {has}' if verb.need else 'needs nothing': 1.0}
    if verb.value in {'rename', 'note'} and (
        notes.any_plays(verb.last + 1, clause.tail, 'to', 'as')
        or any(notes.tokens[at].text == ':' for at in range(verb.last, clause.tail))
    ):
        found['says what'] = 1.0
    if verb.value in NEEDS_VALUE:
        values = notes.any_of(VALUES - {'status'} if verb.value != 'set' else VALUES, clause.head, clause.tail)
        found['a value' if [each for each in values if not each.overlaps(verb)] else 'no value'] = 1.0
    return found


def _definiteness(notes: Notes, verb: Annotation) -> dict[str, float]:
    """Whether the object is something new ('a task') or something there ('the report', 'it')."""
    after = verb.last
    names_a_task = verb.value == 'add' and any(
        each.first == after and each.value == 'one' for each in notes.of('thing')
    )
    if notes.plays(after, 'indefinite', 'new', 'me') or names_a_task:
        return {'indefinite object': 1.0}
    if notes.plays(after, 'definite') or notes.begins(after, 'one', 'many', 'quantifier'):
        return {'definite object': 1.0}
    return {}


def _position(notes: Notes, clause: Clause, verb: Annotation) -> dict[str, float]:
    if verb.first == clause.head:
        return {'verb at the head': verb.weight}
    far = min(1.0, (verb.first - clause.head) / 6)
    places = [*notes.of('list', clause.head, clause.tail), *notes.of('date', clause.head, clause.tail)]
    if any(each.first == clause.head and each.last >= verb.first - 1 for each in places):
        return {'verb after a place or time': verb.weight, 'far from the head': far}
    before = verb.first - 1
    if notes.plays(before, 'infinitive', 'please', 'you', 'self', 'then', 'comma', 'and'):
        return {'verb after a lead': verb.weight, 'far from the head': far}
    return {'verb later': verb.weight, 'far from the head': far}
