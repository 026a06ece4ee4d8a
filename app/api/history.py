"""What happened, turn by turn, over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from app.api.requests import LARGEST, InTransaction
from app.problems import answers
from services import history
from services.cause import Via
from services.history import HistoryTurn

router = APIRouter(prefix='/history', tags=['History'], responses=answers(401, 403, 422, 503))


@router.get('', summary='Read what happened')
async def read_history(  # noqa: PLR0917 - FastAPI passes the arguments, by name
    work: InTransaction,
    via: Annotated[Via | None, Query(description='Only what came in by this door.')] = None,
    task_id: Annotated[UUID | None, Query(description='Only turns that touched this task.')] = None,
    name: Annotated[str | None, Query(max_length=200, description='Only what this token or client did.')] = None,
    before: Annotated[int | None, Query(ge=1, le=LARGEST, description='The seq of the last turn you have.')] = None,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 50,
) -> list[HistoryTurn]:
    """Turns that changed tasks, the latest first: who, by which door, when, and what became of what.

    A turn with `reverted_by` was taken back; any other can be, by its turn_id.
    """
    return await history.list_turns(
        work.session, work.user_id, via=via, task_id=task_id, name=name, before=before, limit=limit
    )
