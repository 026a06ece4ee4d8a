"""The history, turn by turn, as a person reads it: who, through which door, when, and what changed in which task."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services import ledger
from services.events import UNDOABLE, EventType, SyncEvent
from services.ledger import LedgerEntry
from services.storage.columns import table_of
from services.tasks.undo_tasks import CONTENT
from services.values.cause import Actor, Via

_entries = table_of(LedgerEntry)

_FIELDS = {'task': CONTENT, 'list': ('name', 'colour', 'archived_at'), 'label': ('name', 'colour')}
"""Which changes are told."""


class FieldChange(BaseModel):
    """One field before and after; None stands for an empty one."""

    field: str
    before: Any
    after: Any


class HistoryStep(BaseModel):
    """One event of a turn: what it did to one task, list or label, and which fields it changed."""

    type: EventType
    task_id: UUID | None = None
    list_id: UUID | None = None
    label_id: UUID | None = None
    title: str
    changes: list[FieldChange]


class HistoryTurn(BaseModel):
    """A turn: all that one gesture or one reply did to tasks, lists and labels.

    `reverts` is the turn it reverted, `reverted_by` the one that reverted it and still stands.
    `seq` is the number of its last event.
    """

    turn_id: UUID
    seq: int
    at: datetime
    actor: Actor
    reverts: UUID | None
    reverted_by: UUID | None
    steps: list[HistoryStep]

    @property
    def can_be_undone(self) -> bool:
        """Whether it has not been reverted."""
        return self.reverted_by is None


async def list_turns(
    session: AsyncSession,
    user_id: UUID,
    *,
    via: Via | None = None,
    task_id: UUID | None = None,
    name: str | None = None,
    before: int | None = None,
    limit: int = 50,
) -> list[HistoryTurn]:
    """Turns that changed something, the latest first: at most `limit` of those whose `seq` is below `before`.

    `via` is the door they came in through, `name` that of the token or client, `task_id` a task they changed.
    What a newer version wrote in a way that this one cannot read is left out.
    """
    wanted = [_entries.c.user_id == user_id, _entries.c.type.in_(UNDOABLE)]
    if via is not None:
        wanted.append(_entries.c.actor['via'].astext == via.value)
    if name is not None:
        wanted.append(_entries.c.actor['name'].astext == name)
    if task_id is not None:
        wanted.append(_entries.c.subject_id == task_id)
    last = func.max(_entries.c.seq)
    turns = select(_entries.c.turn_id).where(*wanted).group_by(_entries.c.turn_id).order_by(last.desc()).limit(limit)
    if before is not None:
        turns = turns.having(last < before)
    ids = list(await session.scalars(turns))
    events = await ledger.read_turns(session, user_id, ids)
    reverted = await _reverted(session, user_id, ids)
    return [_turn(events[turn_id], reverted.get(turn_id)) for turn_id in ids if events[turn_id]]


async def _reverted(session: AsyncSession, user_id: UUID, turn_ids: list[UUID]) -> dict[UUID, UUID]:
    """Which of the turns were reverted, and by which turn; an undo that was itself reverted does not count."""
    asked = turn_ids
    reverting: dict[UUID, list[UUID]] = {}
    while asked:
        query = (
            select(_entries.c.reverts, _entries.c.turn_id)
            .where(_entries.c.user_id == user_id, _entries.c.reverts.in_(asked))
            .group_by(_entries.c.reverts, _entries.c.turn_id)
            .order_by(func.max(_entries.c.seq))
        )
        asked = []
        for reverts, turn_id in await session.execute(query):
            reverting.setdefault(reverts, []).append(turn_id)
            asked.append(turn_id)

    def reverted_by(turn_id: UUID) -> UUID | None:
        return next((undo for undo in reversed(reverting.get(turn_id, [])) if reverted_by(undo) is None), None)

    return {turn_id: undo for turn_id in turn_ids if (undo := reverted_by(turn_id))}


def _turn(events: list[SyncEvent], reverted_by: UUID | None) -> HistoryTurn:
    latest = events[-1]
    return HistoryTurn(
        turn_id=latest.turn_id,
        seq=latest.seq,
        at=latest.timestamp,
        actor=latest.actor,
        reverts=latest.reverts,
        reverted_by=reverted_by,
        steps=[_step(event) for event in events],
    )


def _step(event: SyncEvent) -> HistoryStep:
    went = event.type in {EventType.TASK_DELETED, EventType.LIST_DELETED, EventType.LABEL_DELETED}
    before = event.before if not went else None
    changes = [
        FieldChange(field=field, before=before.get(field), after=event.data.get(field))
        for field in _FIELDS[event.type.subject]
        if before is not None and before.get(field) != event.data.get(field)
    ]
    name = event.data['title'] if event.type.subject == 'task' else event.data['name']
    subject = {f'{event.type.subject}_id': event.entity.id}
    return HistoryStep.model_validate({'type': event.type, **subject, 'title': name, 'changes': changes})
