"""Garbage is collected at chosen moments while Tandem serves, by Python otherwise, and never among what was loaded."""

import asyncio
import gc
import weakref

import httpx
import pytest

from app import garbage_collection
from app.garbage_collection import (
    AFTER_CLOSING_SECONDS,
    AGED,
    AGED_SECONDS,
    ALL,
    IDLE_SECONDS,
    MAX_SECONDS,
    MIN_CLOSED,
    YOUNG,
    GarbageCollector,
    Schedule,
)
from services.supervision import Supervisor
from tests.serving import serving
from tests.timeouts import TIMEOUT

TOKEN = 'a token for the one who watches'

BUSY, IDLE = 0.5, 0.01
"""Shares of a core."""


class Cycle:
    """An object that only the garbage collector can free."""

    def __init__(self):
        self.itself = self
        self.freed = asyncio.Event()
        weakref.finalize(self, self.freed.set)


def cycle():
    """A new one, of which only the sign that it was freed is kept."""
    return Cycle().freed


class TestWhileServing:
    @pytest.fixture(autouse=True)
    def _as_before(self):
        yield
        gc.unfreeze()
        gc.enable()

    @pytest.fixture
    def collector(self):
        return GarbageCollector(interval_seconds=0.01)

    @pytest.fixture
    async def running(self, collector):
        supervisor = Supervisor()
        supervisor.start('garbage_collection', collector.run)
        await asyncio.sleep(0)
        yield collector
        await supervisor.stop()

    def test_nothing_is_collected_while_the_app_is_loaded(self):
        garbage_collection.pause()
        assert not gc.isenabled()

    @pytest.mark.usefixtures('running')
    async def test_python_does_not_collect_by_itself(self):
        assert not gc.isenabled()

    @pytest.mark.usefixtures('running')
    async def test_young_garbage_goes_soon(self):
        await _soon(cycle().wait())

    async def test_what_closed_pages_leave_behind_goes_when_they_are_enough(self, running):
        page = Cycle()
        gone = page.freed
        for generation in (YOUNG, AGED):
            gc.collect(generation)
        del page
        gc.collect(YOUNG)
        assert not gone.is_set()

        for _ in range(MIN_CLOSED):
            running.page_closed(1)
        await _soon(gone.wait())

    async def test_what_was_loaded_is_never_looked_at_again(self, collector):
        loaded = Cycle()
        freed = loaded.freed
        supervisor = Supervisor()
        supervisor.start('garbage_collection', collector.run)
        await asyncio.sleep(0)
        del loaded
        gc.collect()
        assert not freed.is_set()
        await supervisor.stop()

    async def test_python_collects_again_when_the_task_has_ended(self, collector):
        supervisor = Supervisor()
        supervisor.start('garbage_collection', collector.run)
        await asyncio.sleep(0)
        await supervisor.stop()
        assert gc.isenabled()


def test_a_tandem_that_serves_collects_by_the_schedule(database_url, tmp_path):
    settings = {'TANDEM_DATABASE_URL': database_url, 'TANDEM_METRICS_TOKEN': TOKEN}
    with serving(tmp_path, **settings) as (_, address):
        metrics = httpx.get(f'{address}/metrics', headers={'Authorization': f'Bearer {TOKEN}'}).text
    assert 'tandem_task_up{task="garbage_collection"} 1.0' in metrics


class TestTheSchedule:
    def test_young_objects_are_collected_often_and_aged_ones_now_and_then(self):
        collected = _collected(Schedule(0, 0), BUSY, until=3 * AGED_SECONDS)
        assert collected == ([YOUNG] * (int(AGED_SECONDS) - 1) + [AGED]) * 3

    def test_everything_is_collected_once_in_a_while_whatever_happens(self):
        for load in (BUSY, IDLE):
            collected = _collected(Schedule(0, 0), load, until=2 * MAX_SECONDS)
            assert [at for at, generation in enumerate(collected, 1) if generation == ALL] == [
                MAX_SECONDS,
                2 * MAX_SECONDS,
            ]

    @pytest.mark.parametrize(('still_open', 'enough'), [(0, 20), (80, 20), (100, 25), (1_000, 250)])
    def test_everything_is_collected_when_enough_pages_have_closed(self, still_open, enough):
        schedule = Schedule(0, 0)
        for closed in range(enough - 1):
            schedule.page_closed(closed, still_open)
        assert ALL not in _collected(schedule, BUSY, until=enough + 10)

        now = enough + 10
        schedule.page_closed(now, still_open)
        used = BUSY * now
        assert schedule.due(now + AFTER_CLOSING_SECONDS / 2, used + 1) != ALL
        assert schedule.due(now + AFTER_CLOSING_SECONDS, used + 2) == ALL

    def test_pages_that_close_all_the_time_do_not_put_it_off(self):
        schedule = Schedule(0, 0)
        for tenth in range(10 * 60):
            schedule.page_closed(tenth / 10, 80)
        assert schedule.due(60, BUSY * 60) == ALL

    def test_an_idle_process_collects_what_few_closed_pages_left(self):
        for load, wanted in ((IDLE, [IDLE_SECONDS]), (BUSY, [])):
            schedule = Schedule(0, 0)
            schedule.page_closed(0, 10)
            collected = _collected(schedule, load, until=3 * IDLE_SECONDS)
            assert [at for at, generation in enumerate(collected, 1) if generation == ALL] == wanted


def _collected(schedule, load, *, until):
    """What is collected at every second of a process with this load."""
    return [schedule.due(second, load * second) for second in range(1, int(until) + 1)]


async def _soon(awaitable):
    async with asyncio.timeout(TIMEOUT):
        await awaitable
