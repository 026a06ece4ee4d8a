"""What a client may send and for how long before anybody knows who it is."""

import asyncio
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

import pytest

from app.bounded_http import HEADER_LIMIT, BoundedHttp
from tests.serving import serve
from tests.timeouts import TIMEOUT


class Hasty(BoundedHttp):
    """Waits a moment only."""

    header_seconds = body_seconds = 0.05


async def echo(_scope, receive, send):
    """Answers with the size of the body."""
    body, more = b'', True
    while more:
        message = await receive()
        if message['type'] == 'http.disconnect':
            return
        body += message.get('body', b'')
        more = message.get('more_body', False)
    answer = str(len(body)).encode()
    await send({'type': 'http.response.start', 'status': 200, 'headers': [(b'content-length', b'%d' % len(answer))]})
    await send({'type': 'http.response.body', 'body': answer})


@asynccontextmanager
async def connected(protocol):
    async with serve(echo, lifespan='off', http=protocol) as address:
        reader, writer = await asyncio.open_connection(*urlsplit(address).netloc.split(':'))
        try:
            async with asyncio.timeout(TIMEOUT):
                yield reader, writer
        finally:
            writer.close()


async def status_of(reader):
    return int((await reader.readline()).split()[1])


async def send(writer, data):
    for at in range(0, len(data), 10_000):
        writer.write(data[at : at + 10_000])
        await asyncio.sleep(0)
    await writer.drain()


@pytest.mark.parametrize(
    'sent',
    [
        b'GET / HTTP/1.1\r\nHost: x\r\nX-Long: ' + b'a' * HEADER_LIMIT * 3,
        b'GET / HTTP/1.1\r\nHost: x\r\n' + b'X-Many: aaaaaaaa\r\n' * HEADER_LIMIT,
        b'GET /' + b'a' * HEADER_LIMIT * 2 + b' HTTP/1.1\r\nHost: x\r\n\r\n',
        b'GET / HTTP/1.1\r\nHost: x\r\nX-Long: ' + b'a' * (HEADER_LIMIT + 1) + b'\r\n\r\n',
    ],
    ids=['without end', 'many', 'address', 'complete'],
)
async def test_larger_headers_are_refused_and_the_connection_ends(sent):
    async with connected(BoundedHttp) as (reader, writer):
        status = None
        with suppress(ConnectionError):  # the answer is lost when this is still sending while the server hangs up
            await send(writer, sent)
            status = await status_of(reader)
        assert status in {431, None}


async def test_headers_within_the_limit_and_a_large_body_pass():
    async with connected(BoundedHttp) as (reader, writer):
        for _ in range(2):
            body = b'b' * HEADER_LIMIT * 4
            head = b'POST / HTTP/1.1\r\nHost: x\r\nX-Long: %s\r\nContent-Length: %d\r\n\r\n'
            await send(writer, head % (b'a' * (HEADER_LIMIT // 2), len(body)) + body)
            assert await status_of(reader) == 200
            await reader.readuntil(b'\r\n\r\n')
            assert await reader.readexactly(len(str(len(body)))) == str(len(body)).encode()


@pytest.mark.parametrize('sent', [b'', b'GET / HTTP/1.1\r\nHost: x\r\nX-Sl'], ids=['nothing', 'half a request'])
async def test_what_does_not_go_on_is_ended(sent):
    async with connected(Hasty) as (reader, writer):
        writer.write(sent)
        assert await status_of(reader) == 408
        await reader.read()


async def test_a_body_that_does_not_go_on_is_ended():
    async with connected(Hasty) as (reader, writer):
        writer.write(b'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf')
        assert await reader.read() == b''


async def test_a_connection_that_is_kept_open_between_requests_is_not_ended():
    async with connected(Hasty) as (reader, writer):
        for _ in range(2):
            writer.write(b'GET / HTTP/1.1\r\nHost: x\r\n\r\n')
            assert await status_of(reader) == 200
            await reader.readuntil(b'\r\n\r\n')
            await reader.readexactly(1)
            await asyncio.sleep(3 * Hasty.header_seconds)
