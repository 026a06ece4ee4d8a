"""Programs under measurement: Tandem and its floors, each a process of its own on a port of its own."""

import asyncio
import os
import signal
import socket
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.wire import Http

ROOT = Path(__file__).parents[1]
_START_SECONDS = 120.0
_STOP_SECONDS = 30.0


class Program:
    """A running program that listens on `port`."""

    def __init__(self, process: asyncio.subprocess.Process, port: int, start_seconds: float) -> None:
        self.port = port
        self.start_seconds = start_seconds
        self._proc = Path('/proc', str(process.pid))

    @property
    def url(self) -> str:
        """Where a browser finds it."""
        return f'http://127.0.0.1:{self.port}'

    def cpu_seconds(self) -> float:
        """How much processor time it has used."""
        # After the name in parentheses: the 12th and 13th field are the ticks in user and in system mode.
        fields = (self._proc / 'stat').read_text().rpartition(')')[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')

    def memory_mb(self) -> float:
        """How much memory it holds."""
        pages = int((self._proc / 'statm').read_text().split()[1])
        return pages * os.sysconf('SC_PAGE_SIZE') / 1e6


@asynccontextmanager
async def tandem(url: str, **more: str) -> AsyncIterator[Program]:
    """Tandem as anybody starts it, on the database at `url`, with `more` settings."""
    port = free_port()
    settings = {'TANDEM_PORT': str(port), 'TANDEM_DATABASE_URL': url, **more}
    async with _running(['main.py'], port, settings) as program:
        yield program


@asynccontextmanager
async def tandem_with_its_own_data(folder: Path) -> AsyncIterator[Program]:
    """Tandem with the embedded database in `folder`, which it starts itself."""
    port = free_port()
    async with _running(['main.py'], port, {'TANDEM_PORT': str(port), 'TANDEM_DATA_DIR': str(folder)}) as program:
        yield program


@asynccontextmanager
async def floor(name: str, url: str = '') -> AsyncIterator[Program]:
    """One of `benchmarks.floors`."""
    port = free_port()
    async with _running(['-m', f'benchmarks.floors.{name}', str(port), url], port, {}) as program:
        yield program


@asynccontextmanager
async def _running(arguments: list[str], port: int, settings: dict[str, str]) -> AsyncIterator[Program]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(('TANDEM_', 'OPENAI_'))}
    with tempfile.TemporaryFile() as log:
        began = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            cwd=ROOT,
            env={**environment, 'PYTHONPATH': str(ROOT), **settings},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        try:
            await _wait_for_first_page(process, port, log.fileno())
            yield Program(process, port, time.perf_counter() - began)
        finally:
            await _stop(process)


async def _wait_for_first_page(process: asyncio.subprocess.Process, port: int, log: int) -> None:
    async with asyncio.timeout(_START_SECONDS):
        while True:
            if process.returncode is not None:
                said = os.pread(log, 10_000, 0).decode(errors='replace')
                raise RuntimeError(f'A program ended with {process.returncode} instead of listening:\n{said}')
            try:
                async with Http.connected(port) as http:
                    await http.get('/')
            except OSError:
                await asyncio.sleep(0.01)
            else:
                return


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        async with asyncio.timeout(_STOP_SECONDS):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return int(probe.getsockname()[1])
