"""Undo and redo over REST."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from app.api.dependencies import KeyHeader, WriteTransaction
from app.api.idempotent_requests import idempotent
from app.problems import answers
from services.tasks import undo
from services.tasks.undo_result import UndoResult

router = APIRouter(tags=['Undo'], responses=answers(401, 403, 409, 413, 422, 429, 503))


class UndoRequest(BaseModel):
    """The turn to undo; default: the latest one that is not undone."""

    model_config = ConfigDict(extra='forbid')

    turn_id: UUID | None = None


class RedoRequest(BaseModel):
    """Nothing: redo repeats what the last undo took back."""

    model_config = ConfigDict(extra='forbid')


@router.post('/undo', summary='Undo a turn', responses=answers(404))
async def undo_turn(
    call: WriteTransaction, wanted: UndoRequest | None = None, idempotency_key: KeyHeader = None
) -> UndoResult:
    """Undo all that one gesture or one reply did; what has changed since is kept and listed."""
    request = wanted or UndoRequest()

    async def verb() -> UndoResult:
        return await undo.undo(call.session, call.user_id, request.turn_id, cause=call.cause)

    return await idempotent(call, idempotency_key, request, UndoResult, verb)


@router.post('/redo', summary='Redo what was undone')
async def redo_turn(
    call: WriteTransaction, wanted: RedoRequest | None = None, idempotency_key: KeyHeader = None
) -> UndoResult:
    """Redo what the last undo took back, as long as nothing else was done since."""

    async def verb() -> UndoResult:
        return await undo.redo(call.session, call.user_id, cause=call.cause)

    return await idempotent(call, idempotency_key, wanted or RedoRequest(), UndoResult, verb)
