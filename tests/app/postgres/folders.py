"""Data folders for tests: made once for each test process, copied for each test, and left with no server on them."""

import asyncio
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import asyncpg
import psutil

from app.postgres import processes
from app.postgres.embedded import Embedded, start_embedded
from tests.timeouts import TIMEOUT


@contextmanager
def started(folder: Path) -> Iterator[Embedded]:
    """The embedded database in this folder."""
    embedded = start_embedded(folder)
    try:
        yield embedded
    finally:
        embedded.leave()


def value(url: str, query: str) -> Any:
    """What a query finds."""

    async def ask() -> Any:
        connection = await asyncpg.connect(url)
        try:
            return await connection.fetchval(query)
        finally:
            await connection.close()

    return asyncio.run(ask())


async def value_once_it_answers(url: str, query: str) -> Any:
    """What a query finds, as soon as the server takes connections again."""
    async with asyncio.timeout(TIMEOUT):
        while True:
            with suppress(OSError, asyncpg.PostgresError, asyncpg.InternalClientError):
                return await asyncio.to_thread(value, url, query)
            await asyncio.sleep(0.05)


def execute(url: str, statement: str) -> None:
    """Run a statement."""
    value(url, statement)


def server_of(folder: Path) -> psutil.Process:
    """The server on this folder, which has to be there."""
    server = processes.server_of(folder)
    assert server is not None
    return server


def command_of(process: psutil.Process) -> str:
    """What it calls itself; nothing when it has just ended."""
    try:
        return ' '.join(process.cmdline())
    except psutil.Error:
        return ''


def kill(folder: Path) -> None:
    """Kill the server on this folder with all its processes, as the system does when memory runs out."""
    server = server_of(folder)
    doomed = [*server.children(recursive=True), server]
    for process in doomed:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    deadline = time.monotonic() + TIMEOUT
    while any(map(_is_alive, doomed)) and time.monotonic() < deadline:
        time.sleep(0.01)


def _is_alive(process: psutil.Process) -> bool:
    """Whether it still does something; whoever started it may not have noticed its end."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def copy(folder: Path, to: Path) -> Path:
    """A copy of a data folder, as `cp -a` makes one; returns where it is."""
    to.parent.mkdir(parents=True, exist_ok=True)
    ignored = shutil.ignore_patterns('.s.PGSQL.*')
    return Path(shutil.copytree(folder, to, symlinks=True, ignore=ignored, ignore_dangling_symlinks=True))
