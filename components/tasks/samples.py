"""Sample tasks, to try things out before one has tasks of one's own."""

from datetime import date, timedelta

from components.words import Words
from services.models import TaskCreate
from services.values.vocabulary import Priority


def sample_tasks(today: date, words: Words) -> list[TaskCreate]:
    """Three ordinary tasks to tick, rename, talk about and delete; the last one is shown first."""
    (plants, how_to_tick), (bank, how_to_move), (milk, how_to_rename) = words.SAMPLE_TASKS
    return [
        TaskCreate(title=plants, description=how_to_tick),
        TaskCreate(title=bank, description=how_to_move, due_date=today + timedelta(days=1), priority=Priority.HIGH),
        TaskCreate(title=milk, due_date=today, description=how_to_rename),
    ]
