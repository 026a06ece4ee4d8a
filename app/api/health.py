"""Whether this process runs, and whether it can serve."""

import asyncio
from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel
from sqlalchemy import text

from app.api.dependencies import RunningTandem
from app.bootstrap import Tandem
from app.postgres.refusals import is_full
from app.problems import Problem, problem
from services.errors import Unavailable

router = APIRouter(tags=['Health'])

_TIMEOUT_SECONDS = 4.0
_asking: set[asyncio.Task[bool]] = set()
_FULL_SECONDS = 10.0


class Health(BaseModel):
    """How the process is."""

    status: Literal['ok', 'ready']


def _has_no_space(tandem: Tandem) -> bool:
    """A server of one's own cannot be asked how much space it has, so what it refused lately has to do."""
    is_embedded = tandem.settings.database_url is None
    return tandem.database.was_full(_FULL_SECONDS) or (is_embedded and is_full(tandem.settings.database_dir))


async def _answers(tandem: Tandem) -> bool:
    """Whether the database answers in time. One that hangs delays even giving up, which is not waited for."""

    async def ask() -> bool:
        try:
            async with tandem.database.transaction() as session:
                await session.execute(text('SELECT 1'))
        except Unavailable:
            return False
        return True

    asking = asyncio.create_task(ask())
    _asking.add(asking)
    asking.add_done_callback(_asking.discard)
    done, _ = await asyncio.wait({asking}, timeout=_TIMEOUT_SECONDS)
    if not done:
        asking.cancel()
    return bool(done) and asking.result()


@router.get('/healthz', summary='Is the process up')
async def healthz() -> Health:
    """Answer at once as long as the process runs."""
    return Health(status='ok')


@router.get(
    '/readyz',
    summary='Can it serve',
    response_model=Health,
    responses={
        503: {'model': Problem, 'description': 'The database, its disk, the relay or a background task is in trouble.'}
    },
)
async def readyz(tandem: RunningTandem) -> Health | Response:
    """Check that the database answers, that changes arrive, and that the background tasks run."""
    if down := tandem.supervisor.down():
        return problem(503, f'Not running just now: the background task {", ".join(down)}. The log says why.')
    if not tandem.relay.connected:
        return problem(503, 'Changes do not arrive just now: the relay is connecting to the database.')
    if not await _answers(tandem):
        return problem(503, 'The database does not answer just now.')
    if _has_no_space(tandem):
        return problem(503, 'The disk of the database is full. Free some space; nothing that was saved is lost.')
    return Health(status='ready')
