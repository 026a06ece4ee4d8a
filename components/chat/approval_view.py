"""Approvals as the browser draws them: as cards in the conversation, and as marks on the tasks in the list."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from components.live import Page
from components.words import Words
from components.words.formats import value
from services.approval_models import ApprovalItem, ApprovalRead, ApprovalState, ItemAction
from services.values.cause import Moment
from services.values.due_dates import read_due

_CHOSEN_ELSEWHERE = {'list_id', 'label_ids', 'parent_id'}
"""What is not written into a field."""

_NOT_REFUSED = {ApprovalState.PENDING, ApprovalState.APPROVED}


def approval_card(read: ApprovalRead, page: Page) -> dict[str, Any]:
    """What the browser needs to draw an approval, to edit it and to answer it."""
    words = page.words
    return {
        'id': str(read.id),
        'revision': read.revision,
        'deletes': any(_deletes(read, item) for item in read.items),
        'unsaid': read.session_id is None,
        'by': words.ASKED_BY.format(program=read.program) if read.program else '',
        'open': read.state is ApprovalState.PENDING,
        'state': words.APPROVAL_STATES[read.state],
        'items': [
            {
                'id': str(item.task_id),
                'title': item.title,
                'deletes': _deletes(read, item),
                'note': _note(read, item, words),
                'changes': _changes(item, page),
                'fields': _fields(item, page.moment(), words) if read.reverts is None else [],
                'left': item.approved is False or read.state not in _NOT_REFUSED,
            }
            for item in read.items
        ],
    }


def marks(pending: Iterable[ApprovalRead], page: Page) -> dict[str, dict[str, Any]]:
    """What the row of each task shows while an approval about it is pending; of several, the newest."""
    newest_last = sorted(pending, key=lambda read: read.created_at)
    return {
        str(item.task_id): {'deletes': _deletes(read, item), 'changes': _changes(item, page)}
        for read in newest_last
        for item in read.items
        if item.changes or _deletes(read, item)
    }


def _deletes(read: ApprovalRead, item: ApprovalItem) -> bool:
    return read.action_of(item) is ItemAction.DELETE


def _note(read: ApprovalRead, item: ApprovalItem, words: Words) -> str:
    """What is said of a task of which no value would change."""
    if item.changes or _deletes(read, item):
        return ''
    return words.COMES_BACK if read.action_of(item) is ItemAction.RESTORE else words.CONVERSATION['same']


def _changes(item: ApprovalItem, page: Page) -> list[dict[str, str]]:
    moment, words, name_of = page.moment(), page.words, page.state.name_of
    return [
        {
            'name': words.FIELDS[name],
            'before': value(name, item.before.get(name), moment, words, name_of) or words.EMPTY,
            'after': value(name, proposed, moment, words, name_of) or words.EMPTY,
        }
        for name, proposed in item.changes.items()
    ]


def _fields(item: ApprovalItem, moment: Moment, words: Words) -> list[dict[str, Any]]:
    shown = {name: proposed for name, proposed in item.changes.items() if name not in _CHOSEN_ELSEWHERE}
    return [_field(name, proposed, moment, words) for name, proposed in shown.items()]


def _field(name: str, proposed: Any, moment: Moment, words: Words) -> dict[str, Any]:
    """A proposed value, and the control to edit it with."""
    options: dict[str, Mapping[Any, str]] = {'status': words.STATUS, 'priority': words.PRIORITY}
    field: dict[str, Any] = {
        'key': name,
        'name': words.FIELDS[name],
        'kind': 'text',
        'value': '' if proposed is None else proposed,
    }
    if name in options:
        return {**field, 'kind': 'choice', 'options': {str(key): label for key, label in options[name].items()}}
    if name in {'due_date', 'start_on'}:
        return {**field, **_due_field(read_due(proposed), moment)}
    if name == 'estimate_minutes':
        return {**field, 'kind': 'number'}
    return field


def _due_field(due: date | datetime | None, moment: Moment) -> dict[str, str]:
    if isinstance(due, datetime):
        return {'kind': 'datetime-local', 'value': f'{due.astimezone(moment.zone):%Y-%m-%dT%H:%M}'}
    return {'kind': 'date', 'value': due.isoformat() if due else ''}
