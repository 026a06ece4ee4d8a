"""From a finished command to what it comes to for these tasks, here and now. Nothing is carried out here."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.language import resolutions as to
from services.language.commands import Changes, Command, Operation
from services.language.context import Context
from services.language.dates.calendar_days import add_months
from services.language.dates.clock import local_moment
from services.language.queries import Query, TaskLike
from services.language.resolutions import Resolution
from services.values.vocabulary import Status


def outcome_of(command: Command, context: Context) -> Resolution:  # noqa: PLR0911 - one for each kind of command
    """What carrying the command out would mean."""
    match command.operation:
        case Operation.CREATE:
            return to.Create(command.entries, command.changes) if command.entries else to.Unknown()
        case Operation.SHOW | Operation.COUNT:
            return _shown(command, context)
        case Operation.SUMMARISE:
            days = command.query.days[0] if command.query and command.query.days else None
            return to.Summarise(command.what, days.first, days.last) if days else to.Summarise(command.what)
        case Operation.DELETE:
            return (
                to.Delete(command.ids)
                if command.ids
                else to.NotFound('', query=command.query, operation=command.operation)
            )
        case Operation.MAKE_PLACE | Operation.RENAME_PLACE | Operation.DELETE_PLACE | Operation.SHOW_PLACES:
            return _of_place(command)
        case Operation.UNDO | Operation.REDO:
            return to.Undo(command.turn) if command.operation is Operation.UNDO else to.Redo()
        case Operation.HELP | Operation.UNSUPPORTED:
            is_help = command.operation is Operation.HELP
            return to.Help(command.what) if is_help else to.Unsupported(command.what)
        case Operation.UNKNOWN | Operation.YES | Operation.NO | Operation.CHOOSE:
            return to.Unknown()
        case _:
            return _changed(command, context)


def _of_place(command: Command) -> Resolution:
    place = command.place
    if place is None:
        return to.Unknown()
    match command.operation:
        case Operation.MAKE_PLACE:
            return to.MakePlace(place)
        case Operation.RENAME_PLACE:
            return to.RenamePlace(place, command.what)
        case Operation.DELETE_PLACE:
            return to.DeletePlace(place)
        case _:
            return to.ShowPlaces(place.kind)


def _shown(command: Command, context: Context) -> Resolution:
    if command.query is None:
        return to.Show(None, command.ids, command.what)
    query = command.query
    ids = tuple(task.id for task in query.pick(context.index.tasks.values(), context.now, context.zone))
    return to.Count(query, ids) if command.operation is Operation.COUNT else to.Show(query, ids)


def _changed(command: Command, context: Context) -> Resolution:
    tasks = context.those(command.ids)
    if not tasks:
        return to.NotFound('', query=command.query or Query(), operation=command.operation)
    changes = _for_one(command.changes, tasks[0], context) if len(tasks) == 1 else _for_many(command.changes, context)
    unchanged = tuple(task.id for task in tasks if _is_so_already(task, command, changes))
    ids = tuple(task.id for task in tasks if task.id not in unchanged)
    return to.Change(command.operation, ids, changes, unchanged)


def _is_so_already(task: TaskLike, command: Command, changes: Changes) -> bool:
    """Whether nothing is to do: it has that status, or is 'not completed' and was not."""
    if not changes.status or not _only_status(changes):
        return False
    return task.status is changes.status or (command.what == 'not completed' and task.status is not Status.COMPLETED)


def _only_status(changes: Changes) -> bool:
    return replace(changes, status=None) == Changes()


def _for_one(changes: Changes, task: TaskLike, context: Context) -> Changes:
    """The values that the changes come to for this task."""
    if changes.when:
        changes = replace(changes, due=changes.when.due(context.now, context.zone, task.due), when=None)
    if changes.shift or changes.months:
        due = later(task.due, changes.shift or timedelta(), changes.months, context.now, context.zone)
        changes = replace(changes, due=due, shift=None, months=0)
    if changes.note is not None:
        text = f'{task.description}\n{changes.note}' if task.description else changes.note
        changes = replace(changes, description=text, note=None)
    return changes


def _for_many(changes: Changes, context: Context) -> Changes:
    """The same for several tasks; a day alone stays a day where no task has a time to keep."""
    if changes.when and changes.when.day and changes.when.at:
        return replace(changes, due=changes.when.due(context.now, context.zone), when=None)
    return changes


def later(due: date | datetime | None, shift: timedelta, months: int, now: datetime, zone: ZoneInfo) -> date | datetime:
    """The date so much later, at the same time of the person's day; what has no date is counted from today."""
    whole = shift % timedelta(days=1) == timedelta()
    if isinstance(due, datetime):
        local = due.astimezone(zone)
        if months:
            return local_moment(add_months(local.date(), months), local.time(), zone)
        return local_moment(local.date() + shift, local.time(), zone) if whole else local + shift
    day = due or now.astimezone(zone).date()
    if months:
        return add_months(day, months)
    return day + shift if whole else (now + shift).astimezone(zone).replace(microsecond=0)


def shifted(due: date | datetime | None, shift: timedelta, context: Context) -> date | datetime:
    """As `later`, by a length of time."""
    return later(due, shift, 0, context.now, context.zone)
