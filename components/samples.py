"""A way to try everything on real tasks before one has any."""

from datetime import date, timedelta

from services.models import TaskCreate
from services.vocabulary import Priority


def sample_tasks(today: date) -> list[TaskCreate]:
    """Three ordinary tasks to tick, rename, talk about and delete; the last one is shown first."""
    return [
        TaskCreate(title='Water the plants', description='Say “mark water the plants as done”, or tick the circle.'),
        TaskCreate(title='Call the bank', due_date=today + timedelta(days=1), priority=Priority.HIGH),
        TaskCreate(title='Buy milk', due_date=today, description='Click the title to rename it.'),
    ]
