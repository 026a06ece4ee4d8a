"""A background task that does what a test says."""

import asyncio
from collections.abc import Callable


class ScriptedWork:
    """Work of which each run ends as the script says; once that is over, it goes on until it is cancelled."""

    def __init__(self, *script: BaseException | None, at_the_end: Callable[[], None] | None = None) -> None:
        self.runs = 0
        self.ended = asyncio.Event()
        self.steady = asyncio.Event()
        self._script = list(script)
        self._at_the_end = at_the_end

    async def __call__(self) -> None:
        self.runs += 1
        if self._script:
            what = self._script.pop(0)
            if isinstance(what, BaseException):
                raise what
            return
        self.steady.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.ended.set()
            if self._at_the_end is not None:
                self._at_the_end()
