"""The scene every golden sentence plays in: a Tuesday morning in Berlin, and a dozen tasks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from services import language as said
from services.values.vocabulary import Priority, Status

ZONE = ZoneInfo('Europe/Berlin')
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZONE)
_SPACE = UUID('6f1c1f6e-58d1-4a0e-9f5e-3a7a3d0f3c11')


@dataclass(frozen=True)
class Task:
    key: str
    title: str
    due: date | datetime | None = None
    status: Status = Status.PENDING
    priority: Priority = Priority.MEDIUM
    description: str | None = None
    created_at: datetime = field(default=datetime(2026, 11, 1, tzinfo=UTC))
    list_id: UUID | None = None
    label_ids: tuple[UUID, ...] = ()

    @property
    def id(self) -> UUID:
        return uuid5(_SPACE, self.key)


TASKS = (
    Task('dentist', 'Call the dentist', date(2026, 11, 24)),
    Task('milk', 'Buy milk', None, priority=Priority.LOW),
    Task('report', 'Write quarterly report', date(2026, 11, 27), Status.IN_PROGRESS, Priority.HIGH),
    Task('slides', 'Prepare slides', datetime(2026, 11, 26, 15, 0, tzinfo=ZONE), priority=Priority.HIGH),
    Task('rent', 'Pay rent', date(2026, 11, 20), priority=Priority.URGENT),
    Task('plants', 'Water the plants', date(2026, 11, 22)),
    Task('gym', 'Renew gym membership', None, Status.COMPLETED),
    Task('taxes', 'File taxes', date(2026, 11, 10), Status.COMPLETED),
    Task('anna', 'Email Anna about the contract', date(2026, 11, 25)),
    Task('bob', 'Email Bob about the invoice'),
    Task('bagels', 'Order everything bagels'),
    Task('hands', 'Plan all hands meeting', date(2026, 12, 1), created_at=datetime(2026, 11, 2, tzinfo=UTC)),
)
_BY_KEY = {task.key: task for task in TASKS}
_BY_ID = {task.id: task.key for task in TASKS}


def ids(keys: str) -> tuple[UUID, ...]:
    return tuple(_BY_KEY[key].id for key in keys.split())


def context(
    *,
    shown: str = '',
    mentioned: str = '',
    selected: str = '',
    pending: said.Question | None = None,
    asked: said.Query | None = None,
    done: said.Command | None = None,
) -> said.Context:
    return said.Context(
        NOW, ZONE, TASKS, ids(shown), ids(mentioned), ids(selected), ids(' '.join(_BY_KEY)), pending, asked, done=done
    )


def place(kind: said.PlaceKind, name: str, *, is_inbox: bool = False) -> said.Place:
    """A list or label that is there."""
    return said.Place(kind, name, uuid5(_SPACE, f'{kind} {name}'), is_inbox=is_inbox)


def places(lists: str, labels: str) -> said.KnownPlaces:
    """The Inbox and these lists, and these labels."""
    own = [place(said.PlaceKind.LIST, name) for name in lists.split(', ')]
    inbox = place(said.PlaceKind.LIST, 'Inbox', is_inbox=True)
    return said.KnownPlaces((inbox, *own), tuple(place(said.PlaceKind.LABEL, name) for name in labels.split(', ')))


def placed(
    tasks: Sequence[Task], own: said.KnownPlaces, lists: Mapping[str, str], labels: Mapping[str, str]
) -> list[Task]:
    """The tasks in these lists and with these labels, by their keys; the others are in the Inbox."""
    known = {each.name: each.id for each in (*own.lists, *own.labels) if each.id}
    return [
        replace(
            task,
            list_id=known[lists.get(task.key, 'Inbox')],
            label_ids=(known[labels[task.key]],) if task.key in labels else (),
        )
        for task in tasks
    ]


OWN = places('Home, Work, Groceries, Summer trip', 'work, urgent-ish')
PLACED = placed(TASKS, OWN, {'report': 'Work', 'anna': 'Work', 'milk': 'Groceries'}, {'slides': 'work'})


def among_places(mentioned: str = '', **around: Any) -> said.Context:
    """The scene of somebody who has lists and labels."""
    return said.Context(NOW, ZONE, PLACED, mentioned=ids(mentioned), **{'places': OWN, **around})


def question(text: str, **around: Any) -> said.Question:
    """The question a sentence raises, to be answered by the next one."""
    (found,) = said.understand(text, context(**around))
    assert isinstance(found, said.Ask)
    return found.question


def summary(text: str, around: said.Context) -> str:
    """What a sentence comes to, in one short line."""
    return summary_of(text, around, _BY_ID)


def summary_of(text: str, around: said.Context, keys: Mapping[UUID, str]) -> str:
    """As `summary`, for the tasks with these keys."""
    return '; '.join(_line(found, keys) for found in said.understand(text, around))


def _keys(found: tuple[UUID, ...], keys: Mapping[UUID, str]) -> str:
    return ' '.join(keys[task_id] for task_id in found)


def _when(due: date | datetime | None) -> str:
    if isinstance(due, datetime):
        return due.strftime('%m-%d %H:%M')
    return due.strftime('%m-%d') if due else ''


def _entry(entry: said.Entry) -> str:
    parts = [entry.title, f'@{_when(entry.due)}' if entry.due else '', f'!{entry.priority}' if entry.priority else '']
    parts += [f'from={_when(entry.start_on)}' if entry.start_on else '']
    parts += [f'takes={entry.estimate_minutes}' if entry.estimate_minutes else '']
    return ' '.join([part for part in parts if part] + ([f'// {entry.description}'] if entry.description else []))


def _day(changes: said.Changes) -> date | datetime | None:
    return changes.due or (changes.when.day if changes.when else None)


def _name(place: said.Place) -> str:
    return place.name if place.id else f'{place.name}?'


def _placed(changes: said.Changes) -> list[str]:
    return [
        f'list={_name(changes.place)}' if changes.place else '',
        *(f'label={_name(each)}' for each in changes.labels),
        *(f'unlabel={_name(each)}' for each in changes.unlabels),
        'part of another' if changes.parent else '',
        f'from={_when(changes.start)}' if changes.start else '',
        f'takes={changes.estimate}' if changes.estimate else '',
    ]


def _changes(changes: said.Changes) -> str:
    parts = [
        *_placed(changes),
        f'title={changes.title}' if changes.title else '',
        f'!{changes.priority}' if changes.priority else '',
        f'@{_when(_day(changes))}' if _day(changes) else '',
        f'+{changes.shift // timedelta(days=1)}d' if changes.shift else '',
        f'note={changes.description}' if changes.description is not None else '',
    ]
    return ' '.join(part for part in parts if part)


def _line(found: said.Resolution, keys: Mapping[UUID, str]) -> str:  # noqa: C901, PLR0911, PLR0912 - one line for each of the closed set
    match found:
        case said.Create(entries, changes):
            added = ' | '.join(_entry(entry) for entry in entries)
            return ' '.join(filter(None, ['create', added, _changes(changes)]))
        case said.Show(_, shown):
            return f'show {_keys(shown, keys)}'.strip()
        case said.Summarise(by, first, last):
            days = f'{_when(first)} {_when(last)}' if first else ''
            return f'summarise {by} {days}'.strip()
        case said.Count(_, counted):
            return f'count {len(counted)}'
        case said.Change(operation, changed, changes, _):
            return ' '.join(part for part in (operation.value, _keys(changed, keys), _changes(changes)) if part)
        case said.Delete(gone):
            return f'delete {_keys(gone, keys)}'
        case said.Ask(asked):
            placed = _placed(asked.resume.changes) if asked.missing is said.Missing.CONSENT else []
            choices = [keys[choice.id] for choice in asked.choices]
            return ' '.join(filter(None, ['ask', asked.missing.value, *choices, *placed]))
        case said.MakePlace(place) | said.DeletePlace(place) | said.NoPlace(place):
            return f'{type(found).__name__.lower()} {place.kind} {place.name}'
        case said.RenamePlace(place, name):
            return f'renameplace {place.kind} {place.name} to {name}'
        case said.ShowPlaces(kind):
            return f'showplaces {kind}'
        case said.NotFound(reference):
            return f'not found {reference}'.strip()
        case said.Unknown(title):
            return f'unknown {title}'.strip()
        case said.Unsupported(what):
            return f'unsupported {what}'
        case _:
            return type(found).__name__.lower()
