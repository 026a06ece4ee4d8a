"""A running Tandem: which tasks it runs in the background, who looks after them, and that none outlives it."""

import asyncio

import pytest

from app import bootstrap
from app.bootstrap import build
from app.settings import Settings

NAMES = {'relay', 'turn_channel', 'login_check', 'state_verification', 'retention', 'state'}
NEEDED = NAMES - {'retention', 'state'}


@pytest.fixture
def built(database_url):
    return build(Settings(_env_file=None), database_url)


async def test_every_background_task_is_supervised_and_ends_with_tandem(built, owner):
    before = asyncio.all_tasks()
    async with built.running() as tandem:
        await tandem.states.enter(owner).reached(0)
        running = asyncio.all_tasks() - before
        statuses = {status.name: status.needed for status in tandem.supervisor.statuses()}
        assert {task.get_name() for task in running} == set(statuses) == NAMES
        assert {name for name, needed in statuses.items() if needed} == NEEDED
        assert tandem.supervisor.down() == []
    assert asyncio.all_tasks() == before


async def test_a_start_that_fails_leaves_nothing_running(built, monkeypatch):
    async def fail(_database):
        raise ZeroDivisionError

    monkeypatch.setattr(bootstrap, 'mark_interrupted', fail)
    before = asyncio.all_tasks()
    with pytest.raises(ZeroDivisionError):
        async with built.running():
            pytest.fail('it started')
    assert asyncio.all_tasks() == before
