"""Pages and lines that stay open: each is cut off when the login it was opened with ends.

A login can end in another process, by a command, or by lapsing, so nobody is trusted to say so:
the database is asked, at once after a logout here and now and then for the rest.
"""

import asyncio
import logging
from collections.abc import Callable
from uuid import UUID

from services.database import Database
from services.errors import TooMany, Unavailable
from services.sessions import still_known

log = logging.getLogger(__name__)

MOST_OF_A_PERSON = 500
"""How many pages and lines one person can have open in a process."""

_EVERY_SECONDS = 20.0

Cut = Callable[[], object]


class OpenLines:
    """What is open, by the login it was opened with."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._cuts: dict[str, dict[object, Cut]] = {}
        self._of_people: dict[UUID, int] = {}

    def open(self, credential: str, user_id: UUID, cut: Cut) -> Callable[[], None]:
        """Have `cut` called when the login ends; returns what says that the line was closed. Raises TooMany."""
        self.check_room(user_id)
        mark = object()
        self._cuts.setdefault(credential, {})[mark] = cut
        self._of_people[user_id] = self._of_people.get(user_id, 0) + 1

        def close() -> None:
            lines = self._cuts.get(credential, {})
            if lines.pop(mark, None) is None:
                return
            if not lines:
                del self._cuts[credential]
            self._of_people[user_id] -= 1
            if not self._of_people[user_id]:
                del self._of_people[user_id]

        return close

    def check_room(self, user_id: UUID) -> None:
        """Raise TooMany when this person has as much open as one may."""
        if self._of_people.get(user_id, 0) >= MOST_OF_A_PERSON:
            raise TooMany(f'You have {MOST_OF_A_PERSON} pages and lines open. Close some of them.')

    def count(self) -> int:
        """How many pages and lines are open in this process."""
        return sum(self._of_people.values())

    async def sweep(self) -> None:
        """Cut off every line whose login has ended; raises Unavailable."""
        if not self._cuts:
            return
        asked = tuple(self._cuts)
        async with self._database.transaction() as session:
            known = await still_known(session, asked)
        for credential in asked:
            if credential in known:
                continue
            for cut in list(self._cuts.get(credential, {}).values()):
                cut()

    async def run(self) -> None:
        """Sweep now and then until cancelled."""
        while True:
            await asyncio.sleep(_EVERY_SECONDS)
            try:
                await self.sweep()
            except Unavailable:
                log.warning('Whether logins have ended cannot be seen: the database cannot be reached.')
