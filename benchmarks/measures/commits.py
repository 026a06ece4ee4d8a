"""How many commits a second the database takes, announced and not: what everything above it cannot exceed."""

import asyncio
import time
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import asyncpg

from benchmarks.database import Server
from benchmarks.figures import Figure, figure

_WRITERS = (1, 16)
_ROUNDS = 5
_SECONDS = 0.6
_RECORD = """
    WITH numbered AS (UPDATE users SET seq = seq + 1 WHERE id = $1 RETURNING seq)
    INSERT INTO sync_events (user_id, seq, type, subject_id, data, actor, turn_id)
    SELECT $1, seq, 'task_created', $2, $3, '{}', $2 FROM numbered
"""
_DATA = '{"title": "' + 'as long as a task' * 20 + '"}'


async def measure(server: Server, amount: int | None) -> AsyncIterator[Figure]:
    """Each writer writes for a person of its own; the floor is the same without the notification."""
    async with server.database() as filled:
        listener = await asyncpg.connect(filled.url)
        await listener.add_listener('tandem_events', lambda *_: None)
        admin = await asyncpg.connect(filled.url)
        for writers in _WRITERS:
            connections = [await asyncpg.connect(filled.url) for _ in range(writers)]
            people = [await _person(admin) for _ in connections]
            announced: list[float] = []
            silent: list[float] = []
            for _ in range(amount or _ROUNDS):
                for kind, rates in (('ENABLE', announced), ('DISABLE', silent)):
                    await admin.execute(f'ALTER TABLE sync_events {kind} TRIGGER sync_events_announce')
                    rates.append(await _rate(connections, people))
            yield figure(f'commits, {writers} writer{"s" * (writers > 1)}', announced, silent, unit='/s')
            for connection in connections:
                await connection.close()
        await admin.close()
        await listener.close()


async def _person(admin: asyncpg.Connection) -> UUID:
    person = uuid4()
    await admin.execute("INSERT INTO users (id, name) VALUES ($1, 'Somebody')", person)
    return person


async def _rate(connections: list[asyncpg.Connection], people: list[UUID]) -> float:
    until = time.perf_counter() + _SECONDS

    async def write(connection: asyncpg.Connection, person: UUID) -> int:
        written = 0
        while time.perf_counter() < until:
            await connection.execute(_RECORD, person, uuid4(), _DATA)
            written += 1
        return written

    return sum(await asyncio.gather(*map(write, connections, people))) / _SECONDS
