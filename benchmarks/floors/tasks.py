"""Creating and listing tasks with nothing but asyncpg: the same statements, no checks, no words."""

import sys
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import orjson
import uvicorn

_USED = 'UPDATE api_tokens SET last_used_at = now() RETURNING user_id'
_CREATE = """
    INSERT INTO tasks (id, user_id, title) VALUES ($1, $2, $3)
    RETURNING id, user_id, title, description, status, status = 'completed' AS completed, priority,
              due_on AS due_date, created_at, updated_at, version
"""
_RECORD = """
    WITH numbered AS (UPDATE users SET seq = seq + 1 WHERE id = $1 RETURNING seq)
    INSERT INTO sync_events (user_id, seq, type, subject_id, data, actor, turn_id)
    SELECT $1, seq, 'task_created', $2, $3, $4, $5 FROM numbered
"""
_LIST = """
    SELECT id, user_id, title, description, status, status = 'completed' AS completed, priority,
           coalesce(to_char(due_on, 'YYYY-MM-DD'), due_at::text) AS due_date, created_at, updated_at, version
    FROM tasks WHERE user_id = $1 AND deleted_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 1000
"""


class Tasks:
    """A bare ASGI application."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._pool: asyncpg.Pool | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request; everything but POST lists."""
        if scope['type'] != 'http':
            await self._live(receive, send)
            return
        if scope['method'] == 'POST':
            answer = await self._create(orjson.loads((await receive())['body'])['title'])
        else:
            answer = await self._list()
        head = [(b'content-type', b'application/json'), (b'content-length', str(len(answer)).encode())]
        await send({'type': 'http.response.start', 'status': 200, 'headers': head})
        await send({'type': 'http.response.body', 'body': answer})

    async def _live(self, receive: Any, send: Any) -> None:
        while (await receive())['type'] != 'lifespan.shutdown':
            self._pool = await asyncpg.create_pool(self._url, min_size=1, max_size=20)
            await send({'type': 'lifespan.startup.complete'})
        if self._pool is not None:
            await self._pool.close()
        await send({'type': 'lifespan.shutdown.complete'})

    async def _create(self, title: str) -> bytes:
        assert self._pool is not None  # noqa: S101 - tells the type checker
        async with self._pool.acquire() as connection, connection.transaction():
            owner: UUID = await connection.fetchval(_USED)
            row = dict(await connection.fetchrow(_CREATE, uuid4(), owner, title))
            task = orjson.dumps(row, default=str)
            actor = orjson.dumps({'user_id': str(owner), 'via': 'rest', 'name': None}).decode()
            await connection.execute(_RECORD, owner, row['id'], task.decode(), actor, uuid4())
            return task

    async def _list(self) -> bytes:
        assert self._pool is not None  # noqa: S101 - tells the type checker
        async with self._pool.acquire() as connection, connection.transaction():
            owner: UUID = await connection.fetchval(_USED)
            rows = await connection.fetch(_LIST, owner)
        return orjson.dumps([dict(row) for row in rows], default=str)


if __name__ == '__main__':
    uvicorn.run(Tasks(sys.argv[2]), port=int(sys.argv[1]), log_level='warning')
