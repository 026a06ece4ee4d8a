"""The scene every golden sentence plays in: a Tuesday morning in Berlin, and a dozen tasks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    return ' '.join([part for part in parts if part] + ([f'// {entry.description}'] if entry.description else []))


def _day(changes: said.Changes) -> date | datetime | None:
    return changes.due or (changes.when.day if changes.when else None)


def _changes(changes: said.Changes) -> str:
    parts = [
        f'title={changes.title}' if changes.title else '',
        f'!{changes.priority}' if changes.priority else '',
        f'@{_when(_day(changes))}' if _day(changes) else '',
        f'+{changes.shift // timedelta(days=1)}d' if changes.shift else '',
        f'note={changes.description}' if changes.description is not None else '',
    ]
    return ' '.join(part for part in parts if part)


def _line(found: said.Resolution, keys: Mapping[UUID, str]) -> str:  # noqa: C901, PLR0911, PLR0912 - one line for each of the closed set
    match found:
        case said.Create(entries):
            return 'create ' + ' | '.join(_entry(entry) for entry in entries)
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
            return ' '.join(['ask', asked.missing.value, *(keys[choice.id] for choice in asked.choices)])
        case said.NotFound(reference):
            return f'not found {reference}'.strip()
        case said.Unknown(title):
            return f'unknown {title}'.strip()
        case said.Unsupported(what):
            return f'unsupported {what}'
        case _:
            return type(found).__name__.lower()
