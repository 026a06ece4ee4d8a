"""Reads tasks from a file: Tandem's own export, a table with a header, or one task per line."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from services.errors import InvalidInput
from services.language import read_entries
from services.models import TaskCreate
from services.translatable import _, n_
from services.values.cause import Moment
from services.values.due_dates import in_zone, refuse_past
from services.values.validation import explain

MAX_TASKS = 500
"""How many tasks one file may hold."""

_MAX_DIGITS = 9

_TOO_MANY = n_(
    'There is {number} task in this file. Import at most {limit} at once.',
    'There are {number} tasks in this file. Import at most {limit} at once.',
)

_COLUMNS = {
    'title': ('title', 'task', 'name', 'content', 'summary', 'titel', 'aufgabe'),
    'description': ('description', 'notes', 'note', 'beschreibung', 'notiz'),
    'status': ('status',),
    'priority': ('priority', 'priorität'),
    'start_on': ('start_on', 'start', 'start date', 'beginn'),
    'estimate_minutes': ('estimate_minutes', 'estimate', 'minutes', 'dauer', 'minuten'),
    'due_date': ('due_date', 'due date', 'due', 'date', 'deadline', 'fällig', 'fälligkeit'),
}


def read_tasks(text: str, moment: Moment) -> list[TaskCreate]:
    """The tasks in a file; raises InvalidInput for what cannot be read, for no tasks and for more than MAX_TASKS.

    Due dates that have passed are left out, because nothing new can be due in the past. Deleted tasks are skipped.
    """
    text = text.removeprefix('\ufeff')
    tasks = _from_export(text, moment) if text.lstrip().startswith(('{', '[')) else _from_table(text, moment)
    tasks = tasks if tasks is not None else _from_lines(text, moment)
    if not tasks:
        raise InvalidInput('file', _('There are no tasks in this file.'))
    if len(tasks) > MAX_TASKS:
        raise InvalidInput('file', _TOO_MANY.format(number=len(tasks), limit=MAX_TASKS))
    return tasks


def _from_export(text: str, moment: Moment) -> list[TaskCreate]:
    try:
        exported = json.loads(text)
    except ValueError:
        raise InvalidInput('file', _('This file looks like JSON, but it is not valid JSON.')) from None
    rows = exported.get('tasks') if isinstance(exported, dict) else exported
    if not isinstance(rows, list):
        raise InvalidInput('file', _('There is no list of tasks in this file.'))
    # An export begins with the oldest task, and the one added last is shown first: the order stays as it was.
    return [_task(row, moment) for row in rows if isinstance(row, dict) and not row.get('deleted_at')]


def _from_table(text: str, moment: Moment) -> list[TaskCreate] | None:
    """The rows below a header; None when the first line is no header."""
    first = text.split('\n', 1)[0]
    delimiter = max(',;\t', key=first.count)
    if delimiter not in first and first.strip().lower() not in _COLUMNS['title']:
        return None
    header = [cell.strip().lower() for cell in next(csv.reader([first], delimiter=delimiter), [])]
    columns = {field: header.index(name) for field, names in _COLUMNS.items() for name in names if name in header}
    if 'title' not in columns:
        return None
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))[1:]
    return [
        _task({field: row[at].strip() for field, at in columns.items() if at < len(row)}, moment)
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
        for entry in read_entries(
            text, moment.now, moment.zone, day_first=bool(moment.day_first), language=moment.language or 'en'
        )
    ]


def _task(row: Mapping[str, Any], moment: Moment) -> TaskCreate:
    fields = {name: row[name] for name in _COLUMNS if row.get(name) not in {None, ''}}
    for name in ('status', 'priority'):
        if isinstance(fields.get(name), str):
            fields[name] = fields[name].lower().replace(' ', '_')
    minutes = fields.get('estimate_minutes')
    if isinstance(minutes, str) and minutes.isascii() and minutes.isdigit():
        fields['estimate_minutes'] = int(minutes[:_MAX_DIGITS])
    try:
        task = TaskCreate.model_validate(fields)
    except ValidationError as error:
        where = str(fields.get('title', ''))[:60]
        raise InvalidInput('file', _('“{title}”: {why}').format(title=where, why=explain(error))) from None
    try:
        refuse_past(in_zone(task.due_date, moment.zone), moment)
    except InvalidInput:
        return task.model_copy(update={'due_date': None})
    return task
