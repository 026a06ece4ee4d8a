"""Builds everything once, starts it in order and stops it in the opposite order."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from app.settings import Settings
from services.assistant import Assistant, Brain
from services.builtin import BuiltIn
from services.database import Database
from services.hub import EventHub
from services.relay import Relay
from services.sync_state import StateDirectory


@dataclass(frozen=True)
class Tandem:
    """The parts of a running Tandem; tests build it from parts of their own."""

    settings: Settings
    database: Database
    hub: EventHub
    relay: Relay
    states: StateDirectory
    assistant: Assistant

    @asynccontextmanager
    async def running(self) -> AsyncIterator['Tandem']:
        """Follow the ledger for the length of the block; the database is let go last."""
        relaying = asyncio.create_task(self.relay.run(), name='relay')
        try:
            await self.relay.wait_connected()
            yield self
        finally:
            await self.states.close()
            relaying.cancel()
            with suppress(asyncio.CancelledError):
                await relaying
            await self.database.close()


def build(settings: Settings, database_url: str, *, brain: Brain | None = None) -> Tandem:
    """Put the parts together; nothing is started yet."""
    database = Database(database_url)
    hub = EventHub()
    states = StateDirectory(database, hub)
    return Tandem(
        settings=settings,
        database=database,
        hub=hub,
        relay=Relay(database, hub),
        states=states,
        assistant=Assistant(database, brain or BuiltIn(database, states)),
    )
