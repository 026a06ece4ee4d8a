import pytest


@pytest.fixture
def run(database):
    """Run one verb in a transaction of its own."""

    async def run(verb, *arguments, **options):
        async with database.transaction() as session:
            return await verb(session, *arguments, **options)

    return run
