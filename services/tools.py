"""Each verb described once for machines: the model, the built-in understanding and MCP use these.

A tool runs in one transaction, with the cause of its turn. What a person must approve first does not run: it becomes
an approval, and the result says so. A refusal is a result, never an exception, so that the caller can read it and try
again.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from services import approvals, change_limits, chat_service, ledger, task_service
from services.accounts.people import zone_of
from services.approval_models import ApprovalAction, ApprovalRead
from services.database import Database
from services.errors import NotAllowed, TandemError
from services.language import When, later
from services.models import Task, TaskCreate, TaskRead, TaskUpdate
from services.places.families import parts_of, wholes_first
from services.places.models import Label, LabelCreate, LabelRead, ListCreate, TaskList, TaskListRead
from services.task_filter import TaskFilter
from services.tasks import labels, lists, moving
from services.tasks.summary import MAX_DAYS, summarise
from services.tasks.undo import redo, undo
from services.tasks.undo_result import UndoResult
from services.tool_arguments import (
    ChangeLabel,
    ChangeList,
    ChangeTask,
    ChangeTasks,
    ListTasks,
    MoveTask,
    NoArguments,
    OneLabel,
    OneList,
    OneTask,
    SeveralTasks,
    Summarise,
    UndoTurn,
)
from services.values.cause import Cause, Moment
from services.values.due_dates import too_far_away
from services.values.validation import explain
from services.values.vocabulary import Status

_ONLY_THE_PERSON = 'Only the person can take back what was done to lists and labels. Nothing was changed.'

READ_ONLY = 'This token may talk and read. To change tasks it also needs “write”; nothing was changed.'


class Risk(StrEnum):
    """What a tool may do to tasks."""

    READ = 'read'
    CHANGE = 'change'
    DESTROY = 'destroy'


class ToolCall(BaseModel):
    """One use of a tool, with its result."""

    tool: str
    arguments: dict[str, Any]
    result: dict[str, Any]


@dataclass(frozen=True)
class Toolbox:
    """The tools for one turn of one person; `calls` holds the uses so far.

    With `is_persons_word` the person said themselves what to do, so that an undo need not be approved once more.
    Without `may_change` nothing but reading is possible.
    """

    database: Database
    user_id: UUID
    cause: Cause
    session_id: UUID | None = None
    may_change: bool = True
    is_persons_word: bool = False
    calls: list[ToolCall] = field(default_factory=list)

    async def call(self, name: str, arguments: dict[str, Any]) -> ToolCall:
        """Use a tool; a refusal, also of its name or arguments, is the `error` in the result.

        A use that has begun is finished even if the caller is cancelled, so `calls` holds what was done.
        """
        using = asyncio.ensure_future(self._use(name, arguments))
        try:
            return await asyncio.shield(using)
        except asyncio.CancelledError:
            await asyncio.wait([using])
            raise
        finally:
            if using.done() and not using.cancelled() and using.exception() is None:
                self.calls.append(using.result())

    async def _use(self, name: str, arguments: dict[str, Any]) -> ToolCall:
        tool = TOOLS.get(name)
        if tool is None:
            return refused(name, arguments, f'There is no tool “{name}”. There are: {", ".join(TOOLS)}.')
        if tool.risk is not Risk.READ and not self.may_change:
            return refused(name, arguments, READ_ONLY)
        try:
            read = tool.arguments.model_validate(arguments)
            async with self.database.of(self.user_id).transaction() as session:
                result = await tool.run(self, session, read)
        except ValidationError as error:
            return refused(name, arguments, explain(error))
        except TandemError as error:
            return refused(name, arguments, error.sentence)
        return ToolCall(tool=name, arguments=arguments, result=result)


@dataclass(frozen=True)
class Tool:
    """A verb as models and MCP clients see it: `arguments` is its schema, `run` does it in a transaction.

    `title` is its name for people. `doing` and `done` tell those who watch a turn what it is about to do, and what it
    did; `{task}` in them is the title of the one task it is about, `{tasks}` how many there are.
    """

    name: str
    description: str
    arguments: type[BaseModel]
    risk: Risk
    run: Callable[[Toolbox, AsyncSession, Any], Awaitable[dict[str, Any]]]
    title: str
    doing: str
    done: str


async def _add(box: Toolbox, session: AsyncSession, task: TaskCreate) -> dict[str, Any]:
    return _one(await task_service.create_task(session, box.user_id, task, cause=box.cause))


async def _list(box: Toolbox, session: AsyncSession, wanted: ListTasks) -> dict[str, Any]:
    zone = box.cause.moment.zone if box.cause.moment else None
    conditions = TaskFilter(**wanted.model_dump(exclude={'limit'}), zone=zone)
    tasks = await task_service.read_tasks(session, box.user_id, conditions, limit=wanted.limit + 1)
    shown = tasks[: wanted.limit]
    return {'tasks': [as_json(task) for task in shown], 'more': len(tasks) > len(shown)}


async def _places(box: Toolbox, session: AsyncSession, _: NoArguments) -> dict[str, Any]:
    found = await lists.list_lists(session, box.user_id)
    labelled = await labels.list_labels(session, box.user_id)
    open_tasks = await lists.count_tasks(session, box.user_id)
    return {
        'lists': [
            {**TaskListRead.model_validate(each).model_dump(mode='json'), 'open_tasks': open_tasks.get(each.id, 0)}
            for each in found
        ],
        'labels': [LabelRead.model_validate(each).model_dump(mode='json') for each in labelled],
    }


async def _add_list(box: Toolbox, session: AsyncSession, new: ListCreate) -> dict[str, Any]:
    return _place(await lists.create_list(session, box.user_id, new, cause=box.cause))


async def _update_list(box: Toolbox, session: AsyncSession, change: ChangeList) -> dict[str, Any]:
    return _place(await lists.update_list(session, box.user_id, change.list_id, change.update(), cause=box.cause))


async def _delete_list(box: Toolbox, session: AsyncSession, unwanted: OneList) -> dict[str, Any]:
    await ledger.hold(session, box.user_id)
    place = TaskListRead.model_validate(await lists.get_list(session, box.user_id, unwanted.list_id))
    lists.check_deletable(place)
    # Sub-tasks go before the tasks that they are a part of, so that each is there to be deleted as it was shown.
    inside = await wholes_first(session, box.user_id, await lists.tasks_in(session, place.id))
    tasks = await _read(box, session, inside[::-1])
    return await _ask(box, session, ApprovalAction.DELETE, [(task, None) for task in tasks], place)


async def _add_label(box: Toolbox, session: AsyncSession, new: LabelCreate) -> dict[str, Any]:
    return _place(await labels.create_label(session, box.user_id, new, cause=box.cause))


async def _update_label(box: Toolbox, session: AsyncSession, change: ChangeLabel) -> dict[str, Any]:
    return _place(await labels.update_label(session, box.user_id, change.label_id, change.update(), cause=box.cause))


async def _delete_label(box: Toolbox, session: AsyncSession, unwanted: OneLabel) -> dict[str, Any]:
    place = LabelRead.model_validate(await labels.get_label(session, box.user_id, unwanted.label_id))
    return await _ask(box, session, ApprovalAction.DELETE, [], place)


async def _move(box: Toolbox, session: AsyncSession, move: MoveTask) -> dict[str, Any]:
    await ledger.hold(session, box.user_id)
    place = move.place()
    update = TaskUpdate.model_validate(place.model_dump(exclude_unset=True, exclude={'after'}))
    [task] = await _read(box, session, [move.task_id])
    if waiting := await _ask_if_too_many(box, session, await _with_parts(box, session, [(task, update)])):
        return waiting
    return _one(await moving.move_task(session, box.user_id, move.task_id, place, cause=box.cause))


async def _get(box: Toolbox, session: AsyncSession, wanted: OneTask) -> dict[str, Any]:
    return _one(await task_service.get_task(session, box.user_id, wanted.task_id))


async def _summarise(box: Toolbox, session: AsyncSession, wanted: Summarise) -> dict[str, Any]:
    counted = await summarise(session, box.user_id, first=wanted.first, last=wanted.last, moment=box.cause.moment)
    return {'by': wanted.by, 'summary': counted.model_dump(mode='json')}


async def _update(box: Toolbox, session: AsyncSession, change: ChangeTask) -> dict[str, Any]:
    return await _update_one(box, session, change.task_id, change.update())


async def _complete(box: Toolbox, session: AsyncSession, done: OneTask) -> dict[str, Any]:
    return await _update_one(box, session, done.task_id, TaskUpdate(status=Status.COMPLETED))


async def _update_one(box: Toolbox, session: AsyncSession, task_id: UUID, update: TaskUpdate) -> dict[str, Any]:
    await ledger.hold(session, box.user_id)
    [task] = await _read(box, session, [task_id])
    if waiting := await _ask_if_too_many(box, session, await _with_parts(box, session, [(task, update)])):
        return waiting
    return _one(await task_service.update_task(session, box.user_id, task_id, update, cause=box.cause))


async def _delete(box: Toolbox, session: AsyncSession, unwanted: OneTask) -> dict[str, Any]:
    return await _ask_to_delete(box, session, [unwanted.task_id])


async def _update_several(box: Toolbox, session: AsyncSession, change: ChangeTasks) -> dict[str, Any]:
    await ledger.hold(session, box.user_id)
    tasks = [
        (task, await _change_of(box, session, task, change))
        for task in await _read(box, session, await wholes_first(session, box.user_id, change.task_ids))
    ]
    if waiting := await _ask_if_too_many(box, session, await _with_parts(box, session, tasks)):
        return waiting
    changed = [
        await task_service.update_task(session, box.user_id, task.id, update, cause=box.cause) for task, update in tasks
    ]
    return {'tasks': [as_json(task) for task in changed]}


async def _change_of(box: Toolbox, session: AsyncSession, task: TaskRead, change: ChangeTasks) -> TaskUpdate:
    if change.shift is None and change.months is None and change.day is None and change.at is None:
        return change.update()
    moment = box.cause.moment or Moment.current(await zone_of(session, box.user_id))
    due: date | datetime | None = task.due_date
    try:
        if change.shift is not None or change.months is not None:
            due = later(due, change.shift or timedelta(), change.months or 0, moment.now, moment.zone)
        if change.day is not None or change.at is not None:
            due = When(change.day, change.at).due(moment.now, moment.zone, due)
    except OverflowError:
        raise too_far_away() from None
    return TaskUpdate.model_validate(change.update().changes() | {'due_date': due})


async def _delete_several(box: Toolbox, session: AsyncSession, unwanted: SeveralTasks) -> dict[str, Any]:
    return await _ask_to_delete(box, session, unwanted.task_ids)


async def _undo(box: Toolbox, session: AsyncSession, wanted: UndoTurn) -> dict[str, Any]:
    if box.is_persons_word:
        return _reverted(await undo(session, box.user_id, wanted.turn_id, cause=box.cause))
    return await _revert_or_ask(box, session, undo(session, box.user_id, wanted.turn_id, cause=box.cause, is_part=True))


async def _redo(box: Toolbox, session: AsyncSession, _: NoArguments) -> dict[str, Any]:
    if box.is_persons_word:
        return _reverted(await redo(session, box.user_id, cause=box.cause))
    return await _revert_or_ask(box, session, redo(session, box.user_id, cause=box.cause, is_part=True))


async def _revert_or_ask(box: Toolbox, session: AsyncSession, reverting: Awaitable[UndoResult]) -> dict[str, Any]:
    """Revert a turn. What would remove tasks, take back what somebody else did, or is too much, waits for a yes."""
    await ledger.hold(session, box.user_id)
    trial = await session.begin_nested()
    result = await reverting
    if result.is_about_places:
        raise NotAllowed(_ONLY_THE_PERSON)
    changed = await change_limits.changed_so_far(session, box.user_id, box.cause)
    if not result.removed and changed.is_little and await _is_own(box, session, result.reverted_turn_id):
        await trial.commit()
        return _reverted(result)
    await trial.rollback()
    if not (result.removed or result.tasks):
        return _reverted(result)
    approval = await approvals.ask_to_undo(session, box.user_id, result, cause=box.cause, session_id=box.session_id)
    return _waiting(approval)


async def _is_own(box: Toolbox, session: AsyncSession, turn_id: UUID) -> bool:
    """Whether a turn was one of this conversation, or of this program."""
    turn = await ledger.read_turn(session, box.user_id, turn_id)
    if box.session_id is not None:
        said = await chat_service.list_messages(session, box.user_id, box.session_id, limit=1, turn_id=turn_id)
        if not said:
            return False
    return change_limits.is_own(turn.of_tasks, box.cause)


async def _ask_to_delete(box: Toolbox, session: AsyncSession, task_ids: Sequence[UUID]) -> dict[str, Any]:
    # Sub-tasks go before the tasks that they are a part of, so that each is there to be deleted as it was shown.
    parts = {task_id: await parts_of(session, box.user_id, task_id) for task_id in task_ids}
    tasks = await _read(box, session, [each for task_id in task_ids for each in (*reversed(parts[task_id]), task_id)])
    return await _ask(box, session, ApprovalAction.DELETE, [(task, None) for task in tasks])


async def _with_parts(
    box: Toolbox, session: AsyncSession, updates: Sequence[tuple[TaskRead, TaskUpdate]]
) -> list[tuple[TaskRead, TaskUpdate]]:
    """These changes, each followed by those that it brings for sub-tasks."""
    given = {task.id for task, _ in updates}
    whole: dict[UUID, tuple[TaskRead, TaskUpdate]] = {}
    for task, update in updates:
        changes = update.changes()
        follows = await task_service.placed(session, box.user_id, task, changes)
        follows.pop('parent_id', None)
        if changes.get('status') is Status.COMPLETED and not task.completed:
            follows['status'] = Status.COMPLETED
        whole.setdefault(task.id, (task, update))
        for part in await _read(box, session, await parts_of(session, box.user_id, task.id)) if follows else ():
            brought = {field: value for field, value in follows.items() if value != getattr(part, field)}
            if brought and part.id not in given:
                whole[part.id] = (part, TaskUpdate.model_validate(brought))
    return list(whole.values())


async def _ask_if_too_many(
    box: Toolbox, session: AsyncSession, tasks: Sequence[tuple[TaskRead, TaskUpdate]]
) -> dict[str, Any] | None:
    """An approval for these changes, if they are too many to be made without; otherwise None."""
    changed = await change_limits.changed_so_far(session, box.user_id, box.cause)
    return None if changed.allows(tasks) else await _ask(box, session, ApprovalAction.UPDATE, tasks)


async def _ask(
    box: Toolbox,
    session: AsyncSession,
    action: ApprovalAction,
    tasks: Sequence[tuple[TaskRead, TaskUpdate | None]],
    place: TaskListRead | LabelRead | None = None,
) -> dict[str, Any]:
    approval = await approvals.ask(
        session, box.user_id, action, tasks, place=place, cause=box.cause, session_id=box.session_id
    )
    return _waiting(approval)


def _waiting(approval: ApprovalRead) -> dict[str, Any]:
    return {
        'approval': approval.model_dump(mode='json'),
        'waiting': 'Nothing has been done yet: the person was asked and has to approve it first.',
    }


async def _read(box: Toolbox, session: AsyncSession, task_ids: Sequence[UUID]) -> list[TaskRead]:
    return [
        TaskRead.model_validate(await task_service.get_task(session, box.user_id, task_id))
        for task_id in dict.fromkeys(task_ids)
    ]


def _one(task: Task) -> dict[str, Any]:
    return {'task': as_json(task)}


def _place(place: TaskList | Label) -> dict[str, Any]:
    if isinstance(place, TaskList):
        return {'list': TaskListRead.model_validate(place).model_dump(mode='json')}
    return {'label': LabelRead.model_validate(place).model_dump(mode='json')}


def as_json(task: Task | TaskRead) -> dict[str, Any]:
    """A task as a tool's result shows it."""
    return TaskRead.model_validate(task).model_dump(mode='json')


def _reverted(result: UndoResult) -> dict[str, Any]:
    return {
        'reverted_turn_id': str(result.reverted_turn_id),
        'tasks': [as_json(task) for task in result.tasks],
        'removed': [as_json(task) for task in result.removed],
        'kept': [kept.model_dump(mode='json') for kept in result.kept],
        **{
            kind: [place.model_dump(mode='json') for place in places]
            for kind in ('lists', 'removed_lists', 'labels', 'removed_labels')
            if (places := getattr(result, kind))
        },
    }


def refused(name: str, arguments: dict[str, Any], why: str) -> ToolCall:
    """A use of a tool that was refused, with the reason."""
    return ToolCall(tool=name, arguments=arguments, result={'error': why})


TOOLS: dict[str, Tool] = {
    tool.name: tool
    for tool in (
        Tool('add_task', 'Add one task to the list.', TaskCreate, Risk.CHANGE, _add,
             title='Add a task', doing='Adding {task}', done='Added {task}'),
        Tool('list_tasks', 'Find tasks, newest first, by any mix of conditions.', ListTasks, Risk.READ, _list,
             title='Find tasks', doing='Looking through the tasks', done='Found {tasks}'),
        Tool('get_task', 'Read one task.', OneTask, Risk.READ, _get,
             title='Read a task', doing='Reading a task', done='Read {task}'),
        Tool('list_places', 'The lists that tasks live in, with the number of open tasks in each, and the labels.',
             NoArguments, Risk.READ, _places,
             title='Find lists and labels', doing='Looking through lists and labels', done='Found lists and labels'),
        Tool('summary', f'Count what was added and completed on each of at most {MAX_DAYS} days, and tasks by status '
             'and priority. The person sees it as a chart.', Summarise, Risk.READ, _summarise,
             title='Count tasks', doing='Counting tasks', done='Counted the tasks'),
        Tool('update_task', 'Change fields of one task. Fields that are left out or null stay as they are; `clear` '
             'names those to empty.', ChangeTask, Risk.CHANGE, _update,
             title='Change a task', doing='Changing a task', done='Changed {task}'),
        Tool('complete_task', 'Mark one task as completed.', OneTask, Risk.CHANGE, _complete,
             title='Complete a task', doing='Completing a task', done='Completed {task}'),
        Tool('delete_task', 'Ask the person to approve deleting one task.', OneTask, Risk.DESTROY, _delete,
             title='Delete a task', doing='Asking before deleting a task', done='Asked before deleting a task'),
        Tool('update_tasks', f'Make the same change to several tasks; more than {change_limits.BULK} in one turn wait '
             'for approval.', ChangeTasks, Risk.CHANGE, _update_several,
             title='Change several tasks', doing='Changing {tasks}', done='Changed {tasks}'),
        Tool('delete_tasks', 'Ask the person to approve deleting several tasks.', SeveralTasks, Risk.DESTROY,
             _delete_several,
             title='Delete several tasks', doing='Asking before deleting {tasks}', done='Asked before deleting tasks'),
        Tool('move_task', 'Put one task behind another one, into another list, or under another task.', MoveTask,
             Risk.CHANGE, _move,
             title='Move a task', doing='Moving a task', done='Moved {task}'),
        Tool('add_list', 'Add a list that tasks can live in.', ListCreate, Risk.CHANGE, _add_list,
             title='Add a list', doing='Adding a list', done='Added a list'),
        Tool('update_list', 'Rename, colour or archive a list.', ChangeList, Risk.CHANGE, _update_list,
             title='Change a list', doing='Changing a list', done='Changed a list'),
        Tool('delete_list', 'Ask the person to approve deleting a list with its tasks.', OneList, Risk.DESTROY,
             _delete_list,
             title='Delete a list', doing='Asking before deleting a list', done='Asked before deleting a list'),
        Tool('add_label', 'Add a label that tasks can have; its name is one word.', LabelCreate, Risk.CHANGE,
             _add_label,
             title='Add a label', doing='Adding a label', done='Added a label'),
        Tool('update_label', 'Rename or colour a label.', ChangeLabel, Risk.CHANGE, _update_label,
             title='Change a label', doing='Changing a label', done='Changed a label'),
        Tool('delete_label', 'Ask the person to approve taking a label off every task and deleting it.', OneLabel,
             Risk.DESTROY, _delete_label,
             title='Delete a label', doing='Asking before deleting a label', done='Asked before deleting a label'),
        Tool('undo', 'Take back the latest turn before this one, or the turn named. Removing tasks, and what others '
             'did, waits for approval.', UndoTurn, Risk.DESTROY, _undo,
             title='Undo', doing='Taking back a turn', done='Took back: {tasks}'),
        Tool('redo', 'Do again what the last undo took back; it waits for approval as undo does.', NoArguments,
             Risk.DESTROY, _redo,
             title='Redo', doing='Doing a turn again', done='Did again: {tasks}'),
    )
}  # fmt: skip
"""Every tool there is, by name."""
