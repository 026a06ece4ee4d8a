"""What the tests of the views' states share."""

from collections.abc import AsyncIterator

import pytest

from services.database import Database
from services.hub import EventHub
from services.relay import Relay
from services.supervision import Supervisor
from services.sync.state_directory import StateDirectory


@pytest.fixture
async def states(
    database: Database, hub: EventHub, relay: Relay, supervisor: Supervisor
) -> AsyncIterator[StateDirectory]:
    """The states of a process whose relay runs."""
    states = StateDirectory(database, hub, relay, supervisor)
    yield states
    await states.close()
