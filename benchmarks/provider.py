"""A language model's server that says one word, notes when, and goes on until somebody hangs up.

It speaks no more HTTP than it takes: whatever it did besides would be measured, too.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

_HEAD = (
    b'HTTP/1.1 200 OK\r\nContent-Type: %s\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n'
    b'Cache-Control: no-cache\r\n\r\n'
)
_THINKING_SECONDS = 0.2
_TOKEN_SECONDS = 0.05
_PAGE = b"""<!doctype html><title>Floor</title><div role="log"></div><script>
window.say = async () => {
  const reader = (await fetch('/v1/chat/completions', {method: 'POST', body: '{}'})).body.getReader();
  const log = document.querySelector('[role=log]'), text = new TextDecoder();
  for (let got = await reader.read(); !got.done; got = await reader.read()) log.textContent += text.decode(got.value);
};
document.body.dataset.ready = 'yes';
</script>"""


class Provider:
    """The server; `spoke_at` and `hung_up_at` are milliseconds on the clock of the machine."""

    def __init__(self) -> None:
        self.port = 0
        self.word = ''
        self.goes_on = False
        self.spoke_at = 0.0
        self.hung_up_at = 0.0
        self.hung_up = asyncio.Event()

    def say(self, word: str, *, goes_on: bool = False) -> None:
        """Say this next, and nothing else, or go on and on."""
        self.word = word
        self.goes_on = goes_on
        self.hung_up = asyncio.Event()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request: with the bare page, or with a stream."""
        head = await reader.readuntil(b'\r\n\r\n')
        lengths = [line for line in head.lower().split(b'\r\n') if line.startswith(b'content-length:')]
        await reader.readexactly(int(lengths[0].split(b':')[1]) if lengths else 0)
        try:
            if head.startswith(b'GET'):
                _send(writer, _HEAD % b'text/html', _PAGE)
            else:
                writer.write(_HEAD % b'text/event-stream')
                await self._stream(reader, writer)
            writer.write(b'0\r\n\r\n')
            await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()

    async def _stream(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(_THINKING_SECONDS)
        self.spoke_at = time.time() * 1_000
        _send(writer, b'', _token(self.word))
        await writer.drain()
        gone = asyncio.ensure_future(reader.read())
        while self.goes_on and not gone.done():
            with suppress(TimeoutError):
                async with asyncio.timeout(_TOKEN_SECONDS):
                    await asyncio.shield(gone)
            _send(writer, b'', _token(' and on'))
            await writer.drain()
        if self.goes_on:
            self.hung_up_at = time.time() * 1_000
            self.hung_up.set()
        gone.cancel()
        _send(writer, b'', b'data: [DONE]\n\n')


def _token(text: str) -> bytes:
    choice = {'index': 0, 'delta': {'role': 'assistant', 'content': text}, 'finish_reason': None}
    chunk = {'id': 'c', 'object': 'chat.completion.chunk', 'created': 1, 'model': 'm', 'choices': [choice]}
    return b'data: ' + json.dumps(chunk).encode() + b'\n\n'


def _send(writer: asyncio.StreamWriter, head: bytes, body: bytes) -> None:
    writer.write(head + b'%x\r\n' % len(body) + body + b'\r\n')


@asynccontextmanager
async def provider() -> AsyncIterator[Provider]:
    """The server, for the length of the block."""
    made = Provider()
    server = await asyncio.start_server(made.answer, '127.0.0.1', 0)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()
