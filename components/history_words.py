"""How history reads: a turn, a step and a field in words."""

from datetime import date, datetime
from typing import Any

from components.rows import due_label
from components.words import Words
from services.cause import Actor, Moment, Via
from services.events import EventType
from services.history import Change, HistoryTurn, Step
from services.vocabulary import Priority, Status

_LONGEST = 80


def headline(turn: HistoryTurn, words: Words) -> str:
    """What the turn did, in a line."""
    if len(turn.steps) == 1:
        return step(turn.steps[0], words)
    return words.HISTORY_TASKS.format(number=words.number(len({each.task_id for each in turn.steps})))


def step(step: Step, words: Words) -> str:
    """What became of one task, without its fields."""
    did = {EventType.TASK_CREATED: words.HISTORY_ADDED, EventType.TASK_DELETED: words.HISTORY_DELETED}
    return did.get(step.type, words.HISTORY_CHANGED).format(title=step.title)


def change(change: Change, moment: Moment, words: Words) -> str:
    """What became of one field."""
    before, after = (value(change.field, each, moment, words) for each in (change.before, change.after))
    name = words.FIELDS.get(change.field, change.field)
    if not before:
        return f'{name}: {after}'
    return f'{name}: {before} → {after or words.HISTORY_NONE}'


def value(field: str, given: Any, moment: Moment, words: Words) -> str:
    """A field's value as the page shows it; empty when there is none."""
    if given is None:
        return ''
    text = str(given)
    if field == 'due_date':
        return due_label(datetime.fromisoformat(text) if 'T' in text else date.fromisoformat(text), moment, words)
    if field == 'status':
        return words.STATUS[Status(text)]
    if field == 'priority':
        return words.PRIORITY[Priority(text)]
    return text if len(text) <= _LONGEST else f'{text[:_LONGEST]}…'


def who(actor: Actor, words: Words) -> str:
    """By which door, and the name of the token or client where there is one."""
    door = words.DOORS[actor.via]
    if actor.via is Via.UNDO:
        return f'{door} {inside(words.DOORS[Via(actor.name)])}' if actor.name in set(Via) else door
    return f'{door}, {actor.name}' if actor.name else door


def inside(phrase: str) -> str:
    """A phrase as it stands within a sentence."""
    return phrase[:1].lower() + phrase[1:]


def when(at: datetime, moment: Moment, words: Words) -> str:
    """The time, and the day unless it is today."""
    local = at.astimezone(moment.zone)
    if local.date() == moment.today:
        return words.clock(local)
    pattern = words.DAY if local.year == moment.today.year else words.DAY_OF_YEAR
    return f'{words.day(local, pattern)}, {words.clock(local)}'
