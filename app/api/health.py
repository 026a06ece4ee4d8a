"""Whether this process runs, and whether it can serve."""

import asyncio
from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel
from sqlalchemy import text

from app.api.requests import Serving
from app.problems import Problem, problem
from services.errors import Unavailable

router = APIRouter(tags=['Health'])

_PATIENCE_SECONDS = 5.0


class Health(BaseModel):
    """How the process is."""

    status: Literal['ok', 'ready']


@router.get('/healthz', summary='Is the process up')
async def healthz() -> Health:
    """Answer at once as long as the process runs."""
    return Health(status='ok')


@router.get(
    '/readyz',
    summary='Can it serve',
    response_model=Health,
    responses={503: {'model': Problem, 'description': 'The database or the relay is not there.'}},
)
async def readyz(tandem: Serving) -> Health | Response:
    """Tell whether the database answers and changes arrive."""
    if not tandem.relay.connected:
        return problem(503, 'Changes do not arrive just now: the relay is connecting to the database.')
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS), tandem.database.transaction() as session:
            await session.execute(text('SELECT 1'))
    except (TimeoutError, Unavailable):
        return problem(503, 'The database does not answer just now.')
    return Health(status='ready')
