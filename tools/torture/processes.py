"""Processes of the app, started as anybody starts them, and ended as nobody should."""

import asyncio
import os
import socket
import sys
from http import HTTPStatus
from pathlib import Path

import aiohttp

ROOT = Path(__file__).parents[2]
_TIMEOUT_SECONDS = 60.0
_ATTEMPTS = 40


class AppProcess:
    """One `main.py` on a port of its own; `address` is where it answers. Without `database_url` it starts its own."""

    def __init__(self, database_url: str | None, folder: Path) -> None:
        self._database_url = database_url
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None
        self.port = _free_port()
        self.address = f'http://127.0.0.1:{self.port}'

    async def start(self) -> None:
        """Start, again and again while the database is not there, and return once it is ready."""
        for _ in range(_ATTEMPTS):
            if await self.try_to_start() is None:
                return
        raise TimeoutError(f'{self.address} does not become ready')

    async def try_to_start(self) -> str | None:
        """Start; None once it is ready, or else what it said until it ended, or was killed because it did neither."""
        log = self._folder / 'log'
        before = log.stat().st_size if log.exists() else 0
        await self._spawn()
        if await self._becomes_ready():
            return None
        await self.kill()
        return log.read_bytes()[before:].decode(errors='replace')

    async def kill(self) -> None:
        """End it in the middle of whatever it is doing."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def stop(self) -> None:
        """Have it end in good order."""
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
            await self._process.wait()

    async def ready(self) -> bool:
        """Whether it says that it is ready."""
        try:
            async with (
                aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as http,
                http.get(f'{self.address}/readyz') as answer,
            ):
                return answer.status == HTTPStatus.OK
        except (aiohttp.ClientError, OSError, TimeoutError):
            return False

    async def _spawn(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        settings = {
            **({'TANDEM_DATABASE_URL': self._database_url} if self._database_url else {}),
            'TANDEM_PORT': str(self.port),
            'TANDEM_DATA_DIR': str(self._folder),
            'NICEGUI_STORAGE_PATH': str(self._folder / 'nicegui'),
        }
        with (self._folder / 'log').open('ab') as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                str(ROOT / 'main.py'),
                cwd=self._folder,
                env={'PATH': os.environ['PATH'], 'HOME': str(self._folder), **settings},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def _becomes_ready(self) -> bool:
        try:
            async with asyncio.timeout(_TIMEOUT_SECONDS):
                while self._process is not None and self._process.returncode is None:
                    if await self.ready():
                        return True
                    await asyncio.sleep(0.1)
        except TimeoutError:
            pass
        return False


def _free_port() -> int:
    with socket.create_server(('127.0.0.1', 0)) as listening:
        port: int = listening.getsockname()[1]
        return port
