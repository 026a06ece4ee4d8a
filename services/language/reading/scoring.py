"""Pass 5, scores: what each piece of evidence is worth, in steps of a half; and the readings, the best first.

The weights are set by hand. A prototype lost nothing when they were shaken by two fifths, and training them made
more destructive misreadings on sentences from sources it had not seen; what counts is which evidence there is.
"""

from collections.abc import Mapping

from services.language.reading.clauses import Clause
from services.language.reading.evidence.weighing import weigh
from services.language.reading.notes import Notes
from services.language.reading.readings import Ground, Reading, readings

Weights = Mapping[str, float]

GENERAL: Weights = {
    'verb at the head': 3.0, 'verb after a place or time': 2.5, 'verb after a lead': 2.0, 'verb later': 0.5,
    'far from the head': -0.5, 'form ing': -1.0, 'form past': -1.0, 'form s': -1.0,
    'wished in the passive': 2.0, 'verb of several words': 0.5, 'part of a longer verb': -3.0, 'misspelt': -0.5,
    'inside a title': -3.0, 'needs nothing': 0.5, 'needs me: met': 1.0, 'needs me to: met': 1.5,
    'needs me to: missing': -4.5, 'needs set: met': 0.5, 'needs set: missing': -2.0,
    'asks about nothing of ours': -1.0, 'needs list: met': 1.0, 'needs thing: met': 1.0, 'needs off: met': 1.0,
    'needs value: met': 0.5, 'needs when: met': 0.5, 'needs down: met': 1.0, 'needs few: met': 0.5,
    'needs label: met': 2.0, 'needs label: missing': -6.0, 'needs length: met': 2.0, 'needs length: missing': -6.0,
    'needs goal: met': 2.0, 'needs goal: missing': -6.0,
    'needs no place: met': 0.5, 'needs no place: missing': -6.0,
    'needs asks: met': 1.0, 'needs asks: missing': -4.0, 'needs me: missing': -2.5, 'needs list: missing': -1.5,
    'needs thing: missing': -2.0, 'needs off: missing': -3.0, 'needs value: missing': -2.0,
    'needs when: missing': -2.0, 'needs down: missing': -3.0, 'needs few: missing': -2.0, 'a value': 0.5,
    'no value': -1.5, 'via status': 1.5, 'no object': -1.0, 'list': 1.0, 'word for tasks': 0.5,
    'word of a calendar': 0.5, 'nothing of ours': -0.5, 'date': 0.0, 'priority': 0.5, 'foreign noun': -1.5,
    'foreign object': -1.5, 'foreign place': -1.0, 'talk about talk': -2.0, 'new list': 0.5, 'grounded': 2.0,
    'not grounded': 0.0, 'state at the end': 2.0, 'state after is': 1.5, 'state at the head': 1.5,
    'state alone': 2.0, 'says what': 2.0, 'via an attribute': 2.0, 'a task and a value': 3.0,
    'not linked': -1.0, 'in a question': -2.0, 'in a yes-no question': -1.5, 'question inside': -0.5,
    'if inside': -1.0, 'negated': -2.0, 'an auxiliary': -2.0, 'in a relative clause': -1.5,
    'only numbers': -3.0, 'talk about you': -1.0, 'done by you': -2.0, 'lead request': 0.5, 'lead polite': 0.5,
    'long': -0.5,
}  # fmt: skip
SHOW: Weights = {
    'question': 0.5, 'asks with a question word': 2.5, 'asks with an auxiliary': 2.0, 'asks with a mark': 0.5,
    'asks later': 0.5, 'only a noun': 1.0, 'only a filter': 3.0, 'only a kind of thing': 5.5,
    'in a question': 1.5, 'in a yes-no question': 1.5, 'unexplained words': -2.0, 'question inside': 0.5,
    'if inside': 1.5, 'nothing of ours': -1.0, 'list': 0.5, 'all explained': 0.5, 'off a list': -0.5,
    'list is the object': 0.5, 'quantifier': 0.5, 'negated': 1.5, 'foreign noun': -0.5, 'memo': 1.0, 'my': 0.5,
    'asks about me': 1.0, 'asks what I': 1.0, 'date': 0.5, 'word of a calendar': 0.5, 'indefinite object': -1.0,
    'asks what': 0.5, 'mention': 1.5, 'asks who or how': -2.0, 'priority': 1.0, 'status': 1.0, 'overdue': 2.0,
    'asks for an order': 2.0, 'verb inside a question': 1.5, 'needs few: met': 1.0, 'new list': -1.0,
    'asks what is needed': 2.5, 'asks whether it was added': 2.5, 'asks about it': 3.0,
}  # fmt: skip
ADD: Weights = {
    'onto a list': 0.5, 'off a list': -1.5, 'bare': -0.5, 'wish': 1.0, 'duty': 1.0, 'dated': 0.5,
    'marked as an entry': 3.0, 'negated': 1.0, 'indefinite object': 1.5, 'list to be made': 1.5,
    'asks about me': -2.5, 'memo': 0.5, 'nothing of ours': 0.5,
}  # fmt: skip
DELETE: Weights = {
    'verb at the head': 0.5, 'form ing': -1.0, 'pronoun': -0.5, 'off a place': -1.5, 'talk about you': -1.5,
    'not needed, whatever it is': -1.0, 'lead wish': 0.5, 'off a list': 1.0, 'off an event': -3.0,
    'list is the object': 0.5, 'quantifier': 0.5, 'anymore': 1.0, 'negated': 1.0,
}  # fmt: skip
COMPLETE: Weights = {
    'negated': -1.0, 'quantifier': 0.5,
}  # fmt: skip
CHANGE: Weights = {
    'nothing of ours': -1.5, 'indefinite object': -1.5, 'definite object': 0.5, 'denied state': 3.0, 'lead wish': 0.5,
    'as good as added': -4.0,
}  # fmt: skip
NOTE: Weights = {**CHANGE, 'nothing of ours': -0.5}
SUMMARISE: Weights = {
    'amounts': 2.0, 'statistics': 2.5, 'per': 6.0, 'how was it': 5.0, 'how many done': 7.0, 'list': 0.5,
    'in a question': 1.0, 'unexplained words': -4.0, 'word for tasks': 0.5, 'nothing of ours': 0.5,
    'asks who or how': 0.0,
}  # fmt: skip
CONTROL: Weights = {
    'in a question': 2.0, 'in a yes-no question': 1.0, 'talk about talk': 2.0, 'negated': 2.0,
    'question inside': 0.5, 'nothing of ours': 0.5, 'no object': 1.0, 'one word': 1.0, 'pronoun': 0.5,
    'verb of several words': 0.5,
}  # fmt: skip
TALK: Weights = {
    'foreign noun': 1.5, 'foreign object': 1.5, 'foreign place': 2.5, 'foreign noun in a title': 0.0,
    'new list': 0.5, 'nothing of ours': 1.0, 'in a question': 0.5, 'in a yes-no question': 0.5, 'one word': 1.0,
    'long': 0.5, 'unexplained words': 1.0, 'list': -1.0, 'off an event': 1.5, 'word for tasks': -0.5,
    'negated': 1.0, 'lead request': -0.5, 'lead polite': -0.5, 'priority': -0.5, 'talk about talk': 2.0,
    'memo': -1.0, 'word of a calendar': -0.5, 'asks who or how': 0.5, 'mention': -0.5, 'status': -0.5,
    'asks for an order': -1.0, 'talk about you': 1.5,
}  # fmt: skip
TALK_PRIOR = 1.5

_OWN = {
    'show': SHOW, 'count': SHOW, 'add': ADD, 'delete': DELETE, 'complete': COMPLETE, 'summarise': SUMMARISE,
    'note': NOTE, 'undo': CONTROL, 'redo': CONTROL, 'help': CONTROL,
}  # fmt: skip


def score(reading: Reading) -> float:
    """The evidence for a reading, added up."""
    if reading.sense == 'talk':
        return TALK_PRIOR + sum(TALK.get(name, 0.0) * much for name, much in reading.evidence.items())
    own = _OWN.get(reading.sense, CHANGE)
    return sum((GENERAL.get(name, 0.0) + own.get(name, 0.0)) * much for name, much in reading.evidence.items())


def ranked(notes: Notes, clause: Clause, ground: Ground | None = None) -> list[Reading]:
    """The readings of a clause, the best first."""
    found = readings(notes, clause, ground)
    for reading in found:
        weigh(notes, clause, reading, ground)
        reading.score = score(reading)
    return sorted(found, key=lambda reading: -reading.score)
