"""What waits for a yes, as it is drawn: in the conversation, where it is answered, and on the list itself."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from components.history_words import value
from components.words import Words
from services.approval_models import ApprovalAction, ApprovalItem, ApprovalRead, ApprovalState
from services.cause import Moment
from services.due import read_due

_MAY_BE_DONE = {ApprovalState.PENDING, ApprovalState.APPROVED}


def proposal(read: ApprovalRead, moment: Moment, words: Words) -> dict[str, Any]:
    """What the browser needs to draw an approval, to edit it and to answer it."""
    return {
        'id': str(read.id),
        'revision': read.revision,
        'deletes': read.action is ApprovalAction.DELETE,
        'open': read.state is ApprovalState.PENDING,
        'state': words.APPROVAL_STATES[read.state],
        'items': [
            {
                'id': str(item.task_id),
                'title': item.title,
                'changes': _changes(item, moment, words),
                'fields': [_field(name, given, moment, words) for name, given in item.changes.items()],
                'left': item.approved is False or read.state not in _MAY_BE_DONE,
            }
            for item in read.items
        ],
    }


def marks(waiting: Iterable[ApprovalRead], moment: Moment, words: Words) -> dict[str, dict[str, Any]]:
    """What each task's row shows for as long as something about it waits; of several, the newest."""
    newest_last = sorted(waiting, key=lambda read: read.created_at)
    return {
        str(item.task_id): {'deletes': read.action is ApprovalAction.DELETE, 'changes': _changes(item, moment, words)}
        for read in newest_last
        for item in read.items
        if item.changes or read.action is ApprovalAction.DELETE
    }


def _changes(item: ApprovalItem, moment: Moment, words: Words) -> list[dict[str, str]]:
    return [
        {
            'name': words.FIELDS[name],
            'before': value(name, item.before.get(name), moment, words) or words.EMPTY,
            'after': value(name, given, moment, words) or words.EMPTY,
        }
        for name, given in item.changes.items()
    ]


def _field(name: str, given: Any, moment: Moment, words: Words) -> dict[str, Any]:
    """A proposed value as a control takes it."""
    options: dict[str, Mapping[Any, str]] = {'status': words.STATUS, 'priority': words.PRIORITY}
    field: dict[str, Any] = {
        'key': name,
        'name': words.FIELDS[name],
        'kind': 'text',
        'value': '' if given is None else given,
    }
    if name in options:
        return {**field, 'kind': 'choice', 'options': {str(key): label for key, label in options[name].items()}}
    if name == 'due_date':
        return {**field, **_due_field(read_due(given), moment)}
    return field


def _due_field(due: date | datetime | None, moment: Moment) -> dict[str, str]:
    if isinstance(due, datetime):
        return {'kind': 'datetime-local', 'value': f'{due.astimezone(moment.zone):%Y-%m-%dT%H:%M}'}
    return {'kind': 'date', 'value': due.isoformat() if due else ''}
