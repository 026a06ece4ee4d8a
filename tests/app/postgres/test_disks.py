"""A full disk is named, nothing that was acknowledged is lost, and everything goes on once there is space."""

import asyncio
import os
import re
import subprocess

import asyncpg
import pytest

from app.postgres.embedded import start_embedded
from app.postgres.refusals import CannotStart, cause_of
from tests.app.postgres.folders import copy, kill, started, value, value_once_it_answers

FULL = r'The disk that holds .* is full\. Free some space; nothing that was saved is lost\.'
NEEDS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason='only root can mount a small disk')


@pytest.fixture
def small_disk(tmp_path):
    disk = tmp_path / 'disk'
    disk.mkdir()
    subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=160m,mode=700', 'tmpfs', disk], check=True)  # noqa: S603, S607
    yield disk
    subprocess.run(['umount', '--lazy', disk], check=True)  # noqa: S603, S607


def fill(disk, left=0):
    """Leave no space on this disk, or so many bytes; returns the file that takes it."""
    file = disk / 'filled'
    with file.open('wb', buffering=0) as output:
        for size in (1_000_000, 4_096):
            try:
                while True:
                    output.write(bytes(size))
            except OSError:
                continue
        output.truncate(output.tell() - left)
    return file


@NEEDS_ROOT
def test_a_first_start_on_a_full_disk_names_it_and_leaves_nothing(small_disk):
    filled = fill(small_disk)
    with pytest.raises(CannotStart, match=FULL):
        start_embedded(small_disk / 'postgresql')
    assert not (small_disk / 'postgresql').exists()
    filled.unlink()
    with started(small_disk / 'postgresql') as embedded:
        assert value(embedded.url, 'SELECT 1') == 1


@NEEDS_ROOT
def test_a_later_start_on_a_full_disk_names_it_or_serves(made_folder, small_disk):
    folder = copy(made_folder, small_disk / 'postgresql')
    with started(folder):
        kill(folder)
    filled = fill(small_disk)
    try:
        # PostgreSQL may need no space for a start, and then it serves.
        start_embedded(folder).leave()
    except CannotStart as refusal:
        assert re.fullmatch(FULL, str(refusal))  # noqa: PT017 - a refusal is one of two good ends
    filled.unlink()
    with started(folder) as embedded:
        assert value(embedded.url, 'SELECT number FROM kept') == 42


@NEEDS_ROOT
async def test_a_disk_that_fills_up_while_tandem_runs_loses_nothing_that_was_acknowledged(made_folder, small_disk):
    folder = copy(made_folder, small_disk / 'postgresql')
    embedded = await asyncio.to_thread(start_embedded, folder)
    keeping = asyncio.create_task(embedded.keep_running())
    try:
        acknowledged = await write_until_refused(embedded.url, small_disk)
        await asyncio.to_thread(kill, folder)
        await asyncio.sleep(0)
        (small_disk / 'filled').unlink()
        kept = await value_once_it_answers(embedded.url, 'SELECT array_agg(number ORDER BY number) FROM written')
        assert acknowledged
        assert set(acknowledged) <= set(kept)
        assert await value_once_it_answers(embedded.url, 'SELECT number FROM kept') == 42
    finally:
        keeping.cancel()
        await asyncio.wait([keeping])
        await asyncio.to_thread(embedded.leave)


async def write_until_refused(url, disk):
    connection = await asyncpg.connect(url)
    await connection.execute('CREATE TABLE written (number int, much text)')
    await connection.execute('ALTER TABLE written ALTER COLUMN much SET STORAGE EXTERNAL')
    acknowledged = []
    await asyncio.to_thread(fill, disk, 3_000_000)
    try:
        while True:
            number = len(acknowledged)
            await connection.execute("INSERT INTO written VALUES ($1, repeat('x', 200000))", number)
            acknowledged.append(number)
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
        connection.terminate()
    return acknowledged


def test_what_postgresql_writes_about_a_full_disk_is_understood(tmp_path):
    said = 'LOG:  starting\nPANIC:  could not write to file "pg_wal/xlogtemp.1": No space left on device\n'
    assert cause_of(tmp_path, said).startswith(f'The disk that holds {tmp_path} is full.')
