"""A PostgreSQL server that can be stopped as hard as a power cut stops one, and started again."""

import asyncio
import contextlib
import signal
from pathlib import Path

import psutil

from app.postgres import access, processes
from app.postgres.embedded import start_embedded

_TIMEOUT_SECONDS = 10.0
# What was committed must survive the death of the server, but not that of the machine.
_SETTINGS = ('fsync = off', 'full_page_writes = off')


class Server:
    """A server of our own in `folder`; `url` is its database, `socket` the file it listens on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / 'postgresql'
        self._embedded = start_embedded(self._folder)
        self.url = self._embedded.url
        self.socket = str(self._embedded.sockets / f'.s.PGSQL.{access.PORT}')
        settings = ''.join(f'ALTER SYSTEM SET {setting};\n' for setting in _SETTINGS)
        access.as_superuser(self._embedded.sockets, f'{settings} SELECT pg_reload_conf();')

    async def kill(self) -> None:
        """Kill every process of the server at once."""
        server = self._server()
        processes_of_it = [server, *server.children(recursive=True)]
        for process in processes_of_it:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        await asyncio.to_thread(psutil.wait_procs, processes_of_it, _TIMEOUT_SECONDS)

    async def stop_immediately(self) -> None:
        """Have the server end without finishing anything."""
        server = self._server()
        server.send_signal(signal.SIGQUIT)
        await asyncio.to_thread(server.wait, _TIMEOUT_SECONDS)

    async def start(self) -> None:
        """Start the server again, and let it recover."""
        await asyncio.to_thread(self._embedded.ensure_running)

    def leave(self) -> None:
        """Stop the server in good order."""
        self._embedded.leave()

    def _server(self) -> psutil.Process:
        server = processes.server_of(self._folder)
        if server is None:
            raise ProcessLookupError(f'No server works on {self._folder}.')
        return server
