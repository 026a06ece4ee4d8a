"""A data folder with a number in it, made once and copied for each test."""

import shutil
import tempfile
from pathlib import Path

import pytest

from tests.app.postgres.folders import copy, execute, started


@pytest.fixture(scope='session')
def made_folder():
    """A folder whose database holds the number 42; only to be copied."""
    made = Path(tempfile.mkdtemp(prefix='tandem-made-'))
    with started(made / 'postgresql') as embedded:
        execute(embedded.url, 'CREATE TABLE kept AS SELECT 42 AS number')
    yield made / 'postgresql'
    shutil.rmtree(made)


@pytest.fixture
def folder(made_folder, tmp_path):
    """A copy of that folder, for this test alone."""
    return copy(made_folder, tmp_path / 'data' / 'postgresql')
