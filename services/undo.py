"""Taking back and doing again, by turn: all that one gesture or one reply did.

What to do is read from the ledger. A field that somebody has changed since is left as it is and
named; nothing is ever overwritten silently. An undo is itself a turn in the ledger, with the turn
it takes back in `reverts`, and so can be taken back: that is a redo.
"""

from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services import ledger, task_service
from services.cause import Cause, Via
from services.errors import NothingToUndo, TaskNotFound, TurnNotFound
from services.events import TASK_EVENTS, EventType, SyncEvent
from services.ledger import LedgerEntry
from services.models import TaskRead, table_of

CONTENT = ('title', 'description', 'status', 'priority', 'due_date')
"""The fields of a task that people change."""

_REACH = 200
_entries = table_of(LedgerEntry)


class Kept(BaseModel):
    """What an undo left alone because it has changed since."""

    task_id: UUID
    title: str
    fields: list[str]


class UndoResult(BaseModel):
    """What an undo or redo did: its own turn, the turn it took back, the tasks it touched."""

    turn_id: UUID
    reverted_turn_id: UUID
    tasks: list[TaskRead]
    removed: list[TaskRead]
    kept: list[Kept]


class Turn(BaseModel):
    """One line of the stack that undo walks: a turn and what it reverts."""

    turn_id: UUID
    reverts: UUID | None


async def undo(
    session: AsyncSession, user_id: UUID, turn_id: UUID | None = None, *, cause: Cause | None = None
) -> UndoResult:
    """Take back a turn, or the latest one that still stands; turns that came to nothing are passed over.

    Raises TurnNotFound for a turn that is not in the person's history, NothingToUndo when there is none left.
    """
    await ledger.hold(session, user_id)
    cause = cause or Cause()
    if turn_id is not None:
        return await _revert(session, user_id, turn_id, cause)
    nothing: set[UUID] = set()
    async for turns, _ in _ever_longer(session, user_id):
        while latest := undoable(turn for turn in turns if turn.turn_id not in nothing):
            result = await _revert(session, user_id, latest, cause)
            if result.tasks or result.removed or result.kept:
                return result
            nothing.add(latest)
    raise NothingToUndo('There is nothing to undo.')


async def redo(session: AsyncSession, user_id: UUID, *, cause: Cause | None = None) -> UndoResult:
    """Do again what the last undo took back; raises NothingToUndo once something else was done."""
    await ledger.hold(session, user_id)
    async for turns, whole in _ever_longer(session, user_id):
        if turn_id := redoable(turns, whole=whole):
            return await _revert(session, user_id, turn_id, cause or Cause())
    raise NothingToUndo('There is nothing to redo.')


def undoable(newest_first: Iterable[Turn]) -> UUID | None:
    """The latest turn that was a change of its own and has not been taken back."""
    gone: set[UUID] = set()
    for turn in newest_first:
        if turn.turn_id in gone:
            continue
        if turn.reverts is None:
            return turn.turn_id
        gone.add(turn.reverts)
    return None


def redoable(newest_first: Iterable[Turn], *, whole: bool = True) -> UUID | None:
    """The latest undo that has not been taken back, unless something else was done after it.

    Without the `whole` history it is None, too, when what a turn reverts lies further back: that
    turn may be an undo or a redo.
    """
    gone: set[UUID] = set()
    turns = list(newest_first)
    known = {turn.turn_id for turn in turns}
    undos = {turn.turn_id for turn in turns if turn.reverts is not None}
    for turn in turns:
        if turn.turn_id in gone:
            continue
        if turn.reverts is None or (turn.reverts not in known and not whole):
            return None
        if turn.reverts in undos:
            gone.add(turn.reverts)
            continue
        return turn.turn_id
    return None


async def _ever_longer(session: AsyncSession, user_id: UUID) -> AsyncIterator[tuple[list[Turn], bool]]:
    """The latest turns, newest first, and more of them until these are all: mostly the first few decide."""
    reach = _REACH
    while True:
        turns = await _turns(session, user_id, reach)
        whole = len(turns) < reach
        yield turns, whole
        if whole:
            return
        reach *= 4


async def _turns(session: AsyncSession, user_id: UUID, reach: int) -> list[Turn]:
    newest = func.max(_entries.c.seq)
    query = (
        select(_entries.c.turn_id, _entries.c.reverts)
        .where(_entries.c.user_id == user_id, _entries.c.type.in_(TASK_EVENTS))
        .group_by(_entries.c.turn_id, _entries.c.reverts)
        .order_by(newest.desc())
        .limit(reach)
    )
    return [Turn(turn_id=row.turn_id, reverts=row.reverts) for row in await session.execute(query)]


async def _revert(session: AsyncSession, user_id: UUID, turn_id: UUID, cause: Cause) -> UndoResult:
    events = await ledger.read_turn(session, user_id, turn_id)
    if not events:
        raise TurnNotFound
    cause = replace(cause, via=Via.UNDO, name=cause.name or cause.via, reverts=turn_id)
    result = UndoResult(turn_id=cause.turn_id, reverted_turn_id=turn_id, tasks=[], removed=[], kept=[])
    for first, last in _by_task(events):
        await _revert_task(session, user_id, first, last, cause, result)
    return result


def _by_task(events: list[SyncEvent]) -> list[tuple[SyncEvent, SyncEvent]]:
    """The first and the last event of each task, the task that was touched last first."""
    spans: dict[UUID, tuple[SyncEvent, SyncEvent]] = {}
    for event in events:
        first, _ = spans.pop(event.task.id, (event, event))
        spans[event.task.id] = (first, event)
    return list(spans.values())[::-1]


async def _revert_task(  # noqa: PLR0917 - one step of _revert, taken out to be read alone
    session: AsyncSession, user_id: UUID, first: SyncEvent, last: SyncEvent, cause: Cause, result: UndoResult
) -> None:
    came = first.type is EventType.TASK_CREATED
    went = last.type is EventType.TASK_DELETED
    before, after = TaskRead.model_validate(first.before or first.data), last.task
    if (came and went) or not (came or went or _differing(before, after)):
        return
    restored = went and await _restored(session, user_id, after.id, cause)
    try:
        now = TaskRead.model_validate(await task_service.get_task(session, user_id, after.id))
    except TaskNotFound:
        if not came:
            result.kept.append(Kept(task_id=after.id, title=after.title, fields=['deleted']))
        return
    if came:
        if changed := _differing(now, after):
            result.kept.append(Kept(task_id=now.id, title=now.title, fields=changed))
        else:
            # In the trash it is as it was when it came, so that whatever brings it back finds it so.
            as_it_came = {field: getattr(before, field) for field in _differing(before, after)}
            await task_service.put_back(session, user_id, now.id, as_it_came, cause=cause)
            await task_service.delete_task(session, user_id, now.id, cause=cause)
            result.removed.append(now)
        return
    wanted, kept = _fields_to_restore(before, after, now)
    if kept:
        result.kept.append(Kept(task_id=now.id, title=now.title, fields=kept))
    task = await task_service.put_back(session, user_id, now.id, wanted, cause=cause)
    if wanted or restored:
        result.tasks.append(TaskRead.model_validate(task))


async def _restored(session: AsyncSession, user_id: UUID, task_id: UUID, cause: Cause) -> bool:
    """Bring the task back; False when it is back already or gone for good."""
    try:
        await task_service.restore_task(session, user_id, task_id, cause=cause)
    except TaskNotFound:
        return False
    return True


def _differing(one: TaskRead, other: TaskRead) -> list[str]:
    return [field for field in CONTENT if getattr(one, field) != getattr(other, field)]


def _fields_to_restore(before: TaskRead, after: TaskRead, now: TaskRead) -> tuple[dict[str, Any], list[str]]:
    """What to write, and what to leave because somebody changed it since."""
    wanted: dict[str, Any] = {}
    kept = []
    for field in _differing(before, after):
        was, became, current = (getattr(state, field) for state in (before, after, now))
        if current == became:
            wanted[field] = was
        elif current != was:
            kept.append(field)
    return wanted, kept
