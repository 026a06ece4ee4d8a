"""Tasks over REST: one verb per route."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic_core import to_json

from app.api.dependencies import KeyHeader, ReadTransaction, WriteTransaction
from app.api.task_requests import ExpectedVersion, TaskQuery, TaskReplace
from app.problems import answers
from services import task_service
from services.models import Task, TaskCreate, TaskRead, TaskUpdate
from services.tasks import moving
from services.tasks.moving import TaskMove

router = APIRouter(prefix='/tasks', tags=['Tasks'], responses=answers(401, 403, 422, 503))

_ONE = answers(404)
_CHANGE = answers(404, 409, 413)


@router.get('/', summary='List tasks', response_model=list[TaskRead], responses=_ONE)
async def list_tasks(call: ReadTransaction, wanted: Annotated[TaskQuery, Query()]) -> Response:
    """Your tasks that meet every condition, newest first."""
    found = await task_service.read_tasks(
        call.session, call.user_id, wanted.conditions(), skip=wanted.skip, limit=wanted.limit
    )
    # Encoded here, because FastAPI would validate every task again.
    return Response(to_json(found), media_type='application/json')


@router.post('/', status_code=201, summary='Add a task', responses=answers(409, 413, 429))
async def create_task(
    call: WriteTransaction, response: Response, new: TaskCreate, idempotency_key: KeyHeader = None
) -> TaskRead:
    """Add a task; its due date must not be in the past."""
    task = await task_service.create_task(
        call.session, call.user_id, new, cause=call.cause, idempotency_key=idempotency_key
    )
    response.headers['Location'] = f'/api/v1/tasks/{task.id}'
    return _shown(task, response)


@router.get('/{task_id}', summary='Read a task', responses=_ONE)
async def get_task(call: ReadTransaction, response: Response, task_id: UUID) -> TaskRead:
    """One task; the ETag is its version."""
    return _shown(await task_service.get_task(call.session, call.user_id, task_id), response)


@router.put('/{task_id}', summary='Replace a task', responses=_CHANGE)
async def replace_task(
    call: WriteTransaction, response: Response, task_id: UUID, new: TaskReplace, version: ExpectedVersion
) -> TaskRead:
    """Give a task this content; title, description, status, priority and due date get their defaults if left out."""
    task = await task_service.update_task(
        call.session, call.user_id, task_id, new.update(), cause=call.cause, expected_version=version
    )
    return _shown(task, response)


@router.patch('/{task_id}', summary='Change a task', responses=_CHANGE)
async def update_task(
    call: WriteTransaction, response: Response, task_id: UUID, changes: TaskUpdate, version: ExpectedVersion
) -> TaskRead:
    """Change the fields that are sent and keep the others; null clears the description or the due date."""
    task = await task_service.update_task(
        call.session, call.user_id, task_id, changes, cause=call.cause, expected_version=version
    )
    return _shown(task, response)


@router.delete('/{task_id}', status_code=204, summary='Delete a task', responses=answers(404, 409))
async def delete_task(call: WriteTransaction, task_id: UUID, version: ExpectedVersion) -> None:
    """Delete a task with its sub-tasks; undo restores them."""
    await task_service.delete_task(call.session, call.user_id, task_id, cause=call.cause, expected_version=version)


@router.patch('/{task_id}/toggle', summary='Complete or reopen a task', responses=answers(404, 409))
async def toggle_task(call: WriteTransaction, response: Response, task_id: UUID, version: ExpectedVersion) -> TaskRead:
    """Complete the task with its open sub-tasks, or reopen a completed one."""
    task = await task_service.toggle_task(
        call.session, call.user_id, task_id, cause=call.cause, expected_version=version
    )
    return _shown(task, response)


@router.post('/{task_id}/move', summary='Move a task', responses=answers(404, 413))
async def move_task(call: WriteTransaction, response: Response, task_id: UUID, place: TaskMove) -> TaskRead:
    """Put a task with its sub-tasks behind another one of its list, or elsewhere; null is before all others there."""
    moved = await moving.move_task(call.session, call.user_id, task_id, place, cause=call.cause)
    return _shown(moved, response)


def _shown(task: Task, response: Response) -> TaskRead:
    response.headers['ETag'] = f'"{task.version}"'
    return TaskRead.model_validate(task)
