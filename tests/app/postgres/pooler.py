"""A pooler in transaction mode, as PgBouncer is one: clients share connections to the server between transactions."""

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

_READY, _IDLE = b'Z', b'I'
_GREETING = struct.pack('!I', 196_608)  # protocol 3.0
_SSL_REQUEST = 80_877_103


@dataclass
class Pooler:
    """Leads to the server at `socket`; startup parameters other than user and database are ignored, if so set."""

    socket: str
    size: int = 2
    shares: bool = True
    drops_parameters: bool = False
    _idle: list['Link'] = field(default_factory=list)
    _free: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._free = asyncio.Semaphore(self.size)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[int]:
        """The port at which it takes clients."""
        server = await asyncio.start_server(self._serve, '127.0.0.1', 0)
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            server.close()
            for link in self._idle:
                link.writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, EOFError):
            startup = await _read_startup(reader)
            while struct.unpack('!I', startup[4:8])[0] == _SSL_REQUEST:
                writer.write(b'N')
                startup = await _read_startup(reader)
            link = await self._take(startup)
            writer.write(link.greeting)
            if self.shares:
                self._give(link)
                await self._lead_by_transaction(startup, reader, writer)
            else:
                await _lead(link, reader, writer)
        writer.close()

    async def _lead_by_transaction(
        self, startup: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        answering: asyncio.Task[None] | None = None
        while True:
            kind, message = await _read_message(reader)
            if kind == b'X':
                return
            if answering is None or answering.done():
                link = await self._take(startup)
                answering = asyncio.create_task(self._answer(link, writer))
            link.writer.write(message)

    async def _answer(self, link: 'Link', writer: asyncio.StreamWriter) -> None:
        """Pass on what the server says until the transaction is over; then the connection is for anybody."""
        while True:
            kind, message = await _read_message(link.reader)
            if kind == _READY and message[5:6] == _IDLE:
                self._give(link)
                writer.write(message)
                return
            writer.write(message)

    async def _take(self, startup: bytes) -> 'Link':
        await self._free.acquire()
        if self._idle:
            return self._idle.pop()
        reader, writer = await asyncio.open_unix_connection(self.socket)
        writer.write(_without_parameters(startup) if self.drops_parameters else startup)
        greeting = b''
        while True:
            kind, message = await _read_message(reader)
            greeting += message
            if kind in {_READY, b'E'}:
                return Link(reader, writer, greeting)

    def _give(self, link: 'Link') -> None:
        self._idle.append(link)
        self._free.release()


@dataclass(eq=False)
class Link:
    """A connection to the server, and what it said at its beginning."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    greeting: bytes


async def _lead(link: Link, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    async def pass_on(source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
        while chunk := await source.read(65_536):
            to.write(chunk)
        to.close()

    await asyncio.gather(pass_on(reader, link.writer), pass_on(link.reader, writer))


async def _read_startup(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readexactly(4)
    return head + await reader.readexactly(struct.unpack('!I', head)[0] - 4)


async def _read_message(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    head = await reader.readexactly(5)
    return head[:1], head + await reader.readexactly(struct.unpack('!I', head[1:])[0] - 4)


def _without_parameters(startup: bytes) -> bytes:
    words = startup[8:].split(b'\0')
    pairs = zip(words[::2], words[1::2], strict=False)
    kept = b''.join(name + b'\0' + value + b'\0' for name, value in pairs if name in {b'user', b'database'})
    return struct.pack('!I', len(kept) + 9) + _GREETING + kept + b'\0'
