"""`--native` on a data folder that is none, or in which something else is where its lock should be."""

import os
import signal

import pytest

from app.desktop.native import sole_instance
from app.postgres.refusals import CannotStart


@pytest.fixture(autouse=True)
def _keep_the_signal():
    handler = signal.getsignal(signal.SIGUSR1)
    yield
    signal.signal(signal.SIGUSR1, handler)


def test_the_first_is_alone_and_the_lock_is_free_afterwards(tmp_path):
    for _ in range(2):
        with sole_instance(tmp_path / 'data') as first:
            assert first
            assert (tmp_path / 'data' / 'window.lock').read_text() == str(os.getpid())


def test_a_file_is_no_data_folder(tmp_path):
    (tmp_path / 'data').touch()
    with pytest.raises(CannotStart, match='data cannot be made'), sole_instance(tmp_path / 'data'):
        pass


def test_a_pipe_is_no_lock(tmp_path):
    os.mkfifo(tmp_path / 'window.lock')
    with pytest.raises(CannotStart, match=r'window\.lock is a pipe'), sole_instance(tmp_path):
        pass
