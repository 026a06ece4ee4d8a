"""A real process, stopped as a terminal and as a service or container stops it."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import serving
from tests.timeouts import TIMEOUT


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
    with serving(folder) as (process, _):
        yield process


@pytest.mark.parametrize('how', [signal.SIGINT, signal.SIGTERM], ids=lambda how: how.name)
def test_stopping_takes_the_embedded_database_along(running, folder, how):
    assert (folder / 'postgresql' / 'postmaster.pid').exists()
    running.send_signal(how)
    running.wait(TIMEOUT)
    assert not (folder / 'postgresql' / 'postmaster.pid').exists()
    assert running.returncode == 0
