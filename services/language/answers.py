"""Answers to a question that is open: a choice, a date, a title; anything else is a new sentence."""

from dataclasses import replace

from services.language.anchors import Reference
from services.language.choosing import find
from services.language.commands import Changes, Command, Operation, Target
from services.language.context import Context
from services.language.dates import find_dates
from services.language.entry import read_entries
from services.language.priorities import LEVELS
from services.language.resolutions import Missing, Question
from services.language.script import lowered
from services.language.statement import plain, statement
from services.language.targets import read_target

_TALK = {Operation.UNKNOWN, Operation.CHOOSE}


def answered(command: Command, question: Question, context: Context) -> Command | None:
    """The command the question was asked for, completed by this answer; nothing when it is no answer."""
    if question.missing is Missing.WHICH:
        return _which(command, question, context)
    if question.missing is Missing.DUE:
        return _due(command, question, context)
    if question.missing is Missing.TITLE:
        return _title(command, question, context)
    changes = _value(command, question.missing)
    return replace(question.resume, changes=changes) if changes else None


def _value(command: Command, missing: Missing) -> Changes | None:
    """A priority, a new title or a note, when the answer is not a sentence of its own."""
    if command.operation not in _TALK:
        return None
    text = command.text.strip()
    if missing is Missing.PRIORITY:
        level = LEVELS.get(lowered(text).removesuffix(' priority').strip(' .!'))
        return Changes(priority=level) if level else None
    if missing is Missing.NAME:
        return Changes(title=text)
    return Changes(description=text) if missing is Missing.NOTE else None


def _title(command: Command, question: Question, context: Context) -> Command | None:
    if command.operation not in _TALK:
        return None
    entries = read_entries(command.text, context.now, context.zone, day_first=context.day_first)
    due = question.resume.changes.due
    if due and entries and not entries[0].due:
        entries = [replace(entries[0], due=due, other_due=question.resume.changes.other_due), *entries[1:]]
    return replace(question.resume, entries=tuple(entries)) if entries else None


def _which(command: Command, question: Question, context: Context) -> Command | None:
    ids = tuple(choice.id for choice in question.choices)
    offered = replace(
        context, tasks=context.those(ids), shown=ids, mentioned=ids, selected=(), visible=(), pending=None
    )
    if command.operation is Operation.CHOOSE and command.target:
        target = command.target
    elif command.operation is Operation.UNKNOWN:
        said = plain(statement(command.text, Reference(context.now, context.zone, context.day_first)))
        target = read_target(said.text, said.reference)
    else:
        return None
    found = find(replace(target, single=False), Operation.SHOW, offered)
    if not found.tasks or found.unsure:
        return None
    return replace(question.resume, target=Target(ids=tuple(task.id for task in found.tasks)))


def _due(command: Command, question: Question, context: Context) -> Command | None:
    if command.operation not in _TALK | {Operation.SCHEDULE, Operation.SHOW}:
        return None
    found = find_dates(command.text, context.now, context.zone, day_first=context.day_first)
    if not found:
        return None
    return replace(question.resume, changes=Changes(due=found[-1].value, other_due=found[-1].other))
