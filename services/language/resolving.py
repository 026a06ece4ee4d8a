"""From a command to what it means for these tasks, here and now. Nothing is ever carried out here."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from services.language import resolutions as to
from services.language.answers import answered
from services.language.choosing import Found, find
from services.language.clock import local_moment
from services.language.commands import Changes, Command, Operation, Pointer, Target
from services.language.context import Context
from services.language.matching import near
from services.language.parsing import parse
from services.language.queries import Query, TaskLike
from services.language.resolutions import Choice, Missing, Question, Resolution

MOST_CHOICES = 9


def understand(text: str, context: Context) -> tuple[Resolution, ...]:
    """Read a sentence and resolve all that it asks for."""
    commands = parse(text, context.now, context.zone, day_first=context.day_first)
    return tuple(resolve(command, context) for command in commands)


def resolve(command: Command, context: Context) -> Resolution:
    """Say what the command means for the tasks there are; an open question is answered before anything else."""
    if context.pending:
        resumed = answered(command, context.pending, context)
        if resumed:
            return resolve(resumed, replace(context, pending=None))
        if context.pending.missing is Missing.WHICH and command.operation is Operation.CHOOSE:
            return to.Ask(context.pending)
    return _RESOLVERS[command.operation](command, context)


def _create(command: Command, context: Context) -> Resolution:
    if command.target:
        found = find(command.target, Operation.SCHEDULE, context)
        if len(found.tasks) == 1:
            return to.Change(Operation.SCHEDULE, (found.tasks[0].id,), command.changes)
    if not command.entries:
        return to.Ask(Question(Missing.TITLE, command))
    return to.Create(command.entries)


def _summarise(command: Command, _: Context) -> Resolution:
    due = command.query.due if command.query else None
    return to.Summarise(command.what, due.first, due.last) if due else to.Summarise(command.what)


def _show(command: Command, context: Context) -> Resolution:
    query = command.query or Query()
    if command.follow_up and context.asked:
        asked = context.asked
        query = Query(
            query.words or asked.words,
            query.statuses or asked.statuses,
            query.priorities or asked.priorities,
            query.due or asked.due,
            query.limit,
        )
    ids = tuple(task.id for task in query.pick(context.tasks, context.now, context.zone))
    if command.tentative and not ids:
        return to.Unknown(command.text)
    return to.Count(query, ids) if command.operation is Operation.COUNT else to.Show(query, ids)


def _asked_for(found: Found) -> tuple[Choice, ...]:
    return tuple(Choice(task.id, task.title, task.due) for task in found.tasks[:MOST_CHOICES])


def _missing(command: Command) -> Missing | None:
    changes = command.changes
    return {
        Operation.RENAME: None if changes.title else Missing.NAME,
        Operation.DESCRIBE: None if changes.description is not None else Missing.NOTE,
        Operation.PRIORITISE: None if changes.priority else Missing.PRIORITY,
        Operation.SCHEDULE: None if changes.due or changes.shift else Missing.DUE,
    }.get(command.operation)


def _change(command: Command, context: Context) -> Resolution:
    target = command.target or Target(pointer=Pointer.IT, single=True)
    found = find(target, command.operation, context)
    if not found.tasks:
        return _nothing(command, target, context, found.missing)
    if found.unsure or (command.operation is Operation.RENAME and len(found.tasks) > 1):
        return to.Ask(Question(Missing.WHICH, command, _asked_for(found)))
    ids = tuple(task.id for task in found.tasks)
    if command.operation is Operation.DELETE:
        return to.Delete(ids)
    missing = _missing(command)
    if missing:
        return to.Ask(Question(missing, replace(command, target=Target(ids=ids))))
    changes = _shifted(command.changes, found.tasks[0], context) if len(ids) == 1 else command.changes
    unchanged = tuple(task.id for task in found.tasks if changes.status and task.status is changes.status)
    return to.Change(command.operation, tuple(i for i in ids if i not in unchanged), changes, unchanged)


def _shifted(changes: Changes, task: TaskLike, context: Context) -> Changes:
    """A shift of a single task as the date it comes to; what has no date is counted from today."""
    if not changes.shift:
        return changes
    return replace(changes, shift=None, due=shifted(task.due, changes.shift, context))


def shifted(due: date | datetime | None, shift: timedelta, context: Context) -> date | datetime:
    """The date so much later, at the same time of the person's day; what has no date is counted from today."""
    whole = shift % timedelta(days=1) == timedelta()
    if isinstance(due, datetime):
        local = due.astimezone(context.zone)
        return local_moment(local.date() + shift, local.time(), context.zone) if whole else local + shift
    day = due or context.now.astimezone(context.zone).date()
    return day + shift if whole else (context.now + shift).astimezone(context.zone).replace(microsecond=0)


def _nothing(command: Command, target: Target, context: Context, missing: str) -> Resolution:
    words = missing or target.words
    ids = tuple(task.id for task in near(words, context.tasks)) if words else ()
    if command.tentative:
        return to.Unknown(command.text, ids)
    reference = words or ', '.join(str(number) for number in target.numbers)
    return to.NotFound(reference or (target.pointer or ''), ids, target.query, command.operation)


def _choose(command: Command, context: Context) -> Resolution:
    """A choice when nothing was asked: show what it points at."""
    found = find(command.target, Operation.SHOW, context) if command.target else Found()
    if not found.tasks:
        return to.Unknown()
    return to.Show(None, tuple(task.id for task in found.tasks))


def _unknown(command: Command, context: Context) -> Resolution:
    if command.maybe and command.target:
        found = find(command.target, command.maybe, context)
        if found.tasks and command.maybe is Operation.SHOW:
            return to.Show(None, tuple(task.id for task in found.tasks))
        if found.tasks:
            return resolve(replace(command, operation=command.maybe), context)
    return to.Unknown(command.suggested_title)


_RESOLVERS: dict[Operation, Callable[[Command, Context], Resolution]] = {
    Operation.CREATE: _create,
    Operation.SHOW: _show,
    Operation.COUNT: _show,
    Operation.SUMMARISE: _summarise,
    **dict.fromkeys(
        (
            Operation.COMPLETE,
            Operation.REOPEN,
            Operation.START,
            Operation.RENAME,
            Operation.DESCRIBE,
            Operation.PRIORITISE,
            Operation.SCHEDULE,
            Operation.UNSCHEDULE,
            Operation.DELETE,
        ),
        _change,
    ),
    Operation.UNDO: lambda _, __: to.Undo(),
    Operation.REDO: lambda _, __: to.Redo(),
    Operation.HELP: lambda command, _: to.Help(command.what),
    Operation.YES: lambda _, __: to.Confirm(),
    Operation.NO: lambda _, __: to.Decline(),
    Operation.STOP: lambda _, __: to.Decline(),
    Operation.CHOOSE: _choose,
    Operation.UNSUPPORTED: lambda command, _: to.Unsupported(command.what),
    Operation.UNKNOWN: _unknown,
}
