"""A task as a row of the list: everything in words already, so that the browser only draws."""

from datetime import date, datetime
from typing import Any

from components.words import Words
from services.cause import Moment
from services.models import TaskRead
from services.vocabulary import Status

_FAR_DAYS = 180


def row(task: TaskRead, moment: Moment, words: Words) -> dict[str, Any]:
    """What the browser needs to draw and edit the task."""
    return {
        'id': str(task.id),
        'title': task.title,
        'status': task.status,
        'priority': task.priority,
        'due': due_label(task.due_date, moment, words),
        'day': due_day(task.due_date, moment),
        'tone': due_tone(task, moment),
        'note': (task.description or '').split('\n')[0][:120],
        'version': task.version,
    }


def due_day(due: date | datetime | None, moment: Moment) -> str:
    """The calendar day in the person's zone, as a date input takes it."""
    day = _local_day(due, moment)
    return day.isoformat() if day else ''


def due_label(due: date | datetime | None, moment: Moment, words: Words) -> str:
    """The due date in few words."""
    day = _local_day(due, moment)
    if day is None:
        return ''
    away = (day - moment.today).days
    label = {-1: words.YESTERDAY, 0: words.TODAY, 1: words.TOMORROW}.get(away, words.day(day))
    if abs(away) > _FAR_DAYS:
        label = words.day(day, words.DAY_OF_YEAR)
    return f'{label}, {words.clock(due.astimezone(moment.zone))}' if isinstance(due, datetime) else label


def due_tone(task: TaskRead, moment: Moment) -> str:
    """How pressing the due date is: overdue, today, or nothing in particular."""
    day = _local_day(task.due_date, moment)
    if day is None or task.status is Status.COMPLETED:
        return ''
    late = task.due_date < moment.now if isinstance(task.due_date, datetime) else day < moment.today
    if late:
        return 'overdue'
    return 'today' if day == moment.today else ''


def _local_day(due: date | datetime | None, moment: Moment) -> date | None:
    return due.astimezone(moment.zone).date() if isinstance(due, datetime) else due
