"""Why a start failed, in one sentence that says what to do."""

import re
import shutil
from pathlib import Path

from services.errors import TandemError

FULL_BELOW_BYTES = 32_000_000
"""PostgreSQL cannot start with less than this: a file of its write-ahead log takes half of it."""

_FULL = re.compile(r'No space left on device|Disk quota exceeded')
_CAUSES = (
    (
        re.compile(r'Read-only file system'),
        'The disk that holds {folder} can only be read. Set TANDEM_DATA_DIR to a folder that can be written to.',
    ),
    (
        re.compile(r'Permission denied|Operation not permitted'),
        'Something in {folder} belongs to another user ({line}). Give it to the user who runs Tandem.',
    ),
    (
        re.compile(
            r'checkpoint record|pg_control|invalid primary|could not find redo|WAL ends before|required file'
            r'|required WAL directory|database "postgres" does not exist'
            r'|invalid page|could not access status of transaction|is not a valid data directory|PANIC'
        ),
        'The data in {folder} is damaged, or an incomplete copy ({line}). Restore a backup into a new folder.',
    ),
    (
        re.compile(r'Is a directory'),
        'Something in {folder} is a folder and should be a file ({line}). Move it away, and start again.',
    ),
    (
        re.compile(r'Cannot allocate memory|could not create shared memory|could not resize shared memory'),
        'There is too little memory for the database ({line}). Close other programs, or give Tandem more.',
    ),
)
_LEVEL = re.compile(r'\b(PANIC|FATAL|error|ERROR):\s*')


class CannotStart(TandemError):
    """Tandem cannot start; the message is one sentence that says what to do."""


def cause_of(folder: Path, account: str) -> str:
    """The sentence for a database in `folder` that did not start, from what PostgreSQL wrote about it."""
    line = _decisive(account)
    if _FULL.search(account) or is_full(folder):
        return full(folder)
    for pattern, sentence in _CAUSES:
        if pattern.search(account):
            return sentence.format(folder=folder, line=line)
    return f'The embedded database in {folder} did not start ({line}). Its own log is in {folder / "logs"}.'


def full(folder: Path) -> str:
    """The sentence for a disk without space."""
    return f'The disk that holds {folder} is full. Free some space; nothing that was saved is lost.'


def is_full(folder: Path) -> bool:
    """Whether there is too little space for PostgreSQL to start."""
    place = next((path for path in (folder, *folder.parents) if path.exists()), Path('/'))
    return shutil.disk_usage(place).free < FULL_BELOW_BYTES


def _decisive(account: str) -> str:
    """The line that says why, without what surrounds it: the most serious one, else the last."""
    lines = [line.strip() for line in account.splitlines() if line.strip()]
    for level in ('PANIC:', 'FATAL:', 'ERROR:', 'error:'):
        for line in lines:
            if level in line:
                return _LEVEL.split(line)[-1][:200]
    return lines[-1][:200] if lines else 'it did not say why'
