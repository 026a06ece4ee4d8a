"""Tasks from a file: Tandem's own export, a table with a heading, or one task a line."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from services.cause import Moment
from services.due import in_zone, refuse_past
from services.errors import InvalidInput
from services.language import read_entries
from services.models import TaskCreate

MOST_TASKS = 500
"""How many tasks come in at once."""

_COLUMNS = {
    'title': ('title', 'task', 'name', 'content', 'summary', 'titel', 'aufgabe'),
    'description': ('description', 'notes', 'note', 'beschreibung', 'notiz'),
    'status': ('status',),
    'priority': ('priority', 'priorität'),
    'due_date': ('due_date', 'due date', 'due', 'date', 'deadline', 'fällig', 'fälligkeit'),
}


def read_tasks(text: str, moment: Moment) -> list[TaskCreate]:
    """The tasks in a file; raises InvalidInput when there are none or too many.

    A due date that has passed is left out, because nothing new can be due in the past; what was deleted stays so.
    """
    text = text.removeprefix('\ufeff')
    tasks = _from_export(text, moment) if text.lstrip().startswith(('{', '[')) else _from_table(text, moment)
    tasks = tasks if tasks is not None else _from_lines(text, moment)
    if not tasks:
        raise InvalidInput('file', 'There are no tasks in this file.')
    if len(tasks) > MOST_TASKS:
        raise InvalidInput('file', f'There are {len(tasks):,} tasks in this file. Take at most {MOST_TASKS} at once.')
    return tasks


def _from_export(text: str, moment: Moment) -> list[TaskCreate]:
    try:
        given = json.loads(text)
    except ValueError:
        raise InvalidInput('file', 'This file looks like JSON and is not.') from None
    rows = given.get('tasks') if isinstance(given, dict) else given
    if not isinstance(rows, list):
        raise InvalidInput('file', 'This file holds no list of tasks.')
    # Exported oldest first, and so they come in: the newest ends on top again.
    return [_task(row, moment) for row in rows if isinstance(row, dict) and not row.get('deleted_at')]


def _from_table(text: str, moment: Moment) -> list[TaskCreate] | None:
    """The rows under a heading; None when the first line is none."""
    first = text.split('\n', 1)[0]
    divider = max(',;\t', key=first.count)
    if divider not in first and first.strip().lower() not in _COLUMNS['title']:
        return None
    head = [cell.strip().lower() for cell in next(csv.reader([first], delimiter=divider), [])]
    places = {field: head.index(name) for field, names in _COLUMNS.items() for name in names if name in head}
    if 'title' not in places:
        return None
    rows = list(csv.reader(io.StringIO(text), delimiter=divider))[1:]
    return [
        _task({field: row[at].strip() for field, at in places.items() if at < len(row)}, moment)
        for row in rows
        if any(cell.strip() for cell in row)
    ]


def _from_lines(text: str, moment: Moment) -> list[TaskCreate]:
    return [
        _task(
            {
                'title': entry.title,
                'description': entry.description,
                'due_date': entry.due,
                'priority': entry.priority,
            },
            moment,
        )
        for entry in read_entries(text, moment.now, moment.zone)
    ]


def _task(row: Mapping[str, Any], moment: Moment) -> TaskCreate:
    fields = {name: row[name] for name in _COLUMNS if row.get(name) not in {None, ''}}
    for name in ('status', 'priority'):
        if isinstance(fields.get(name), str):
            fields[name] = fields[name].lower().replace(' ', '_')
    try:
        task = TaskCreate.model_validate(fields)
    except ValidationError as error:
        fault = error.errors()[0]
        where = str(fields.get('title', ''))[:60]
        raise InvalidInput('file', f'“{where}”: {fault["msg"].removeprefix("Value error, ")}') from None
    try:
        refuse_past(in_zone(task.due_date, moment.zone), moment)
    except InvalidInput:
        return task.model_copy(update={'due_date': None})
    return task
