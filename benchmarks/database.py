"""The databases that are measured on: one embedded server, and in it a filled database for each measurement."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import asyncpg

from app.postgres import access
from app.postgres.embedded import Embedded, start_embedded
from app.postgres.schema import prepare_database
from services.accounts.people import OWNER_ID
from services.accounts.tokens import create_token
from services.database import Database

_TASKS = """
    INSERT INTO tasks (id, user_id, title, description, status, priority, due_on, created_at)
    SELECT gen_random_uuid(), $1, 'Task number ' || n, CASE WHEN n % 3 = 0 THEN 'What there is to say about it' END,
           CASE WHEN n % 4 = 0 THEN 'completed' ELSE 'pending' END,
           (ARRAY['low', 'medium', 'high', 'urgent'])[1 + n % 4],
           CASE WHEN n % 2 = 0 THEN current_date + n % 30 END, clock_timestamp() - make_interval(secs => n)
    FROM generate_series(1, $2::int) AS n
"""
# One event for each task, in the order they were made, as if each had come in by its own request.
_EVENTS = """
    INSERT INTO sync_events (user_id, seq, type, subject_id, data, actor, turn_id)
    SELECT user_id, row_number() OVER (ORDER BY created_at, id), 'task_created', id,
           jsonb_build_object(
               'id', id, 'user_id', user_id, 'title', title, 'description', description, 'status', status,
               'completed', status = 'completed', 'priority', priority, 'due_date', due_on,
               'created_at', created_at, 'updated_at', updated_at, 'version', version),
           jsonb_build_object('user_id', user_id, 'via', 'import', 'name', NULL), gen_random_uuid()
    FROM tasks WHERE user_id = $1
"""
_SEQ = 'UPDATE users SET seq = (SELECT count(*) FROM sync_events WHERE user_id = $1) WHERE id = $1'


class Server:
    """A PostgreSQL of its own for the time of the measurements."""

    def __init__(self, embedded: Embedded) -> None:
        self._embedded = embedded

    @asynccontextmanager
    async def database(self, tasks: int = 0) -> AsyncIterator['Filled']:
        """A database in which the owner has so many tasks."""
        name = f'bench_{uuid4().hex}'
        await self._run(f'CREATE DATABASE {name}')
        # Only the superuser is let into other databases than Tandem's; Tandem narrows itself either way.
        url = self._embedded.url_of(access.SUPERUSER, name)
        try:
            await prepare_database(url)
            yield await _fill(url, tasks)
        finally:
            await self._run(f'DROP DATABASE {name} WITH (FORCE)')

    async def _run(self, statement: str) -> None:
        connection = await asyncpg.connect(self._embedded.url_of(access.SUPERUSER))
        await connection.execute(statement)
        await connection.close()


class Filled:
    """A database with tasks in it, and a token for the owner's programs."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url
        self.token = token


@asynccontextmanager
async def running_server() -> AsyncIterator[Server]:
    """A new embedded server, gone afterwards with all it held."""
    folder = Path(tempfile.mkdtemp(prefix='tandem-bench-'))
    embedded = await asyncio.to_thread(start_embedded, folder / 'postgresql')
    try:
        yield Server(embedded)
    finally:
        await asyncio.to_thread(embedded.leave)
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


async def _fill(url: str, tasks: int) -> Filled:
    await fill(url, tasks)
    database = Database(url)
    try:
        async with database.everybody().transaction() as session:
            token = await create_token(session, OWNER_ID, 'benchmark')
    finally:
        await database.close()
    return Filled(url, token)


async def fill(url: str, tasks: int) -> None:
    """Give the owner so many tasks, and the ledger their events."""
    connection = await asyncpg.connect(url)
    async with connection.transaction():
        await connection.execute(_TASKS, OWNER_ID, tasks)
        await connection.execute(_EVENTS, OWNER_ID)
        await connection.execute(_SEQ, OWNER_ID)
    await connection.execute('ANALYZE')
    await connection.close()
