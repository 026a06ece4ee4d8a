"""Builds everything once, starts it in order and stops it in the opposite order."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from app.invitation import Invitation
from app.settings import Settings
from services.assistant import Assistant, Brain
from services.builtin import BuiltIn
from services.database import Database
from services.hub import EventHub
from services.model_brain import ModelBrain
from services.model_client import ModelClient, ModelSettings
from services.relay import Relay
from services.retention import Retention
from services.state_directory import StateDirectory


@dataclass(frozen=True)
class Tandem:
    """The parts of a running Tandem; tests build it from parts of their own."""

    settings: Settings
    database: Database
    hub: EventHub
    relay: Relay
    states: StateDirectory
    assistant: Assistant
    retention: Retention
    model: ModelClient | None = None
    invitation: Invitation | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator['Tandem']:
        """Follow the ledger for the length of the block; the database is let go last."""
        running = [
            asyncio.create_task(self.relay.run(), name='relay'),
            asyncio.create_task(self.states.keep_verifying(), name='comparing views with the database'),
            asyncio.create_task(self.retention.run(), name='removing what is too old'),
        ]
        try:
            await self.relay.wait_connected()
            yield self
        finally:
            await self.assistant.close()
            if self.model:
                await self.model.close()
            await self.states.close()
            for each in running:
                each.cancel()
            await asyncio.gather(*running, return_exceptions=True)
            await self.database.close()


def build(
    settings: Settings, database_url: str, *, brain: Brain | None = None, invitation: Invitation | None = None
) -> Tandem:
    """Put the parts together; nothing is started yet."""
    database = Database(database_url)
    hub = EventHub()
    relay = Relay(database, hub)
    states = StateDirectory(database, hub, relay)
    model = _model_of(settings)
    if brain is None:
        brain = BuiltIn(database, states)
        if model is not None:
            brain = ModelBrain(model, brain, database, states)
    return Tandem(
        settings=settings,
        database=database,
        hub=hub,
        relay=relay,
        states=states,
        assistant=Assistant(database, brain),
        retention=Retention(database, timedelta(days=settings.retention_days)),
        model=model,
        invitation=invitation,
    )


def _model_of(settings: Settings) -> ModelClient | None:
    if settings.model is None:
        return None
    key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else None
    return ModelClient(ModelSettings(settings.model, key, settings.openai_base_url))
