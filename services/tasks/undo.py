"""Undo and redo, by turn: all that one gesture or one reply did to tasks, lists and labels.

What to do is read from the ledger. A field that somebody has changed since is left as it is and
reported; nothing is ever overwritten silently. An undo is itself a turn in the ledger, with the
turn it reverts in `reverts`, and can itself be undone: that is a redo.

What an assistant or a program takes back is different: it is a part of their turn, which a person's undo takes back as
a whole, like everything else that they did.
"""

from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services import ledger
from services.errors import NothingToUndo, TurnNotFound
from services.events import TASK_EVENTS, UNDOABLE, EventType, SyncEvent
from services.ledger import LedgerEntry
from services.places.reading import inbox_of
from services.storage.columns import table_of
from services.tasks.undo_places import revert_place
from services.tasks.undo_result import UndoResult
from services.tasks.undo_tasks import Span, put_back_changed, remove_added
from services.translatable import _
from services.values.cause import Cause, Via

_GONE = {EventType.LIST_DELETED, EventType.LABEL_DELETED}

_FIRST_BATCH = 200
"""How many turns are read at first; the latest few nearly always decide."""

_entries = table_of(LedgerEntry)


class _StackEntry(NamedTuple):
    """One entry of the stack that undo walks: a turn, the turns it reverts, and whether it did anything else.

    `is_undo` says that it was a person's undo or redo, and not a part of what an assistant or a program did.
    """

    turn_id: UUID
    reverts: frozenset[UUID]
    is_mixed: bool
    is_undo: bool


async def undo(
    session: AsyncSession,
    user_id: UUID,
    turn_id: UUID | None = None,
    *,
    cause: Cause | None = None,
    is_part: bool = False,
    only: Collection[UUID] | None = None,
) -> UndoResult:
    """Revert a turn, or the latest one that still stands; turns without any effect are skipped.

    With `is_part` it is a part of the turn in `cause`, which it does not revert itself. With `only`, other tasks are
    left as they are. Raises TurnNotFound for a turn that is not in the person's history, NothingToUndo when there is
    none left, or when a newer version did more in that turn than this one can read: a turn is taken back whole or not
    at all.
    """
    await ledger.hold(session, user_id)
    cause = cause or Cause()
    if turn_id is not None:
        return await _revert(session, user_id, turn_id, cause, is_part=is_part, only=only)
    without_effect = {cause.turn_id} if is_part else set()
    async for stack, _is_complete in _growing_stack(session, user_id):
        while latest := _undoable(stack, without_effect, parts_count=is_part):
            result = await _revert(session, user_id, latest, cause, is_part=is_part, only=only)
            if result.has_effect:
                return result
            without_effect.add(latest)
    raise NothingToUndo(_('There is nothing to undo.'))


async def redo(
    session: AsyncSession, user_id: UUID, *, cause: Cause | None = None, is_part: bool = False
) -> UndoResult:
    """Revert the last undo; raises NothingToUndo once something else was done after it. `is_part` as for `undo`."""
    await ledger.hold(session, user_id)
    async for stack, is_complete in _growing_stack(session, user_id):
        if turn_id := _redoable(stack, is_complete=is_complete, parts_count=is_part):
            return await _revert(session, user_id, turn_id, cause or Cause(), is_part=is_part)
    raise NothingToUndo(_('There is nothing to redo.'))


def _undoable(newest_first: Iterable[_StackEntry], passed: Collection[UUID], *, parts_count: bool) -> UUID | None:
    """The latest turn that made a change of its own, has not been reverted, and is not among those `passed` over.

    With `parts_count`, an undo that was part of a turn is an undo as well, so that the next one goes further back.
    """
    reverted: set[UUID] = set()
    for entry in newest_first:
        if entry.turn_id in reverted:
            continue
        is_undo = entry.is_undo or (parts_count and bool(entry.reverts))
        if entry.turn_id not in passed and (entry.is_mixed or not is_undo):
            return entry.turn_id
        # A turn in which something was undone besides is an ordinary one: undoing it brings that back.
        if is_undo:
            reverted |= entry.reverts
    return None


def _redoable(newest_first: Sequence[_StackEntry], *, is_complete: bool, parts_count: bool) -> UUID | None:
    """The latest undo that has not been reverted, unless something else was done after it.

    In an incomplete history it is also None when what a turn reverts lies further back: whether the
    turn is an undo or a redo cannot be told then. `parts_count` as for _undoable.
    """
    reverted: set[UUID] = set()
    known = {entry.turn_id for entry in newest_first}
    undos = {entry.turn_id for entry in newest_first if not entry.is_mixed and (entry.is_undo or parts_count)}
    for entry in newest_first:
        if entry.turn_id in reverted:
            continue
        if entry.is_mixed or not (entry.is_undo or parts_count) or not (entry.reverts <= known or is_complete):
            return None
        if entry.reverts <= undos:
            reverted |= entry.reverts
            continue
        return entry.turn_id
    return None


async def _growing_stack(session: AsyncSession, user_id: UUID) -> AsyncIterator[tuple[list[_StackEntry], bool]]:
    """The latest turns, newest first, four times as many each time, and whether these are all there are."""
    limit = _FIRST_BATCH
    while True:
        stack = await _latest_turns(session, user_id, limit)
        is_complete = len(stack) < limit
        yield stack, is_complete
        if is_complete:
            return
        limit *= 4


async def _latest_turns(session: AsyncSession, user_id: UUID, limit: int) -> list[_StackEntry]:
    reverts = func.array_agg(_entries.c.reverts.distinct())
    via = _entries.c.actor['via'].astext
    query = (
        select(_entries.c.turn_id, reverts, func.bool_and(via == Via.UNDO.value))
        .where(_entries.c.user_id == user_id, _entries.c.type.in_(UNDOABLE))
        .group_by(_entries.c.turn_id)
        .order_by(func.max(_entries.c.seq).desc())
        .limit(limit)
    )
    return [
        _StackEntry(turn_id, frozenset(filter(None, reverted)), None in reverted, is_undo)
        for turn_id, reverted, is_undo in await session.execute(query)
    ]


async def _revert(
    session: AsyncSession,
    user_id: UUID,
    turn_id: UUID,
    cause: Cause,
    *,
    is_part: bool = False,
    only: Collection[UUID] | None = None,
) -> UndoResult:
    turn = await ledger.read_turn(session, user_id, turn_id)
    if not turn.is_whole:
        raise NothingToUndo(
            _('A newer version of Tandem made this change. Undo it there, or once this version is updated.')
        )
    if not turn.events:
        raise TurnNotFound
    cause = replace(cause, reverts=turn_id)
    if not is_part:
        cause = replace(cause, via=Via.UNDO, name=cause.name or cause.via)
    result = UndoResult(turn_id=cause.turn_id, reverted_turn_id=turn_id, tasks=[], removed=[], kept=[])
    inbox = await inbox_of(session, user_id)
    spans = [span for span in _by_subject(turn.events) if only is None or span[1].entity.id in only]
    tasks = [Span.of(*span, inbox) for span in spans if span[1].type in TASK_EVENTS]
    places = [span for span in spans if span[1].type not in TASK_EVENTS]
    # Places come back before the tasks that belong there, and go after those that do not any more.
    for span in places:
        if span[1].type in _GONE:
            await revert_place(session, user_id, *span, cause, result)
    await put_back_changed(session, user_id, [each for each in tasks if not each.came], cause, result)
    await remove_added(session, user_id, [each for each in tasks if each.came and not each.went], cause, result)
    for span in places:
        if span[1].type not in _GONE:
            await revert_place(session, user_id, *span, cause, result)
    return result


def _by_subject(events: list[SyncEvent]) -> list[tuple[SyncEvent, SyncEvent]]:
    """The first and the last event of each task, list and label, the one that was touched last first."""
    spans: dict[UUID, tuple[SyncEvent, SyncEvent]] = {}
    for event in events:
        first = spans.pop(event.entity.id, (event, event))[0]
        spans[event.entity.id] = (first, event)
    return list(spans.values())[::-1]
