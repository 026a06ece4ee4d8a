"""One edit, and when the last of many who follow has it; one person may have 500 lines open in a process."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from typing import Protocol

from benchmarks import programs
from benchmarks.database import Server
from benchmarks.figures import Figure, figure
from benchmarks.wire import Http, OpenPage, Socket

_SOCKETS = (100, 450)
_PAGES = 200
_SAMPLES = 20
_WARM_UP = 3
_TOGETHER = 50
_PATIENCE_SECONDS = 60.0


class Follower(Protocol):
    """Whoever is told of changes."""

    def close(self) -> None:
        """Stop following."""


class Gathering:
    """Counts how many of those who follow have received a message with the word in it."""

    def __init__(self) -> None:
        self._word = b''
        self._left = 0
        self._all = asyncio.Event()

    def expect(self, word: str, followers: int) -> None:
        """Wait for this word from now on."""
        self._word = word.encode()
        self._left = followers
        self._all.clear()

    def on_text(self, _socket: Socket, message: bytes) -> None:
        """Note what one of them has received."""
        self._note(message)

    def on_page_message(self, message: str) -> None:
        """The same for a page."""
        self._note(message.encode())

    def _note(self, message: bytes) -> None:
        if self._word and self._word in message:
            self._left -= 1
            if not self._left:
                self._all.set()

    async def complete(self) -> None:
        """Return once the last has it."""
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await self._all.wait()


async def measure(server: Server, amount: int | None) -> AsyncIterator[Figure]:
    """Sockets, then pages."""
    samples = amount or _SAMPLES
    async with (
        server.database(100) as filled,
        programs.tandem(filled.url) as tandem,
        programs.floor('broadcast') as floor,
    ):
        async with Http.connected(tandem.port, filled.token) as http:
            task_id = json.loads(await http.get('/api/v1/tasks/?limit=1'))[0]['id']
        gathering, floor_gathering = Gathering(), Gathering()

        async def edit(word: str) -> None:
            async with Http.connected(tandem.port, filled.token) as http:
                await http.send('PATCH', f'/api/v1/tasks/{task_id}', {'title': word})

        async def say(word: str) -> None:
            async with Http.connected(floor.port) as http:
                await http.send('POST', '/say', {'title': word, 'as long as an event': '.' * 620})

        for number in _SOCKETS:
            # A line is open before its snapshot has been read; only then does it follow.
            gathering.expect('"sync_response"', number)
            ours = await _open(number, lambda: Socket.open(tandem.port, '/ws', gathering.on_text, filled.token))
            await gathering.complete()
            theirs = await _open(number, lambda: Socket.open(floor.port, '/ws', floor_gathering.on_text))
            taken: list[float] = []
            least: list[float] = []
            for turn in range(-_WARM_UP, samples):
                mine = await _last(gathering, number, edit, f'sockets {turn}')
                theirs_took = await _last(floor_gathering, number, say, f'sockets {turn}')
                if turn >= 0:
                    taken.append(mine)
                    least.append(theirs_took)
            yield figure(f'fanout, {number:,} sockets', taken, least, goal=2)
            _close([*ours, *theirs])
        pages = await _open(_PAGES, lambda: OpenPage.open(tandem.port, gathering.on_page_message))
        taken = [await _last(gathering, _PAGES, edit, f'pages {turn}') for turn in range(samples)]
        yield figure(f'fanout, {_PAGES} pages', taken, at_most=150)
        _close(pages)


async def _last(gathering: Gathering, followers: int, change: Callable[[str], object], word: str) -> float:
    gathering.expect(word, followers)
    began = time.perf_counter()
    changing = asyncio.ensure_future(change(word))  # type: ignore[call-overload]
    await gathering.complete()
    took = (time.perf_counter() - began) * 1000
    await changing
    return took


async def _open(number: int, one: Callable[[], object]) -> list[Follower]:
    opened: list[Follower] = []
    for start in range(0, number, _TOGETHER):
        opened += await asyncio.gather(*(one() for _ in range(min(_TOGETHER, number - start))))  # type: ignore[call-overload]
    return opened


def _close(followers: list[Follower]) -> None:
    for each in followers:
        each.close()
