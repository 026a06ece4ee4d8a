"""When Python looks for objects that only refer to each other (docs/decisions/0014)."""

import asyncio
import gc

_NEW = 5_000
"""After how many new objects it looks at those; Python's default is 700."""
_OLDER = 4
"""After how many of these looks also at what they left; by default 10."""
_ALL = 100
"""After how many of those at everything; by default 10."""
_FEWEST_CLOSED = 20
"""How many pages have to close before it looks at everything for their sake."""
_OPEN_FOR_EACH_CLOSED = 4
"""And how many may be open for each of them."""
_SOON_SECONDS = 1.0
"""How long after the last of them; by then it has gone."""


class ClosedPages:
    """What closed pages leave behind: each is one large circle, which only a look at everything finds.

    Such a look takes longer the more pages are open, so it waits until a fourth as many have closed.
    """

    def __init__(self) -> None:
        self._closed = 0

    def add(self, still_open: int) -> None:
        """One more has closed; look at everything soon when they are enough."""
        self._closed += 1
        if self._closed >= max(_FEWEST_CLOSED, still_open // _OPEN_FOR_EACH_CLOSED):
            self._closed = 0
            asyncio.get_running_loop().call_later(_SOON_SECONDS, gc.collect)


def pause() -> None:
    """Do not look while the app is loaded: nothing of it goes."""
    gc.disable()


def resume() -> None:
    """Look from now on, but never through what has been loaded."""
    gc.freeze()
    gc.set_threshold(_NEW, _OLDER, _ALL)
    gc.enable()
