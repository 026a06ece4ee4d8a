"""The embedded PostgreSQL is shared by the processes that use a folder, and by nobody else's leave."""

import asyncio
import fcntl
import multiprocessing
import os
import re

import pytest

from app.postgres import processes
from app.postgres.embedded import start_embedded
from app.postgres.refusals import CannotStart
from tests.app.postgres.folders import kill, server_of, started, value, value_once_it_answers
from tests.timeouts import TIMEOUT, until

PROCESSES = multiprocessing.get_context('spawn')


def use(folder, barrier):
    """Start or join the database together with the others, use it, and leave it."""
    barrier.wait(TIMEOUT)
    with started(folder) as embedded:
        value(embedded.url, 'SELECT 1')
        barrier.wait(TIMEOUT)


def test_processes_that_start_at_once_share_the_server_and_the_last_one_stops_it(tmp_path):
    folder = tmp_path / 'postgresql'
    barrier = PROCESSES.Barrier(3)
    users = [PROCESSES.Process(target=use, args=(folder, barrier)) for _ in range(3)]
    for user in users:
        user.start()
    for user in users:
        user.join(TIMEOUT)

    assert [user.exitcode for user in users] == [0, 0, 0]
    assert (folder / 'PG_VERSION').exists()
    assert processes.server_of(folder) is None


def hold(file, held, done):
    """Hold a lock for ever, as a process that hangs does."""
    lock = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)
    os.pwrite(lock, b'the process 4711 since 2026-01-02 03:04:05 UTC', 0)
    held.set()
    done.wait(TIMEOUT)


@pytest.mark.parametrize('name', ['start.lock', 'in-use.lock'])
def test_a_start_that_has_to_wait_says_for_whom_and_does_not_hang(folder, name):
    held, done = PROCESSES.Event(), PROCESSES.Event()
    other = PROCESSES.Process(target=hold, args=(folder.parent / name, held, done))
    other.start()
    try:
        assert held.wait(TIMEOUT)
        with pytest.raises(CannotStart) as refusal:
            start_embedded(folder, patience=0.1)
    finally:
        done.set()
        other.join(TIMEOUT)
    assert re.search(rf'{name} is locked by the process 4711 since 2026-01-02 03:04:05 UTC', str(refusal.value))


def test_other_users_of_the_machine_cannot_open_the_locks(folder):
    for name in ('in-use.lock', 'start.lock'):
        (folder.parent / name).touch(mode=0o666)
        (folder.parent / name).chmod(0o666)  # as earlier versions made it
    with started(folder):
        locks = list(folder.parent.glob('*.lock'))
        assert len(locks) == 3
        assert {lock.stat().st_mode & 0o077 for lock in locks} == {0}


async def test_a_database_that_was_killed_comes_back_by_itself(folder):
    embedded = await asyncio.to_thread(start_embedded, folder)
    keeping = asyncio.create_task(embedded.keep_running())
    try:
        for _ in range(2):
            await asyncio.to_thread(kill, folder)
            assert await value_once_it_answers(embedded.url, 'SELECT number FROM kept') == 42
    finally:
        keeping.cancel()
        await asyncio.wait([keeping])
        await asyncio.to_thread(embedded.leave)
    assert processes.server_of(folder) is None


async def test_a_database_that_cannot_come_back_says_why_once_and_does_so_when_it_can(folder, caplog):
    embedded = await asyncio.to_thread(start_embedded, folder)
    keeping = asyncio.create_task(embedded.keep_running())
    control, away = folder / 'global' / 'pg_control', folder.parent / 'pg_control'
    try:
        control.rename(away)
        await asyncio.to_thread(kill, folder)
        await until(lambda: 'is damaged, or an incomplete copy' in caplog.text)
        away.rename(control)
        await until(lambda: 'runs again' in caplog.text)
        assert server_of(folder).is_running()
    finally:
        keeping.cancel()
        await asyncio.wait([keeping])
        await asyncio.to_thread(embedded.leave)
    assert caplog.text.count('is damaged') == 1


def keep_in_use(folder, started_it, done):
    with started(folder):
        started_it.set()
        done.wait(TIMEOUT)


async def test_a_process_that_joined_brings_the_database_back_just_as_well(folder):
    started_it, done = PROCESSES.Event(), PROCESSES.Event()
    other = PROCESSES.Process(target=keep_in_use, args=(folder, started_it, done))
    other.start()
    assert await asyncio.to_thread(started_it.wait, TIMEOUT)
    embedded = await asyncio.to_thread(start_embedded, folder)
    keeping = asyncio.create_task(embedded.keep_running())
    try:
        await asyncio.to_thread(kill, folder)
        assert await value_once_it_answers(embedded.url, 'SELECT number FROM kept') == 42
    finally:
        done.set()
        await asyncio.to_thread(other.join, TIMEOUT)
        keeping.cancel()
        await asyncio.wait([keeping])
        await asyncio.to_thread(embedded.leave)


def test_nothing_is_started_after_the_last_one_has_left(folder):
    embedded = start_embedded(folder)
    embedded.leave()
    embedded.ensure_running()
    assert processes.server_of(folder) is None
