"""Several tasks added by one gesture are all stored, or none of them is."""

import pytest

from components.home_view import HomeView
from components.tasks.quick_add import QuickAdd
from services import task_service
from services.database import Database
from services.storage.quota import Quota
from tests.timeouts import LOOKS


@pytest.fixture
async def cramped(database_url):
    """A database in which a person may have two tasks."""
    database = Database(database_url, quota=Quota(tasks=2))
    yield database
    await database.close()


async def _home(page, notices):
    await HomeView(page, notices).start()


async def test_pasted_lines_that_are_one_too_many_are_not_added_at_all(simulate, cramped, database, owner):
    async with simulate(_home, cramped) as user:
        await user.open('/')
        user.find(QuickAdd).trigger('addLines', {'text': 'one\ntwo\nthree'})
        await user.should_see('there is no room for more', retries=LOOKS)
    async with database.transaction() as session:
        assert await task_service.list_tasks(session, owner) == []
