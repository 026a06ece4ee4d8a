"""All doors of one Tandem in `accounts` mode, in this process, and somebody who is up to something."""

from collections.abc import AsyncIterator

import pytest

from app.settings import Settings
from tests.accounts import account_settings
from tests.promises.isolation.people import Person, person


@pytest.fixture
def settings() -> Settings:
    return account_settings()


@pytest.fixture
async def eve(address: str) -> AsyncIterator[Person]:
    """Somebody who is logged in, and may be up to something."""
    eve = await person(address, 'eve@example.org')
    yield eve
    await eve.client.aclose()
