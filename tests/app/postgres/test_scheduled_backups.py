"""Backups are made every day without anybody, the newest are kept, and a late one shows."""

import fcntl
from datetime import UTC, datetime, timedelta

import pytest

from app.postgres.backup import verify
from app.postgres.refusals import CannotStart
from app.postgres.scheduled_backups import ScheduledBackups

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def backups(database_url, tmp_path):
    return ScheduledBackups(database_url, tmp_path / 'backups', keep=2)


def names(backups):
    return sorted(path.name for path in backups.folder.glob('tandem-*'))


def test_a_backup_is_made_each_day_and_the_newest_are_kept(backups):
    assert [backups.make_if_due(NOW + hours * timedelta(hours=1)) for hours in (0, 1, 23, 24, 47, 48)] == [
        *(True, False, False),
        *(True, False, True),
    ]
    assert names(backups) == ['tandem-20260302-120000.backup', 'tandem-20260303-120000.backup']
    assert backups.last(NOW + 3 * DAY) == NOW + 2 * DAY
    assert 'tasks' in verify(backups.folder / names(backups)[-1])


def test_only_oneself_can_read_them(backups):
    backups.make_if_due(NOW)
    assert backups.folder.stat().st_mode & 0o077 == 0
    assert (backups.folder / names(backups)[0]).stat().st_mode & 0o077 == 0


def test_one_from_the_future_neither_stops_the_next_nor_takes_its_place(backups):
    backups.make_if_due(NOW + 400 * DAY)
    for day in range(3):
        assert backups.make_if_due(NOW + day * DAY)
    assert names(backups) == ['tandem-20260302-120000.backup', 'tandem-20260303-120000.backup']


def test_what_is_not_a_backup_of_tandem_is_left_alone(backups):
    backups.folder.mkdir()
    (backups.folder / 'tandem-of-mine.backup').write_text('mine')
    for day in range(4):
        backups.make_if_due(NOW + day * DAY)
    assert (backups.folder / 'tandem-of-mine.backup').read_text() == 'mine'


def test_a_late_one_is_overdue(backups):
    assert backups.is_overdue(NOW)
    backups.make_if_due(NOW)
    assert not backups.is_overdue(NOW + timedelta(hours=35))
    assert backups.is_overdue(NOW + timedelta(hours=37))


def test_another_process_that_makes_one_is_enough(backups):
    backups.folder.mkdir()
    with (backups.folder / '.lock').open('w') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert not backups.make_if_due(NOW)
    assert names(backups) == []


def test_one_that_fails_leaves_nothing_and_says_why(tmp_path):
    unreachable = ScheduledBackups('postgresql://nobody@127.0.0.1:1/nothing', tmp_path / 'backups', keep=2)
    with pytest.raises(CannotStart, match='cannot be reached'):
        unreachable.make_if_due(NOW)
    assert names(unreachable) == []
    (tmp_path / 'file').touch()
    with pytest.raises(CannotStart, match='TANDEM_BACKUP_DIR'):
        ScheduledBackups('postgresql://', tmp_path / 'file' / 'backups', keep=2).make_if_due(NOW)
