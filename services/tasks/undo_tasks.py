"""The part of an undo that is about tasks: what changed is put back, what was deleted restored, what was added goes."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services import task_service
from services.errors import TaskNotFound
from services.events import EventType, SyncEvent
from services.models import TaskRead
from services.places.families import fits_under, parts_of
from services.places.reading import is_there, labels_there
from services.tasks.undo_result import Kept, UndoResult
from services.values.cause import Cause
from services.values.vocabulary import Status

CONTENT = (
    'title',
    'description',
    'status',
    'priority',
    'due_date',
    'start_on',
    'estimate_minutes',
    'list_id',
    'label_ids',
    'parent_id',
)
"""The fields of a task that people change."""


class Span(NamedTuple):
    """What a turn did to a task: its state before and after, whether it came and went, and from which event on."""

    before: TaskRead
    after: TaskRead
    came: bool
    went: bool
    since: int

    @classmethod
    def of(cls, first: SyncEvent, last: SyncEvent, inbox: UUID) -> 'Span':
        """Between the first and the last event; one of a version that did not know lists was in the `inbox`."""
        before, after = TaskRead.model_validate(first.before or first.data), last.task
        before, after = (
            state if state.list_id else state.model_copy(update={'list_id': inbox}) for state in (before, after)
        )
        return cls(before, after, first.type is EventType.TASK_CREATED, last.type is EventType.TASK_DELETED, first.seq)


async def put_back_changed(
    session: AsyncSession, user_id: UUID, spans: Sequence[Span], cause: Cause, result: UndoResult
) -> None:
    """Put tasks that were there before back to what they were, as far as they still are what they were after.

    Those that went are restored first, so that each finds what it was a part of.
    """
    restored = {
        span.after.id for span in spans if span.went and await _restored(session, user_id, span.after.id, cause)
    }
    for span in spans:
        if span.went or differing(span.before, span.after) or _is_moved(span.before, span.after):
            await _put_back(session, user_id, span, cause, result, is_back=span.after.id in restored)


async def _put_back(
    session: AsyncSession, user_id: UUID, span: Span, cause: Cause, result: UndoResult, *, is_back: bool
) -> None:
    before, after = span.before, span.after
    try:
        now = TaskRead.model_validate(await task_service.get_task(session, user_id, after.id))
    except TaskNotFound:
        result.kept.append(Kept(task_id=after.id, title=after.title, fields=['deleted']))
        return
    wanted, kept = _fields_to_restore(before, after, now)
    kept += await _leave_what_is_gone(session, user_id, now.id, wanted)
    if kept:
        result.kept.append(Kept(task_id=now.id, title=now.title, fields=kept))
    if wanted.get('status') is Status.COMPLETED and before.completed_at is not None:
        wanted['completed_at'] = before.completed_at
    task = await task_service.put_back(session, user_id, now.id, wanted, cause=cause)
    if wanted or is_back:
        result.tasks.append(TaskRead.model_validate(task))


async def remove_added(
    session: AsyncSession, user_id: UUID, spans: Sequence[Span], cause: Cause, result: UndoResult
) -> None:
    """Delete the tasks that came, the latest first; what has changed since stays, and so does what it is a part of.

    A task that came is one with its sub-tasks: it stays when one of them is not among those that go.
    """
    added: dict[UUID, tuple[Span, TaskRead]] = {}
    for span in sorted(spans, key=lambda span: span.since, reverse=True):
        with suppress(TaskNotFound):
            now = TaskRead.model_validate(await task_service.get_task(session, user_id, span.after.id))
            added[now.id] = (span, now)
    kept = {task_id: changed for task_id, (span, now) in added.items() if (changed := _changed_since(span, now))}
    parts = {task_id: set(await parts_of(session, user_id, task_id)) for task_id in added}
    kept |= {task_id: ['parts'] for task_id in added.keys() - kept if parts[task_id] - (added.keys() - kept)}
    result.kept += [Kept(task_id=each, title=added[each][1].title, fields=fields) for each, fields in kept.items()]
    going = [each for task_id, each in added.items() if task_id not in kept]
    for span, now in going:
        # It goes into the trash as it was when it was added, so that a redo brings it back like that.
        as_it_came = {field: getattr(span.before, field) for field in differing(span.before, span.after)}
        await task_service.put_back(session, user_id, now.id, as_it_came, cause=cause)
    for _, now in going:
        await task_service.delete_task(session, user_id, now.id, cause=cause)
        result.removed.append(now)


def _changed_since(span: Span, now: TaskRead) -> list[str]:
    """The fields of a task that are no longer what the turn left; a sub-task is in the list of what it is a part of."""
    follows = now.parent_id is not None and now.parent_id == span.after.parent_id
    return [field for field in differing(now, span.after) if field != 'list_id' or not follows]


async def _leave_what_is_gone(session: AsyncSession, user_id: UUID, task_id: UUID, wanted: dict[str, Any]) -> list[str]:
    """Put no task into a list that has been deleted since, and give it no such label; returns the fields left."""
    if wanted.get('label_ids'):
        wanted['label_ids'] = await labels_there(session, user_id, wanted['label_ids'])
    left = []
    if 'list_id' in wanted and not await is_there(session, user_id, wanted['list_id']):
        left.append('list_id')
    if wanted.get('parent_id') and not await _can_be_under(session, user_id, task_id, wanted['parent_id']):
        left.append('parent_id')
    for field in left:
        del wanted[field]
    return left


async def _can_be_under(session: AsyncSession, user_id: UUID, task_id: UUID, parent_id: UUID) -> bool:
    try:
        await task_service.get_task(session, user_id, parent_id)
    except TaskNotFound:
        return False
    return await fits_under(session, user_id, task_id, parent_id)


async def _restored(session: AsyncSession, user_id: UUID, task_id: UUID, cause: Cause) -> bool:
    """Bring the task back from the trash; False when it is not there (any more)."""
    try:
        await task_service.restore_task(session, user_id, task_id, cause=cause)
    except TaskNotFound:
        return False
    return True


def _is_moved(before: TaskRead, after: TaskRead) -> bool:
    """Whether a task got another place in the order of its list, as far as both states know of ranks."""
    return bool(before.rank and after.rank) and before.rank != after.rank


def differing(one: TaskRead, other: TaskRead) -> list[str]:
    """The fields in which two states of a task differ."""
    return [field for field in CONTENT if getattr(one, field) != getattr(other, field)]


def _fields_to_restore(before: TaskRead, after: TaskRead, now: TaskRead) -> tuple[dict[str, Any], list[str]]:
    """The fields to write, and the names of those to leave because somebody changed them since."""
    wanted: dict[str, Any] = {}
    kept = []
    for field in differing(before, after):
        was, became, current = (getattr(state, field) for state in (before, after, now))
        if current == became:
            wanted[field] = was
        elif current != was:
            kept.append(field)
    if _is_moved(before, after) and now.rank == after.rank:
        wanted['rank'] = before.rank
    return wanted, kept
