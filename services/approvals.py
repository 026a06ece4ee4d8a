"""Approvals: changes that wait until the person approves or rejects them, and are carried out exactly as shown.

What needs one stands in `services/change_limits.py`. The changes are fixed when the approval is created, and a decision
names only its id and the revision that was seen. Before it, the person may edit the values; every view shows them. What
one turn asks for, and what a program asks for within a minute, is one approval.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import BaseModel
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services import ledger, task_service
from services.approval_models import (
    LIFETIME,
    MAX_ITEMS,
    Approval,
    ApprovalAction,
    ApprovalItem,
    ApprovalRead,
    ApprovalState,
    ItemAction,
    Place,
)
from services.errors import (
    ApprovalClosed,
    ApprovalEdited,
    ApprovalNotFound,
    InvalidInput,
    NotAllowed,
    NotFound,
    TaskNotFound,
    TooMany,
    VersionConflict,
)
from services.events import EventType
from services.models import TaskRead, TaskUpdate
from services.places.families import parts_of
from services.places.models import Label, LabelRead, TaskList, TaskListRead
from services.storage.columns import table_of
from services.tasks import labels, lists, undo
from services.tasks.undo_result import UndoResult
from services.tasks.undo_tasks import differing
from services.translatable import _, n_
from services.values.cause import Cause, Moment, Via
from services.values.due_dates import in_zone, settled
from services.values.time_zones import zone_named
from services.values.vocabulary import Status

_EXPIRED = _('This has expired; nothing was done. Ask for it again.')
_CLOSED = {
    ApprovalState.APPROVED: _('This has been approved already; nothing was done now.'),
    ApprovalState.REJECTED: _('This has been rejected already; nothing was done now.'),
}
_NOT_SHOWN = _('Only the values that are shown can be edited ({fields}).')
_NOT_THE_PERSON = _('A program cannot say yes in a conversation. The person approves or rejects it in Tandem.')

_TOO_MANY = n_(
    '{number} change is waiting for a yes or a no already. Answer that first.',
    '{number} changes are waiting for a yes or a no already. Answer those first.',
)

MAX_WAITING = 200
"""How many approvals of one person can be pending."""

JOINED_WITHIN = timedelta(minutes=1)
"""For how long what a program asks for joins its last approval."""

_approvals = table_of(Approval)


class Outcome(BaseModel):
    """What a decision did; `skipped` tasks, lists and labels had changed since they were shown.

    `places` are the lists and labels that were deleted.
    """

    approval: ApprovalRead
    done: list[TaskRead]
    skipped: list[ApprovalItem]
    places: list[ApprovalItem] = []


async def ask(
    session: AsyncSession,
    user_id: UUID,
    action: ApprovalAction,
    tasks: Sequence[tuple[TaskRead, TaskUpdate | None]],
    *,
    place: TaskListRead | LabelRead | None = None,
    cause: Cause | None = None,
    session_id: UUID | None = None,
) -> ApprovalRead:
    """Ask for what would be written into each task; an update of None is for a deletion.

    `place` is a list or label that would be deleted behind them. It joins what the same turn, or the same program a
    moment ago, has asked for and still waits. A due moment without a zone is placed now, in the zone of the request,
    not in that of the decision.
    """
    cause = cause or Cause()
    own_zone = await ledger.hold(session, user_id)
    zone = cause.moment.zone if cause.moment else zone_named(own_zone)
    joined = await _find_joinable(session, user_id, cause, session_id, room_for=len(tasks) + 1)
    places = [_place_item(place)] if place else []
    if joined is not None:
        return await _join(session, joined, tasks, places, zone, cause)
    items = [*(_item(task, update, zone) for task, update in tasks), *places]
    return await _store(session, user_id, action, items, cause, session_id)


async def ask_to_undo(
    session: AsyncSession, user_id: UUID, preview: UndoResult, *, cause: Cause, session_id: UUID | None = None
) -> ApprovalRead:
    """Ask for an undo that would do what `preview` shows; asked for again, it is the same approval."""
    zone = zone_named(await ledger.hold(session, user_id))
    turn_id = preview.reverted_turn_id
    for waiting in await list_approvals(session, user_id):
        if (waiting.reverts, waiting.session_id, waiting.program) == (turn_id, session_id, cause.name):
            return waiting
    items = [_item(task, None, zone) for task in preview.removed]
    items += [await _item_to_put_back(session, user_id, after, zone) for after in preview.tasks]
    return await _store(session, user_id, ApprovalAction.UNDO, items, cause, session_id, reverts=turn_id)


async def list_approvals(
    session: AsyncSession,
    user_id: UUID,
    *,
    pending: bool = True,
    ids: Collection[UUID] | None = None,
    session_id: UUID | None = None,
) -> list[ApprovalRead]:
    """Approvals, newest first: the pending ones or all, of all or only of these `ids` or of one conversation."""
    query = select(Approval).where(_approvals.c.user_id == user_id).order_by(_approvals.c.created_at.desc())
    if ids is not None:
        query = query.where(_approvals.c.id.in_(ids))
    if session_id is not None:
        query = query.where(_approvals.c.session_id == session_id)
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
    """Replace the values that would be written, for each task in `changes`; the approval gets a new revision.

    The values are checked like those of any update, and those that a task has already are left out.
    Raises ApprovalNotFound, ApprovalClosed, VersionConflict when a task has changed since it was
    shown, and InvalidInput, also for fields that would not change, and for deletions and undos, in which there is
    nothing to edit.
    """
    cause = cause or Cause()
    zone = zone_named(await ledger.hold(session, user_id))
    approval, before = await _find_open(session, user_id, approval_id)
    _check_edit(before, changes)
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
    """Approve or reject; what is approved, all of it or only `task_ids`, is carried out in the same transaction.

    Tasks that have changed since they were shown are skipped. The changes belong to the turn that
    asked, so that one undo reverts the whole turn. Raises ApprovalNotFound, ApprovalClosed when it
    was decided before or has expired, ApprovalEdited when `revision` is not the present one (without it, when it was
    edited since it was asked for), InvalidInput for a task that it is not about, and NotAllowed for a program that
    talks in a conversation.
    """
    cause = cause or Cause()
    if approve and cause.via is Via.CHAT and cause.name is not None:
        raise NotAllowed(_NOT_THE_PERSON)
    await ledger.hold(session, user_id)
    approval, before = await _find_open(session, user_id, approval_id)
    if approve and before.revision != (approval.asked_revision if revision is None else revision):
        raise ApprovalEdited
    cause = replace(cause, turn_id=approval.turn_id)
    chosen = _chosen(before, task_ids) if approve else []
    done, skipped = await _carry_out(session, user_id, before, [item for item in chosen if not item.place], cause)
    places = [item for item in chosen if item.place]
    deleted = [item for item in places if await _delete_place(session, user_id, item, cause)]
    if approve:
        approval.items = [
            item.model_copy(update={'approved': item in chosen}).model_dump(mode='json') for item in before.items
        ]
    approval.state = ApprovalState.APPROVED if approve else ApprovalState.REJECTED
    approval.decided_at = datetime.now(UTC)
    await session.flush()
    await ledger.append(session, user_id, EventType.APPROVAL_DECIDED, read(approval), cause, before=before)
    skipped += [item for item in places if item not in deleted]
    return Outcome(approval=read(approval), done=done, skipped=skipped, places=deleted)


def read(approval: Approval) -> ApprovalRead:
    """The approval as it is now: one that was not decided in time has expired."""
    shown = ApprovalRead.model_validate(approval)
    if shown.state is ApprovalState.PENDING and shown.expires_at <= datetime.now(UTC):
        return shown.model_copy(update={'state': ApprovalState.EXPIRED})
    return shown


async def _store(  # noqa: PLR0917 - the columns of the row
    session: AsyncSession,
    user_id: UUID,
    action: ApprovalAction,
    items: Sequence[ApprovalItem],
    cause: Cause,
    session_id: UUID | None,
    *,
    reverts: UUID | None = None,
) -> ApprovalRead:
    waiting = select(func.count()).where(
        _approvals.c.user_id == user_id,
        _approvals.c.state == ApprovalState.PENDING,
        _approvals.c.expires_at > datetime.now(UTC),
    )
    if (await session.scalar(waiting) or 0) >= MAX_WAITING:
        raise TooMany(_TOO_MANY.format(number=MAX_WAITING))
    approval = Approval(
        user_id=user_id,
        session_id=session_id,
        turn_id=cause.turn_id,
        action=action,
        items=[item.model_dump(mode='json') for item in items],
        program=cause.name,
        reverts=reverts,
        expires_at=datetime.now(UTC) + LIFETIME,
    )
    session.add(approval)
    await session.flush()
    await ledger.append(session, user_id, EventType.APPROVAL_REQUESTED, read(approval), cause)
    return read(approval)


async def _find_joinable(
    session: AsyncSession, user_id: UUID, cause: Cause, session_id: UUID | None, *, room_for: int
) -> Approval | None:
    """The pending approval that a request joins: of its turn, or of its program outside of conversations."""
    same = _approvals.c.turn_id == cause.turn_id
    if cause.name is not None and session_id is None:
        recent = _approvals.c.created_at > datetime.now(UTC) - JOINED_WITHIN
        same |= (_approvals.c.program == cause.name) & recent
    query = select(Approval).where(
        _approvals.c.user_id == user_id,
        _approvals.c.session_id.is_not_distinct_from(session_id),
        _approvals.c.reverts.is_(None),
        _approvals.c.state == ApprovalState.PENDING,
        _approvals.c.expires_at > datetime.now(UTC),
        same,
    )
    newest_first = query.order_by(_approvals.c.created_at.desc()).limit(1)
    found: Approval | None = await session.scalar(newest_first.execution_options(populate_existing=True))
    return found if found is not None and len(found.items) + room_for <= MAX_ITEMS else None


async def _join(  # noqa: PLR0917 - what was asked for, and by whom
    session: AsyncSession,
    approval: Approval,
    tasks: Sequence[tuple[TaskRead, TaskUpdate | None]],
    places: Sequence[ApprovalItem],
    zone: ZoneInfo,
    cause: Cause,
) -> ApprovalRead:
    before = read(approval)
    items = {item.task_id: item for item in before.items}
    for task, update in tasks:
        items[task.id] = _item(task, _merged(items.get(task.id), update), zone)
    items |= {item.task_id: item for item in places}
    if list(items.values()) == before.items:
        return before
    approval.items = [item.model_dump(mode='json') for item in items.values()]
    approval.action = _action_of({item.action for item in items.values()})
    approval.revision = before.revision + 1
    if approval.turn_id == cause.turn_id:
        approval.asked_revision = approval.revision
    await session.flush()
    cause = replace(cause, turn_id=approval.turn_id)
    await ledger.append(session, approval.user_id, EventType.APPROVAL_EDITED, read(approval), cause, before=before)
    return read(approval)


def _merged(item: ApprovalItem | None, update: TaskUpdate | None) -> TaskUpdate | None:
    """What is asked for a task now, with what was asked for it before; None for a deletion, which stays one."""
    if item is None or update is None:
        return update
    if item.action is ItemAction.DELETE:
        return None
    earlier = TaskUpdate.model_validate(item.changes)
    return TaskUpdate.model_validate(earlier.changes() | update.changes())


def _action_of(actions: Collection[ItemAction | None]) -> ApprovalAction:
    if actions == {ItemAction.DELETE}:
        return ApprovalAction.DELETE
    return ApprovalAction.UPDATE if actions == {ItemAction.UPDATE} else ApprovalAction.MIXED


async def _find_open(session: AsyncSession, user_id: UUID, approval_id: UUID) -> tuple[Approval, ApprovalRead]:
    """The approval, and a copy of how it is before a change; raises ApprovalNotFound and ApprovalClosed."""
    query = select(Approval).where(_approvals.c.id == approval_id, _approvals.c.user_id == user_id)
    approval: Approval | None = await session.scalar(query.execution_options(populate_existing=True))
    if approval is None:
        raise ApprovalNotFound
    before = read(approval)
    if before.state is ApprovalState.EXPIRED:
        raise ApprovalClosed(_EXPIRED)
    if before.state is not ApprovalState.PENDING:
        raise ApprovalClosed(_CLOSED[before.state])
    return approval, before


def _check_edit(approval: ApprovalRead, changes: Mapping[UUID, TaskUpdate]) -> None:
    items = {item.task_id: item for item in approval.items}
    if not changes or not changes.keys() <= items.keys():
        raise InvalidInput('items', _('Choose at least one task of this approval, and no others.'))
    for task_id, update in changes.items():
        item = items[task_id]
        if approval.reverts is not None or approval.action_of(item) is not ItemAction.UPDATE:
            raise InvalidInput(
                'items', _('A deletion has no values to edit. Approve it, reject it, or leave tasks out.')
            )
        if not update.changes().keys() <= item.changes.keys():
            raise InvalidInput('items', _NOT_SHOWN.format(fields=', '.join(item.changes)))


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
        raise InvalidInput('task_ids', _('Choose at least one task of this approval, and no others.'))
    return [item for item in approval.items if item.task_id in task_ids]


async def _carry_out(
    session: AsyncSession, user_id: UUID, approval: ApprovalRead, items: Sequence[ApprovalItem], cause: Cause
) -> tuple[list[TaskRead], list[ApprovalItem]]:
    """The tasks that were changed or deleted, and the items that were skipped."""
    if approval.reverts is not None:
        return await _undo(session, user_id, approval.reverts, items, cause)
    approved = {item.task_id for item in items}
    done: list[TaskRead] = []
    skipped: list[ApprovalItem] = []
    for item in items:
        try:
            if approval.action_of(item) is ItemAction.DELETE:
                done.append(await _delete(session, user_id, item, cause))
            else:
                done.append(await _update(session, user_id, item, cause, approved))
        except (TaskNotFound, VersionConflict):
            skipped.append(item)
    return done, skipped


async def _delete(session: AsyncSession, user_id: UUID, item: ApprovalItem, cause: Cause) -> TaskRead:
    task = TaskRead.model_validate(await task_service.get_task(session, user_id, item.task_id))
    if await parts_of(session, user_id, task.id):
        raise VersionConflict(task)  # it got sub-tasks that were not shown, or that are to stay
    await task_service.delete_task(session, user_id, item.task_id, cause=cause, expected_version=item.version)
    return task


async def _delete_place(session: AsyncSession, user_id: UUID, item: ApprovalItem, cause: Cause) -> bool:
    """Delete a list or label as it was shown; False when it has changed, or a list still has tasks."""
    get, delete = _PLACES[item.place or Place.LIST]
    try:
        place = await get(session, user_id, item.task_id)
    except NotFound:
        return False
    if place.version != item.version or (item.place is Place.LIST and await lists.tasks_in(session, item.task_id)):
        return False
    await delete(session, user_id, item.task_id, cause=cause)
    return True


_PLACES: dict[Place, tuple[Callable[..., Awaitable[TaskList | Label]], Callable[..., Awaitable[int]]]] = {
    Place.LIST: (lists.get_list, lists.delete_list),
    Place.LABEL: (labels.get_label, labels.delete_label),
}


async def _update(
    session: AsyncSession, user_id: UUID, item: ApprovalItem, cause: Cause, approved: Collection[UUID]
) -> TaskRead:
    update = TaskUpdate.model_validate(item.changes)
    now = TaskRead.model_validate(await task_service.get_task(session, user_id, item.task_id))
    if all(getattr(now, field) == value for field, value in update.changes().items()):
        return now  # it followed the task that it is a part of
    if update.status is Status.COMPLETED and await _has_other_open_parts(session, user_id, now.id, approved):
        raise VersionConflict(now)
    task = await task_service.update_task(
        session, user_id, item.task_id, update, cause=cause, expected_version=item.version
    )
    return TaskRead.model_validate(task)


async def _has_other_open_parts(
    session: AsyncSession, user_id: UUID, task_id: UUID, approved: Collection[UUID]
) -> bool:
    """Whether completing a task would complete others that were not approved."""
    for part_id in await parts_of(session, user_id, task_id):
        if part_id not in approved and not (await task_service.get_task(session, user_id, part_id)).completed:
            return True
    return False


async def _undo(
    session: AsyncSession, user_id: UUID, turn_id: UUID, items: Sequence[ApprovalItem], cause: Cause
) -> tuple[list[TaskRead], list[ApprovalItem]]:
    if not items:
        return [], []
    unchanged = {item.task_id for item in items if await _is_as_shown(session, user_id, item)}
    result = await undo.undo(session, user_id, turn_id, cause=cause, is_part=True, only=unchanged)
    done = [*result.removed, *result.tasks]
    reached = {task.id for task in done}
    return done, [item for item in items if item.task_id not in reached]


async def _is_as_shown(session: AsyncSession, user_id: UUID, item: ApprovalItem) -> bool:
    try:
        task = await task_service.get_task(session, user_id, item.task_id)
    except TaskNotFound:
        return item.action is ItemAction.RESTORE
    return item.action is not ItemAction.RESTORE and task.version == item.version


async def _item_to_put_back(session: AsyncSession, user_id: UUID, after: TaskRead, zone: ZoneInfo) -> ApprovalItem:
    """What an undo would do to a task that would be like `after`."""
    try:
        task = TaskRead.model_validate(await task_service.get_task(session, user_id, after.id))
    except TaskNotFound:
        return ApprovalItem(task_id=after.id, title=after.title, version=after.version, action=ItemAction.RESTORE)
    put_back = {field: getattr(after, field) for field in differing(task, after)}
    return _item(task, TaskUpdate.model_validate(put_back), zone)


def _place_item(place: TaskListRead | LabelRead) -> ApprovalItem:
    kind = Place.LIST if isinstance(place, TaskListRead) else Place.LABEL
    return ApprovalItem(
        task_id=place.id, title=place.name, version=place.version, action=ItemAction.DELETE, before={kind: place.name}
    )


def _item(task: TaskRead, update: TaskUpdate | None, zone: ZoneInfo) -> ApprovalItem:
    if update and update.due_date:
        update = update.model_copy(update={'due_date': in_zone(update.due_date, zone)})
    changes = update.model_dump(mode='json', include=set(update.changes())) if update else {}
    before = task.model_dump(mode='json', include=set(changes))
    return ApprovalItem(
        task_id=task.id,
        title=task.title,
        version=task.version,
        action=ItemAction.DELETE if update is None else ItemAction.UPDATE,
        before=before,
        changes=changes,
    )
