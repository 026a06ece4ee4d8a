"""What a sentence asks for: an operation with all that is needed to carry it out."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from services.language.dates.when import When
from services.language.entry import Entry
from services.language.queries import Query
from services.language.script import Span
from services.values.vocabulary import Priority, Status


class Operation(StrEnum):
    """Everything a sentence can ask for."""

    CREATE = 'create'
    SHOW = 'show'
    COUNT = 'count'
    SUMMARISE = 'summarise'
    COMPLETE = 'complete'
    REOPEN = 'reopen'
    START = 'start'
    RENAME = 'rename'
    DESCRIBE = 'describe'
    PRIORITISE = 'prioritise'
    SCHEDULE = 'schedule'
    UNSCHEDULE = 'unschedule'
    DELETE = 'delete'
    UNDO = 'undo'
    REDO = 'redo'
    HELP = 'help'
    YES = 'yes'
    NO = 'no'
    CHOOSE = 'choose'
    UNSUPPORTED = 'unsupported'
    UNKNOWN = 'unknown'


@dataclass(frozen=True, slots=True)
class Changes:
    """What shall become of tasks; nothing where nothing is said.

    `when` is a new day, a new time or both, and `shift` a distance: what they come to depends on when a task is due
    now. `note` is added to what a task's description says already.
    """

    title: str | None = None
    status: Status | None = None
    priority: Priority | None = None
    due: date | datetime | None = None
    clear_due: bool = False
    when: When | None = None
    shift: timedelta | None = None
    months: int = 0
    description: str | None = None
    note: str | None = None
    other_due: date | None = None  # the day some people mean by the same words
    by: tuple[int, str] | None = None  # the distance as it was said, kept for a correction

    def __bool__(self) -> bool:
        return self != Changes()


@dataclass(frozen=True, slots=True)
class Command:
    """One thing asked for; the tasks that are meant are known by their ids."""

    operation: Operation
    text: str = ''
    entries: tuple[Entry, ...] = ()
    ids: tuple[UUID, ...] = ()
    changes: Changes = field(default_factory=Changes)
    query: Query | None = None
    what: str = ''  # what is not offered, what is counted, or the topic help is asked for
    turn: UUID | None = None  # the turn that an undo is about
    spans: tuple[Span, ...] = ()
