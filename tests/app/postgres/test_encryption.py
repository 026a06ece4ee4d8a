"""An encrypted backup opens with its key and with nothing else."""

import stat

import pytest

from app.cli import run
from app.postgres.backup import back_up, restore, verify
from app.postgres.encryption import decrypted, encrypt, make_key
from app.postgres.refusals import CannotStart
from app.settings import Settings, read_settings
from services.accounts.people import OWNER_ID
from services.errors import InvalidInput
from tests.app.postgres.contents import in_database, titles
from tests.factories import make_task


@pytest.fixture
def key(tmp_path):
    file = tmp_path / 'key'
    return file, make_key(file)


def test_an_encrypted_backup_is_restored_with_its_key(database_url, empty_database_url, tmp_path, key):
    file, public = key
    in_database(database_url, lambda database: make_task(database.of(OWNER_ID), OWNER_ID, 'Buy milk'))
    backup = tmp_path / 'tandem.backup'
    back_up(Settings(_env_file=None, database_url=database_url, backup_recipient=public), backup)
    assert backup.read_bytes().startswith(b'age-encryption.org/v1')
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    restore(Settings(_env_file=None, database_url=empty_database_url), backup, file)
    assert in_database(empty_database_url, titles) == ['Buy milk']
    assert verify(backup, file)['tasks'].rows == 1


def test_it_does_not_open_without_a_key_or_with_another(tmp_path, key):
    _, public = key
    (tmp_path / 'plain').write_text('secret')
    backup = tmp_path / 'encrypted'
    encrypt(tmp_path / 'plain', backup, public)
    assert b'secret' not in backup.read_bytes()
    make_key(tmp_path / 'other')
    (tmp_path / 'no key').write_text('hello')
    for wrong, why in ((None, '--key'), ('other', 'cannot be decrypted'), ('no key', 'no key'), ('nothing', 'no key')):
        with pytest.raises(CannotStart, match=why), decrypted(backup, tmp_path / wrong if wrong else None):
            pass


def test_a_damaged_one_does_not_open(tmp_path, key):
    file, public = key
    (tmp_path / 'plain').write_bytes(b'x' * 200_000)
    backup = tmp_path / 'encrypted'
    encrypt(tmp_path / 'plain', backup, public)
    backup.write_bytes(backup.read_bytes()[:-1])
    with pytest.raises(CannotStart, match='cannot be decrypted'), decrypted(backup, file):
        pass


def test_the_command_makes_a_key_once_that_only_oneself_can_read(tmp_path, capsys):
    file = tmp_path / 'key'
    assert run(['backup-key', str(file)]) == 0
    assert Settings(_env_file=None, backup_recipient=capsys.readouterr().out.strip())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    kept = file.read_text()
    assert run(['backup-key', str(file)]) == 1
    assert 'Name a new file' in capsys.readouterr().err
    assert file.read_text() == kept


@pytest.mark.parametrize('text', ['age1', 'hello', 'AGE-SECRET-KEY-1' + 'Q' * 58, 'age1' + 'q' * 58])
def test_what_is_no_public_key_is_refused_at_the_start(monkeypatch, text):
    monkeypatch.setenv('TANDEM_BACKUP_RECIPIENT', text)
    with pytest.raises(InvalidInput, match='TANDEM_BACKUP_RECIPIENT'):
        read_settings()
