"""Slash commands: the short and exact way to say the same things."""

import re
from collections.abc import Sequence

from services.language import resolutions as to
from services.language.commands import Changes, Command, Operation
from services.language.queries import Happening, Query
from services.language.reading.annotating import annotate
from services.language.reading.clauses import Clause
from services.language.reading.filling.filling import Filling
from services.language.reading.filters import question_query
from services.language.reading.notes import Notes
from services.language.reading.outcome import outcome_of
from services.language.reading.readings import Reading
from services.language.reading.scene import Coverage, Nothing, Scene, Unsure
from services.language.resolutions import Choice, Missing, Question, Resolution

_SENSES = {
    'add': 'add', 'list': 'show', 'summary': 'summarise', 'done': 'complete', 'reopen': 'reopen', 'start': 'start',
    'rename': 'rename', 'note': 'note', 'priority': 'set', 'due': 'schedule', 'delete': 'delete', 'undo': 'undo',
    'redo': 'redo', 'help': 'help',
}  # fmt: skip
SLASHES = tuple(_SENSES)
_OPERATIONS = {
    'add': Operation.CREATE, 'list': Operation.SHOW, 'summary': Operation.SUMMARISE, 'done': Operation.COMPLETE,
    'reopen': Operation.REOPEN, 'start': Operation.START, 'rename': Operation.RENAME, 'note': Operation.DESCRIBE,
    'priority': Operation.PRIORITISE, 'due': Operation.SCHEDULE, 'delete': Operation.DELETE, 'undo': Operation.UNDO,
    'redo': Operation.REDO, 'help': Operation.HELP,
}  # fmt: skip
_SLASH = re.compile(r'\s*/(?P<name>[a-z]{2,10})\b\s*(?P<rest>.*?)\s*\Z', re.DOTALL | re.IGNORECASE)
_MISSING = {'priority': Missing.PRIORITY, 'due': Missing.DUE}


def read_slash(notes: Notes) -> Operation | None:
    """The operation of a slash command; one that does not exist asks for help, and other text is none."""
    match = _SLASH.match(notes.text)
    return _OPERATIONS.get(match['name'].lower(), Operation.HELP) if match else None


def resolve_slash(scene: Scene) -> Sequence[Resolution]:
    """What a slash command comes to; nothing for other text."""
    match = _SLASH.match(scene.notes.text)
    if not match:
        return ()
    name, rest = match['name'].lower(), match['rest']
    if name not in _SENSES:
        return (to.Help(name),)
    simple = _simple(name, rest, scene)
    if simple:
        return (outcome_of(simple, scene.context),)
    undated = _undated(rest, scene) if name == 'due' else None
    notes = annotate(rest[:undated], scene.context.reference, scene.notes.lexicon)
    inner = Scene(notes, scene.context)
    inner.note_mentions()
    sense = 'unschedule' if undated else _SENSES[name]
    clause = Clause(0, len(notes), 0, len(notes))
    try:
        made = Filling(inner, clause).commands(Reading(sense, None, (0, len(notes))))
    except Unsure as unsure:
        return (to.Ask(_question(unsure, name)),)
    except Nothing as nothing:
        return (to.NotFound(nothing.reference, tuple(task.id for task in nothing.near)),)
    return tuple(outcome_of(command, scene.context) for command in made)


def _undated(rest: str, scene: Scene) -> int | None:
    """Where '/due 1 none' ends to say which task; None when it says a date."""
    notes = annotate(rest, scene.context.reference, scene.notes.lexicon)
    last = len(notes) - 1
    if notes.plays(last, 'no date'):
        return notes.tokens[last].start
    return next((notes.tokens[each.first].start for each in notes.of('undated') if each.last == len(notes)), None)


def _question(unsure: Unsure, name: str) -> Question:
    choices = tuple(Choice(task.id, task.title, task.due) for task in unsure.choices)
    resume = unsure.resume or Command(_OPERATIONS[name])
    missing = _MISSING.get(name, unsure.missing) if unsure.missing is Missing.WORDS else unsure.missing
    return Question(missing, resume, choices, about=unsure.about)


def _simple(name: str, rest: str, scene: Scene) -> Command | None:
    """Commands that need no reading: undo, help, a new task as quick add reads it, a filter."""
    context = scene.context
    if name in {'undo', 'redo', 'help'}:
        return Command(_OPERATIONS[name], what=rest)
    if name == 'add' and rest:
        return Command(Operation.CREATE, entries=(context.entry(rest),))
    if name == 'list':
        if not rest:
            return Command(Operation.SHOW, query=Query())
        notes = annotate(rest, context.reference, scene.notes.lexicon)
        inner = Scene(notes, context)
        return Command(
            Operation.SHOW, query=question_query(inner, Coverage(notes), 0, len(notes), happened=Happening.DUE)
        )
    if name == 'summary' and rest.lower() in {'status', 'priority'}:
        return Command(Operation.SUMMARISE, what=rest.lower(), changes=Changes())
    return None
