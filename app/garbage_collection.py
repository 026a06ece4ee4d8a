"""When Python's garbage collector runs: at chosen moments instead of after a number of allocations.

See docs/decisions/0018. Nothing here depends on how a version of CPython counts allocations.
"""

import asyncio
import gc
import time

YOUNG, AGED, ALL = 0, 1, 2
"""The generations that `gc.collect` takes in every version of Python."""

INTERVAL_SECONDS = 1.0
"""How often young objects are collected, which takes a few milliseconds."""

AGED_SECONDS = 10.0
"""How often objects that survived one collection are collected."""

MIN_CLOSED = 20
"""How many pages have to close at least before everything is collected for their sake."""

OPEN_PER_CLOSED = 4
"""How many open pages each closed one makes up for: with 200 open, 50 have to close."""

AFTER_CLOSING_SECONDS = 1.0
"""How long after the last page that had to close everything is collected: by then nothing holds on to it."""

IDLE_SHARE = 0.05
"""The share of a core up to which the process is idle."""

IDLE_SECONDS = 60.0
"""How long after everything was collected an idle process does it again, if pages have closed."""

MAX_SECONDS = 600.0
"""How long after everything was collected it is collected again in any case."""


def pause() -> None:
    """Do not collect garbage while the app is being loaded: there is next to none."""
    gc.disable()


class Schedule:
    """Decides which generation to collect.

    A closed page is one large cycle of old objects, which only a collection of everything frees. That
    takes longer the more pages are open, so it waits until enough of them have closed, or nobody waits.
    `now` is by any steady clock in seconds, `used` the processor time that the process has used.
    """

    def __init__(self, now: float, used: float) -> None:
        self._seen = (now, used)
        self._aged_at = self._all_at = now
        self._closed = 0
        self._enough_at: float | None = None

    def page_closed(self, now: float, still_open: int) -> None:
        """Count a page that closed while `still_open` others are open."""
        self._closed += 1
        if self._enough_at is None and self._closed >= max(MIN_CLOSED, still_open // OPEN_PER_CLOSED):
            self._enough_at = now

    def due(self, now: float, used: float) -> int:
        """The generation to collect now."""
        before, used_before = self._seen
        self._seen = (now, used)
        is_idle = used - used_before <= IDLE_SHARE * (now - before)
        if self._is_all_due(now, is_idle=is_idle):
            self._aged_at = self._all_at = now
            self._closed, self._enough_at = 0, None
            return ALL
        if now - self._aged_at >= AGED_SECONDS:
            self._aged_at = now
            return AGED
        return YOUNG

    def _is_all_due(self, now: float, *, is_idle: bool) -> bool:
        if self._enough_at is not None and now - self._enough_at >= AFTER_CLOSING_SECONDS:
            return True
        return now - self._all_at >= (IDLE_SECONDS if is_idle and self._closed else MAX_SECONDS)


class GarbageCollector:
    """Collects garbage by a schedule for as long as `run` runs; otherwise Python does as it always does."""

    def __init__(self, interval_seconds: float = INTERVAL_SECONDS) -> None:
        self._interval_seconds = interval_seconds
        self._schedule = Schedule(time.monotonic(), time.process_time())
        self._has_frozen = False

    def page_closed(self, still_open: int) -> None:
        """Count a page that closed while `still_open` others are open."""
        self._schedule.page_closed(time.monotonic(), still_open)

    async def run(self) -> None:
        """Collect until cancelled. What exists at the first start was loaded to stay, and is never looked at again."""
        if not self._has_frozen:
            gc.freeze()
            self._has_frozen = True
        gc.disable()
        try:
            while True:
                await asyncio.sleep(self._interval_seconds)
                gc.collect(self._schedule.due(time.monotonic(), time.process_time()))
        finally:
            gc.enable()
