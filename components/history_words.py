"""How history reads: a turn, a step and a field in words."""

from datetime import date, datetime
from typing import Any

from components import words
from components.rows import due_label
from services.cause import Actor, Moment, Via
from services.events import EventType
from services.history import Change, HistoryTurn, Step
from services.vocabulary import Priority, Status

DOORS = {
    Via.DASHBOARD: 'On the page',
    Via.CHAT: 'In the chat',
    Via.REST: 'Over REST',
    Via.WEBSOCKET: 'Over WebSocket',
    Via.MCP: 'Over MCP',
    Via.IMPORT: 'By import',
    Via.UNDO: 'Undone',
    Via.SYSTEM: 'By Tandem',
}
FIELDS = {
    'title': 'title',
    'description': 'description',
    'status': 'status',
    'priority': 'priority',
    'due_date': 'due date',
}

_DID = {EventType.TASK_CREATED: 'Added “{title}”', EventType.TASK_DELETED: 'Deleted “{title}”'}
_LONGEST = 80


def headline(turn: HistoryTurn) -> str:
    """What the turn did, in a line."""
    if len(turn.steps) == 1:
        return step(turn.steps[0])
    return f'{len({each.task_id for each in turn.steps})} tasks'


def step(step: Step) -> str:
    """What became of one task, without its fields."""
    return _DID.get(step.type, 'Changed “{title}”').format(title=step.title)


def change(change: Change, moment: Moment) -> str:
    """What became of one field."""
    before, after = (value(change.field, each, moment) for each in (change.before, change.after))
    name = FIELDS.get(change.field, change.field)
    if not before:
        return f'{name}: {after}'
    return f'{name}: {before} → {after or "none"}'


def value(field: str, given: Any, moment: Moment) -> str:
    """A field's value as the page shows it; empty when there is none."""
    if given is None:
        return ''
    text = str(given)
    if field == 'due_date':
        return due_label(datetime.fromisoformat(text) if 'T' in text else date.fromisoformat(text), moment)
    if field == 'status':
        return words.STATUS[Status(text)]
    if field == 'priority':
        return words.PRIORITY[Priority(text)]
    return text if len(text) <= _LONGEST else f'{text[:_LONGEST]}…'


def who(actor: Actor) -> str:
    """By which door, and the name of the token or client where there is one."""
    if actor.via is Via.UNDO:
        return f'{DOORS[actor.via]} {DOORS[Via(actor.name)].lower()}' if actor.name in set(Via) else DOORS[actor.via]
    return f'{DOORS[actor.via]}, {actor.name}' if actor.name else DOORS[actor.via]


def when(at: datetime, moment: Moment) -> str:
    """The time, and the day unless it is today."""
    local = at.astimezone(moment.zone)
    if local.date() == moment.today:
        return f'{local:%H:%M}'
    year = f' {local.year}' if local.year != moment.today.year else ''
    return f'{local.day} {local:%b}{year}, {local:%H:%M}'
