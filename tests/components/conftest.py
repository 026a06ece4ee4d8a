"""Pages without a browser: a simulated person looks at what a test draws."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from nicegui.testing import User
from nicegui.testing.user_simulation import user_simulation

from components.controls.notices import Notices
from components.live import Page, open_page
from services.assistant import Assistant
from services.chat.builtin.brain import BuiltInBrain
from services.database import Database
from services.hub import EventHub
from services.relay import Relay
from services.supervision import Supervisor
from services.sync.state_directory import StateDirectory
from services.verbs import Verbs
from tests.components.held_database import HeldDatabase

Draw = Callable[[Page, Notices], Awaitable[object]]
Simulate = Callable[[Draw, Database], AbstractAsyncContextManager[User]]


@pytest.fixture
async def held(database_url: str) -> AsyncIterator[HeldDatabase]:
    """A way to the database for the page alone, on which a test can hold single transactions."""
    held = HeldDatabase(database_url)
    yield held
    await held.close()


@pytest.fixture
def simulate(hub: EventHub, relay: Relay, supervisor: Supervisor, owner: UUID) -> Simulate:
    """A simulated person who finds what `draw` draws when they open the page."""

    @asynccontextmanager
    async def simulate(draw: Draw, database: Database) -> AsyncIterator[User]:
        states = StateDirectory(database, hub, relay, supervisor)
        assistant = Assistant(database, BuiltInBrain(states))

        async def root() -> None:
            page = open_page(states, Verbs(database, assistant, owner), ZoneInfo('UTC'))
            await page.loaded()
            await draw(page, Notices(page.words))

        async with user_simulation(root) as user:
            yield user
        await assistant.close()
        await states.close()

    return simulate
