"""Starts Tandem as people do: as a process of its own, on a port of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

MAIN = Path(__file__).parents[1] / 'main.py'
PATIENCE = 60.0


@contextmanager
def serving(
    folder: Path, *arguments: str, main: Path = MAIN, **settings: str
) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A process that answers at the address given with it; killed at the end if it still runs."""
    port = free_port()
    address = f'http://127.0.0.1:{port}'
    environment = os.environ | {'TANDEM_DATA_DIR': str(folder), 'TANDEM_PORT': str(port), **settings}
    environment.pop('PYTEST_CURRENT_TEST', None)  # its presence makes NiceGUI think that it is being simulated
    command = [sys.executable, str(main), *arguments]
    with subprocess.Popen(command, cwd=folder, env=environment) as process:  # noqa: S603 - our own
        try:
            wait_until_it_answers(process, f'{address}/readyz')
            yield process, address
        finally:
            process.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return int(probe.getsockname()[1])


def wait_until_it_answers(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if httpx.get(url).is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    pytest.fail('Tandem did not start.')
