"""`--native`: Tandem in a window of its own. Closing the window stops Tandem, and stopping Tandem closes the window.

The window is a separate process: pywebview where it is installed, otherwise a Chromium in app mode.
NiceGUI's native mode is not used: it imports the main module again in the window's process, keeps
neither the login nor the position of the window, and knows pywebview only.
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

from app.desktop.window_token import WindowToken
from app.postgres.own_files import make_own, open_own
from app.postgres.refusals import CannotStart
from app.settings import Settings

WINDOW_COMMAND = 'window'
"""The command of main.py that shows the window; only this module runs it."""

_INSTALL = f'{sys.executable} -m pip install --require-hashes -r requirements-native.lock'
_CHROMIUMS = (
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'brave-browser',
)
_CLOSE_TIMEOUT_SECONDS = 5.0


@contextmanager
def sole_instance(folder: Path) -> Iterator[bool]:
    """Whether this is the only Tandem with a window on this data; otherwise that of the other comes to the front.

    Raises CannotStart.
    """
    make_own(folder)
    # Without a handler the signal would end the process; as long as there is no window, it must do nothing.
    signal.signal(signal.SIGUSR1, lambda *_: None)
    with os.fdopen(open_own(folder / 'window.lock', os.O_RDWR), 'r+', encoding='ascii') as lock:
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
    """The settings with a free port, unless one was configured: nobody types the address of a window."""
    if 'port' in settings.model_fields_set:
        return settings
    with socket.socket() as probe:
        probe.bind((settings.host, 0))
        return settings.model_copy(update={'port': probe.getsockname()[1]})


def window_command(folder: Path) -> list[str]:
    """The command that opens the window; raises CannotStart when nothing is installed that can."""
    if _has_webview():
        itself = [sys.executable] if getattr(sys, 'frozen', False) else [sys.executable, sys.argv[0]]
        return [*itself, WINDOW_COMMAND, str(folder)]
    chromium = next(filter(None, map(shutil.which, _CHROMIUMS)), None)
    if chromium is None:
        raise CannotStart(f'A window of its own needs pywebview or a Chromium. This installs the first: {_INSTALL}')
    return [chromium, f'--user-data-dir={folder / "browser"}', '--no-first-run', '--no-default-browser-check']


@asynccontextmanager
async def window_beside(
    settings: Settings, command: list[str], token: WindowToken, stop: Callable[[], object]
) -> AsyncIterator[None]:
    """Show the window as soon as pages are served and until the block ends; closing it calls `stop`."""
    window = _Window(command, f'http://{settings.host}:{settings.port}')
    watching = asyncio.create_task(window.show(token, stop), name='window')
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
    """The process of the window. pywebview reads commands from its standard input; a Chromium gets arguments."""

    def __init__(self, command: list[str], origin: str) -> None:
        self._command = command
        self._origin = origin
        self._reads_input = WINDOW_COMMAND in command
        self._process: asyncio.subprocess.Process | None = None
        self._second_start: asyncio.Task[asyncio.subprocess.Process] | None = None

    async def show(self, token: WindowToken, stop: Callable[[], object]) -> None:
        await self._until_served()
        address = self._origin + token.address
        self._process = await self._start(address)
        self._write(address)
        await self._process.wait()
        stop()

    def come_to_front(self) -> None:
        if self._reads_input:
            self._write('front')
        elif self._process:
            # Started again, a Chromium opens another window in the process that runs.
            self._second_start = asyncio.create_task(self._start(self._origin))

    async def close(self) -> None:
        if self._process is None or self._process.returncode is not None:
            return
        if self._process.stdin:
            self._process.stdin.close()
        if not self._reads_input:
            self._process.terminate()
        try:
            async with asyncio.timeout(_CLOSE_TIMEOUT_SECONDS):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()

    async def _start(self, address: str) -> asyncio.subprocess.Process:
        # In a session of its own it does not get the Ctrl-C of a terminal; Tandem closes the window itself.
        if self._reads_input:
            return await asyncio.create_subprocess_exec(*self._command, stdin=PIPE, start_new_session=True)
        # A Chromium writes much to a terminal that helps nobody.
        return await asyncio.create_subprocess_exec(
            *self._command, f'--app={address}', stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True
        )

    def _write(self, line: str) -> None:
        if self._reads_input and self._process and self._process.stdin:
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
        import webview  # noqa: F401, PLC0415 - an optional dependency
    except ImportError:
        return False
    return True
