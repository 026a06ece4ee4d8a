"""Changes that wait for a yes: asked for once, answered once, carried out exactly as shown.

Deleting, and changing more than a few tasks at once, waits here whoever asks for it in words. A
client can only say yes or no to an id. What would be done is fixed when the approval is made; the
person may edit the values of a change before, which every view is shown like the first asking.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services import ledger, task_service
from services.approval_models import (
    LIFETIME,
    Approval,
    ApprovalAction,
    ApprovalItem,
    ApprovalRead,
    ApprovalState,
)
from services.cause import Cause, Moment
from services.due import in_zone, settled
from services.errors import (
    ApprovalClosed,
    ApprovalEdited,
    ApprovalNotFound,
    InvalidInput,
    TaskNotFound,
    VersionConflict,
)
from services.events import EventType
from services.models import TaskRead, TaskUpdate, table_of
from services.zones import zone_named

BULK = 5
"""Changing more tasks than this at once waits for an approval."""

_approvals = table_of(Approval)


class Outcome(BaseModel):
    """What answering an approval did; `skipped` tasks had changed since they were shown."""

    approval: ApprovalRead
    done: list[TaskRead]
    skipped: list[ApprovalItem]


async def ask(
    session: AsyncSession,
    user_id: UUID,
    action: ApprovalAction,
    tasks: Sequence[tuple[TaskRead, TaskUpdate | None]],
    *,
    cause: Cause | None = None,
    session_id: UUID | None = None,
) -> ApprovalRead:
    """Store a change that waits, task by task; every view is told.

    A moment that came without a zone is fixed now, in the zone of whoever asks, not of whoever answers.
    """
    cause = cause or Cause()
    held = await ledger.hold(session, user_id)
    zone = cause.moment.zone if cause.moment else zone_named(held)
    approval = Approval(
        user_id=user_id,
        session_id=session_id,
        turn_id=cause.turn_id,
        action=action,
        items=[_item(task, update, zone).model_dump(mode='json') for task, update in tasks],
        expires_at=datetime.now(UTC) + LIFETIME,
    )
    session.add(approval)
    await session.flush()
    await ledger.append(session, user_id, EventType.APPROVAL_REQUESTED, read(approval), cause)
    return read(approval)


async def list_approvals(
    session: AsyncSession, user_id: UUID, *, pending: bool = True, ids: Collection[UUID] | None = None
) -> list[ApprovalRead]:
    """Approvals, newest first: those that can still be answered, or all of them; with `ids`, of these alone."""
    query = select(Approval).where(_approvals.c.user_id == user_id).order_by(_approvals.c.created_at.desc())
    if ids is not None:
        query = query.where(_approvals.c.id.in_(ids))
    if pending:
        query = query.where(_approvals.c.state == ApprovalState.PENDING, _approvals.c.expires_at > datetime.now(UTC))
    return [read(approval) for approval in await session.scalars(query)]


async def edit(
    session: AsyncSession,
    user_id: UUID,
    approval_id: UUID,
    changes: Mapping[UUID, TaskUpdate],
    *,
    cause: Cause | None = None,
) -> ApprovalRead:
    """Put other values in place of those that would be written, task by task; every view is shown them.

    The values are checked as those of any update are. What a task would not change any more is left
    out. Raises ApprovalNotFound, ApprovalClosed, VersionConflict when a task has changed since it
    was shown, or InvalidInput, also for a deletion, in which there is nothing to edit.
    """
    cause = cause or Cause()
    zone = zone_named(await ledger.hold(session, user_id))
    approval, before = await _find_open(session, user_id, approval_id)
    if before.action is not ApprovalAction.UPDATE:
        raise InvalidInput('items', 'A deletion has no values to edit. Approve it, reject it, or leave tasks out.')
    if not changes or not changes.keys() <= {item.task_id for item in before.items}:
        raise InvalidInput('items', 'Name at least one task that this approval is about, and no others.')
    moment = cause.moment or Moment.current(zone)
    items = [
        await _edited(session, user_id, item, changes[item.task_id], moment) if item.task_id in changes else item
        for item in before.items
    ]
    if items == before.items:
        return before
    approval.items = [item.model_dump(mode='json') for item in items]
    approval.revision = before.revision + 1
    await session.flush()
    cause = replace(cause, turn_id=approval.turn_id)
    await ledger.append(session, user_id, EventType.APPROVAL_EDITED, read(approval), cause, before=before)
    return read(approval)


async def decide(
    session: AsyncSession,
    user_id: UUID,
    approval_id: UUID,
    *,
    approve: bool,
    task_ids: Collection[UUID] | None = None,
    revision: int | None = None,
    cause: Cause | None = None,
) -> Outcome:
    """Answer an approval, and on a yes carry it out in the same transaction: all of it, or for `task_ids` alone.

    Tasks that have changed since they were shown are left alone. The changes belong to the turn
    that asked, so that one undo takes back the whole turn. Raises ApprovalNotFound, ApprovalClosed
    when it was answered before or has expired, ApprovalEdited when it is no longer what was shown
    as `revision`, or InvalidInput for a task it is not about.
    """
    await ledger.hold(session, user_id)
    approval, before = await _find_open(session, user_id, approval_id)
    if approve and revision is not None and revision != before.revision:
        raise ApprovalEdited
    cause = replace(cause or Cause(), turn_id=approval.turn_id)
    chosen = _chosen(before, task_ids) if approve else []
    done, skipped = await _carry_out(session, user_id, before.action, chosen, cause)
    if approve:
        approval.items = [
            item.model_copy(update={'approved': item in chosen}).model_dump(mode='json') for item in before.items
        ]
    approval.state = ApprovalState.APPROVED if approve else ApprovalState.REJECTED
    approval.decided_at = datetime.now(UTC)
    await session.flush()
    await ledger.append(session, user_id, EventType.APPROVAL_DECIDED, read(approval), cause, before=before)
    return Outcome(approval=read(approval), done=done, skipped=skipped)


async def decide_latest(
    session: AsyncSession, user_id: UUID, session_id: UUID, *, approve: bool, cause: Cause | None = None
) -> Outcome | None:
    """Answer the newest approval that waits in a conversation; None when none does."""
    waiting = [found for found in await list_approvals(session, user_id) if found.session_id == session_id]
    return await decide(session, user_id, waiting[0].id, approve=approve, cause=cause) if waiting else None


def read(approval: Approval) -> ApprovalRead:
    """The approval as it stands now: one that was never answered in time has expired."""
    shown = ApprovalRead.model_validate(approval)
    if shown.state is ApprovalState.PENDING and shown.expires_at <= datetime.now(UTC):
        return shown.model_copy(update={'state': ApprovalState.EXPIRED})
    return shown


async def _find_open(session: AsyncSession, user_id: UUID, approval_id: UUID) -> tuple[Approval, ApprovalRead]:
    """The approval, to be answered or edited, and how it is before."""
    query = select(Approval).where(_approvals.c.id == approval_id, _approvals.c.user_id == user_id)
    approval: Approval | None = await session.scalar(query.execution_options(populate_existing=True))
    if approval is None:
        raise ApprovalNotFound
    before = read(approval)
    if before.state is ApprovalState.EXPIRED:
        raise ApprovalClosed('This has expired; nothing was done. Ask for it again.')
    if before.state is not ApprovalState.PENDING:
        raise ApprovalClosed(f'This was {before.state} before; nothing was done now.')
    return approval, before


async def _edited(
    session: AsyncSession, user_id: UUID, item: ApprovalItem, update: TaskUpdate, moment: Moment
) -> ApprovalItem:
    task = TaskRead.model_validate(await task_service.get_task(session, user_id, item.task_id))
    if task.version != item.version:
        raise VersionConflict(task)
    changes = TaskUpdate.model_validate(item.changes).changes() | update.changes()
    if 'due_date' in changes:
        changes['due_date'] = settled(changes['due_date'], task.due_date, moment)
    changed = {field: value for field, value in changes.items() if value != getattr(task, field)}
    return _item(task, TaskUpdate.model_validate(changed), moment.zone)


def _chosen(approval: ApprovalRead, task_ids: Collection[UUID] | None) -> list[ApprovalItem]:
    if task_ids is None:
        return approval.items
    if not task_ids or not set(task_ids) <= {item.task_id for item in approval.items}:
        raise InvalidInput('task_ids', 'Name at least one task that this approval is about, and no others.')
    return [item for item in approval.items if item.task_id in task_ids]


async def _carry_out(
    session: AsyncSession, user_id: UUID, action: ApprovalAction, items: Sequence[ApprovalItem], cause: Cause
) -> tuple[list[TaskRead], list[ApprovalItem]]:
    done: list[TaskRead] = []
    skipped: list[ApprovalItem] = []
    for item in items:
        try:
            if action is ApprovalAction.DELETE:
                task = await task_service.get_task(session, user_id, item.task_id)
                gone = TaskRead.model_validate(task)
                await task_service.delete_task(
                    session, user_id, item.task_id, cause=cause, expected_version=item.version
                )
                done.append(gone)
            else:
                task = await task_service.update_task(
                    session,
                    user_id,
                    item.task_id,
                    TaskUpdate.model_validate(item.changes),
                    cause=cause,
                    expected_version=item.version,
                )
                done.append(TaskRead.model_validate(task))
        except (TaskNotFound, VersionConflict):
            skipped.append(item)
    return done, skipped


def _item(task: TaskRead, update: TaskUpdate | None, zone: ZoneInfo) -> ApprovalItem:
    if update and update.due_date:
        update = update.model_copy(update={'due_date': in_zone(update.due_date, zone)})
    changes = update.model_dump(mode='json', include=set(update.changes())) if update else {}
    before = task.model_dump(mode='json', include=set(changes))
    return ApprovalItem(task_id=task.id, title=task.title, version=task.version, before=before, changes=changes)
