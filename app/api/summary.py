"""Amounts, over REST."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from app.api.requests import InTransaction
from app.problems import answers
from services.summary import MOST_DAYS, Summary, summarise

router = APIRouter(tags=['Tasks'], responses=answers(401, 403, 422, 503))


@router.get('/summary', summary='Count tasks')
async def summary(
    work: InTransaction,
    first: Annotated[date | None, Query(description='The first day; default: six days before the last.')] = None,
    last: Annotated[date | None, Query(description=f'The last of at most {MOST_DAYS} days; default: today.')] = None,
) -> Summary:
    """What was added and completed day by day, and how many tasks there are by status and priority."""
    return await summarise(work.session, work.user_id, first=first, last=last, moment=work.cause.moment)
