"""Another day for a task that is due."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from services.models import TaskRead


def due_on(day: date, task: TaskRead | None, zone: ZoneInfo) -> date | datetime:
    """When the task is due once it is moved to the day; it keeps its time of day."""
    due = task.due_date if task else None
    if not isinstance(due, datetime):
        return day
    return datetime.combine(day, due.astimezone(zone).time(), tzinfo=zone)
