"""`--native`: Tandem in a window of its own, which is there as long as Tandem is, and the other way round.

The window is a process of its own: pywebview where it is installed, and otherwise a Chromium that
shows nothing but the page. NiceGUI's native mode is not used: it imports the main module a second
time in the window's process, lets nobody keep the login or the place of the window, and has no
second kind of window.
"""

import asyncio
import fcntl
import os
import shutil
import signal
import socket
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

from app.embedded import CannotStart
from app.invitation import Invitation
from app.settings import Settings

WINDOW_COMMAND = 'window'
"""The command of main.py that draws the window; it is started by this module and by nobody else."""

_INSTALL = f'{sys.executable} -m pip install --require-hashes -r requirements-native.lock'
_CHROMIUMS = (
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'brave-browser',
)
_CLOSING_SECONDS = 5.0


@contextmanager
def sole_instance(folder: Path) -> Iterator[bool]:
    """Whether this is the only Tandem with a window on this data; otherwise the other one's comes to the front."""
    folder.mkdir(parents=True, exist_ok=True)
    # Until there is a window to bring to the front, the signal must do nothing, and not end the process.
    signal.signal(signal.SIGUSR1, lambda *_: None)
    with (folder / 'window.lock').open('a+') as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            with suppress(ValueError, ProcessLookupError):
                os.kill(int(lock.read()), signal.SIGUSR1)
            yield False
        else:
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            yield True


def with_free_port(settings: Settings) -> Settings:
    """The settings with a port that nobody uses, unless one was asked for: a window's address is never typed."""
    if 'port' in settings.model_fields_set:
        return settings
    with socket.socket() as probe:
        probe.bind((settings.host, 0))
        return settings.model_copy(update={'port': probe.getsockname()[1]})


def window_command(folder: Path) -> list[str]:
    """What to start for a window; raises CannotStart when there is nothing that can draw one."""
    if _has_webview():
        itself = [sys.executable] if getattr(sys, 'frozen', False) else [sys.executable, sys.argv[0]]
        return [*itself, WINDOW_COMMAND, str(folder)]
    chromium = next(filter(None, map(shutil.which, _CHROMIUMS)), None)
    if chromium is None:
        raise CannotStart(f'A window of its own needs pywebview or a Chromium. This installs the first: {_INSTALL}')
    return [chromium, f'--user-data-dir={folder / "browser"}', '--no-first-run', '--no-default-browser-check']


@asynccontextmanager
async def window_beside(
    settings: Settings, command: list[str], invitation: Invitation, stop: Callable[[], object]
) -> AsyncIterator[None]:
    """Show the window as soon as pages are served, until it is closed, which stops Tandem, or the block ends."""
    window = _Window(command, f'http://{settings.host}:{settings.port}')
    watching = asyncio.create_task(window.show(invitation, stop), name='window')
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, window.come_to_front)
    try:
        yield
    finally:
        asyncio.get_running_loop().remove_signal_handler(signal.SIGUSR1)
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        await window.close()


class _Window:
    """The window's process. pywebview's is told by its standard input where to go; a Chromium by its arguments."""

    def __init__(self, command: list[str], origin: str) -> None:
        self._command = command
        self._origin = origin
        self._told_by_input = WINDOW_COMMAND in command
        self._process: asyncio.subprocess.Process | None = None
        self._again: asyncio.Task[asyncio.subprocess.Process] | None = None

    async def show(self, invitation: Invitation, stop: Callable[[], object]) -> None:
        await self._until_served()
        address = self._origin + invitation.address
        self._process = await self._start(address)
        self._tell(address)
        await self._process.wait()
        stop()

    def come_to_front(self) -> None:
        if self._told_by_input:
            self._tell('front')
        elif self._process:
            # A Chromium that is told to start again opens another window of the one that runs.
            self._again = asyncio.create_task(self._start(self._origin))

    async def close(self) -> None:
        if self._process is None or self._process.returncode is not None:
            return
        if self._process.stdin:
            self._process.stdin.close()
        if not self._told_by_input:
            self._process.terminate()
        try:
            async with asyncio.timeout(_CLOSING_SECONDS):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()

    async def _start(self, address: str) -> asyncio.subprocess.Process:
        # A session of its own keeps Ctrl-C in a terminal from reaching both; Tandem closes its window itself.
        if self._told_by_input:
            return await asyncio.create_subprocess_exec(*self._command, stdin=PIPE, start_new_session=True)
        # A Chromium tells a terminal much that nobody asked for.
        return await asyncio.create_subprocess_exec(
            *self._command, f'--app={address}', stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True
        )

    def _tell(self, line: str) -> None:
        if self._told_by_input and self._process and self._process.stdin:
            self._process.stdin.write(f'{line}\n'.encode())

    async def _until_served(self) -> None:
        host, port = self._origin.removeprefix('http://').rsplit(':', 1)
        while True:
            try:
                _, writer = await asyncio.open_connection(host, int(port))
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return


def _has_webview() -> bool:
    try:
        import webview  # noqa: F401, PLC0415 - only those who want a window have it
    except ImportError:
        return False
    return True
