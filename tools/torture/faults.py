"""What goes wrong in a run."""

import asyncio
from collections.abc import Awaitable, Callable
from random import Random

import asyncpg

from tools.torture.people import Tally
from tools.torture.postgresql import Server
from tools.torture.processes import AppProcess
from tools.torture.proxy import Proxy

# Only a relay listens, or reads the ledger in exactly these words.
_RELAYS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid != pg_backend_pid()
    AND (query ILIKE 'LISTEN%' OR query LIKE '%created_at AS timestamp%' OR query LIKE '%FROM users WHERE id = ANY%')
"""
_EVERYBODY = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE pid != pg_backend_pid() AND backend_type = 'client backend'
"""


class Faults:
    """Breaks one thing after the other, and repairs it a little later."""

    def __init__(
        self,
        *,
        server: Server,
        processes: list[AppProcess],
        proxies: list[Proxy],
        tally: Tally,
        chance: Random,
        pause: float,
    ) -> None:
        self._server = server
        self._processes = processes
        self._proxies = proxies
        self._tally = tally
        self._chance = chance
        self._pause = pause
        self._kinds: dict[Callable[[], Awaitable[None]], int] = {
            self._kill_a_process: 2,
            self._kill_the_database: 1,
            self._stop_the_database_immediately: 1,
            self._end_the_relays: 3,
            self._end_every_connection_to_the_database: 2,
            self._cut_a_line: 4,
            self._half_close_a_line: 3,
            self._silence_a_line: 3,
            self._slow_a_line_down: 3,
        }

    async def run(self) -> None:
        """Go on until enough was done. Every kind has its turn before chance alone decides."""
        first = list(self._kinds)
        self._chance.shuffle(first)
        while not self._tally.done:
            await asyncio.sleep(self._chance.uniform(0.5, 1.5) * self._pause)
            [kind] = [first.pop()] if first else self._chance.choices(list(self._kinds), list(self._kinds.values()))
            self._tally.faults[kind.__name__.strip('_').replace('_', ' ')] += 1
            await kind()

    async def _kill_a_process(self) -> None:
        process = self._chance.choice(self._processes)
        await process.kill()
        await process.start()

    async def _kill_the_database(self) -> None:
        await self._server.kill()
        await self._server.start()

    async def _stop_the_database_immediately(self) -> None:
        await self._server.stop_immediately()
        await asyncio.sleep(self._chance.uniform(0, 2))
        await self._server.start()

    async def _end_the_relays(self) -> None:
        await self._as_administrator(_RELAYS)

    async def _end_every_connection_to_the_database(self) -> None:
        await self._as_administrator(_EVERYBODY)

    async def _cut_a_line(self) -> None:
        self._chance.choice(self._proxies).cut()

    async def _half_close_a_line(self) -> None:
        self._chance.choice(self._proxies).half_close(self._chance)

    async def _silence_a_line(self) -> None:
        proxy = self._chance.choice(self._proxies)
        proxy.silence()
        await asyncio.sleep(self._chance.uniform(0.5, 4) * self._pause)
        proxy.restore()

    async def _slow_a_line_down(self) -> None:
        proxy = self._chance.choice(self._proxies)
        proxy.slow_down(self._chance.uniform(0.005, 0.1))
        await asyncio.sleep(self._chance.uniform(0.5, 2) * self._pause)
        proxy.restore()

    async def _as_administrator(self, statement: str) -> None:
        connection = await asyncpg.connect(self._server.url)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()
