"""HTTP below the app: the headers of a request have a limit, and a request has to arrive in time.

Until a request is complete nobody has been authenticated, so none of the app's own limits can hold. Read in uvicorn
0.54 (protocols/http/httptools_impl.py), which bounds neither; h11, which bounds the size, parses several times slower.
"""

import asyncio
from http import HTTPStatus
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_SEPARATORS = len(': \r\n')

HEADER_LIMIT = 65_536
"""Bytes of the request line and the headers together."""


class BoundedHttp(HttpToolsProtocol):
    """uvicorn's protocol, which answers 431 to larger headers and 408 to what takes too long to arrive."""

    header_seconds: ClassVar[float] = 20.0
    """How long the request line and the headers may take, from the moment the connection is made."""

    body_seconds: ClassVar[float] = 60.0
    """How long the body may take after that."""

    _in_headers: bool
    _header_size: int
    _parsed_size: int

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._deadline: asyncio.TimerHandle | None = None
        self._refusal: HTTPStatus | None = None
        self._await_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._end_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse what has arrived, unless the headers have become too large."""
        arrived = self._header_size + len(data) if self._in_headers else 0
        super().data_received(data)
        # A header is counted when it is complete; one that never ends is counted here.
        if self._in_headers and self._refusal is None:
            self._header_size = arrived
            if arrived > HEADER_LIMIT:
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def on_message_begin(self) -> None:
        """A request begins, perhaps the next one on this connection."""
        super().on_message_begin()
        self._await_headers()

    def on_url(self, url: bytes) -> None:
        """Count the request line."""
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Count a header."""
        self._count(len(name) + len(value) + _SEPARATORS)
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Begin to wait for the body."""
        self._in_headers = False
        self._wait(self.body_seconds)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request has arrived whole."""
        self._end_waiting()
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse what cannot be parsed, or what was found too large while it was."""
        if self._refusal is None:
            super().send_400_response(msg)
        else:
            self._refuse(self._refusal)

    def _await_headers(self) -> None:
        self._in_headers = True
        self._header_size = 0
        self._parsed_size = 0
        self._wait(self.header_seconds)

    def _count(self, size: int) -> None:
        self._parsed_size += size
        if self._parsed_size > HEADER_LIMIT:
            self._refusal = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
            raise ValueError('the headers are too large')  # ends the parsing; the parser reports it as an error

    def _wait(self, seconds: float) -> None:
        self._end_waiting()
        self._deadline = self.loop.call_later(seconds, self._refuse, HTTPStatus.REQUEST_TIMEOUT)

    def _end_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _refuse(self, status: HTTPStatus) -> None:
        self._refusal = status
        self._end_waiting()
        if self.transport.is_closing():
            return
        if self._in_headers:
            # Later the app may be answering already.
            line = f'HTTP/1.1 {status.value} {status.phrase}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n'
            self.transport.write(line.encode())
        self.transport.close()
