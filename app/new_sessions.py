"""Sessions of `local` mode that were handed out and not used yet: a program that only looks stores nothing.

Whoever opens a page without a cookie is signed in, programs that check whether Tandem is up included. Such a session is
kept in memory until its cookie comes back, with the page's socket or another request. Only then it is stored.
"""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable

from services.accounts.tokens import hash_of

WAITS_SECONDS = 600.0
"""How long a browser may take to come back."""

_MOST = 1_000


class NewSessions:
    """The secrets that were handed out, by their hash."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._made: OrderedDict[str, float] = OrderedDict()

    def make(self) -> str:
        """The secret for a cookie; of too many, the oldest is forgotten."""
        secret = secrets.token_urlsafe(32)
        self._made[hash_of(secret)] = self._clock()
        if len(self._made) > _MOST:
            self._made.popitem(last=False)
        return secret

    def knows(self, credential: str) -> bool:
        """Whether the session with this hash was handed out just now, whether or not it has been stored since."""
        made = self._made.get(credential)
        return made is not None and self._clock() - made < WAITS_SECONDS
