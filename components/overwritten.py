"""Noticing that somebody has just changed what was written here a moment before."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from components import history_words
from components.words import Words
from services.cause import Actor, Moment, Via
from services.events import EventType, SyncEvent
from services.models import TaskRead
from services.undo import CONTENT

MOMENT = timedelta(seconds=10)
"""For how long something written here is still fresh."""

_CHANGES = {EventType.TASK_UPDATED, EventType.TASK_STATUS_CHANGED}


@dataclass(frozen=True)
class Overwritten:
    """A field that was written here and then by somebody else: both are stored, and the later one shows."""

    task: TaskRead
    field: str
    mine: Any
    theirs: Any
    actor: Actor

    def sentence(self, moment: Moment, words: Words) -> str:
        """What happened, for the person who wrote first."""
        return words.OVERWRITTEN.format(
            field=words.FIELDS[self.field],
            title=self.task.title,
            value=history_words.value(self.field, self.theirs, moment, words) or words.EMPTY,
            who=history_words.inside(history_words.who(self.actor, words)),
        )


class RecentWrites:
    """What was written here within a moment; learns it, like everything, from the events."""

    def __init__(self) -> None:
        self._written: dict[tuple[UUID, str], tuple[Any, datetime]] = {}

    def hear(self, event: SyncEvent, *, own: bool) -> list[Overwritten]:
        """Take in a change; returns what it replaced of what was just written here."""
        if event.type not in _CHANGES or event.before is None:
            return []
        self._forget(event.timestamp)
        replaced = []
        for field in CONTENT:
            before, after = event.before[field], event.data[field]
            if before == after:
                continue
            written = self._written.pop((event.task.id, field), None)
            if own:
                self._written[event.task.id, field] = (after, event.timestamp)
            elif written is not None and written[0] == before and event.actor.via is not Via.UNDO:
                replaced.append(Overwritten(event.task, field, before, after, event.actor))
        return replaced

    def _forget(self, now: datetime) -> None:
        self._written = {key: written for key, written in self._written.items() if now - written[1] <= MOMENT}
