"""A task as the list's JavaScript gets it: all in words already, so that the browser only draws."""

from typing import Any

from components.live import Page
from components.tasks.listing import Listing
from components.views.view import ViewKind
from components.words.due import due_day, due_label, due_tone
from services.models import TaskRead

_NOTE_LENGTH = 120
_DEEPEST_SHOWN = 3
"""How many levels a sub-task is indented at most."""


def row_data(task: TaskRead, page: Page, listing: Listing) -> dict[str, Any]:
    """What the browser needs to draw and edit the task at its place in the list."""
    moment, words = page.moment(), page.words
    return {
        'id': str(task.id),
        'title': task.title,
        'status': task.status,
        'priority': task.priority,
        'due': due_label(task.due_date, moment, words),
        'day': due_day(task.due_date, moment),
        'tone': due_tone(task, moment),
        'facts': _facts(task, page, listing),
        'note': (task.description or '').split('\n')[0][:_NOTE_LENGTH],
        'depth': min(listing.shown_above(task), _DEEPEST_SHOWN),
        'level': listing.shown_above(task) + 1,
    }


def _facts(task: TaskRead, page: Page, listing: Listing) -> list[dict[str, str]]:
    """What stands below the title: what it is a part of, where it is, what it is about, how far and how long it is."""
    words = page.words
    facts: list[tuple[str, str, str | None]] = []
    if not listing.shown_above(task):
        if wholes := listing.wholes_of(task):
            facts.append(('whole', words.PART_OF.format(title=wholes[0].title), None))
        home = page.state.lists.get(task.list_id) if task.list_id else None
        if home is not None and not home.is_inbox and listing.view.kind is not ViewKind.LIST:
            facts.append(('list', home.name, home.colour))
    labels = filter(None, map(page.state.labels.get, task.label_ids))
    facts.extend(('label', f'@{label.name}', label.colour) for label in labels)
    if progress := listing.progress_of(task.id):
        facts.append(('progress', words.PROGRESS.format(done=progress[0], all=progress[1]), None))
    if task.start_on is not None and task.start_on > page.moment().today:
        facts.append(('start', words.STARTS.format(day=due_label(task.start_on, page.moment(), words)), None))
    if task.estimate_minutes is not None:
        facts.append(('estimate', words.length(task.estimate_minutes), None))
    return [{'kind': kind, 'text': text, 'colour': colour or ''} for kind, text, colour in facts]
