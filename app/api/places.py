"""Lists and labels over REST: one verb per route."""

from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict

from app.api.dependencies import ReadTransaction, WriteTransaction
from app.problems import answers
from services.places.models import (
    LabelCreate,
    LabelRead,
    LabelUpdate,
    ListCreate,
    ListUpdate,
    TaskListRead,
)
from services.tasks import labels, lists

lists_router = APIRouter(prefix='/lists', tags=['Lists'], responses=answers(401, 403, 422, 503))
labels_router = APIRouter(prefix='/labels', tags=['Labels'], responses=answers(401, 403, 422, 503))

_ONE = answers(404)


class Place(BaseModel):
    """Where to put a list: behind the one with the id `after`, or before all others."""

    model_config = ConfigDict(extra='forbid')

    after: UUID | None


@lists_router.get('/', summary='List your lists')
async def list_lists(call: ReadTransaction) -> list[TaskListRead]:
    """Your lists in their order, the archived ones too; one of them is the Inbox."""
    return [TaskListRead.model_validate(each) for each in await lists.list_lists(call.session, call.user_id)]


@lists_router.post('/', status_code=201, summary='Add a list', responses=answers(409, 413, 429))
async def create_list(call: WriteTransaction, response: Response, new: ListCreate) -> TaskListRead:
    """Add a list after the others; a name can be used once."""
    made = await lists.create_list(call.session, call.user_id, new, cause=call.cause)
    response.headers['Location'] = f'/api/v1/lists/{made.id}'
    return TaskListRead.model_validate(made)


@lists_router.get('/{list_id}', summary='Read a list', responses=_ONE)
async def get_list(call: ReadTransaction, list_id: UUID) -> TaskListRead:
    """One list; `GET /tasks/?list_id=` has its tasks."""
    return TaskListRead.model_validate(await lists.get_list(call.session, call.user_id, list_id))


@lists_router.patch('/{list_id}', summary='Change a list', responses=answers(404, 409, 413))
async def update_list(call: WriteTransaction, list_id: UUID, changes: ListUpdate) -> TaskListRead:
    """Rename, colour or archive a list; null clears the colour. The Inbox keeps its name and stays."""
    changed = await lists.update_list(call.session, call.user_id, list_id, changes, cause=call.cause)
    return TaskListRead.model_validate(changed)


@lists_router.post('/{list_id}/move', summary='Move a list', responses=answers(404, 413))
async def move_list(call: WriteTransaction, list_id: UUID, place: Place) -> TaskListRead:
    """Put a list behind another one, or before all others."""
    moved = await lists.move_list(call.session, call.user_id, list_id, place.after, cause=call.cause)
    return TaskListRead.model_validate(moved)


@lists_router.delete('/{list_id}', status_code=204, summary='Delete a list', responses=_ONE)
async def delete_list(call: WriteTransaction, list_id: UUID) -> None:
    """Delete a list with its tasks; undo restores all of it."""
    await lists.delete_list(call.session, call.user_id, list_id, cause=call.cause)


@labels_router.get('/', summary='List your labels')
async def list_labels(call: ReadTransaction) -> list[LabelRead]:
    """Your labels, by their names."""
    return [LabelRead.model_validate(each) for each in await labels.list_labels(call.session, call.user_id)]


@labels_router.post('/', status_code=201, summary='Add a label', responses=answers(409, 413, 429))
async def create_label(call: WriteTransaction, response: Response, new: LabelCreate) -> LabelRead:
    """Add a label; a name can be used once."""
    made = await labels.create_label(call.session, call.user_id, new, cause=call.cause)
    response.headers['Location'] = f'/api/v1/labels/{made.id}'
    return LabelRead.model_validate(made)


@labels_router.get('/{label_id}', summary='Read a label', responses=_ONE)
async def get_label(call: ReadTransaction, label_id: UUID) -> LabelRead:
    """One label; `GET /tasks/?label_id=` has its tasks."""
    return LabelRead.model_validate(await labels.get_label(call.session, call.user_id, label_id))


@labels_router.patch('/{label_id}', summary='Change a label', responses=answers(404, 409, 413))
async def update_label(call: WriteTransaction, label_id: UUID, changes: LabelUpdate) -> LabelRead:
    """Rename or colour a label; null clears the colour."""
    changed = await labels.update_label(call.session, call.user_id, label_id, changes, cause=call.cause)
    return LabelRead.model_validate(changed)


@labels_router.delete('/{label_id}', status_code=204, summary='Delete a label', responses=_ONE)
async def delete_label(call: WriteTransaction, label_id: UUID) -> None:
    """Take a label off every task and delete it; undo restores all of it."""
    await labels.delete_label(call.session, call.user_id, label_id, cause=call.cause)
