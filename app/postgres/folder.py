"""A data folder: made as a whole or not at all, and checked before a server starts on it."""

import os
import pwd
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from app.postgres.access import SUPERUSER
from app.postgres.as_root import account
from app.postgres.own_files import read_own, refuse_pipes, remove_own
from app.postgres.programs import MAJOR, environment, program
from app.postgres.refusals import CannotStart, cause_of, full, is_full

_INIT_TIMEOUT_SECONDS = 300.0
_NEW = '.new-'
# What a first start leaves that was killed before it was done. The databases of Tandem have higher numbers.
_PARTS = {'base', 'global', 'log', 'PG_VERSION', 'pg_hba.conf', 'pg_ident.conf'}
_LAST_MADE = '5'
_FIRST_OWN = 16_384


def ensure(folder: Path) -> None:
    """Make the data folder unless it is there, and check that it can be used; raises CannotStart."""
    for left in folder.parent.glob(f'{folder.name}{_NEW}*'):
        remove_own(left)
    if folder.is_dir() and any(folder.iterdir()):
        if not _is_unfinished(folder):
            _check(folder)
            return
        # Nothing is deleted that somebody might want to look at.
        folder.rename(folder.with_name(f'{folder.name}.unfinished-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}'))
    _make(folder)


def _make(folder: Path) -> None:
    """Make the folder beside its place first, so that one killed half-way is never taken for a whole one."""
    if is_full(folder):
        raise CannotStart(full(folder))
    new = Path(tempfile.mkdtemp(prefix=f'{folder.name}{_NEW}', dir=folder.parent))
    os.chown(new, account().uid, account().gid)
    done = subprocess.run(  # noqa: S603 - our own
        [
            *account().prefix,
            *(program('initdb'), f'--pgdata={new}', f'--username={SUPERUSER}', '--auth=peer', '--encoding=UTF8'),
            *('--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'),
        ],
        env=environment(),
        cwd='/',
        capture_output=True,
        encoding='utf-8',
        errors='replace',
        timeout=_INIT_TIMEOUT_SECONDS,
        check=False,
    )
    if done.returncode:
        remove_own(new)
        raise CannotStart(cause_of(folder, done.stderr))
    new.rename(folder)


def _is_unfinished(folder: Path) -> bool:
    """Whether a first start was killed while it made this folder, before there could be anything in it."""
    names = {path.name for path in folder.iterdir()}
    if _version(folder) not in {None, MAJOR} or any(
        name not in _PARTS and not name.startswith(('pg_', 'postgresql.', '.handle')) for name in names
    ):
        return False
    databases = {path.name for path in (folder / 'base').iterdir()} if 'base' in names else set()
    return _LAST_MADE not in databases and not any(name.isdecimal() and int(name) >= _FIRST_OWN for name in databases)


def _check(folder: Path) -> None:
    refuse_pipes(folder)
    owner = folder.stat().st_uid
    if os.geteuid() not in {0, owner}:
        raise CannotStart(
            f'The data in {folder} belongs to the user {name_of(owner)}, and Tandem runs as '
            f'{name_of(os.geteuid())}. Run it as {name_of(owner)}, or give the folder to {name_of(os.geteuid())}.'
        )
    version = _version(folder)
    if version is None:
        raise CannotStart(
            f'{folder} holds something else than the database of a Tandem. Move it away, or set TANDEM_DATA_DIR.'
        )
    if version != MAJOR:
        raise CannotStart(
            f'The data in {folder} belongs to PostgreSQL {version}, and this Tandem carries PostgreSQL {MAJOR}. '
            'Use the Tandem it was made with to export it.'
        )
    account().own(folder)
    # A copy may have lost that it is closed to others, and PostgreSQL starts on no other folder.
    folder.chmod(0o700)


def _version(folder: Path) -> int | None:
    try:
        return int(read_own(folder / 'PG_VERSION') or '')
    except ValueError:
        return None


def name_of(uid: int) -> str:
    """What the user with this ID is called."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
