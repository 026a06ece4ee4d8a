"""Open pages and connections: each is closed when the login it was opened with ends.

A login can end in another process, by a command, or by expiring, so the database is asked: right
after a logout in this process, and every 20 seconds for the rest.
"""

import asyncio
import logging
from collections.abc import Callable
from uuid import UUID

from app.new_sessions import NewSessions
from services.accounts.logins import still_known
from services.database import Database
from services.errors import TooMany, Unavailable
from services.translatable import n_

log = logging.getLogger(__name__)

MAX_PER_PERSON = 500
"""How many pages and connections one person can have open in a process; their programs can have as many beside them."""

_TOO_MANY = n_(
    'You have {number} page or connection open. Close some of them.',
    'You have {number} pages and connections open. Close some of them.',
)
_INTERVAL_SECONDS = 20.0

Close = Callable[[], object]
"""Closes one page or connection."""


class OpenConnections:
    """The open pages and connections of this process, by the login they were opened with."""

    def __init__(self, database: Database, new_sessions: NewSessions | None = None) -> None:
        self._new_sessions = new_sessions or NewSessions()
        self._database = database.everybody()
        self._open: dict[str, dict[object, Close]] = {}
        self._counts: dict[tuple[UUID, bool], int] = {}

    def add(self, credential: str, user_id: UUID, close: Close, *, is_program: bool = False) -> Callable[[], None]:
        """Have `close` called when the login ends; returns what to call when it was closed otherwise. Raises TooMany.

        Calling that twice is harmless. Programs are counted by themselves, so that however many connections a token
        holds open, its owner still gets to the page where they can revoke it.
        """
        self.check_room(user_id, is_program=is_program)
        key, counted = object(), (user_id, is_program)
        self._open.setdefault(credential, {})[key] = close
        self._counts[counted] = self._counts.get(counted, 0) + 1

        def remove() -> None:
            connections = self._open.get(credential, {})
            if connections.pop(key, None) is None:
                return
            if not connections:
                del self._open[credential]
            self._counts[counted] -= 1
            if not self._counts[counted]:
                del self._counts[counted]

        return remove

    def check_room(self, user_id: UUID, *, is_program: bool = False) -> None:
        """Raise TooMany when this person, or their programs, have as much open as one may."""
        if self._counts.get((user_id, is_program), 0) >= MAX_PER_PERSON:
            raise TooMany(_TOO_MANY.format(number=MAX_PER_PERSON))

    def count(self) -> int:
        """How many pages and connections are open in this process."""
        return sum(self._counts.values())

    async def sweep(self) -> None:
        """Close everything whose login has ended; raises Unavailable."""
        if not self._open:
            return
        asked = tuple(self._open)
        async with self._database.transaction() as session:
            known = await still_known(session, asked)
        for credential in set(asked) - set(known):
            if self._new_sessions.knows(credential):
                continue
            for close in list(self._open.get(credential, {}).values()):
                try:
                    close()
                except Exception:
                    # One that cannot be closed must not keep the others open.
                    log.exception('A connection whose login has ended could not be closed.')

    async def run(self) -> None:
        """Sweep now and then until cancelled."""
        while True:
            await asyncio.sleep(_INTERVAL_SECONDS)
            try:
                await self.sweep()
            except Unavailable:
                log.warning('The database cannot be reached, so connections of ended logins stay open until it can be.')
