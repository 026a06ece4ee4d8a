"""Server-sent events: an answer that goes on for as long as its source does."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

from pydantic_core import to_json
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from services.errors import TandemError

log = logging.getLogger(__name__)

EVENT_STREAM = 'text/event-stream'
HEARTBEAT_SECONDS = 10.0
"""How often a quiet stream says that the line is alive."""

_HEARTBEAT = b': still here\n\n'
_BROKEN = 'Something went wrong here. What was done so far is kept; the log says more.'


@dataclass(frozen=True)
class ServerEvent:
    """One event; `data` is JSON, which is always a single line."""

    data: str
    name: str | None = None
    id: int | None = None

    def encode(self) -> bytes:
        """The event as it is sent."""
        lines = [f'event: {self.name}'] if self.name else []
        if self.id is not None:
            lines.append(f'id: {self.id}')
        return '\n'.join([*lines, f'data: {self.data}', '', '']).encode()


class EventStreamResponse(Response):
    """Sends the events of `source`; the source is closed when they end or the client has gone."""

    media_type = EVENT_STREAM

    def __init__(self, source: AsyncGenerator[ServerEvent]) -> None:
        super().__init__(headers={'Cache-Control': 'no-cache', 'X-Accel-Buffering': 'no'})
        del self.headers['content-length']
        self._source = source

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        """Send until the source ends; a refusal on the way becomes the event `error`, and the last one."""
        await send({'type': 'http.response.start', 'status': self.status_code, 'headers': self.raw_headers})
        try:
            async with asyncio.TaskGroup() as group:
                beating = group.create_task(_beat(send))
                watching = group.create_task(_watch(receive))
                await self._tell(send)
                beating.cancel()
                watching.cancel()
        except* _Gone:
            pass
        else:
            await send({'type': 'http.response.body', 'body': b'', 'more_body': False})

    async def _tell(self, send: Send) -> None:
        async with aclosing(self._source):
            try:
                async for event in self._source:
                    await _send(send, event.encode())
            except TandemError as error:
                await _send(send, _error(str(error)))
            except Exception:
                # The status has been sent already, so this is the only way left to say it.
                log.exception('A stream broke off.')
                await _send(send, _error(_BROKEN))


def prefers_stream(accept: str | None) -> bool:
    """Whether the client asks for events rather than for one answer."""
    kinds = (accept or '').split(',')
    return any(kind.partition(';')[0].strip().lower() == EVENT_STREAM for kind in kinds)


class _Gone(Exception):
    """The client has closed the connection."""


async def _watch(receive: Receive) -> None:
    while (await receive())['type'] != 'http.disconnect':
        pass
    raise _Gone


async def _beat(send: Send) -> None:
    while True:
        await asyncio.sleep(HEARTBEAT_SECONDS)
        await _send(send, _HEARTBEAT)


async def _send(send: Send, body: bytes) -> None:
    await send({'type': 'http.response.body', 'body': body, 'more_body': True})


def _error(detail: str) -> bytes:
    return ServerEvent(to_json({'detail': detail}).decode(), 'error').encode()
