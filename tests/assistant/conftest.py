"""An assistant with a scripted model behind it."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from services.chat.model.client import ModelSettings
from services.database import Database
from tests.assistant.model_server import ModelServer
from tests.assistant.talk import KEY, Talk, talk_to


@pytest.fixture
async def talk(database: Database, owner: UUID, model: ModelServer) -> AsyncIterator[Talk]:
    """A new conversation of the owner's, answered by the scripted model; pauses are noted instead of waited for."""
    async with talk_to(database, owner, ModelSettings('scripted', KEY, model.base_url)) as talk:
        yield talk
