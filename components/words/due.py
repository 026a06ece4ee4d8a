"""Due dates in few words, and how pressing they are, in the zone of whoever looks."""

from datetime import date, datetime

from components.words.words import Words
from services.models import TaskRead
from services.values.cause import Moment
from services.values.vocabulary import Status

_FAR_DAYS = 180


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
    near = {-1: words.YESTERDAY, 0: words.TODAY, 1: words.TOMORROW}.get(away)
    label = near or words.day(day, words.DAY_OF_YEAR if abs(away) > _FAR_DAYS else words.DAY_OF_WEEK)
    if not isinstance(due, datetime):
        return label
    return words.DAY_AND_TIME.format(day=label, time=words.clock(due.astimezone(moment.zone)))


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
