import asyncio
import contextlib
from functools import partial

import pytest

from services.supervision import Backoff, Supervisor
from tests.scripted_work import ScriptedWork
from tests.timeouts import TIMEOUT, until


@pytest.fixture
async def supervisor():
    supervisor = Supervisor(lambda: Backoff(first_seconds=0.001, max_seconds=0.002))
    yield supervisor
    await supervisor.stop()


async def test_a_task_that_fails_is_started_again_and_counted(supervisor):
    work = ScriptedWork(ZeroDivisionError(), KeyError())
    supervisor.start('work', work)
    await _soon(work.steady.wait())

    [status] = supervisor.statuses()
    assert work.runs == 3
    assert (status.restarts, status.down) == (2, 0)
    assert status.failed_at <= asyncio.get_running_loop().time()


async def test_a_task_that_returns_is_started_again_and_logged_too(supervisor, caplog):
    work = ScriptedWork(None)
    supervisor.start('work', work)
    await _soon(work.steady.wait())

    assert work.runs == 2
    assert 'The background task work failed (Ended)' in caplog.text


async def test_a_task_that_is_cancelled_from_within_is_started_again(supervisor, caplog):
    work = ScriptedWork(asyncio.CancelledError())
    supervisor.start('work', work)
    await _soon(work.steady.wait())

    assert work.runs == 2
    assert 'The background task work failed (Ended)' in caplog.text


async def test_each_kind_of_failure_is_logged_once_with_its_traceback_and_then_in_a_line(supervisor, caplog):
    work = ScriptedWork(*[ZeroDivisionError()] * 3, KeyError(), KeyError())
    supervisor.start('work', work)
    await _soon(work.steady.wait())

    whole = [record.exc_info[0] for record in caplog.records if record.exc_info]
    lines = [record.getMessage() for record in caplog.records if not record.exc_info]
    assert whole == [ZeroDivisionError, KeyError]
    assert [line.partition('(')[2].partition(')')[0] for line in lines] == ['ZeroDivisionError'] * 2 + ['KeyError']


async def test_other_tasks_go_on_while_one_fails(supervisor):
    well = ScriptedWork()
    supervisor.start('well', well)
    ill = ScriptedWork(*[ZeroDivisionError()] * 5)
    supervisor.start('ill', ill)
    await _soon(ill.steady.wait())
    await _soon(well.steady.wait())

    assert well.runs == 1
    assert {status.name: status.restarts for status in supervisor.statuses()} == {'well': 0, 'ill': 5}


async def test_a_needed_task_is_down_between_its_failure_and_its_next_start():
    supervisor = Supervisor(lambda: Backoff(first_seconds=TIMEOUT))
    works = [ScriptedWork(ZeroDivisionError()) for _ in range(2)]
    supervisor.start('needed', works[0])
    supervisor.start('not needed', works[1], needed=False)
    assert supervisor.down() == []
    await until(lambda: all(status.down for status in supervisor.statuses()))

    assert supervisor.down() == ['needed']
    await supervisor.stop()
    assert [work.runs for work in works] == [1, 1]


async def test_tasks_of_one_name_share_a_status(supervisor):
    works = [ScriptedWork(ZeroDivisionError()) for _ in range(3)]
    for work in works:
        supervisor.start('follower', work)
    for work in works:
        await _soon(work.steady.wait())

    [status] = supervisor.statuses()
    assert (status.name, status.restarts, status.down) == ('follower', 3, 0)


async def test_stopping_ends_the_last_task_first_and_each_before_the_next():
    supervisor = Supervisor()
    ended = []
    for name in ('first', 'second', 'third'):
        work = ScriptedWork(at_the_end=partial(ended.append, name))
        supervisor.start(name, work)
        await _soon(work.steady.wait())

    await _soon(supervisor.stop())

    assert ended == ['third', 'second', 'first']


async def test_a_task_that_is_cancelled_ends_and_is_not_started_again(supervisor):
    work = ScriptedWork()
    task = supervisor.start('work', work)
    await _soon(work.steady.wait())
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task

    [status] = supervisor.statuses()
    assert (work.runs, status.restarts) == (1, 0)
    assert work.ended.is_set()


async def test_a_failure_on_the_way_out_is_logged_and_does_not_start_the_task_again(caplog):
    def stumble():
        raise OSError

    supervisor = Supervisor()
    work = ScriptedWork(at_the_end=stumble)
    supervisor.start('work', work)
    await _soon(work.steady.wait())
    await _soon(supervisor.stop())

    assert work.runs == 1
    assert 'The background task work failed (OSError). It was about to end.' in caplog.text


async def test_work_that_swallows_its_cancellation_ends_all_the_same(caplog):
    async def stubborn():
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.Event().wait()

    supervisor = Supervisor()
    supervisor.start('work', stubborn)
    await asyncio.sleep(0)
    await _soon(supervisor.stop())

    assert caplog.text == ''


def test_the_waits_double_up_to_a_limit_and_begin_anew_after_a_long_run():
    backoff = Backoff(first_seconds=1, max_seconds=5, steady_seconds=60)
    assert [backoff.after(0.5) for _ in range(5)] == [1, 2, 4, 5, 5]
    assert backoff.after(59) == 5
    assert [backoff.after(60), backoff.after(0.5)] == [1, 2]


async def _soon(awaitable):
    async with asyncio.timeout(TIMEOUT):
        return await awaitable
