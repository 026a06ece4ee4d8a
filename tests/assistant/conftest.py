"""An assistant with a scripted model behind it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from services import task_service
from services.assistant import Assistant
from services.builtin import BuiltIn
from services.database import Database
from services.hub import EventHub
from services.model_brain import ModelBrain
from services.model_client import ModelClient, ModelSettings
from services.models import TaskRead
from services.relay import Relay
from services.state_directory import StateDirectory
from services.turn import Reply
from tests.assistant.model_server import ModelServer, model_server

KEY = 'sk-not-to-be-seen'


@pytest.fixture
async def model() -> AsyncIterator[ModelServer]:
    """The scripted model."""
    async with model_server() as server:
        yield server


@dataclass
class Talk:
    """One person's conversation with the assistant."""

    assistant: Assistant
    database: Database
    user_id: UUID
    pauses: list[float]
    session_id: UUID | None = None

    async def say(self, text: str, **more: Any) -> Reply:
        """Say something and wait for the answer."""
        reply = await self.assistant.send(self.user_id, text, self.session_id, **more)
        self.session_id = reply.session_id
        return reply

    async def tasks(self) -> list[TaskRead]:
        """The person's tasks, newest first."""
        async with self.database.transaction() as session:
            return [TaskRead.model_validate(task) for task in await task_service.list_tasks(session, self.user_id)]

    async def titles(self) -> list[str]:
        """Their titles, in order of the alphabet."""
        return sorted(task.title for task in await self.tasks())


@pytest.fixture
async def talk(database: Database, owner: UUID, model: ModelServer) -> AsyncIterator[Talk]:
    """A new conversation of the owner's, answered by the scripted model; pauses are noted instead of waited for."""
    async with talk_to(database, owner, ModelSettings('scripted', KEY, model.base_url)) as talk:
        yield talk


def talk_to(database: Database, user_id: UUID, settings: ModelSettings, **options: Any) -> '_Talking':
    return _Talking(database, user_id, settings, options)


def states_of(database: Database) -> StateDirectory:
    """The directory of views of a process that shows none."""
    hub = EventHub()
    return StateDirectory(database, hub, Relay(database, hub))


class _Talking:
    def __init__(self, database: Database, user_id: UUID, settings: ModelSettings, options: dict[str, Any]) -> None:
        pauses: list[float] = []

        async def pause(seconds: float) -> None:
            pauses.append(seconds)

        states = states_of(database)
        patience = options.pop('patience', 10.0)
        self._client = ModelClient(settings, patience=patience)
        brain = ModelBrain(self._client, BuiltIn(database, states), database, states, pause=pause, **options)
        self._talk = Talk(Assistant(database, brain), database, user_id, pauses)

    async def __aenter__(self) -> Talk:
        return self._talk

    async def __aexit__(self, *_: object) -> None:
        await self._talk.assistant.close()
        await self._client.close()
