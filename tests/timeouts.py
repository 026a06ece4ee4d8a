"""How long a test waits: until something holds, and never for a time of its own."""

import asyncio
from collections.abc import Awaitable, Callable

TIMEOUT = 60.0
"""Seconds after which a test that waits for something fails. Long, because only a test that fails waits it out."""

LOOKS = int(TIMEOUT * 10)
"""The same for NiceGUI's simulated person, who looks ten times a second."""


async def until(holds: Callable[[], object]) -> None:
    """Ask again and again, and return once `holds` does; for what has no event of its own to wait for."""
    async with asyncio.timeout(TIMEOUT):
        while not await _answer(holds()):  # noqa: ASYNC110 - the point of it
            await asyncio.sleep(0.01)


async def _answer(answer: object) -> object:
    return await answer if isinstance(answer, Awaitable) else answer
