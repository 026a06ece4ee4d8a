"""A line that can be slow, silent, cut, or dead in one direction, between two programs that know nothing of it."""

import asyncio
import contextlib
from random import Random

_CHUNK = 65_536


class Proxy:
    """Passes on what comes in on `port` to `target`: a port of this machine, or the path of a socket."""

    def __init__(self, target: int | str) -> None:
        self.target = target
        self.port = 0
        self._delay = 0.0
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Begin to listen."""
        self._server = await asyncio.start_server(self._pass_on, '127.0.0.1', self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Cut everything and listen no more."""
        self.restore()
        self.cut()
        if self._server is not None:
            self._server.close()

    def cut(self) -> None:
        """Break every line that there is now."""
        for writer in tuple(self._writers):
            writer.transport.abort()

    def half_close(self, chance: Random) -> None:
        """End one direction of some of the lines; the other one goes on."""
        for writer in tuple(self._writers):
            if chance.random() < 0.5 and writer.can_write_eof():  # noqa: PLR2004 - one of two
                with contextlib.suppress(OSError, RuntimeError):
                    writer.write_eof()

    def silence(self) -> None:
        """Keep every line open and let nothing through."""
        self._flowing.clear()

    def slow_down(self, seconds: float) -> None:
        """Let everything through later."""
        self._delay = seconds

    def restore(self) -> None:
        """Let everything through again, at once."""
        self._delay = 0.0
        self._flowing.set()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if isinstance(self.target, str):
                far_reader, far_writer = await asyncio.open_unix_connection(self.target)
            else:
                far_reader, far_writer = await asyncio.open_connection('127.0.0.1', self.target)
        except OSError:
            writer.transport.abort()
            return
        self._writers |= {writer, far_writer}
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._pump(reader, far_writer))
                group.create_task(self._pump(far_reader, writer))
        except* (OSError, RuntimeError):
            pass
        finally:
            self._writers -= {writer, far_writer}
            writer.transport.abort()
            far_writer.transport.abort()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while chunk := await reader.read(_CHUNK):
            await self._flowing.wait()
            if self._delay:
                await asyncio.sleep(self._delay)
            writer.write(chunk)
            await writer.drain()
        raise ConnectionError
