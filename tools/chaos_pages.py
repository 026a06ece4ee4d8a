"""Real pages beside the accidents of `tools/chaos.py`, served by a Tandem that uses the same data folder."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

from playwright.async_api import async_playwright

from services.database import Database
from tools.chromium import launched
from tools.torture import audit
from tools.torture.people import Tally, make_people
from tools.torture.processes import AppProcess
from tools.torture.windows import Window

_BACK_SECONDS = 120.0


class Pages:
    """A Tandem in a process of its own, and what went wrong with it; its start is part of what is tried."""

    def __init__(self, folder: Path, violations: list[str]) -> None:
        self._app = AppProcess(None, folder)
        self._violations = violations
        self._tally = Tally(min_operations=1, min_faults=1)  # no faults are counted, so it goes on until it is over

    @property
    def gestures(self) -> int:
        """What was done on the pages."""
        return self._tally.gestures

    @asynccontextmanager
    async def open(self, number: int, database_url: str, chance: Random) -> AsyncIterator[None]:
        """Have somebody type, tick and talk on so many pages; at the end each shows what the database holds."""
        await self.start()
        tally = self._tally
        database = Database(database_url)
        try:
            [owner] = await make_people(database, 1)
            async with async_playwright() as playwright, launched(playwright) as browser:
                windows = [Window(owner, lambda: [self._app.address], browser, tally, chance) for _ in range(number)]
                working = asyncio.gather(*(window.run() for window in windows))
                try:
                    yield
                finally:
                    tally.over = True
                    await working
                await audit.look_at_the_ledger(database, owner, tally)
                await audit.look_at_pages(database, windows, tally)
        finally:
            await database.close()
            await self._app.stop()
        self._violations += tally.violations

    async def start(self) -> None:
        """Start it; it serves, or says in one sentence why it does not, and then does at the next attempt."""
        for _ in range(2):
            said = await self._app.try_to_start()
            if said is None:
                return
            if not said.startswith('Tandem: ') or said.count('\n') != 1:
                self._violations.append(f'a start ended with: {said[-500:]!r}')
        self._violations.append('two starts, one after the other, did not end in service')

    async def stop(self) -> None:
        """As Ctrl-C does."""
        await self._app.stop()

    async def kill(self) -> None:
        """In the middle of whatever it is doing."""
        await self._app.kill()

    async def check(self, accident: str) -> None:
        """Wait until it is ready again, and somebody can do something on a page."""
        before = self.gestures
        try:
            async with asyncio.timeout(_BACK_SECONDS):
                while self.gestures == before or not await self._app.ready():  # noqa: ASYNC110 - it cannot wake us
                    await asyncio.sleep(0.1)
        except TimeoutError:
            self._violations.append(f'nobody could do anything {_BACK_SECONDS:.0f} seconds after: {accident}')
