"""Whoever runs Tandem, PostgreSQL runs, and the files belong to whom they should."""

import os
import shutil

import pytest

from app.postgres import as_root
from tests.app.postgres.folders import started, value

NUMBER = 'SELECT number FROM kept'


@pytest.fixture
def without_namespaces(monkeypatch, tmp_path):
    """A system that allows no user namespaces, as many containers."""
    programs = tmp_path / 'programs'
    programs.mkdir()
    for name in ('setpriv', 'true'):
        (programs / name).symlink_to(shutil.which(name))
    monkeypatch.setenv('PATH', str(programs))
    as_root.account.cache_clear()
    yield
    monkeypatch.undo()
    as_root.account.cache_clear()


@pytest.mark.usefixtures('without_namespaces')
@pytest.mark.skipif(os.geteuid() != 0, reason='others need no stand-in')
def test_root_has_a_stand_in_also_where_there_are_no_namespaces(folder):
    above = folder.parent
    above.chmod(0o700)
    with started(folder) as embedded:
        assert value(embedded.url, NUMBER) == 42
        assert folder.stat().st_uid == as_root.account().uid != 0
    assert (above.stat().st_uid, above.stat().st_mode & 0o777) == (0, 0o700)


@pytest.mark.usefixtures('without_namespaces')
@pytest.mark.skipif(os.geteuid() != 0, reason='others need no stand-in')
def test_data_goes_from_one_stand_in_to_the_other_and_back(folder, monkeypatch):
    with started(folder) as embedded:
        assert value(embedded.url, NUMBER) == 42
    monkeypatch.setenv('PATH', os.defpath)
    as_root.account.cache_clear()
    with started(folder) as embedded:
        assert value(embedded.url, NUMBER) == 42
        assert folder.stat().st_uid == as_root.account().uid
