"""How often something may be done: a bucket of tokens for each key, kept in memory.

Each process counts for itself. That bounds what one process is asked to do, which is what the
limits are for; several processes allow several times as much.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from services.errors import TooMany

_KEYS = 20_000
"""How many keys are remembered; beyond that the one that was quiet longest is forgotten."""


@dataclass(frozen=True)
class Rate:
    """`burst` at once, and after that one more every `seconds`."""

    burst: int
    seconds: float


class Limiter:
    """Counts what each key does against one rate."""

    def __init__(self, rate: Rate, what: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._what = what
        self._clock = clock
        self._buckets: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def take(self, key: Hashable) -> None:
        """Count once for `key`; raises TooMany, which says how long to wait."""
        now = self._clock()
        held = self._held(key, now)
        if held < 1:
            raise TooMany(self._what, max(1, math.ceil((1 - held) * self._rate.seconds)))
        self._keep(key, held - 1, now)

    def allows(self, key: Hashable) -> bool:
        """Count once for `key` and tell whether that was within the limit."""
        try:
            self.take(key)
        except TooMany:
            return False
        return True

    def give_back(self, key: Hashable) -> None:
        """Uncount what turned out to be harmless."""
        now = self._clock()
        self._keep(key, self._held(key, now) + 1, now)

    def _held(self, key: Hashable, now: float) -> float:
        held, then = self._buckets.get(key, (float(self._rate.burst), now))
        return min(self._rate.burst, held + (now - then) / self._rate.seconds)

    def _keep(self, key: Hashable, held: float, now: float) -> None:
        self._buckets[key] = (min(self._rate.burst, held), now)
        self._buckets.move_to_end(key)
        if len(self._buckets) > _KEYS:
            self._buckets.popitem(last=False)
