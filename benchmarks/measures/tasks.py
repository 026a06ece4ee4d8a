"""Creating tasks by one and by many clients at once, and listing them."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

from benchmarks import programs
from benchmarks.database import Server
from benchmarks.figures import Figure, figure, quantile
from benchmarks.wire import Http

_CLIENTS = (1, 8, 32)
_CREATES = 150
_ROUNDS = 6
_LISTS = 60
_PATH = '/api/v1/tasks/'


async def create(server: Server, amount: int | None) -> AsyncIterator[Figure]:
    """How long one POST takes, and how many there are in a second, in rounds that alternate with the floor's."""
    each_round = amount or _CREATES
    async with (
        server.database() as filled,
        server.database() as bare,
        programs.tandem(filled.url) as tandem,
        programs.floor('tasks', bare.url) as floor,
    ):
        for clients in _CLIENTS:
            async with AsyncExitStack() as stack:
                ours = [
                    await stack.enter_async_context(Http.connected(tandem.port, filled.token)) for _ in range(clients)
                ]
                theirs = [await stack.enter_async_context(Http.connected(floor.port)) for _ in range(clients)]
                await _post(ours, _PATH, clients)
                await _post(theirs, '/', clients)
                taken: list[float] = []
                least: list[float] = []
                rates: list[float] = []
                floor_rates: list[float] = []
                for _ in range(_ROUNDS):
                    delays, rate = await _post(ours, _PATH, each_round)
                    taken += delays
                    rates.append(rate)
                    delays, rate = await _post(theirs, '/', each_round)
                    least += delays
                    floor_rates.append(rate)
            name = f'create, {clients} client{"s" * (clients > 1)}'
            yield figure(name, taken, least, goal=2.5)
            yield Figure(f'{name}, p99', len(taken), quantile(taken, 0.99), max(taken), 'ms', quantile(least, 0.99))
            yield figure(f'{name}, rate', rates, floor_rates, unit='/s', at_least=0.4)


async def _post(connections: list[Http], path: str, number: int) -> tuple[list[float], float]:
    """Create so many tasks by these connections; the delays in ms and the tasks per second."""
    delays: list[float] = []
    left = iter(range(number))

    async def work(http: Http) -> None:
        for turn in left:
            began = time.perf_counter()
            await http.send('POST', path, {'title': f'Task {turn}'})
            delays.append((time.perf_counter() - began) * 1000)

    began = time.perf_counter()
    await asyncio.gather(*map(work, connections))
    return delays, number / (time.perf_counter() - began)


async def list_all(server: Server, amount: int | None) -> AsyncIterator[Figure]:
    """How long it takes to get 1,000 tasks."""
    async with (
        server.database(1_000) as filled,
        programs.tandem(filled.url) as tandem,
        programs.floor('tasks', filled.url) as floor,
        Http.connected(tandem.port, filled.token) as ours,
        Http.connected(floor.port) as theirs,
    ):
        taken: list[float] = []
        least: list[float] = []
        for number in range(-2, amount or _LISTS):
            mine, bare = await _time_get(ours, f'{_PATH}?limit=1000'), await _time_get(theirs, '/')
            if number >= 0:
                taken.append(mine)
                least.append(bare)
        yield figure('list, 1,000 tasks', taken, least, goal=3)


async def _time_get(http: Http, path: str) -> float:
    began = time.perf_counter()
    await http.get(path)
    return (time.perf_counter() - began) * 1000
