"""In `local` mode only the user that Tandem runs as gets in, by the plain address or by a link."""

import asyncio
import os
import socket
import stat
from contextlib import closing

import httpx
import pytest
from starlette.requests import HTTPConnection

from app import local_user
from app.local_user import LocalUser, user_at
from app.settings import Settings
from services.errors import NotSignedIn
from tests.timeouts import TIMEOUT

CLIENT, SERVER = ('127.0.0.1', 40_000), ('127.0.0.1', 8080)
SOMEBODY_ELSE = os.geteuid() + 1
HEADER = 'sl local_address rem_address st tx_queue rx_queue tr tm->when retrnsmt uid timeout inode\n'


@pytest.fixture
def owner_of_data(tmp_path):
    return LocalUser(Settings(_env_file=None, data_dir=tmp_path / 'new', port=8080))


@pytest.fixture
def told(tmp_path, monkeypatch):
    """Has the system tell of one connection from CLIENT to SERVER."""

    def told(user=None, *, state='01', inode=77, client='0100007F:9C40', server='0100007F:1F90'):
        row = f'0: {client} {server} {state} 0:0 0:0 0 {user} 0 {inode}\n' if user is not None else ''
        table = tmp_path / 'tcp'
        table.write_text(HEADER + row)
        monkeypatch.setattr(local_user, '_SOCKET_TABLES', (table,))

    return told


def connection(path='/', query=b'', client=CLIENT):
    scope = {
        'type': 'http', 'method': 'GET', 'path': path, 'query_string': query, 'headers': [(b'host', b'127.0.0.1:8080')],
        'client': client, 'server': SERVER, 'scheme': 'http',
    }  # fmt: skip
    return HTTPConnection(scope)


@pytest.mark.parametrize(('family', 'host'), [(socket.AF_INET, '127.0.0.1'), (socket.AF_INET6, '::1')])
def test_the_system_tells_who_holds_the_other_end_of_a_connection(family, host):
    with closing(socket.create_server((host, 0), family=family)) as server:
        address = server.getsockname()[:2]
        with closing(socket.create_connection(address)) as client:
            assert user_at(client.getsockname()[:2], address) == os.geteuid()


async def test_the_user_gets_in_at_the_plain_address(owner_of_data, told):
    told(os.geteuid())
    await owner_of_data.check(connection())


@pytest.mark.parametrize('path', ['/', '/start', '/settings'])
async def test_another_user_is_refused_with_a_sentence(owner_of_data, told, path):
    told(SOMEBODY_ELSE)
    with pytest.raises(NotSignedIn, match='belongs to another user'):
        await owner_of_data.check(connection(path))


UNTOLD = {
    'nobody says': {},
    'its program has closed it': {'user': os.geteuid(), 'inode': 0},
    'it is being closed': {'user': os.geteuid(), 'state': '05'},
    'it comes from another port': {'user': os.geteuid(), 'client': '0100007F:9C41'},
    'it leads to another server': {'user': os.geteuid(), 'server': '0100007F:1F91'},
}


@pytest.mark.parametrize('row', UNTOLD.values(), ids=UNTOLD)
async def test_a_connection_of_an_unknown_user_is_refused_and_told_of_the_link(owner_of_data, told, row):
    told(**row)
    with pytest.raises(NotSignedIn, match=r'main\.py link'):
        await owner_of_data.check(connection())


@pytest.mark.parametrize('client', [None, ('testclient', 1), ('', 0)])
async def test_an_address_that_is_none_is_an_unknown_user(owner_of_data, client):
    with pytest.raises(NotSignedIn):
        await owner_of_data.check(connection(client=client))


async def test_the_link_lets_in_whoever_opens_it_and_no_other_token_does(owner_of_data, told):
    told(SOMEBODY_ELSE)
    path, _, token = owner_of_data.link.removeprefix('http://127.0.0.1:8080').partition('?')
    await owner_of_data.check(connection(path, token.encode()))
    for wrong in (b'token=', b'token=x', token.encode()[:-1], 'token=ü'.encode()):
        with pytest.raises(NotSignedIn):
            await owner_of_data.check(connection(path, wrong))
    with pytest.raises(NotSignedIn):
        await owner_of_data.check(connection('/', token.encode()))


def test_the_key_of_the_link_stays_and_only_the_user_can_read_it(owner_of_data, tmp_path):
    assert owner_of_data.link == owner_of_data.link
    folder = tmp_path / 'new'
    assert [file.name for file in folder.iterdir()] == ['link.key']
    assert stat.S_IMODE((folder / 'link.key').stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason='Only root can act as another user.')
async def test_a_browser_of_another_user_does_not_get_in(server):
    nobody = await asyncio.create_subprocess_exec(
        *('python3', '-c', 'import sys, urllib.request; urllib.request.urlopen(sys.argv[1])', server),
        user=65_534,
        group=65_534,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(TIMEOUT):
        _, said = await nobody.communicate()
    assert b'HTTP Error 401' in said
    async with httpx.AsyncClient(base_url=server, timeout=TIMEOUT) as client:
        assert (await client.get('/')).status_code == 200
