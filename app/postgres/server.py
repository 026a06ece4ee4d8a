"""The PostgreSQL server of a data folder: started, joined and stopped."""

import fcntl
import os
import stat
import subprocess
import tempfile
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import psutil

from app.postgres import access, processes
from app.postgres import folder as data
from app.postgres.as_root import account
from app.postgres.own_files import open_own, read_own, remove_own
from app.postgres.programs import environment, program
from app.postgres.refusals import CannotStart, cause_of

_START_TIMEOUT_SECONDS = 60.0
_POLL_SECONDS = 0.01
# The address of a socket has 104 bytes on macOS and 108 on Linux, with the name of the file in it.
_LONGEST_SOCKET_FOLDER = 80
_LOGS = 'logs'
_OPTIONS = {
    'listen_addresses': '',
    'port': str(access.PORT),
    'unix_socket_permissions': '0700',
    # A log for each day of the week, which the next week writes over.
    'logging_collector': 'on',
    'log_destination': 'stderr',
    'log_directory': _LOGS,
    'log_filename': 'postgresql-%a.log',
    'log_rotation_age': '1d',
    'log_rotation_size': '0',
    'log_truncate_on_rotation': 'on',
    'lc_messages': 'C',
}


_handed_over: list[subprocess.Popen[bytes]] = []
"""Python complains about a child that runs and that nobody refers to any more; these are meant to."""


class Server:
    """The server of `folder`, as seen from this process; whoever calls a method is the only one who does.

    `sockets` is the folder of its socket. It does not change once the server was started or joined, so that
    connections find the server again after a restart.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sockets = _socket_folder(folder)
        self._child: subprocess.Popen[bytes] | None = None
        self._process: psutil.Process | None = None
        self._log_sizes: dict[Path, int] = {}

    @property
    def is_running(self) -> bool:
        """Whether the server that was started or joined is still alive."""
        if self._child is not None:
            return self._child.poll() is None
        process = self._process
        with suppress(psutil.Error):
            return process is not None and process.is_running() and process.status() != psutil.STATUS_ZOMBIE
        return False

    def start(self, *, alone: bool = False) -> None:
        """Start the server or join it, and return when it takes connections; raises CannotStart.

        A server that an earlier version left running is replaced if nobody else uses it, which `alone`
        says. Not to be called while `is_running`.
        """
        self._reap()
        deadline = time.monotonic() + _START_TIMEOUT_SECONDS
        self._process = self._one_to_join(deadline, alone=alone)
        if self._process is None:
            data.ensure(self.folder)
            processes.end_leftovers(self.folder)
            self._launch()
            self._wait_ready(deadline)
        try:
            access.prepare(self.sockets)
        except (subprocess.SubprocessError, OSError) as error:
            if self._child is not None:
                self.stop()
            raise CannotStart(cause_of(self.folder, str(getattr(error, 'stderr', '') or error))) from error

    def _one_to_join(self, deadline: float, *, alone: bool) -> psutil.Process | None:
        """The server that serves this folder already, once it takes connections; None when there is none."""
        while (process := processes.server_of(self.folder)) and processes.status_of(self.folder) != 'ready':
            self._wait(deadline)
        sockets = processes.sockets_of(self.folder)
        if process is not None and sockets is not None and access.has_own_rules(self.folder):
            # Another process of ours may keep temporary files elsewhere.
            self.sockets = sockets
        if process is None or sockets == self.sockets:
            return process
        if not alone:
            raise CannotStart(f'An earlier version of Tandem still uses {self.folder}. Stop it first.')
        processes.stop(process)
        return None

    def stop(self) -> None:
        """Stop the server, if it runs; returns when it has ended."""
        process = processes.server_of(self.folder)
        if process is not None:
            processes.stop(process)
        self._reap()
        remove_own(self.sockets)

    def hand_over(self) -> None:
        """Leave the running server to others who use it."""
        if self._child is not None:
            _handed_over.append(self._child)

    def _reap(self) -> None:
        """Take leave of a child that has ended; otherwise its number would go on looking like a process."""
        if self._child is not None:
            self._child.wait()
            self._child = None
        self._process = None

    def _launch(self) -> None:
        access.write_rules(self.folder)
        _make_private(self.sockets)
        (self.folder / 'log').unlink(missing_ok=True)  # where earlier versions wrote without end
        self._log_sizes = {path: path.stat().st_size for path in self._logs()}
        options = {**_OPTIONS, 'unix_socket_directories': f'"{str(self.sockets).replace(chr(34), chr(34) * 2)}"'}
        command = [*account().prefix, program('postgres'), '-D', str(self.folder)]
        for name, value in options.items():
            command += ['-c', f'{name}={value}']
        lock = self._claim()
        try:
            with os.fdopen(open_own(self.folder.parent / 'start.log', os.O_WRONLY | os.O_TRUNC), 'wb') as output:
                self._child = subprocess.Popen(  # noqa: S603 - our own
                    command,
                    env=environment(),
                    cwd='/',
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    # Ctrl-C in the terminal is for Tandem, which stops the server last.
                    start_new_session=True,
                    pass_fds=(lock,),
                )
        finally:
            os.close(lock)

    def _claim(self) -> int:
        """A lock that the server and all its processes inherit, so that it is free when none of them is left.

        It also tells of a server that cannot be seen, because it runs in another container.
        """
        file = self.folder.parent / 'server.lock'
        lock = open_own(file, os.O_RDWR)
        deadline = time.monotonic() + _START_TIMEOUT_SECONDS
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    os.close(lock)
                    raise CannotStart(
                        f'A server in another container, or of another user, works on {self.folder}. Stop it first.'
                    ) from None
                time.sleep(_POLL_SECONDS)
            else:
                return lock

    def _wait_ready(self, deadline: float) -> None:
        while processes.status_of(self.folder) != 'ready' or processes.server_of(self.folder) is None:
            if not self.is_running:
                self._reap()
                raise CannotStart(cause_of(self.folder, self._account_of_start()))
            self._wait(deadline)

    def _wait(self, deadline: float) -> None:
        if time.monotonic() > deadline:
            doing = processes.status_of(self.folder) or 'starting'
            raise CannotStart(
                f'The embedded database in {self.folder} is still {doing} after {_START_TIMEOUT_SECONDS:.0f} seconds, '
                f'which can be so after a crash. Try again in a minute; its log is in {self.folder / _LOGS}.'
            )
        time.sleep(_POLL_SECONDS)

    def _account_of_start(self) -> str:
        """What the server wrote since it was launched."""
        files = (self.folder.parent / 'start.log', *self._logs())
        return '\n'.join(read_own(file, start=self._log_sizes.get(file, 0)) or '' for file in files)

    def _logs(self) -> list[Path]:
        return sorted((self.folder / _LOGS).glob('*.log'))


def _socket_folder(folder: Path) -> Path:
    """Beside the data where that makes an address for a socket, otherwise in the folder for temporary files."""
    beside = folder.with_name('socket')
    # A comma separates addresses.
    if len(os.fsencode(beside)) <= _LONGEST_SOCKET_FOLDER and ',' not in str(beside):
        return beside
    name = sha256(os.fsencode(folder)).hexdigest()[:16]
    return _own_temporary_folder() / f'tandem-{os.geteuid()}-{name}'


def _own_temporary_folder() -> Path:
    """Where nobody else can take the name first, if the system has such a place."""
    own = Path('/run') if os.geteuid() == 0 else Path('/run/user') / str(os.geteuid())
    is_own = own.is_dir() and own.stat().st_uid == os.geteuid() and os.access(own, os.W_OK)
    return own if is_own else Path(tempfile.gettempdir())


def _make_private(folder: Path) -> None:
    """Make an empty folder that is closed to others; raises CannotStart when somebody else has made it."""
    remove_own(folder)
    try:
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise CannotStart(
            f'The folder {folder}, for the socket of the database, cannot be made ({error.strerror}). '
            'Move away what is there.'
        ) from error
    os.chown(folder, account().uid, account().gid)
    made = folder.lstat()
    if not stat.S_ISDIR(made.st_mode) or made.st_uid != account().uid:
        raise CannotStart(f'The folder {folder}, for the socket of the database, belongs to somebody else.')
