"""The embedded database starts in any folder and after any accident, or says in one sentence why it does not."""

import contextlib
import multiprocessing
import os
import pwd
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from app.postgres import access, as_root, processes
from app.postgres.embedded import start_embedded
from app.postgres.refusals import CannotStart
from tests.app.postgres.folders import command_of, copy, execute, kill, server_of, started, value
from tests.timeouts import TIMEOUT

PROCESSES = multiprocessing.get_context('spawn')
NUMBER = 'SELECT number FROM kept'


def socket_at(path):
    """A socket with this name, which nobody listens at any more."""
    with socket.socket(socket.AF_UNIX) as made, contextlib.chdir(path.parent):
        made.bind(path.name)


def endless_at(path):
    path.symlink_to('/dev/zero')


@pytest.mark.parametrize(
    'name',
    ['Application Support', 'Übergröße', 'a, b', "it's", '"quoted"', 'a;b $HOME `id`', 'percent%20', 'x' * 200],
    ids=['space', 'umlauts', 'comma', 'apostrophe', 'quotes', 'shell', 'percent', 'long'],
)
def test_any_path_will_do(made_folder, tmp_path, name):
    folder = copy(made_folder, tmp_path / name / 'postgresql')
    with started(folder) as embedded:
        assert value(embedded.url, NUMBER) == 42
    assert processes.server_of(folder) is None


@pytest.mark.parametrize('name', ['short', 'x' * 200])
def test_the_socket_is_in_a_folder_that_is_closed_to_others(made_folder, tmp_path, name):
    with started(copy(made_folder, tmp_path / name / 'postgresql')) as embedded:
        for path in (embedded.sockets, embedded.sockets / '.s.PGSQL.5432'):
            assert stat.S_IMODE(path.stat().st_mode) == 0o700
            assert path.stat().st_uid == as_root.account().uid
    assert not embedded.sockets.exists()


def test_a_socket_folder_that_somebody_else_prepared_is_not_used(made_folder, tmp_path):
    folder = copy(made_folder, tmp_path / ('x' * 200) / 'postgresql')
    with started(folder) as embedded:
        sockets = embedded.sockets
    theirs = tmp_path / 'theirs'
    theirs.mkdir()
    sockets.symlink_to(theirs)
    try:
        with pytest.raises(CannotStart, match='for the socket of the database'):
            start_embedded(folder)
    finally:
        sockets.unlink()
    assert list(theirs.iterdir()) == []


def test_no_folder_above_the_data_is_opened_to_others(tmp_path):
    above = tmp_path / 'private'
    above.mkdir(mode=0o700)
    users = [entry.pw_name for entry in pwd.getpwall()]
    with started(above / 'data' / 'postgresql'):
        assert stat.S_IMODE(above.stat().st_mode) == 0o700
        assert stat.S_IMODE((above / 'data').stat().st_mode) == 0o700
    assert [entry.pw_name for entry in pwd.getpwall()] == users


@pytest.mark.parametrize(
    'content',
    [b'', b'\n', b'12', b'\x00\xff\xfe binary', b'-1\n', b'99999999999999999999\n', b'0\n/elsewhere\n'],
    ids=['empty', 'newline', 'cut off', 'binary', 'negative', 'huge', 'zero'],
)
def test_a_damaged_pid_file_does_not_keep_the_database_from_starting(folder, content):
    (folder / 'postmaster.pid').write_bytes(content)
    with started(folder) as embedded:
        assert value(embedded.url, NUMBER) == 42


@pytest.mark.parametrize(
    ('other', 'kind'),
    [
        (os.mkfifo, 'a pipe'),
        (endless_at, '(a link|a device)'),
        (Path.mkdir, 'a folder'),
        (socket_at, 'a socket'),
    ],
    ids=['pipe', 'device', 'folder', 'socket'],
)
def test_what_should_be_a_file_and_is_none_is_named(folder, other, kind):
    for name in ('in-use.lock', 'start.lock', 'server.lock', 'start.log'):
        file = folder.parent / name
        other(file)
        with pytest.raises(CannotStart, match=f'{name} is {kind} and should be a file'):
            start_embedded(folder)
        file.rmdir() if file.is_dir() else file.unlink()
    with started(folder) as embedded:
        assert value(embedded.url, NUMBER) == 42


@pytest.mark.parametrize('other', [os.mkfifo, Path.touch, socket_at], ids=['pipe', 'file', 'socket'])
def test_what_should_be_the_folder_of_the_socket_and_is_none_is_named(made_folder, other):
    # Beside a folder with a long path there would be no socket.
    with tempfile.TemporaryDirectory() as short:
        folder = copy(made_folder, Path(short) / 'postgresql')
        other(folder.parent / 'socket')
        with pytest.raises(CannotStart, match='socket of the database, cannot be made'):
            start_embedded(folder)


@pytest.mark.parametrize('other', [os.mkfifo, endless_at], ids=['pipe', 'device'])
def test_what_postgresql_would_wait_for_is_named(folder, other):
    names = ('postmaster.pid', 'PG_VERSION', 'pg_hba.conf', 'postgresql.conf', 'global/pg_control')
    for name in (*names, 'logs/postgresql-Mon.log'):
        file = folder / name
        kept = file.with_name('kept')
        if file.exists():
            file.rename(kept)
        file.parent.mkdir(exist_ok=True)
        other(file)
        with pytest.raises(CannotStart, match=f'{name} is (a pipe|a device) and should be a file'):
            start_embedded(folder)
        file.unlink()
        if kept.exists():
            kept.rename(file)
    with started(folder) as embedded:
        assert value(embedded.url, NUMBER) == 42


@pytest.mark.parametrize('other', [os.mkfifo, Path.touch, socket_at], ids=['pipe', 'file', 'socket'])
def test_a_data_folder_that_is_none_is_named(tmp_path, other):
    for folder in (tmp_path / 'data' / 'postgresql', tmp_path / 'whole' / 'postgresql'):
        place = folder if folder.parent.name == 'whole' else folder.parent
        place.parent.mkdir(exist_ok=True)
        other(place)
        with pytest.raises(CannotStart, match=re.escape(str(place))):
            start_embedded(folder)


def test_a_pid_file_that_names_another_program_does_not_keep_the_database_from_starting(folder):
    with subprocess.Popen([sys.executable, '-c', 'input()'], stdin=subprocess.PIPE) as other:
        left = f'{other.pid}\n{folder}\n1700000000\n5432\n/nowhere\n\n  1  2\nready   \n'
        (folder / 'postmaster.pid').write_text(left)
        with started(folder) as embedded:
            assert value(embedded.url, NUMBER) == 42
        assert other.poll() is None


def test_a_pid_file_damaged_under_a_running_server_leads_to_one_server_again(folder):
    first = start_embedded(folder)
    try:
        (folder / 'postmaster.pid').write_bytes(b'')
        with started(folder) as second:
            assert value(second.url, NUMBER) == 42
            first.ensure_running()
            assert value(first.url, NUMBER) == 42
            first.leave()
    finally:
        first.leave()
    assert processes.server_of(folder) is None


def test_a_folder_copied_while_it_is_in_use_becomes_a_database_of_its_own(folder, tmp_path):
    with started(folder) as original:
        copied = copy(folder, tmp_path / 'copied' / 'postgresql')
        with started(copied) as embedded:
            assert value(embedded.url, NUMBER) == 42
            execute(embedded.url, 'UPDATE kept SET number = 43')
            assert server_of(copied).pid != server_of(folder).pid
        assert value(original.url, NUMBER) == 42


def use_until_killed(folder, started_it):
    start_embedded(folder)
    started_it.set()
    signal.pause()


def test_a_server_whose_users_were_killed_is_joined_and_its_orphans_do_not_stay(folder):
    started_it = PROCESSES.Event()
    user = PROCESSES.Process(target=use_until_killed, args=(folder, started_it))
    user.start()
    assert started_it.wait(TIMEOUT)
    user.kill()
    user.join(TIMEOUT)
    pid = server_of(folder).pid
    with started(folder) as embedded:
        assert server_of(folder).pid == pid
        assert value(embedded.url, NUMBER) == 42
    assert processes.server_of(folder) is None


def test_backends_that_outlived_their_server_do_not_keep_it_from_starting(folder):
    embedded = start_embedded(folder)
    server = server_of(folder)
    [stopped, *_] = [child for child in server.children() if 'checkpointer' in command_of(child)]
    stopped.suspend()
    server.kill()
    server.wait(TIMEOUT)
    try:
        embedded.ensure_running()
        assert value(embedded.url, NUMBER) == 42
        assert not stopped.is_running()
    finally:
        embedded.leave()


def test_a_killed_server_is_started_again_with_everything_in_it(folder):
    embedded = start_embedded(folder)
    try:
        execute(embedded.url, 'UPDATE kept SET number = 44')
        kill(folder)
        embedded.ensure_running()
        assert value(embedded.url, NUMBER) == 44
    finally:
        embedded.leave()


@pytest.mark.parametrize('done', [{'pg_wal'}, {'PG_VERSION', 'base', 'global', 'pg_wal'}], ids=['begun', 'almost done'])
def test_a_first_start_that_was_killed_half_way_is_made_again(folder, done):
    for path in folder.iterdir():
        if path.name not in done:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    if 'base' in done:
        for path in (folder / 'base').iterdir():
            shutil.rmtree(path)
    with started(folder) as embedded:
        assert value(embedded.url, 'SELECT 1') == 1
    [kept] = folder.parent.glob('postgresql.unfinished-*')
    assert {path.name for path in kept.iterdir()} == done


def test_a_first_start_killed_today_leaves_nothing_in_the_place_of_the_data(tmp_path):
    left = tmp_path / 'postgresql.new-abc'
    left.mkdir()
    (left / 'PG_VERSION').write_text('18\n')
    with started(tmp_path / 'postgresql') as embedded:
        assert value(embedded.url, 'SELECT 1') == 1
    assert not left.exists()


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path):
    folder = tmp_path / 'postgresql'
    folder.mkdir()
    (folder / 'letter.txt').write_text('Dear Ada')
    with pytest.raises(CannotStart, match='holds something else'):
        start_embedded(folder)
    assert [path.name for path in folder.iterdir()] == ['letter.txt']


@pytest.mark.parametrize('lost', ['global/pg_control', 'pg_wal'])
def test_damaged_data_is_named_as_such_and_kept(folder, lost):
    path = folder / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    (folder / 'pg_wal' / 'archive_status').mkdir(parents=True, exist_ok=True)
    with pytest.raises(CannotStart, match='is damaged, or an incomplete copy') as refusal:
        start_embedded(folder)
    assert '\n' not in str(refusal.value)
    assert (folder / 'base').is_dir()
    assert processes.server_of(folder) is None


def test_a_copy_whose_permissions_were_lost_is_closed_again(folder):
    folder.chmod(0o755)
    with started(folder) as embedded:
        assert value(embedded.url, NUMBER) == 42
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason='only root can give files to somebody else')
def test_data_of_a_version_that_ran_as_another_user_goes_on_working_as_root(folder):
    for path in (folder, *folder.rglob('*')):
        os.chown(path, 12345, 12345)
    with started(folder) as embedded:
        assert value(embedded.url, NUMBER) == 42
    assert {path.stat().st_uid for path in folder.rglob('*')} == {as_root.account().uid}


def test_the_log_is_written_for_each_day_of_the_week(folder):
    (folder / 'log').write_text('of an earlier version')
    with started(folder) as embedded:
        url = embedded.url_of(access.SUPERUSER)
        assert value(url, "SELECT current_setting('log_filename')") == 'postgresql-%a.log'
        assert value(url, "SELECT current_setting('log_truncate_on_rotation')") == 'on'
        [log] = (folder / 'logs').iterdir()
        assert 'ready to accept connections' in log.read_text()
    assert not (folder / 'log').exists()
