"""What was backed up comes back whole, while Tandem runs as well as not; nothing is ever written over."""

import os
import re
import stat
from urllib.parse import quote

import pytest

from app.cli import run
from app.postgres.backup import back_up, restore, verify
from app.postgres.contents import contents_of
from app.postgres.refusals import CannotStart
from app.settings import Settings
from services.accounts.people import OWNER_ID
from services.database import Database
from tests.app.postgres.contents import in_database, titles
from tests.factories import make_task


def settings_for(url: str) -> Settings:
    return Settings(_env_file=None, database_url=url)


@pytest.fixture
def filled_url(database_url):
    in_database(database_url, lambda database: make_task(database.of(OWNER_ID), OWNER_ID, 'Buy milk'))
    return database_url


def test_a_backup_is_restored_into_an_empty_database(filled_url, empty_database_url, tmp_path):
    back_up(settings_for(filled_url), tmp_path / 'tandem.backup')
    restore(settings_for(empty_database_url), tmp_path / 'tandem.backup')
    assert in_database(empty_database_url, titles) == ['Buy milk']


def test_the_restored_data_can_be_worked_with(filled_url, empty_database_url, tmp_path):
    back_up(settings_for(filled_url), tmp_path / 'tandem.backup')
    restore(settings_for(empty_database_url), tmp_path / 'tandem.backup')

    async def one_more(database: Database) -> list[str]:
        await make_task(database.of(OWNER_ID), OWNER_ID, 'Call mum')
        return await titles(database)

    assert in_database(empty_database_url, one_more) == ['Call mum', 'Buy milk']


def test_nothing_is_written_over(filled_url, tmp_path):
    there = tmp_path / 'tandem.backup'
    there.write_text('something of mine')
    with pytest.raises(CannotStart, match='already'):
        back_up(settings_for(filled_url), there)
    assert there.read_text() == 'something of mine'
    with pytest.raises(CannotStart, match='holds data'):
        restore(settings_for(filled_url), there)
    assert in_database(filled_url, titles) == ['Buy milk']


def test_what_is_no_backup_leaves_the_database_empty(empty_database_url, tmp_path):
    wrong = tmp_path / 'tandem.backup'
    wrong.write_text('not a backup')
    with pytest.raises(CannotStart, match='pg_restore refused'):
        restore(settings_for(empty_database_url), wrong)
    back_up(settings_for(empty_database_url), tmp_path / 'nothing.backup')


def test_the_command_says_in_one_sentence_what_is_wrong(monkeypatch, tmp_path, capsys, filled_url):
    monkeypatch.setenv('TANDEM_DATABASE_URL', filled_url)
    assert run(['restore', str(tmp_path / 'missing')]) == 1
    assert capsys.readouterr().err == f'Tandem: There is no file {tmp_path / "missing"}.\n'
    assert run(['backup', str(tmp_path / 'tandem.backup')]) == 0
    assert (tmp_path / 'tandem.backup').stat().st_size > 10_000


@pytest.fixture
def password_url(cluster, filled_url):
    """The filled database, for its owner, who needs a password with every kind of sign in it."""
    [name] = re.findall(r'/(test_\w+)', filled_url)
    password = "p@ss:w/o%r d'*"
    cluster.execute('CREATE ROLE keeper LOGIN')
    cluster.execute(f"ALTER ROLE keeper PASSWORD '{password.replace(chr(39), chr(39) * 2)}'")
    cluster.execute('GRANT tandem TO keeper')
    cluster.execute('ALTER ROLE keeper BYPASSRLS')
    with cluster.password_required('keeper'):
        yield cluster.url_of(name, f'keeper:{quote(password, safe="")}')
    cluster.execute('DROP ROLE keeper')


def test_a_backup_of_a_database_with_a_password_needs_nothing_but_its_address(password_url, tmp_path):
    back_up(settings_for(password_url), tmp_path / 'tandem.backup')
    assert 'tasks' in verify(tmp_path / 'tandem.backup')


def test_a_wrong_password_is_said_without_repeating_it_and_leaves_no_file(password_url, tmp_path):
    with pytest.raises(CannotStart, match='pg_dump refused') as refusal:
        back_up(settings_for(password_url.replace('p%40ss', 'mistaken')), tmp_path / 'tandem.backup')
    assert 'mistaken' not in str(refusal.value)
    assert list(tmp_path.iterdir()) == []


def test_only_oneself_can_read_a_backup(filled_url, tmp_path):
    before = os.umask(0)
    try:
        back_up(settings_for(filled_url), tmp_path / 'tandem.backup')
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / 'tandem.backup').stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ['tandem.backup']


def test_a_backup_into_a_folder_that_is_not_there_says_so(filled_url, tmp_path):
    with pytest.raises(CannotStart, match='Name a file in another folder'):
        back_up(settings_for(filled_url), tmp_path / 'missing' / 'tandem.backup')


def test_a_backup_is_restored_by_exactly_the_role_that_the_documents_prescribe(
    cluster, filled_url, empty_database_url, tmp_path
):
    """It owns its database, was granted tandem_app by an administrator, and may neither make roles nor grant any."""
    [name] = re.findall(r'/(test_\w+)', empty_database_url)
    back_up(settings_for(filled_url), tmp_path / 'tandem.backup')
    cluster.execute('CREATE ROLE prescribed LOGIN NOSUPERUSER NOCREATEROLE')
    cluster.execute(f'ALTER DATABASE {name} OWNER TO prescribed')
    url = cluster.url_of(name, 'prescribed')
    try:
        with pytest.raises(CannotStart, match='An administrator of the database has to run once'):
            restore(settings_for(url), tmp_path / 'tandem.backup')
        cluster.execute('GRANT tandem_app TO prescribed')
        restore(settings_for(url), tmp_path / 'tandem.backup')
        assert in_database(url, titles) == ['Buy milk']
    finally:
        cluster.execute(f'DROP DATABASE {name} WITH (FORCE)')
        cluster.execute('DROP ROLE prescribed')
        cluster.execute(f'CREATE DATABASE {name}')


def test_a_verified_backup_says_what_is_in_it_and_changes_nothing(filled_url, tmp_path, capsys, monkeypatch):
    back_up(settings_for(filled_url), tmp_path / 'tandem.backup')
    monkeypatch.setenv('TANDEM_DATABASE_URL', 'postgresql://nobody@127.0.0.1:1/nothing')
    assert run(['restore', '--verify', str(tmp_path / 'tandem.backup')]) == 0
    said = capsys.readouterr().out
    assert re.search(r' 1 tasks\n', said)
    assert said.endswith('and nothing is missing.\n')


def test_a_backup_that_was_cut_off_does_not_pass_for_a_good_one(filled_url, tmp_path):
    whole, cut = tmp_path / 'whole', tmp_path / 'cut'
    back_up(settings_for(filled_url), whole)
    for size in (0, 100, whole.stat().st_size // 2, whole.stat().st_size - 100):
        cut.write_bytes(whole.read_bytes()[:size])
        with pytest.raises(CannotStart):
            verify(cut)


def test_rows_that_differ_are_noticed_whatever_their_order():
    head, end = b'COPY public.tasks (id, title) FROM stdin;\n', b'\\.\n'
    first = contents_of([head, b'1\tmilk\n', b'2\tbread\n', end])
    assert first == contents_of([b'SET x;\n', head, b'2\tbread\n', b'1\tmilk\n', end, b'-- end\n'])
    assert first != contents_of([head, b'1\tmilk\n', b'2\tbeer\n', end])
    assert first != contents_of([head, b'1\tmilk\n', end])
