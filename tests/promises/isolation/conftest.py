"""What two people have, by the names the doors have for it."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.promises.isolation.people import SECRET, Person, furnish, person
from tests.timeouts import TIMEOUT


@pytest.fixture
async def ada(address: str) -> AsyncIterator[Person]:
    """Somebody who has something of every kind; `hers` finds it by name."""
    ada = await person(address, 'ada@example.org')
    yield ada
    await ada.client.aclose()


@pytest.fixture
async def hers(ada: Person) -> dict[str, Any]:
    """Every id of Ada's, by the name that parameters have for it."""
    return await furnish(ada, SECRET)


@pytest.fixture
async def own(eve: Person) -> dict[str, Any]:
    """The same of Eve's own."""
    return await furnish(eve, 'Look around')


@pytest.fixture
async def untouched(ada: Person, hers: dict[str, Any]) -> AsyncIterator[None]:
    """Whatever is done in the test, nothing of Ada's changes, and her own open line is told of nothing."""
    before, waiting = await ada.everything(), await ada.waiting()
    assert [each['id'] for each in waiting] == [hers['approval_id']]
    async with ada.line() as line:
        assert json.loads(await line.recv())['type'] == 'sync_response'
        yield
        assert await ada.everything() == before
        assert await ada.waiting() == waiting
        own = await ada.do('POST', '/tasks/', title='Her own')
        async with asyncio.timeout(TIMEOUT):
            told = json.loads(await line.recv())
        assert told['data']['task']['id'] == own['id']
