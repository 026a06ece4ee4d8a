"""What a process holds when nobody is there, what each open page and each socket adds, and how long a start takes."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from app.postgres.embedded import start_embedded
from app.postgres.schema import prepare_database
from benchmarks import programs
from benchmarks.database import Server, fill
from benchmarks.figures import Figure, figure
from benchmarks.programs import Program
from benchmarks.wire import OpenPage, Socket

_TASKS = 1_000
_PAGES = 100
_WARM_UP = 20
_STARTS = 5


async def memory(server: Server, amount: int | None) -> AsyncIterator[Figure]:
    """The process, pages and sockets, with 1,000 tasks."""
    number = amount or _PAGES
    async with (
        server.database(_TASKS) as filled,
        programs.tandem(filled.url) as tandem,
        programs.floor('nicegui_page') as floor,
    ):
        idle, bare = tandem.memory_mb(), floor.memory_mb()
        yield Figure('memory, idle process', 1, idle, idle, 'MB', bare, at_most=bare + 60)
        per_page = await _growth(tandem, number, lambda: OpenPage.open(tandem.port))
        bare_page = await _growth(floor, number, lambda: OpenPage.open(floor.port))
        yield Figure('memory, one open page', number, per_page, per_page, 'MB', bare_page, at_most=bare_page + 0.3)

        def open_socket() -> Awaitable[Socket]:
            return Socket.open(tandem.port, '/ws', lambda _socket, _message: None, filled.token)

        per_socket = await _growth(tandem, number, open_socket)
        yield Figure('memory, one socket', number, per_socket, per_socket, 'MB')


async def _growth(program: Program, number: int, one: Callable[[], Awaitable[OpenPage | Socket]]) -> float:
    """How much the memory grows with each of `number`, after the first few."""
    opened = [await one() for _ in range(_WARM_UP)]
    await asyncio.sleep(1)
    before = program.memory_mb()
    opened += [await one() for _ in range(number)]
    await asyncio.sleep(1)
    grown = program.memory_mb() - before
    for each in opened:
        each.close()
    return grown / number


async def start(_server: Server, amount: int | None) -> AsyncIterator[Figure]:
    """From the command until the first page has been served, with data there and the embedded database not yet up."""
    ours: list[float] = []
    least: list[float] = []
    with tempfile.TemporaryDirectory(prefix='tandem-start-') as name:
        folder = Path(name)
        embedded = await asyncio.to_thread(start_embedded, folder / 'postgresql')
        await prepare_database(embedded.url)
        await fill(embedded.url, _TASKS)
        await asyncio.to_thread(embedded.leave)
        for number in range(-1, amount or _STARTS):
            async with programs.tandem_with_its_own_data(folder) as tandem:
                mine = tandem.start_seconds
            async with programs.floor('nicegui_page') as floor:
                bare = floor.start_seconds
            if number >= 0:
                ours.append(mine)
                least.append(bare)
    yield figure('start', ours, least, unit='s', at_most=sorted(least)[len(least) // 2] + 0.8)
