"""Which PostgreSQL works on a data folder.

`postmaster.pid` does not say: its number may be another program's by now, its server another folder's,
and the file itself empty or cut off. So the processes are asked: a PostgreSQL works in its data folder.
"""

import signal
from contextlib import suppress
from pathlib import Path

import psutil

from app.postgres.own_files import read_own

PID_FILE = 'postmaster.pid'
_SOCKET_LINE = 4
_STATUS_LINE = 7
_STOP_TIMEOUT_SECONDS = 10.0
_QUIT_TIMEOUT_SECONDS = 5.0


def server_of(folder: Path) -> psutil.Process | None:
    """The server that serves this folder and is named in its `postmaster.pid`, if there is one."""
    number = _lines(folder)[0].strip()
    # More digits than a process ID has would not be one.
    if not number.isdecimal() or len(number) > 9:  # noqa: PLR2004
        return None
    with suppress(psutil.Error):
        process = psutil.Process(int(number))
        return process if _works_on(process, folder) else None
    return None


def status_of(folder: Path) -> str:
    """What the server says about itself, for example `starting` or `ready`; empty when it says nothing."""
    lines = _lines(folder)
    return lines[_STATUS_LINE].strip() if len(lines) > _STATUS_LINE else ''


def sockets_of(folder: Path) -> Path | None:
    """The folder of the socket at which the server says that it listens."""
    lines = _lines(folder)
    return Path(lines[_SOCKET_LINE].strip()) if len(lines) > _SOCKET_LINE else None


def end_leftovers(folder: Path) -> None:
    """End every PostgreSQL on this folder, and remove what would keep another from starting.

    Called when no server is there that can be joined: what is left are processes of one that was
    killed, or whose `postmaster.pid` was damaged and which would soon end itself.
    """
    left = [process for process in psutil.process_iter() if _works_on(process, folder)]
    for stop, patience in ((signal.SIGTERM, _QUIT_TIMEOUT_SECONDS), (signal.SIGKILL, _QUIT_TIMEOUT_SECONDS)):
        for process in left:
            with suppress(psutil.Error):
                process.send_signal(stop)
        _, left = psutil.wait_procs(left, timeout=patience)
    (folder / PID_FILE).unlink(missing_ok=True)


def stop(process: psutil.Process, *, patience: float = _STOP_TIMEOUT_SECONDS) -> None:
    """Stop a server: its connections end at once, and what was committed is written to the disk."""
    for how, seconds in ((signal.SIGINT, patience), (signal.SIGQUIT, _QUIT_TIMEOUT_SECONDS), (signal.SIGKILL, None)):
        with suppress(psutil.NoSuchProcess):
            process.send_signal(how)
        try:
            process.wait(seconds)
        except psutil.TimeoutExpired:
            continue
        return


def _works_on(process: psutil.Process, folder: Path) -> bool:
    try:
        return process.name().startswith('postgres') and folder.samefile(process.cwd())
    except (psutil.Error, OSError):
        return False


def _lines(folder: Path) -> list[str]:
    return (read_own(folder / PID_FILE) or '').splitlines() or ['']
