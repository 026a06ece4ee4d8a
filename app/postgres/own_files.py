"""Files that Tandem keeps in its data folder: only ordinary files are read and written.

To open a pipe waits for ever for somebody at its other end, a device may never end, and a link leads elsewhere.
"""

import os
import shutil
import stat
from pathlib import Path

from app.postgres.refusals import CannotStart

_KINDS = {
    stat.S_IFDIR: 'a folder',
    stat.S_IFIFO: 'a pipe',
    stat.S_IFSOCK: 'a socket',
    stat.S_IFCHR: 'a device',
    stat.S_IFBLK: 'a device',
    stat.S_IFLNK: 'a link',
}


def make_own(folder: Path) -> None:
    """Make a folder that only this user can enter, unless it is there; raises CannotStart."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotStart(f'The folder {folder} cannot be made ({error.strerror}). Set TANDEM_DATA_DIR.') from error


def open_own(file: Path, flags: int) -> int:
    """Open a file that only this user can open, made if need be; raises CannotStart when it is none."""
    _refuse_other(file, file.lstat().st_mode if os.path.lexists(file) else stat.S_IFREG)
    try:
        opened = os.open(file, flags | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK, 0o600)
    except OSError as error:
        raise CannotStart(
            f'{file} cannot be opened ({error.strerror}). Set TANDEM_DATA_DIR to a folder of yours.'
        ) from error
    try:
        _refuse_other(file, os.fstat(opened).st_mode)
    except CannotStart:
        os.close(opened)
        raise
    return opened


def read_own(file: Path, *, start: int = 0) -> str | None:
    """What a file says from byte `start` on; None when it is missing, no ordinary file, or cannot be read."""
    try:
        opened = os.open(file, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError:
        return None
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        return None
    with os.fdopen(opened, 'rb') as content:
        content.seek(start)
        return content.read().decode(errors='replace')


def remove_own(folder: Path) -> None:
    """Remove a folder with all that is in it, as far as possible; anything else of that name stays."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder, ignore_errors=True)


def refuse_pipes(folder: Path) -> None:
    """Raise CannotStart for a pipe or a device in the folder, or in one right inside: PostgreSQL would wait for it."""
    for place in (folder, *(path for path in folder.iterdir() if path.is_dir())):
        for path in place.iterdir():
            if path.is_fifo() or path.is_char_device() or path.is_block_device():
                _refuse_other(path, path.stat().st_mode)


def _refuse_other(file: Path, mode: int) -> None:
    kind = _KINDS.get(stat.S_IFMT(mode))
    if kind is not None:
        raise CannotStart(f'{file} is {kind} and should be a file. Move it away, and start again.')
