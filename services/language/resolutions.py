"""What a command comes to once the tasks are known: a closed set, for the caller to carry out and put into words."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from services.language.commands import Changes, Command, Operation
from services.language.entry import Entry
from services.language.places import Place, PlaceKind
from services.language.queries import Query


class Missing(StrEnum):
    """What has to be asked for before a command can be carried out."""

    WHICH = 'which'
    TITLE = 'title'  # of a task to add
    NAME = 'name'  # a task's new title
    DUE = 'due'
    PRIORITY = 'priority'
    NOTE = 'note'
    APPROVAL = 'approval'
    MEANING = 'meaning'  # which of several readings
    CONSENT = 'consent'  # a yes to what was understood, because it is not certain
    WORDS = 'words'  # what some words of the sentence are for
    PLACE_NAME = 'place_name'  # of a list or label to make


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the numbered tasks a question offers."""

    id: UUID
    title: str
    due: date | datetime | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, the numbered choices, and the command that goes on once it is answered.

    `more` goes on with it, when a sentence asked for several things. `readings` are what else may be meant. `about` is
    the part of the sentence that the question is about.
    """

    missing: Missing
    resume: Command
    choices: tuple[Choice, ...] = ()
    more: tuple[Command, ...] = ()
    readings: tuple[Command, ...] = ()
    about: str = ''


@dataclass(frozen=True, slots=True)
class Create:
    """Add these tasks, with the changes to all of them; an entry's `recurrence` was asked for but is not offered."""

    entries: tuple[Entry, ...]
    changes: Changes = field(default_factory=Changes)


@dataclass(frozen=True, slots=True)
class Show:
    """Show these tasks, in this order; the query says what was asked, and is empty when tasks were pointed at."""

    query: Query | None
    ids: tuple[UUID, ...]
    what: str = ''  # the part of the tasks that was asked about: due, status, note


@dataclass(frozen=True, slots=True)
class Count:
    """Say how many there are."""

    query: Query
    ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Summarise:
    """Say how much was done on these days, or how many tasks there are of each kind; without days the last seven."""

    by: str = 'day'
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Change these tasks; `unchanged` were meant too but are already so."""

    operation: Operation
    ids: tuple[UUID, ...]
    changes: Changes
    unchanged: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Delete:
    """Delete these tasks, once the person approves."""

    ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class MakePlace:
    """Make this list or label."""

    place: Place


@dataclass(frozen=True, slots=True)
class RenamePlace:
    """Give this list or label another name."""

    place: Place
    name: str


@dataclass(frozen=True, slots=True)
class DeletePlace:
    """Delete this list with its tasks, or this label, once the person approves."""

    place: Place


@dataclass(frozen=True, slots=True)
class ShowPlaces:
    """Say which lists or labels there are."""

    kind: PlaceKind


@dataclass(frozen=True, slots=True)
class NoPlace:
    """There is no list or label of this name."""

    place: Place


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back a turn, or the last one of this conversation."""

    turn: UUID | None = None


@dataclass(frozen=True, slots=True)
class Redo:
    """Do again what was taken back."""


@dataclass(frozen=True, slots=True)
class Help:
    """Explain what can be said; the topic is what help was asked about, if anything."""

    topic: str = ''


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask the person; the answer is resolved with this question as `Context.pending`."""

    question: Question


@dataclass(frozen=True, slots=True)
class NotFound:
    """Nothing is meant by this; near ones may be offered. An empty reference is a description that fits nothing.

    `resume` is the command that goes on when one of the near ones is chosen.
    """

    reference: str
    near: tuple[UUID, ...] = ()
    query: Query | None = None
    operation: Operation = Operation.UNKNOWN
    resume: Command | None = None


@dataclass(frozen=True, slots=True)
class Confirm:
    """Yes, plainly; to what waits, or to those named."""

    ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Decline:
    """No, or stop: whatever was pending shall not happen."""

    ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody's doing, told or asked about, and no command; the operation is what they are said to have done."""

    operation: Operation


@dataclass(frozen=True, slots=True)
class Unsupported:
    """Understood, and not offered: 'lists'."""

    what: str
    suggested_title: str = ''


@dataclass(frozen=True, slots=True)
class Unknown:
    """Not understood; the text may be meant as a new task, which is offered and never assumed."""

    suggested_title: str = ''
    near: tuple[UUID, ...] = ()
    entries: tuple[Entry, ...] = ()


Resolution = (
    Create
    | Show
    | Count
    | Summarise
    | Change
    | Delete
    | MakePlace
    | RenamePlace
    | DeletePlace
    | ShowPlaces
    | NoPlace
    | Undo
    | Redo
    | Help
    | Ask
    | NotFound
    | Confirm
    | Decline
    | Told
    | Unsupported
    | Unknown
)
