"""What a sentence asks for, before anybody looks at the tasks: an operation and its parts."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from services.language.entry import Entry
from services.language.queries import Query
from services.language.script import Span
from services.vocabulary import Priority, Status


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
    STOP = 'stop'
    CHOOSE = 'choose'
    UNSUPPORTED = 'unsupported'
    UNKNOWN = 'unknown'


class Pointer(StrEnum):
    """A word that points at tasks instead of naming them."""

    IT = 'it'  # the one the last answer was about
    THEM = 'them'  # all that the last answer was about
    THESE = 'these'  # what is selected, or else shown
    NEWEST = 'newest'  # what was added last
    OTHER = 'other'  # of two that were mentioned, the one not meant before


@dataclass(frozen=True, slots=True)
class Changes:
    """What shall become of tasks; nothing where nothing is said."""

    title: str | None = None
    status: Status | None = None
    priority: Priority | None = None
    due: date | datetime | None = None
    clear_due: bool = False
    shift: timedelta | None = None  # so much later (or earlier) than each task is due now
    description: str | None = None
    other_due: date | None = None  # the day some people mean by the same words

    def __bool__(self) -> bool:
        return self != Changes()


@dataclass(frozen=True, slots=True)
class Target:
    """Which tasks are meant, as it was said: by name, by number, by pointing or by description."""

    words: str = ''
    numbers: tuple[int, ...] = ()
    pointer: Pointer | None = None
    query: Query | None = None
    excluding: 'Target | None' = None  # 'everything except the rent'
    single: bool = False  # one task was meant, so more than one that fits is a question
    ids: tuple[UUID, ...] = ()  # chosen already, in answer to a question


@dataclass(frozen=True, slots=True)
class Command:
    """One thing asked for, with the stretches of text that say so."""

    operation: Operation
    text: str
    entries: tuple[Entry, ...] = ()
    target: Target | None = None
    changes: Changes = field(default_factory=Changes)
    query: Query | None = None
    suggested_title: str = ''
    what: str = ''  # what is not supported, or the topic help is asked for
    maybe: Operation | None = None  # unknown, unless a task fits: then this is meant
    tentative: bool = False  # could as well be a new task's title: counts only if it fits a task
    follow_up: bool = False  # asks the last question again, for something else
    spans: tuple[Span, ...] = ()
