"""Noticing that somebody has just overwritten what was written on this page a moment before."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from components.words import Words, formats
from components.words.formats import NameOf
from services.events import EventType, SyncEvent
from services.tasks.undo_tasks import CONTENT
from services.values.cause import Actor, Moment, Via

RECENT = timedelta(seconds=10)
"""How long after writing a field its author is told that somebody else has overwritten it."""

_CHANGES = {EventType.TASK_UPDATED, EventType.TASK_STATUS_CHANGED}


@dataclass(frozen=True)
class Overwritten:
    """A field that was written here and then by somebody else: both are in the history, the later one counts.

    `title` is what the task was called until then, because that is the name its author knows.
    """

    task_id: UUID
    title: str
    field: str
    mine: Any
    theirs: Any
    actor: Actor

    def sentence(self, moment: Moment, words: Words, name_of: NameOf) -> str:
        """What happened, for the person who wrote first."""
        return words.OVERWRITTEN.format(
            field=words.FIELDS[self.field],
            title=self.title,
            value=formats.value(self.field, self.theirs, moment, words, name_of) or words.EMPTY,
            who=formats.who_in_a_sentence(self.actor, words),
        )


class RecentWrites:
    """What was written on this page within the last RECENT; learned from the events, like everything shown."""

    def __init__(self) -> None:
        self._written: dict[tuple[UUID, str], tuple[Any, datetime]] = {}

    def apply(self, event: SyncEvent, *, own: bool) -> list[Overwritten]:
        """Take in a change; returns what it overwrote of what was just written here."""
        if event.type not in _CHANGES or event.before is None:
            return []
        self._forget_old(event.timestamp)
        overwritten = []
        for field in CONTENT:
            before, after = event.before.get(field), event.data.get(field)
            if before == after:
                continue
            written = self._written.pop((event.task.id, field), None)
            if own:
                self._written[event.task.id, field] = (after, event.timestamp)
            elif written is not None and written[0] == before and event.actor.via is not Via.UNDO:
                title = event.before['title']
                overwritten.append(Overwritten(event.task.id, title, field, before, after, event.actor))
        return overwritten

    def _forget_old(self, now: datetime) -> None:
        self._written = {key: written for key, written in self._written.items() if now - written[1] <= RECENT}
