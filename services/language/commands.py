"""What a sentence asks for: an operation with all that is needed to carry it out."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from services.language.dates.when import When
from services.language.entry import Entry
from services.language.places import Place
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
    MOVE = 'move'
    LABEL = 'label'
    NEST = 'nest'
    DEFER = 'defer'
    ESTIMATE = 'estimate'
    MAKE_PLACE = 'make_place'
    RENAME_PLACE = 'rename_place'
    DELETE_PLACE = 'delete_place'
    SHOW_PLACES = 'show_places'
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
    now. `note` is added to what a task's description says already. `place` is the list it goes to, `labels` are put on
    it and `unlabels` taken off; what of them has no id is to be made. `parent` is the task it becomes a part of.
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
    place: Place | None = None
    labels: tuple[Place, ...] = ()
    unlabels: tuple[Place, ...] = ()
    parent: UUID | None = None
    start: date | None = None
    estimate: int | None = None  # in minutes
    other_due: date | None = None  # the day some people mean by the same words
    by: tuple[int, str] | None = None  # the distance as it was said, kept for a correction

    def __bool__(self) -> bool:
        return self != Changes()


@dataclass(frozen=True, slots=True)
class Command:
    """One thing asked for; the tasks that are meant are known by their ids, a list or label by itself.

    The changes of a command that adds are those of all its entries.
    """

    operation: Operation
    text: str = ''
    entries: tuple[Entry, ...] = ()
    ids: tuple[UUID, ...] = ()
    changes: Changes = field(default_factory=Changes)
    query: Query | None = None
    what: str = ''  # what is not offered, what is counted, or the topic help is asked for
    place: Place | None = None  # the list or label that is made, renamed or deleted
    turn: UUID | None = None  # the turn that an undo is about
    spans: tuple[Span, ...] = ()
