"""How history and changes read: a turn, a step and a field in words."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from components.words.due import due_label
from components.words.words import Words
from services.events import EventType
from services.tasks.history import FieldChange, HistoryStep, HistoryTurn
from services.values.cause import Actor, Moment, Via
from services.values.vocabulary import Priority, Status

NameOf = Callable[[str], str | None]
"""What the list, label or task with an id is called; None when it is gone."""

_MAX_LENGTH = 80
_PLACES = {'list_id', 'label_ids', 'parent_id'}
_DAYS = {'due_date', 'start_on', 'archived_at'}


def _nameless(_id: str) -> None:
    """For changes in which there are no ids."""


def headline(turn: HistoryTurn, words: Words) -> str:
    """What the turn did, in a line."""
    places = [each for each in turn.steps if each.task_id is None]
    if len(turn.steps) == 1 or places:
        return step([*places, *turn.steps][0], words)
    return words.HISTORY_TASKS.format(number=len({each.task_id for each in turn.steps}))


def step(step: HistoryStep, words: Words) -> str:
    """What became of one task, without its fields."""
    did = {
        EventType.TASK_CREATED: words.HISTORY_ADDED,
        EventType.TASK_DELETED: words.HISTORY_DELETED,
        EventType.LIST_CREATED: words.HISTORY_LIST_ADDED,
        EventType.LIST_UPDATED: words.HISTORY_LIST_CHANGED,
        EventType.LIST_DELETED: words.HISTORY_LIST_DELETED,
        EventType.LABEL_CREATED: words.HISTORY_LABEL_ADDED,
        EventType.LABEL_UPDATED: words.HISTORY_LABEL_CHANGED,
        EventType.LABEL_DELETED: words.HISTORY_LABEL_DELETED,
    }
    return did.get(step.type, words.HISTORY_CHANGED).format(title=step.title)


def change(change: FieldChange, moment: Moment, words: Words, name_of: NameOf = _nameless) -> str:
    """What became of one field."""
    before, after = (value(change.field, each, moment, words, name_of) for each in (change.before, change.after))
    name = words.FIELDS.get(change.field, change.field)
    if not before:
        return f'{name}: {after}'
    return f'{name}: {before} → {after or words.EMPTY}'


def value(field: str, given: Any, moment: Moment, words: Words, name_of: NameOf = _nameless) -> str:
    """A field's value as the page shows it, with names for ids; empty when there is none."""
    if given is None or given == []:
        return ''
    if field in _PLACES:
        ids = [given] if isinstance(given, str) else given
        return ', '.join(name_of(str(each)) or words.PLACE_GONE for each in ids)
    text = str(given)
    if field in _DAYS:
        return due_label(datetime.fromisoformat(text) if 'T' in text else date.fromisoformat(text), moment, words)
    named: dict[str, Callable[[], str]] = {
        'estimate_minutes': lambda: words.length(int(text)),
        'status': lambda: words.STATUS[Status(text)],
        'priority': lambda: words.PRIORITY[Priority(text)],
    }
    if field in named:
        return named[field]()
    return text if len(text) <= _MAX_LENGTH else f'{text[:_MAX_LENGTH]}…'


def who(actor: Actor, words: Words) -> str:
    """How a change was made, with the name of the token or client where there is one."""
    if actor.via is Via.UNDO and actor.name in set(Via):
        return words.UNDONE_THERE.format(door=words.DOORS_IN_A_SENTENCE[Via(actor.name)])
    return _named(words.DOORS[actor.via], actor)


def who_in_a_sentence(actor: Actor, words: Words) -> str:
    """The same, to be put into a sentence."""
    return _named(words.DOORS_IN_A_SENTENCE[actor.via], actor)


def when(at: datetime, moment: Moment, words: Words) -> str:
    """The time, and the day unless it is today."""
    local = at.astimezone(moment.zone)
    if local.date() == moment.today:
        return words.clock(local)
    return words.day_and_time(local, words.DAY if local.year == moment.today.year else words.DAY_OF_YEAR)


def _named(door: str, actor: Actor) -> str:
    return f'{door}, {actor.name}' if actor.name and actor.via is not Via.UNDO else door
