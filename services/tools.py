"""Each verb described once for machines: the model, the built-in understanding and MCP use these.

A tool runs in one transaction under the turn's cause. What a person must confirm first does not
run: it becomes an approval, and the result says so. Refusals are results, never exceptions, so
that whoever called can read them and do better.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from sqlalchemy.ext.asyncio import AsyncSession

from services import approvals, task_service
from services.accounts import zone_of
from services.approval_models import ApprovalAction
from services.cause import Cause, Moment
from services.database import Database
from services.errors import TandemError
from services.language import Context, shifted
from services.models import Task, TaskCreate, TaskRead, TaskUpdate
from services.summary import MOST_DAYS, summarise
from services.tool_arguments import (
    ChangeTask,
    ChangeTasks,
    ListTasks,
    NoArguments,
    OneTask,
    SeveralTasks,
    Summarise,
    UndoTurn,
)
from services.undo import UndoResult, redo, undo
from services.vocabulary import Status


class Risk(StrEnum):
    """What a tool may do to what is there."""

    READ = 'read'
    CHANGE = 'change'
    DESTROY = 'destroy'


class ToolCall(BaseModel):
    """One use of a tool and what came of it."""

    tool: str
    arguments: dict[str, Any]
    result: dict[str, Any]


@dataclass(frozen=True)
class Toolbox:
    """The tools in one person's hands, in one turn."""

    database: Database
    user_id: UUID
    cause: Cause
    session_id: UUID | None = None
    calls: list[ToolCall] = field(default_factory=list)

    async def call(self, name: str, arguments: dict[str, Any]) -> ToolCall:
        """Use a tool; what is wrong with the name or the arguments comes back as the result's `error`.

        A use that has begun is brought to its end even when the caller is cancelled, so that what is
        recorded in `calls` is what has been done.
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
        try:
            read = tool.arguments.model_validate(arguments)
            async with self.database.of(self.user_id).transaction() as session:
                result = await tool.run(self, session, read)
        except ValidationError as error:
            return refused(name, arguments, explain(error))
        except TandemError as error:
            return refused(name, arguments, str(error))
        return ToolCall(tool=name, arguments=arguments, result=result)


@dataclass(frozen=True)
class Tool:
    """A verb as machines see it."""

    name: str
    description: str
    arguments: type[BaseModel]
    risk: Risk
    run: Callable[[Toolbox, AsyncSession, Any], Awaitable[dict[str, Any]]]


def explain(error: ValidationError) -> str:
    """What is wrong with the arguments, field by field."""
    return ' '.join(_explained(fault) for fault in error.errors())


def _explained(fault: ErrorDetails) -> str:
    sentence, where = fault['msg'].removeprefix('Value error, '), '.'.join(map(str, fault['loc']))
    # Our own sentences name their field.
    if sentence != fault['msg'] and len(fault['loc']) <= 1:
        return sentence
    return f'{where or "arguments"}: {sentence}'


async def _add(box: Toolbox, session: AsyncSession, task: TaskCreate) -> dict[str, Any]:
    return _one(await task_service.create_task(session, box.user_id, task, cause=box.cause))


async def _list(box: Toolbox, session: AsyncSession, wanted: ListTasks) -> dict[str, Any]:
    zone = box.cause.moment.zone if box.cause.moment else None
    conditions = wanted.model_dump(exclude={'limit'})
    tasks = await task_service.list_tasks(session, box.user_id, limit=wanted.limit + 1, zone=zone, **conditions)
    shown = tasks[: wanted.limit]
    return {'tasks': [as_json(task) for task in shown], 'more': len(tasks) > len(shown)}


async def _get(box: Toolbox, session: AsyncSession, wanted: OneTask) -> dict[str, Any]:
    return _one(await task_service.get_task(session, box.user_id, wanted.task_id))


async def _summarise(box: Toolbox, session: AsyncSession, wanted: Summarise) -> dict[str, Any]:
    counted = await summarise(session, box.user_id, first=wanted.first, last=wanted.last, moment=box.cause.moment)
    return {'by': wanted.by, 'summary': counted.model_dump(mode='json')}


async def _update(box: Toolbox, session: AsyncSession, change: ChangeTask) -> dict[str, Any]:
    return _one(await task_service.update_task(session, box.user_id, change.task_id, change.update(), cause=box.cause))


async def _complete(box: Toolbox, session: AsyncSession, done: OneTask) -> dict[str, Any]:
    update = TaskUpdate(status=Status.COMPLETED)
    return _one(await task_service.update_task(session, box.user_id, done.task_id, update, cause=box.cause))


async def _delete(box: Toolbox, session: AsyncSession, unwanted: OneTask) -> dict[str, Any]:
    return await _ask_to_delete(box, session, [unwanted.task_id])


async def _update_several(box: Toolbox, session: AsyncSession, change: ChangeTasks) -> dict[str, Any]:
    tasks = [
        (task, await _change_of(box, session, task, change)) for task in await _read(box, session, change.task_ids)
    ]
    if len(tasks) > approvals.BULK:
        return await _ask(box, session, ApprovalAction.UPDATE, tasks)
    changed = [
        await task_service.update_task(session, box.user_id, task.id, update, cause=box.cause) for task, update in tasks
    ]
    return {'tasks': [as_json(task) for task in changed]}


async def _change_of(box: Toolbox, session: AsyncSession, task: TaskRead, change: ChangeTasks) -> TaskUpdate:
    if change.shift is None:
        return change.changes
    moment = box.cause.moment or Moment.current(await zone_of(session, box.user_id))
    due = shifted(task.due_date, change.shift, Context(now=moment.now, zone=moment.zone))
    return TaskUpdate.model_validate({**change.changes.model_dump(exclude_unset=True), 'due_date': due})


async def _delete_several(box: Toolbox, session: AsyncSession, unwanted: SeveralTasks) -> dict[str, Any]:
    return await _ask_to_delete(box, session, unwanted.task_ids)


async def _undo(box: Toolbox, session: AsyncSession, wanted: UndoTurn) -> dict[str, Any]:
    return _reverted(await undo(session, box.user_id, wanted.turn_id, cause=box.cause))


async def _redo(box: Toolbox, session: AsyncSession, _: NoArguments) -> dict[str, Any]:
    return _reverted(await redo(session, box.user_id, cause=box.cause))


async def _ask_to_delete(box: Toolbox, session: AsyncSession, task_ids: Sequence[UUID]) -> dict[str, Any]:
    tasks = await _read(box, session, task_ids)
    return await _ask(box, session, ApprovalAction.DELETE, [(task, None) for task in tasks])


async def _ask(
    box: Toolbox,
    session: AsyncSession,
    action: ApprovalAction,
    tasks: Sequence[tuple[TaskRead, TaskUpdate | None]],
) -> dict[str, Any]:
    approval = await approvals.ask(session, box.user_id, action, tasks, cause=box.cause, session_id=box.session_id)
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


def as_json(task: Task | TaskRead) -> dict[str, Any]:
    """A task as a tool's result shows it."""
    return TaskRead.model_validate(task).model_dump(mode='json')


def _reverted(result: UndoResult) -> dict[str, Any]:
    return {
        'reverted_turn_id': str(result.reverted_turn_id),
        'tasks': [as_json(task) for task in result.tasks],
        'removed': [as_json(task) for task in result.removed],
        'kept': [kept.model_dump(mode='json') for kept in result.kept],
    }


def refused(name: str, arguments: dict[str, Any], why: str) -> ToolCall:
    """A use of a tool that did nothing, and why."""
    return ToolCall(tool=name, arguments=arguments, result={'error': why})


TOOLS: dict[str, Tool] = {
    tool.name: tool
    for tool in (
        Tool('add_task', 'Add one task to the list.', TaskCreate, Risk.CHANGE, _add),
        Tool('list_tasks', 'Find tasks, newest first, by any mix of conditions.', ListTasks, Risk.READ, _list),
        Tool('get_task', 'Read one task.', OneTask, Risk.READ, _get),
        Tool('summary', f'Count what was added and completed on each of at most {MOST_DAYS} days, and tasks by status '
             'and priority. The person sees it as a chart.', Summarise, Risk.READ, _summarise),
        Tool('update_task', 'Change fields of one task; null clears description or due_date.', ChangeTask,
             Risk.CHANGE, _update),
        Tool('complete_task', 'Mark one task as completed.', OneTask, Risk.CHANGE, _complete),
        Tool('delete_task', 'Ask the person to approve deleting one task.', OneTask, Risk.DESTROY, _delete),
        Tool('update_tasks', f'Make the same change to several tasks; more than {approvals.BULK} wait for approval.',
             ChangeTasks, Risk.CHANGE, _update_several),
        Tool('delete_tasks', 'Ask the person to approve deleting several tasks.', SeveralTasks, Risk.DESTROY,
             _delete_several),
        Tool('undo', 'Take back the latest turn, or the turn named.', UndoTurn, Risk.CHANGE, _undo),
        Tool('redo', 'Do again what the last undo took back.', NoArguments, Risk.CHANGE, _redo),
    )
}  # fmt: skip
"""Every tool there is, by name."""
