"""A database that is reached over TLS is backed up over TLS, as its address says, though the programs know no TLS."""

import asyncio
import contextlib
import re
import ssl
import subprocess

import pytest
from sqlalchemy.engine import make_url

from app.postgres.backup import back_up, restore, verify
from app.postgres.refusals import CannotStart
from app.postgres.tls_tunnel import tunnel
from app.settings import Settings

_ASKED = b'\x00\x00\x00\x08\x04\xd2\x16\x2f'


@pytest.fixture(scope='module')
def certificate(tmp_path_factory):
    """A certificate for localhost that signs itself, with its key in the same file."""
    file = tmp_path_factory.mktemp('certificate') / 'server.pem'
    subprocess.run(  # noqa: S603
        [
            *('openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'),
            *('-addext', 'subjectAltName=DNS:localhost', '-keyout', file, '-out', file.with_suffix('.crt')),
        ],
        check=True,
        capture_output=True,
    )
    file.write_text(file.read_text() + file.with_suffix('.crt').read_text())
    return file


class Front:
    """Takes connections over TLS alone, and leads them to a socket; `encrypted` counts them."""

    def __init__(self, socket, certificate=None):
        self._socket = socket
        self._context = None
        if certificate:
            self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            self._context.load_cert_chain(certificate)
        self.encrypted = 0
        self.tasks = []

    async def serve(self, reader, writer):
        self.tasks.append(asyncio.current_task())
        try:
            if await reader.readexactly(8) == _ASKED:
                await self._answer(writer)
                await self._lead(reader, writer)
        except (OSError, EOFError):
            pass  # it was refused, which is what the test is about
        finally:
            await close(writer)

    async def _answer(self, writer):
        writer.write(b'N' if self._context is None else b'S')
        if self._context is not None:
            await writer.start_tls(self._context)
            self.encrypted += 1

    async def _lead(self, reader, writer):
        far_reader, far_writer = await asyncio.open_unix_connection(self._socket)
        try:
            await asyncio.gather(pass_on(reader, far_writer), pass_on(far_reader, writer))
        finally:
            await close(far_writer)


async def pass_on(reader, writer):
    while chunk := await reader.read(65_536):
        writer.write(chunk)
    writer.close()


async def close(writer):
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()


async def through(front, database_url, work, mode, **more):
    """Do `work` with settings whose database is reached through this front."""
    server = await asyncio.start_server(front.serve, 'localhost', 0)
    port = server.sockets[0].getsockname()[1]
    query = '&'.join(f'{name}={value}' for name, value in {'sslmode': mode, **more}.items())
    name = re.search(r'/(test_\w+)', database_url)[1]
    settings = Settings(_env_file=None, database_url=f'postgresql://tandem@localhost:{port}/{name}?{query}')
    try:
        await asyncio.to_thread(work, settings)
    finally:
        server.close()
        for task in front.tasks:
            task.cancel()
        await asyncio.gather(*front.tasks, return_exceptions=True)


def socket_of(url):
    return f'{re.search("host=([^&]+)", url)[1]}/.s.PGSQL.5432'


@pytest.mark.parametrize('mode', ['prefer', 'require', 'verify-full'])
async def test_a_backup_goes_over_tls(database_url, certificate, tmp_path, mode):
    front = Front(socket_of(database_url), certificate)
    file = tmp_path / 'tandem.backup'
    root = {'sslrootcert': certificate.with_suffix('.crt')} if mode == 'verify-full' else {}
    await through(front, database_url, lambda settings: back_up(settings, file), mode, **root)
    assert front.encrypted >= 2
    assert 'users' in await asyncio.to_thread(verify, file)


async def test_a_restore_goes_over_tls(database_url, empty_database_url, certificate, tmp_path):
    file = tmp_path / 'tandem.backup'
    await asyncio.to_thread(back_up, Settings(_env_file=None, database_url=database_url), file)
    front = Front(socket_of(empty_database_url), certificate)
    await through(front, empty_database_url, lambda settings: restore(settings, file), 'require')
    assert front.encrypted >= 2


@pytest.mark.parametrize('mode', ['verify-full', 'verify-ca'])
async def test_a_certificate_that_nobody_vouches_for_is_refused(database_url, certificate, tmp_path, mode):
    front, file = Front(socket_of(database_url), certificate), tmp_path / 'tandem.backup'
    with pytest.raises(CannotStart, match=r'cannot be reached .*certificate'):
        await through(front, database_url, lambda settings: back_up(settings, file), mode)
    assert not file.exists()


async def test_what_has_to_be_encrypted_never_goes_unencrypted(database_url, tmp_path):
    front, file = Front(socket_of(database_url)), tmp_path / 'tandem.backup'
    with pytest.raises(CannotStart, match='does not speak TLS, which TANDEM_DATABASE_URL demands'):
        await through(front, database_url, lambda settings: back_up(settings, file), 'require')
    assert list(tmp_path.iterdir()) == []


async def test_a_server_without_tls_will_do_where_the_address_allows_it(database_url, tmp_path):
    front, file = Front(socket_of(database_url)), tmp_path / 'tandem.backup'
    await through(front, database_url, lambda settings: back_up(settings, file), 'prefer')
    assert file.exists()


async def test_a_connection_that_is_open_when_the_tunnel_ends_is_cut_off_without_an_error():
    asked, errors = asyncio.Event(), []

    async def listen(reader, writer):
        while await reader.read(1):
            asked.set()
        await close(writer)

    loop = asyncio.get_running_loop()
    handler = loop.get_exception_handler()
    loop.set_exception_handler(lambda _loop, context: errors.append(context))
    try:
        async with await asyncio.start_server(listen, 'localhost', 0) as server:
            port = server.sockets[0].getsockname()[1]
            async with tunnel(make_url(f'postgresql://tandem@localhost:{port}/tandem?sslmode=disable')) as folder:
                reader, writer = await asyncio.open_unix_connection(folder / '.s.PGSQL.5432')
                writer.write(b'x')
                await asked.wait()
            assert await reader.read() == b''
            await close(writer)
    finally:
        loop.set_exception_handler(handler)
    assert errors == []
