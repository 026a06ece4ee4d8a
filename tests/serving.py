"""Serves Tandem, whole or in part, on a port of its own: in this process, in a forked one, or started as people do."""

import asyncio
import contextlib
import functools
import multiprocessing
import multiprocessing.forkserver
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from tests import ROOT
from tests.timeouts import TIMEOUT, until

MAIN = ROOT / 'main.py'


@contextlib.contextmanager
def forked(folder: Path, *, before: Callable[[], None] | None = None, **settings: str) -> Iterator[str]:
    """The address of a Tandem with these settings; its process is killed at the end.

    It is forked from a process that has loaded all code, which takes a tenth of the time of a start. `before` runs
    in it first. Its output cannot be captured: a test that reads that uses `serving`.
    """
    port = free_port()
    environment = {'TANDEM_DATA_DIR': str(folder), 'TANDEM_PORT': str(port), **settings}
    # NiceGUI serves nothing in a process of another name.
    process = _fork_server().Process(target=_run, args=(environment, folder, before), name='MainProcess')
    process.start()
    try:
        wait_until_it_answers(process.is_alive, port)
        yield f'http://127.0.0.1:{port}'
    finally:
        process.kill()
        process.join()


@contextlib.contextmanager
def serving(folder: Path, *arguments: str, **settings: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A process started from the command line, and its address; killed at the end if it still runs."""
    port = free_port()
    environment = os.environ | {'TANDEM_DATA_DIR': str(folder), 'TANDEM_PORT': str(port), **settings}
    environment.pop('PYTEST_CURRENT_TEST', None)  # its presence makes NiceGUI think that it is being simulated
    command = [sys.executable, str(MAIN), *arguments]
    with subprocess.Popen(command, cwd=folder, env=environment) as process:  # noqa: S603 - our own
        try:
            wait_until_it_answers(lambda: process.poll() is None, port)
            yield process, f'http://127.0.0.1:{port}'
        finally:
            process.kill()


@contextlib.asynccontextmanager
async def serve(app: Any, **options: Any) -> AsyncIterator[str]:
    """The address of this ASGI app, served in this event loop by uvicorn with these options."""
    with socket.create_server(('127.0.0.1', 0)) as listening:
        server = _Quiet(uvicorn.Config(app, log_level='critical', **options))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        await until(lambda: server.started)
        try:
            yield f'http://127.0.0.1:{listening.getsockname()[1]}'
        finally:
            server.should_exit = server.force_exit = True
            await serving


class _Quiet(uvicorn.Server):
    """Leaves the signals of the process that runs the tests alone."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return int(probe.getsockname()[1])


def wait_until_it_answers(is_alive: Callable[[], bool], port: int) -> None:
    """Return when the Tandem at this port is ready; fails the test if it ends before that."""
    deadline = time.monotonic() + TIMEOUT
    with httpx.Client(base_url=f'http://127.0.0.1:{port}') as client:
        while is_alive() and time.monotonic() < deadline:
            with contextlib.suppress(httpx.TransportError):
                if client.get('/readyz').is_success:
                    return
            time.sleep(0.02)
    pytest.fail('Tandem did not start.')


@functools.cache
def _fork_server() -> ForkServerContext:
    context = multiprocessing.get_context('forkserver')
    context.set_forkserver_preload(['tests.loaded'])
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv('PYTEST_CURRENT_TEST', raising=False)
        multiprocessing.forkserver.ensure_running()
    return context


def _run(environment: dict[str, str], folder: Path, before: Callable[[], None] | None) -> None:
    from app.cli import run  # noqa: PLC0415 - only the forked process has it loaded

    os.environ.update(environment)
    os.chdir(folder)
    if before:
        before()
    sys.exit(run([]))
