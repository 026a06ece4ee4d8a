"""What is in a database, and putting something there, for tests that are not asynchronous."""

import asyncio

from services import task_service
from services.accounts.people import OWNER_ID
from services.database import Database


def in_database(url: str, work):
    async def go():
        database = Database(url)
        try:
            return await work(database)
        finally:
            await database.close()

    return asyncio.run(go())


async def titles(database: Database) -> list[str]:
    async with database.of(OWNER_ID).transaction() as session:
        return [task.title for task in await task_service.list_tasks(session, OWNER_ID)]
