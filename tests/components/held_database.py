"""A database of which single transactions can be held, so that a test decides what happens meanwhile."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncSession

from services.database import Database
from tests.timeouts import TIMEOUT


class Hold:
    """One transaction that has done its work and does not end before it is released."""

    def __init__(self) -> None:
        self._reached = asyncio.Event()
        self._released = asyncio.Event()

    async def wait(self) -> None:
        """Stop here until released."""
        self._reached.set()
        await self._released.wait()

    async def reached(self) -> None:
        """Wait until the transaction has done its work."""
        async with asyncio.timeout(TIMEOUT):
            await self._reached.wait()

    def release(self) -> None:
        """Let the transaction end."""
        self._released.set()


class HeldDatabase(Database):
    """A Database; what is done to it by the rest of a test goes through another one."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._holds: deque[Hold] = deque()
        self._begun: list[None] = []  # a list, because `of` makes copies that have to share it

    @property
    def begun(self) -> int:
        """How many transactions have begun."""
        return len(self._begun)

    def hold_next(self) -> Hold:
        """Hold the next transaction that is not held yet."""
        self._holds.append(Hold())
        return self._holds[-1]

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        self._begun.append(None)
        hold = self._holds.popleft() if self._holds else None
        async with super().transaction() as session:
            yield session
            if hold is not None:
                await hold.wait()
