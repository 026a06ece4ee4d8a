"""The PostgreSQL that comes with Tandem, for people who run none of their own (docs/decisions/0005, 0027)."""

import asyncio
import fcntl
import logging
import os
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.postgres import access
from app.postgres.folder import name_of
from app.postgres.own_files import make_own, open_own
from app.postgres.refusals import CannotStart, cause_of
from app.postgres.server import Server
from app.settings import Settings

_LOCK_TIMEOUT_SECONDS = 90.0
_POLL_SECONDS = 0.05
_WATCH_SECONDS = 0.25
_RETRY_SECONDS = 1.0

log = logging.getLogger(__name__)


class Embedded:
    """A running embedded database. Several processes may share one folder; the last to leave stops it."""

    def __init__(self, server: Server, in_use: int) -> None:
        self._server = server
        self._in_use = in_use
        # A restart that is under way in its thread when Tandem stops must not start what has just been stopped.
        self._one_at_a_time = threading.Lock()
        self._has_left = False

    @property
    def sockets(self) -> Path:
        """The folder of the server's socket."""
        return self._server.sockets

    @property
    def url(self) -> str:
        """How Tandem connects."""
        return self.url_of(access.DATABASE)

    def url_of(self, role: str, database: str = access.DATABASE) -> str:
        """How to connect as this role."""
        return access.url_of(self._server.sockets, role=role, database=database)

    async def keep_running(self) -> None:
        """Start the server again whenever it ends, until cancelled; as long as it cannot start, say why once."""
        said = ''
        while True:
            if self._server.is_running:
                await asyncio.sleep(_WATCH_SECONDS)
                continue
            try:
                await asyncio.to_thread(self.ensure_running)
            except CannotStart as refusal:
                if str(refusal) != said:
                    said = str(refusal)
                    log.error('%s Tandem goes on trying.', said)  # noqa: TRY400 - the sentence says it all
                await asyncio.sleep(_RETRY_SECONDS)
            else:
                said = ''
                log.warning('The embedded database had ended and runs again.')

    def ensure_running(self) -> None:
        """Start the server, or join it, unless it runs; raises CannotStart."""
        with self._one_at_a_time:
            if not self._has_left and not self._server.is_running:
                with _locked(self._server.folder.with_name('start.lock'), _LOCK_TIMEOUT_SECONDS):
                    self._server.start()

    def leave(self) -> None:
        """Stop the server unless another process still uses it."""
        with self._one_at_a_time:
            if not self._has_left:
                self._has_left = True
                self._leave()

    def _leave(self) -> None:
        try:
            fcntl.flock(self._in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._server.hand_over()
        else:
            _sign(self._in_use)
            self._server.stop()
        finally:
            os.close(self._in_use)


@dataclass(frozen=True)
class Opened:
    """A database that can be connected to; `keep_running` keeps one of our own running."""

    url: str
    keep_running: Callable[[], Awaitable[None]] | None = None


@contextmanager
def opened(settings: Settings) -> Iterator[Opened]:
    """The database; an embedded one is started, or joined, for the length of the block. Raises CannotStart."""
    if settings.database_url is not None:
        yield Opened(settings.database_url.get_secret_value())
        return
    embedded = start_embedded(settings.database_dir)
    try:
        yield Opened(embedded.url, embedded.keep_running)
    finally:
        embedded.leave()


@contextmanager
def database_url(settings: Settings) -> Iterator[str]:
    """The address of the database, for a command that ends soon; raises CannotStart."""
    with opened(settings) as database:
        yield database.url


def start_embedded(folder: Path, *, patience: float = _LOCK_TIMEOUT_SECONDS) -> Embedded:
    """Start, or join, the database in `folder`, waiting `patience` seconds for others; raises CannotStart."""
    _check_place(folder)
    # Every process that uses the folder holds a shared lock, which the system releases even when it is killed.
    in_use = _lock(folder.with_name('in-use.lock'), fcntl.LOCK_SH, patience)
    try:
        server = Server(folder)
        with _locked(folder.with_name('start.lock'), patience):
            server.start(alone=_is_alone(in_use, patience))
    except BaseException as error:
        os.close(in_use)
        if isinstance(error, OSError):
            raise CannotStart(cause_of(folder, str(error))) from error
        raise
    return Embedded(server, in_use)


@contextmanager
def _locked(file: Path, patience: float) -> Iterator[None]:
    """Hold the lock that this file stands for; one process at a time can."""
    lock = _lock(file, fcntl.LOCK_EX, patience)
    try:
        _sign(lock)
        yield
    finally:
        os.close(lock)


def _lock(file: Path, kind: int, patience: float) -> int:
    """Lock a file that only this user can open; raises CannotStart when it is not free in time."""
    lock = open_own(file, os.O_RDWR)
    with suppress(OSError):
        os.fchmod(lock, 0o600)  # earlier versions let everybody open it, and so lock it
    if not _wait_for(lock, kind, patience):
        holder = os.pread(lock, 200, 0).decode(errors='replace').strip() or 'another program'
        os.close(lock)
        raise CannotStart(f'{file} is locked by {holder}, which starts or stops the database. Stop it, and try again.')
    return lock


def _wait_for(lock: int, kind: int, patience: float) -> bool:
    """Whether the lock could be had within so many seconds."""
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(lock, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                return False
            time.sleep(_POLL_SECONDS)
        else:
            return True


def _is_alone(in_use: int, patience: float) -> bool:
    """Whether nobody else uses the database; the shared lock is held again afterwards."""
    try:
        fcntl.flock(in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        return True
    finally:
        # The attempt has given the shared lock up.
        _wait_for(in_use, fcntl.LOCK_SH, patience)


def _sign(lock: int) -> None:
    """Write into a lock who holds it, for those who wait."""
    with suppress(OSError):  # a full disk, which is not what the lock is about
        os.ftruncate(lock, 0)
        os.pwrite(lock, f'the process {os.getpid()} since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC'.encode(), 0)


def _check_place(folder: Path) -> None:
    _refuse_somebody_elses(folder)
    make_own(folder.parent)
    if not os.access(folder.parent, os.W_OK | os.X_OK):
        raise CannotStart(f'The folder {folder.parent} is not writable. Set TANDEM_DATA_DIR to one that is.')


def _refuse_somebody_elses(folder: Path) -> None:
    """Raise CannotStart for root in another user's folder: what root makes there locks that user out."""
    if os.geteuid() != 0:
        return
    place = next(parent for parent in folder.parents if parent.exists())
    owner = place.stat().st_uid
    if owner != 0:
        raise CannotStart(
            f'{place} belongs to the user {name_of(owner)}, and Tandem runs as root. Run it as {name_of(owner)}, '
            'or set TANDEM_DATA_DIR to a folder of root. Nothing was changed.'
        )
