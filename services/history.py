"""What happened, turn by turn, as a person wants to read it: who, by which door, when, what became of what."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services import ledger
from services.cause import Actor, Via
from services.events import TASK_EVENTS, EventType, SyncEvent
from services.ledger import LedgerEntry
from services.models import table_of
from services.undo import CONTENT

_entries = table_of(LedgerEntry)


class Change(BaseModel):
    """One field of a task, before and after; a value of None is an empty one."""

    field: str
    before: Any
    after: Any


class Step(BaseModel):
    """What a turn did to one task. `changes` says what became of its fields when it was changed."""

    type: EventType
    task_id: UUID
    title: str
    changes: list[Change]


class HistoryTurn(BaseModel):
    """A turn: all that one gesture or one reply did to tasks.

    `reverts` names the turn it took back, `reverted_by` the one that took it back and still
    stands. `seq` is the number of its last event.
    """

    turn_id: UUID
    seq: int
    at: datetime
    actor: Actor
    reverts: UUID | None
    reverted_by: UUID | None
    steps: list[Step]

    @property
    def can_be_undone(self) -> bool:
        """Whether it still stands."""
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
    """Turns that changed tasks, the latest first: `limit` of them whose number is below `before`.

    `via` is the door they came in by, `name` that of the token or client, `task_id` a task they touched.
    """
    wanted = [_entries.c.user_id == user_id, _entries.c.type.in_(TASK_EVENTS)]
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
    return [_turn(events[turn_id], reverted.get(turn_id)) for turn_id in ids]


async def _reverted(session: AsyncSession, user_id: UUID, turn_ids: list[UUID]) -> dict[UUID, UUID]:
    """Which of the turns were taken back, and by which turn; an undo that was itself taken back does not count."""
    standing: dict[UUID, UUID] = {}
    asked = turn_ids
    takers: dict[UUID, list[UUID]] = {}
    while asked:
        query = (
            select(_entries.c.reverts, _entries.c.turn_id)
            .where(_entries.c.user_id == user_id, _entries.c.reverts.in_(asked))
            .group_by(_entries.c.reverts, _entries.c.turn_id)
            .order_by(func.max(_entries.c.seq))
        )
        asked = []
        for reverts, turn_id in await session.execute(query):
            takers.setdefault(reverts, []).append(turn_id)
            asked.append(turn_id)

    def stands(turn_id: UUID) -> UUID | None:
        return next((taker for taker in reversed(takers.get(turn_id, [])) if stands(taker) is None), None)

    for turn_id in turn_ids:
        if taker := stands(turn_id):
            standing[turn_id] = taker
    return standing


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


def _step(event: SyncEvent) -> Step:
    before = event.before if event.type is not EventType.TASK_DELETED else None
    changes = [
        Change(field=field, before=before[field], after=event.data[field])
        for field in CONTENT
        if before is not None and before[field] != event.data[field]
    ]
    return Step(type=event.type, task_id=event.task.id, title=event.task.title, changes=changes)
