"""Many pages and sockets for a long time, with everything happening: whether it stays as it was."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import suppress

from benchmarks import programs
from benchmarks.database import Filled, Server
from benchmarks.figures import Figure, print_remark, quantile
from benchmarks.programs import Program
from benchmarks.wire import Http, OpenPage, RefusedError, Socket

_MINUTES = 30
_PAGES = 200
_SOCKETS = 200
_TASKS = 1_000
_WORKERS = 4
_ROUND_SECONDS = 2.5
_LAG_SECONDS = 0.1
_COMING_AND_GOING_SECONDS = 5.0
_WARM_UP_SHARE = 0.2
_REPORTS = 10


class Soak:
    """The load on one program, and what is noticed meanwhile."""

    def __init__(self, tandem: Program, filled: Filled) -> None:
        self.lags: list[float] = []
        self.errors: list[str] = []
        self.changes = 0
        self.received = 0
        self._tandem = tandem
        self._filled = filled
        self._pages: list[OpenPage] = []
        self._sockets: list[Socket] = []

    async def open(self) -> None:
        """Everybody comes."""
        self._pages = [await OpenPage.open(self._tandem.port) for _ in range(_PAGES)]
        self._sockets = [await self._socket() for _ in range(_SOCKETS)]

    async def run(self) -> None:
        """Work, and watch the loop, until cancelled."""
        async with asyncio.TaskGroup() as group:
            for number in range(_WORKERS):
                group.create_task(self._work(number))
            group.create_task(self._come_and_go())
            group.create_task(self._watch_the_loop())

    def lost(self) -> int:
        """How many lines the server has dropped."""
        return sum(page.lost for page in self._pages) + sum(socket.lost for socket in self._sockets)

    def _hear(self, _socket: Socket, _message: bytes) -> None:
        self.received += 1

    async def _socket(self) -> Socket:
        return await Socket.open(self._tandem.port, '/ws', self._hear, self._filled.token)

    async def _work(self, number: int) -> None:
        """Add, change, find, talk, delete: the number of tasks stays as it is.

        A round begins when its time has come, however long the one before took: a slow server gets no rest. Together
        they say less than what one person may say in a minute.
        """
        turn = 0
        due = time.monotonic() + number * _ROUND_SECONDS / _WORKERS
        while True:
            turn += 1
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            due += _ROUND_SECONDS
            try:
                async with Http.connected(self._tandem.port, self._filled.token) as http:
                    task = json.loads(await http.send('POST', '/api/v1/tasks/', {'title': f'Soak {number} {turn}'}))
                    one = f'/api/v1/tasks/{task["id"]}'
                    await http.send('PATCH', one, {'title': f'Soaked {number} {turn}', 'priority': 'high'})
                    await http.send('PATCH', f'{one}/toggle')
                    await http.get('/api/v1/tasks/?limit=100&q=Soak')
                    await http.send('POST', '/api/v1/chat', {'message': 'How many tasks are due today?'})
                    await http.send('DELETE', one)
                    self.changes += 4
            except (RefusedError, OSError, EOFError) as error:
                self.errors.append(repr(error))

    async def _come_and_go(self) -> None:
        while True:
            await asyncio.sleep(_COMING_AND_GOING_SECONDS)
            self._pages.pop(0).close()
            self._sockets.pop(0).close()
            try:
                self._pages.append(await OpenPage.open(self._tandem.port))
                self._sockets.append(await self._socket())
            except (RefusedError, OSError, EOFError, TimeoutError) as error:
                self.errors.append(repr(error))

    async def _watch_the_loop(self) -> None:
        """The answer that needs nothing but the loop tells how late the loop is."""
        while True:
            async with Http.connected(self._tandem.port) as http:
                began = time.perf_counter()
                with suppress(RefusedError):
                    await http.get('/healthz')
                self.lags.append((time.perf_counter() - began) * 1000)
            await asyncio.sleep(_LAG_SECONDS)


async def measure(server: Server, amount: int | None) -> AsyncIterator[Figure]:
    """So many minutes of it."""
    seconds = (amount or _MINUTES) * 60
    async with server.database(_TASKS) as filled, programs.tandem(filled.url) as tandem:
        soak = Soak(tandem, filled)
        await soak.open()
        print_remark(f'soak: {_PAGES} pages and {_SOCKETS} sockets are open, {tandem.memory_mb():.0f} MB')
        running = asyncio.create_task(soak.run())
        await asyncio.sleep(seconds * _WARM_UP_SHARE)
        warm = tandem.memory_mb()
        soak.lags.clear()
        for _ in range(_REPORTS):
            await asyncio.sleep(seconds * (1 - _WARM_UP_SHARE) / _REPORTS)
            print_remark(f'soak: {soak.changes:,} changes, {soak.received:,} received, {tandem.memory_mb():.0f} MB')
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        grown = tandem.memory_mb() - warm
        yield Figure('soak, memory growth after warm-up', 1, grown, grown, 'MB')
        lags = soak.lags
        yield Figure('soak, loop lag', len(lags), quantile(lags, 0.5), quantile(lags, 0.95), 'ms')
        late = quantile(lags, 0.99)
        yield Figure('soak, loop lag p99', len(lags), late, max(lags), 'ms', at_most=20)
        wrong = float(len(soak.errors) + soak.lost())
        yield Figure('soak, errors', soak.changes, wrong, wrong, '', at_most=0)
        for error in soak.errors[:5]:
            print_remark(error)
