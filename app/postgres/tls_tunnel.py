"""A private socket that leads to a PostgreSQL over TLS, for programs of PostgreSQL that were built without TLS."""

import asyncio
import ssl
import struct
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from sqlalchemy.engine import URL

from app.postgres.access import PORT
from app.postgres.refusals import CannotStart

_TIMEOUT_SECONDS = 10.0
_CHUNK_BYTES = 65_536
# “SSLRequest”: PostgreSQL's protocol, 54.2.10 (https://www.postgresql.org/docs/current/protocol-flow.html).
_ASK_FOR_TLS = struct.pack('!II', 8, 80_877_103)
_YES = b'S'
_WITHOUT = {'disable'}
_PERHAPS = {'allow', 'prefer'}


@asynccontextmanager
async def tunnel(url: URL) -> AsyncIterator[Path]:
    """The folder of a socket that leads to the server in `url`, as encrypted as its `sslmode` says.

    The modes and files mean what they mean to libpq. Raises CannotStart when the server cannot be
    reached that way.
    """
    # What is wrong is said here, and not by a program that sees only the socket.
    await _close((await _connect(url))[1])
    leading: set[asyncio.Task[None]] = set()

    # A coroutine here would be a task of asyncio's, which logs an error when it is cancelled.
    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        leading.add(asyncio.create_task(_lead(url, reader, writer)))

    with tempfile.TemporaryDirectory(prefix='tandem-') as name:
        folder = Path(name)
        server = await asyncio.start_unix_server(begin, folder / f'.s.PGSQL.{PORT}')
        try:
            yield folder
        finally:
            server.close()
            for task in leading:
                task.cancel()
            await asyncio.gather(*leading, return_exceptions=True)


async def _lead(url: URL, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        far_reader, far_writer = await _connect(url)
        try:
            await asyncio.gather(_pass_on(reader, far_writer), _pass_on(far_reader, writer))
        finally:
            await _close(far_writer)
    except CannotStart:
        # It could be reached a moment ago; the program says that it lost its connection.
        pass
    finally:
        await _close(writer)


async def _connect(url: URL) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    try:
        async with asyncio.timeout(_TIMEOUT_SECONDS):
            reader, writer = await asyncio.open_connection(url.host, url.port or PORT)
            try:
                await _encrypt(reader, writer, url)
            except BaseException:
                await _close(writer)
                raise
    except (OSError, EOFError, TimeoutError, ValueError) as error:
        raise CannotStart(
            f'The database at {url.host} cannot be reached ({error or type(error).__name__}). '
            'Check that it runs and that TANDEM_DATABASE_URL is right.'
        ) from error
    return reader, writer


async def _encrypt(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, url: URL) -> None:
    mode = _of(url, 'sslmode') or 'prefer'
    if mode in _WITHOUT:
        return
    writer.write(_ASK_FOR_TLS)
    if await reader.readexactly(1) == _YES:
        await writer.start_tls(_context(url, mode), server_hostname=url.host)
    elif mode not in _PERHAPS:
        raise CannotStart(f'The database at {url.host} does not speak TLS, which TANDEM_DATABASE_URL demands.')


async def _close(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()


def _context(url: URL, mode: str) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=_of(url, 'sslrootcert'))
    context.check_hostname = mode == 'verify-full'
    if mode not in {'verify-ca', 'verify-full'}:
        context.verify_mode = ssl.CERT_NONE
    if certificate := _of(url, 'sslcert'):
        context.load_cert_chain(certificate, _of(url, 'sslkey'), _of(url, 'sslpassword') or '')
    return context


def _of(url: URL, name: str) -> str | None:
    value = url.query.get(name)
    return value if isinstance(value, str) else None


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Pass on what comes, until nothing more does; then the other end is told so, too."""
    with suppress(OSError):
        while chunk := await reader.read(_CHUNK_BYTES):
            writer.write(chunk)
            await writer.drain()
    writer.close()
