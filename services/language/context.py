"""What is known around a sentence: the tasks, what was just shown or touched, and what is being asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from services.language.commands import Command
from services.language.dates.grammar import Reference
from services.language.entry import Entry, entry_of
from services.language.languages import language_of
from services.language.mentions import MentionIndex
from services.language.names import OwnPlaces
from services.language.places import KnownPlaces
from services.language.queries import Query, TaskLike
from services.language.resolutions import Question
from services.language.tables import Language


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for the person's yes, asked in this conversation: the tasks, and what would be done."""

    id: UUID
    titles: tuple[str, ...] = ()
    said: str = ''


@dataclass(frozen=True, slots=True)
class Context:
    """The person's side of the conversation; numbers refer to `shown`, in its order."""

    now: datetime
    zone: ZoneInfo
    tasks: Sequence[TaskLike] = ()
    shown: tuple[UUID, ...] = ()  # the list that was last put before the person, while it is in sight
    mentioned: tuple[UUID, ...] = ()  # what the last answer was about, the most recent first
    selected: tuple[UUID, ...] = ()  # what is selected on the dashboard
    visible: tuple[UUID, ...] = ()  # what the dashboard's filter lets through
    pending: Question | None = None
    asked: Query | None = None  # the last query, for 'and tomorrow?'
    day_first: bool = False
    done: Command | None = None  # what the last answer changed
    waiting: tuple[Waiting, ...] = ()  # the latest last
    places: KnownPlaces | None = None  # where they are not known, every list is the whole
    language: str = 'en'
    index: MentionIndex = field(default_factory=MentionIndex)

    def __post_init__(self) -> None:
        if self.tasks and not self.index.tasks:
            self.index.words = self.spoken.titles
            self.index.update(self.tasks)

    @property
    def reference(self) -> Reference:
        """The moment and the customs that dates are read by."""
        return Reference(self.now, self.zone, self.spoken.dates, self.day_first)

    @property
    def spoken(self) -> Language:
        """The language that the message is read in."""
        return language_of(self.language)

    def entry(self, text: str) -> Entry:
        """A line as quick add reads it here; lists and labels in it are found by the sentence around it."""
        marks = OwnPlaces() if self.places is not None else None
        return replace(entry_of(text, self.reference, self.spoken, places=marks), offers=())

    @property
    def focus(self) -> list[TaskLike]:
        """What 'it' may mean: what the last answer was about, or else what is selected or shown alone."""
        if found := self.those(self.mentioned):
            return found
        alone = self.selected if len(self.selected) == 1 else self.shown if len(self.shown) == 1 else ()
        return self.those(alone)

    def those(self, ids: Sequence[UUID]) -> list[TaskLike]:
        """The tasks with these ids that still exist, in the order of the ids."""
        by_id = self.index.tasks
        return [by_id[task_id] for task_id in ids if task_id in by_id]
