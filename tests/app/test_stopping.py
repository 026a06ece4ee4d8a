"""A real process, stopped as a terminal and as a service or container stops it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

_PATIENCE = 30.0
MAIN = Path(__file__).parents[2] / 'main.py'


@pytest.fixture(scope='module')
def folder() -> Iterator[Path]:
    # A short path: the database's socket is in it, and the name of a socket may not be long.
    made = Path(tempfile.mkdtemp(prefix='tandem-stop-'))
    yield made
    left_running = made / 'postgresql' / 'postmaster.pid'
    if left_running.exists():
        os.kill(int(left_running.read_text().split()[0]), signal.SIGINT)
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def running(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    port = free_port()
    environment = os.environ | {'TANDEM_DATA_DIR': str(folder), 'TANDEM_PORT': str(port)}
    environment.pop('PYTEST_CURRENT_TEST')  # its presence makes NiceGUI think that it is being simulated
    with subprocess.Popen([sys.executable, str(MAIN)], cwd=folder, env=environment) as process:  # noqa: S603 - our own
        try:
            wait_until_it_answers(process, f'http://127.0.0.1:{port}/healthz')
            yield process
        finally:
            process.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return int(probe.getsockname()[1])


def wait_until_it_answers(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if httpx.get(url).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    pytest.fail('Tandem did not start.')


@pytest.mark.parametrize('how', [signal.SIGINT, signal.SIGTERM], ids=lambda how: how.name)
def test_stopping_takes_the_embedded_database_along(running, folder, how):
    assert (folder / 'postgresql' / 'postmaster.pid').exists()
    running.send_signal(how)
    running.wait(_PATIENCE)
    assert not (folder / 'postgresql' / 'postmaster.pid').exists()
    assert running.returncode == 0
