"""Backups that only the holder of a key can read, in the format of age (age-encryption.org/v1)."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pyrage import DecryptError, IdentityError, decrypt_file, encrypt_file, x25519

from app.postgres.refusals import CannotStart

_FIRST_LINE = b'age-encryption.org/v1\n'
_KEY_LINE = 'AGE-SECRET-KEY-'


def make_key(file: Path) -> str:
    """Write a new key to `file`, which only this user can read, and return its public half; raises CannotStart."""
    key = x25519.Identity.generate()
    public = str(key.to_public())
    try:
        written = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise CannotStart(f'{file} cannot be written ({error.strerror}). Name a new file.') from error
    with os.fdopen(written, 'w', encoding='ascii') as output:
        output.write(f'# public key: {public}\n{key}\n')
    return public


def encrypt(plain: Path, encrypted: Path, recipient: str) -> None:
    """Encrypt a file to the holder of the key whose public half is `recipient`."""
    encrypt_file(str(plain), str(encrypted), [x25519.Recipient.from_str(recipient)])


@contextmanager
def decrypted(file: Path, key: Path | None) -> Iterator[Path]:
    """The file as it was before it was encrypted, if it was; raises CannotStart when `key` does not open it."""
    with file.open('rb') as start:
        is_encrypted = start.read(len(_FIRST_LINE)) == _FIRST_LINE
    if not is_encrypted:
        yield file
        return
    if key is None:
        raise CannotStart(f'{file} is encrypted. Name the file with the key: --key FILE.')
    with tempfile.TemporaryDirectory(prefix='tandem-backup-') as folder:
        plain = Path(folder) / 'backup'
        try:
            decrypt_file(str(file), str(plain), [_read_key(key)])
        except (DecryptError, OSError) as error:
            raise CannotStart(f'{file} cannot be decrypted with the key in {key} ({error}).') from error
        yield plain


def _read_key(file: Path) -> x25519.Identity:
    try:
        lines = file.read_text(encoding='ascii').splitlines()
        return x25519.Identity.from_str(next(line for line in lines if line.startswith(_KEY_LINE)))
    except (OSError, ValueError, StopIteration, IdentityError) as error:
        raise CannotStart(f'{file} holds no key. “python main.py backup-key FILE” makes one.') from error
