"""Taking back and doing again, over REST."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from app.api.once import once
from app.api.requests import InTransaction, KeyHeader
from app.problems import answers
from services import undo
from services.undo import UndoResult

router = APIRouter(tags=['Undo'], responses=answers(401, 403, 409, 413, 422, 429, 503))


class UndoRequest(BaseModel):
    """Which turn to take back; without one, the latest that still stands."""

    model_config = ConfigDict(extra='forbid')

    turn_id: UUID | None = None


class RedoRequest(BaseModel):
    """Nothing: the last undo is the one to take back."""

    model_config = ConfigDict(extra='forbid')


@router.post('/undo', summary='Undo a turn', responses=answers(404))
async def undo_turn(
    work: InTransaction, wanted: UndoRequest | None = None, idempotency_key: KeyHeader = None
) -> UndoResult:
    """Take back all that one gesture or one reply did; what has changed since is kept and named."""
    request = wanted or UndoRequest()

    async def verb() -> UndoResult:
        return await undo.undo(work.session, work.user_id, request.turn_id, cause=work.cause)

    return await once(work, idempotency_key, request, UndoResult, verb)


@router.post('/redo', summary='Redo what was undone')
async def redo_turn(
    work: InTransaction, wanted: RedoRequest | None = None, idempotency_key: KeyHeader = None
) -> UndoResult:
    """Do again what the last undo took back, as long as nothing else was done since."""

    async def verb() -> UndoResult:
        return await undo.redo(work.session, work.user_id, cause=work.cause)

    return await once(work, idempotency_key, wanted or RedoRequest(), UndoResult, verb)
