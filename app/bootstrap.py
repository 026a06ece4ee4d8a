"""Builds everything once, starts it in order and stops it in the opposite order."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from app.invitation import Invitation
from app.open_lines import OpenLines
from app.settings import Registration, Settings
from services.assistant import Assistant
from services.brain import Brain
from services.builtin import BuiltIn
from services.database import Database
from services.gate import Gate
from services.hub import EventHub
from services.interrupted import mark_interrupted
from services.model_brain import ModelBrain
from services.model_client import ModelClient, ModelSettings
from services.quota import Quota
from services.relay import Relay
from services.retention import Retention
from services.state_directory import StateDirectory
from services.turn_line import TurnLine
from services.turns import Turns


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
    gate: Gate
    open_lines: OpenLines
    turn_line: TurnLine
    model: ModelClient | None = None
    invitation: Invitation | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator['Tandem']:
        """Follow the ledger for the length of the block; the database is let go last."""
        running = [
            asyncio.create_task(self.relay.run(), name='relay'),
            asyncio.create_task(self.states.keep_verifying(), name='comparing views with the database'),
            asyncio.create_task(self.turn_line.run(), name='turns of other processes'),
            asyncio.create_task(self.retention.run(), name='removing what is too old'),
            asyncio.create_task(self.open_lines.run(), name='cutting off lines whose login has ended'),
        ]
        try:
            await self.relay.wait_connected()
            await self.turn_line.wait_connected()
            await mark_interrupted(self.database)
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
    quota = Quota(settings.max_tasks, settings.max_conversations, settings.max_messages)
    database = Database(database_url, quota=quota)
    hub = EventHub()
    relay = Relay(database, hub)
    states = StateDirectory(database, hub, relay)
    model = _model_of(settings)
    if brain is None:
        brain = BuiltIn(database, states)
        if model is not None:
            brain = ModelBrain(model, brain, database, states)
    turns = Turns()
    turn_line = TurnLine(database, turns)
    return Tandem(
        settings=settings,
        database=database,
        hub=hub,
        relay=relay,
        states=states,
        assistant=Assistant(database, brain, turns, turn_line.runner),
        turn_line=turn_line,
        retention=Retention(database, timedelta(days=settings.retention_days)),
        gate=Gate(
            database,
            is_open=settings.registration is Registration.OPEN,
            limits_registration=not settings.test_clock,
        ),
        open_lines=OpenLines(database),
        model=model,
        invitation=invitation,
    )


def _model_of(settings: Settings) -> ModelClient | None:
    if settings.model is None:
        return None
    key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else None
    return ModelClient(ModelSettings(settings.model, key, settings.openai_base_url))
