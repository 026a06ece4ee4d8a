"""What happened, over REST: turn by turn, and in numbers."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from app.api.dependencies import MAX_INTEGER, ReadTransaction
from app.problems import answers
from services.tasks import history
from services.tasks.history import HistoryTurn
from services.tasks.summary import MAX_DAYS, Summary, summarise
from services.values.cause import Via

router = APIRouter(responses=answers(401, 403, 422, 503))


@router.get('/history', summary='Read what happened', tags=['History'])
async def read_history(  # noqa: PLR0917 - FastAPI passes the arguments, by name
    call: ReadTransaction,
    via: Annotated[Via | None, Query(description='Only what was done this way.')] = None,
    task_id: Annotated[UUID | None, Query(description='Only turns that touched this task.')] = None,
    name: Annotated[str | None, Query(max_length=200, description='Only what this token or client did.')] = None,
    before: Annotated[int | None, Query(ge=1, le=MAX_INTEGER, description='The seq of the last turn you have.')] = None,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 50,
) -> list[HistoryTurn]:
    """Turns that changed tasks, the latest first: who made them, how, when, and what they changed.

    A turn with `reverted_by` was taken back; any other can be, by its turn_id.
    """
    return await history.list_turns(
        call.session, call.user_id, via=via, task_id=task_id, name=name, before=before, limit=limit
    )


@router.get('/summary', summary='Count tasks', tags=['Tasks'])
async def summary(
    call: ReadTransaction,
    first: Annotated[date | None, Query(description='The first day; default: six days before the last.')] = None,
    last: Annotated[date | None, Query(description=f'The last of at most {MAX_DAYS} days; default: today.')] = None,
) -> Summary:
    """Tasks added and completed on each day, and how many there are by status and priority."""
    return await summarise(call.session, call.user_id, first=first, last=last, moment=call.cause.moment)
