"""Server-sent events: an answer that goes on for as long as its source does."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing

from fastapi.sse import KEEPALIVE_COMMENT, EventSourceResponse, format_sse_event
from pydantic_core import to_json
from starlette.types import Receive, Scope, Send

from services.errors import TandemError

log = logging.getLogger(__name__)

EVENT_STREAM = EventSourceResponse.media_type
KEEPALIVE_SECONDS = 10.0
"""How often a comment is sent, so that neither the client nor a proxy takes the connection for dead."""

_HEADERS = {'Cache-Control': 'no-cache', 'X-Accel-Buffering': 'no'}
_BROKEN = 'Something went wrong here. What was done so far is kept; the log says more.'


class EventStream(EventSourceResponse):
    """Sends the encoded events of `source`, which is closed when it ends or the client disconnects.

    FastAPI streams the events of a route that does nothing else; our routes answer with JSON, too.
    """

    def __init__(self, source: AsyncGenerator[bytes]) -> None:
        super().__init__(source, headers=_HEADERS)
        self._source = source

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send until the source ends; an exception on the way becomes the event `error`, and the last one."""
        async with aclosing(self._source):
            await super().__call__(scope, receive, send)

    async def stream_response(self, send: Send) -> None:
        """Send the events, and comments in between."""
        await send({'type': 'http.response.start', 'status': self.status_code, 'headers': self.raw_headers})
        async with asyncio.TaskGroup() as group:
            keepalive = group.create_task(_keep_alive(send))
            await self._send_events(send)
            keepalive.cancel()
        await send({'type': 'http.response.body', 'body': b'', 'more_body': False})

    async def _send_events(self, send: Send) -> None:
        try:
            async for event in self._source:
                await _send_chunk(send, event)
        except TandemError as error:
            await _send_chunk(send, _error(str(error)))
        except Exception:
            # The status has been sent already, so this is the only way left to report it.
            log.exception('A stream broke off.')
            await _send_chunk(send, _error(_BROKEN))


def encode_event(data: str, *, name: str | None = None, number: int | None = None) -> bytes:
    """One event; `data` is JSON, `number` is what a client sends as Last-Event-ID when it connects again."""
    return format_sse_event(data_str=data, event=name, id=None if number is None else str(number))


def prefers_stream(accept: str | None) -> bool:
    """Whether the client asks for events rather than for one answer."""
    media_types = (accept or '').split(',')
    return any(each.partition(';')[0].strip().lower() == EVENT_STREAM for each in media_types)


async def _keep_alive(send: Send) -> None:
    while True:
        await asyncio.sleep(KEEPALIVE_SECONDS)
        await _send_chunk(send, KEEPALIVE_COMMENT)


async def _send_chunk(send: Send, body: bytes) -> None:
    await send({'type': 'http.response.body', 'body': body, 'more_body': True})


def _error(detail: str) -> bytes:
    return encode_event(to_json({'detail': detail}).decode(), name='error')
