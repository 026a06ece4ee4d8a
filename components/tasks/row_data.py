"""A task as the list's JavaScript gets it: all in words already, so that the browser only draws."""

from typing import Any

from components.words import Words
from components.words.due import due_day, due_label, due_tone
from services.models import TaskRead
from services.values.cause import Moment

_NOTE_LENGTH = 120


def row_data(task: TaskRead, moment: Moment, words: Words) -> dict[str, Any]:
    """What the browser needs to draw and edit the task."""
    return {
        'id': str(task.id),
        'title': task.title,
        'status': task.status,
        'priority': task.priority,
        'due': due_label(task.due_date, moment, words),
        'day': due_day(task.due_date, moment),
        'tone': due_tone(task, moment),
        'note': (task.description or '').split('\n')[0][:_NOTE_LENGTH],
    }
