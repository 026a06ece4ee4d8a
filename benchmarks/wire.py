"""Clients that cost next to nothing, so that what is measured is the server: HTTP, WebSocket, and an open page."""

import asyncio
import base64
import json
import os
import re
import struct
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from urllib.parse import urlencode
from uuid import uuid4

_TEXT, _CLOSE, _PING, _PONG = 0x1, 0x8, 0x9, 0xA
_SHORT, _MEDIUM = 126, 127
_NUMBER = re.compile(r'"_id":(\d+)')
_ACKNOWLEDGED_SECONDS = 3.0

OnText = Callable[['Socket', bytes], None]


class RefusedError(Exception):
    """The server answered with something else than success."""


class Http:
    """One kept connection."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int, token: str | None
    ) -> None:
        self._reader = reader
        self._writer = writer
        self.cookie = ''
        self._head = f'Host: 127.0.0.1:{port}\r\n' + (f'Authorization: Bearer {token}\r\n' if token else '')

    @classmethod
    @asynccontextmanager
    async def connected(cls, port: int, token: str | None = None) -> AsyncIterator['Http']:
        """A connection for the length of the block."""
        reader, writer = await asyncio.open_connection('127.0.0.1', port, limit=2**24)
        try:
            yield cls(reader, writer, port, token)
        finally:
            writer.close()

    async def get(self, path: str) -> bytes:
        """The body of what is at `path`."""
        return await self.send('GET', path)

    async def send(self, method: str, path: str, body: object = None) -> bytes:
        """The answer's body; raises RefusedError unless it is a success."""
        content = b'' if body is None else json.dumps(body).encode()
        kind = '' if body is None else f'Content-Type: application/json\r\nContent-Length: {len(content)}\r\n'
        self._writer.write(f'{method} {path} HTTP/1.1\r\n{self._head}{kind}\r\n'.encode() + content)
        head = (await self._reader.readuntil(b'\r\n\r\n')).decode('latin-1')
        if cookie := re.search(r'^set-cookie: ([^;\r]+)', head, re.MULTILINE | re.IGNORECASE):
            self.cookie = cookie[1]
        head = head.lower()
        answer = await self._body(head)
        status = int(head.split(' ', 2)[1])
        if status >= 300:  # noqa: PLR2004 - from here on it is no success
            raise RefusedError(f'{method} {path} answered {status}: {answer[:300]!r}')
        return answer

    async def _body(self, head: str) -> bytes:
        if 'transfer-encoding: chunked' in head:
            parts = []
            while size := int(await self._reader.readline(), 16):
                parts.append(await self._reader.readexactly(size))
                await self._reader.readexactly(2)
            await self._reader.readline()
            return b''.join(parts)
        length = re.search(r'content-length: (\d+)', head)
        return await self._reader.readexactly(int(length[1])) if length else b''


class Socket(asyncio.Protocol):
    """One WebSocket; `on_text` is called with it and every message."""

    def __init__(self, request: bytes, on_text: OnText) -> None:
        self._on_text = on_text
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.lost = False
        self._request = request
        self._buffer = bytearray()
        self._message = bytearray()
        self._transport: asyncio.Transport | None = None

    @classmethod
    async def open(cls, port: int, path: str, on_text: OnText, token: str | None = None, cookie: str = '') -> 'Socket':
        """Connect; raises RefusedError when the server does not want to."""
        key = base64.b64encode(os.urandom(16)).decode()
        request = (
            f'GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n'
            f'Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n'
            + (f'Authorization: Bearer {token}\r\n' if token else '')
            + (f'Cookie: {cookie}\r\n' if cookie else '')
            + '\r\n'
        )
        loop = asyncio.get_running_loop()
        _, socket = await loop.create_connection(lambda: cls(request.encode(), on_text), '127.0.0.1', port)
        await socket.opened
        return socket

    def send(self, text: str) -> None:
        """Send one message."""
        self._frame(_TEXT, text.encode())

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._frame(_CLOSE, struct.pack('>H', 1000))
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - tells the type checker
        self._transport = transport
        transport.write(self._request)

    def connection_lost(self, _error: Exception | None) -> None:
        """Note that the line is gone."""
        self.lost = True
        if not self.opened.done():
            self.opened.set_exception(RefusedError('The line was closed before it was open.'))

    def data_received(self, data: bytes) -> None:
        """Take apart whatever has come."""
        self._buffer += data
        if not self.opened.done():
            head, found, rest = bytes(self._buffer).partition(b'\r\n\r\n')
            if not found:
                return
            if b' 101 ' not in head.split(b'\r\n')[0]:
                self.opened.set_exception(RefusedError(head.decode('latin-1')[:200]))
                return
            self._buffer = bytearray(rest)
            self.opened.set_result(None)
        while self._take_frame():
            pass

    def _take_frame(self) -> bool:
        if len(self._buffer) < 2:  # noqa: PLR2004 - a frame begins with two bytes
            return False
        length, start = self._buffer[1] & 0x7F, 2
        if length == _SHORT:
            start, length = 4, int.from_bytes(self._buffer[2:4])
        elif length == _MEDIUM:
            start, length = 10, int.from_bytes(self._buffer[2:10])
        if len(self._buffer) < start + length:
            return False
        final, kind = self._buffer[0] & 0x80, self._buffer[0] & 0x0F
        content = bytes(self._buffer[start : start + length])
        del self._buffer[: start + length]
        if kind == _PING:
            self._frame(_PONG, content)
        elif kind in {0, _TEXT}:
            self._message += content
            if final:
                message, self._message = bytes(self._message), bytearray()
                self._on_text(self, message)
        return True

    def _frame(self, kind: int, content: bytes) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        size = len(content)
        # A mask of zeros is a mask: clients must send one, and this one costs nothing.
        length = bytes([0x80 | size]) if size < _SHORT else bytes([0x80 | _SHORT]) + size.to_bytes(2)
        self._transport.write(bytes([0x80 | kind]) + length + bytes(4) + content)


class OpenPage:
    """A NiceGUI page as the server sees it: built, connected and listening, without a browser behind it."""

    def __init__(self, on_message: Callable[[str], object]) -> None:
        self._on_message = on_message
        self._socket: Socket | None = None
        self._ready = asyncio.Event()
        self._client = ''
        self._acknowledged = 0.0

    @classmethod
    async def open(cls, port: int, on_message: Callable[[str], object] = str) -> 'OpenPage':
        """Fetch the page and connect to it."""
        page = cls(on_message)
        async with Http.connected(port) as http:
            html = (await http.get('/')).decode()
            cookie = http.cookie
        client = re.search(r"'client_id': '([^']+)', 'next_message_id': (\d+)", html)
        if client is None:
            raise RefusedError('The page does not say how to connect.')
        page._client = client[1]
        query = {
            'client_id': client[1],
            'next_message_id': client[2],
            'implicit_handshake': 'true',
            'document_id': str(uuid4()),
            'tab_id': str(uuid4()),
            'EIO': '4',
            'transport': 'websocket',
        }
        page._socket = await Socket.open(port, f'/_nicegui_ws/socket.io/?{urlencode(query)}', page._hear, cookie=cookie)
        async with asyncio.timeout(20):
            await page._ready.wait()
        return page

    @property
    def lost(self) -> bool:
        """Whether the server has hung up."""
        return self._socket is None or self._socket.lost

    def close(self) -> None:
        """Close the tab."""
        if self._socket is not None:
            self._socket.close()

    def _hear(self, socket: Socket, message: bytes) -> None:
        text = message.decode()
        if text.startswith('0'):
            socket.send('40')
        elif text == '2':
            socket.send('3')
        elif text.startswith('40'):
            self._ready.set()
        elif text.startswith('42'):
            self._acknowledge(socket, text)
            self._on_message(text)

    def _acknowledge(self, socket: Socket, text: str) -> None:
        """Say now and then what has come, as a browser does: until then the server keeps it to send again."""
        number = _NUMBER.search(text)
        if number is not None and time.monotonic() - self._acknowledged >= _ACKNOWLEDGED_SECONDS:
            self._acknowledged = time.monotonic()
            news = {'client_id': self._client, 'next_message_id': int(number[1]) + 1}
            socket.send(f'42{json.dumps(["ack", news])}')
