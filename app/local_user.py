"""`local` mode on a machine with several users: Tandem lets in the one it runs as, and nobody else.

The system is asked which user holds the other end of a connection. Where it does not tell (macOS, or a
proxy in between), a link with a key does: only the user Tandem runs as can read the key.
"""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from secrets import compare_digest, token_urlsafe

from starlette.requests import HTTPConnection

from app.addresses import START
from app.postgres.own_files import read_own
from app.postgres.refusals import CannotStart
from app.settings import Settings
from services.errors import NotSignedIn
from services.translatable import _

_KEY_FILE = 'link.key'
_SOCKET_TABLES = (Path('/proc/net/tcp'), Path('/proc/net/tcp6'))
_ESTABLISHED = '01'

_OTHER_USER = _('This Tandem belongs to another user of this computer.')
_UNKNOWN_USER = _(
    'Tandem cannot tell which user of this computer you are. Run “python main.py link” where Tandem was started, '
    'and open the link that it prints.'
)

_Endpoint = tuple[IPv4Address | IPv6Address, int]


class LocalUser:
    """The user that Tandem runs as."""

    def __init__(self, settings: Settings) -> None:
        self._folder = settings.database_dir.parent
        self._address = settings.address

    @property
    def link(self) -> str:
        """A link that lets any browser in which the user opens it in; raises OSError when its key cannot be kept."""
        return f'{self._address}{START}?token={_key_in(self._folder)}'

    async def check(self, connection: HTTPConnection) -> None:
        """Raise NotSignedIn unless this user has opened the connection, or the link."""
        token = connection.query_params.get('token', '') if connection.url.path == START else ''
        if token and compare_digest(token.encode(), _key_in(self._folder).encode()):
            return
        user = await asyncio.to_thread(user_at, connection.scope.get('client'), connection.scope.get('server'))
        if user is None:
            raise NotSignedIn(_UNKNOWN_USER)
        if user != os.geteuid():
            raise NotSignedIn(_OTHER_USER)


def tells_users() -> bool:
    """Whether this system tells which user holds a connection."""
    return _SOCKET_TABLES[0].exists()


def user_at(client: tuple[str, int] | None, server: tuple[str, int] | None) -> int | None:
    """The ID of the user who holds the client's end of an open connection on this machine; None when nobody says.

    Reads the tables of sockets in /proc/net as proc_pid_net(5) describes them.
    """
    if client is None or server is None:
        return None
    with suppress(ValueError):
        wanted = (_endpoint(*client), _endpoint(*server))
        for local, remote, user in _established():
            if (local, remote) == wanted:
                return user
    return None


def _established() -> Iterator[tuple[_Endpoint, _Endpoint, int]]:
    for table in _SOCKET_TABLES:
        with suppress(OSError):
            for line in table.read_text(encoding='ascii').splitlines()[1:]:
                fields = line.split()
                # A socket that its program has closed has no user any more; the table then says 0, which is root's.
                if fields[3] == _ESTABLISHED and fields[9] != '0':
                    yield _parse(fields[1]), _parse(fields[2]), int(fields[7])


def _parse(text: str) -> _Endpoint:
    """An endpoint such as `0100007F:1F90`: words of four bytes in the order of this machine, and the port."""
    address, _, port = text.partition(':')
    words = (address[at : at + 8] for at in range(0, len(address), 8))
    packed = b''.join(int(word, 16).to_bytes(4, sys.byteorder) for word in words)
    return _endpoint(str(ip_address(packed)), int(port, 16))


def _endpoint(host: str, port: int) -> _Endpoint:
    address = ip_address(host)
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address, port


def _key_in(folder: Path) -> str:
    """The key of this installation, made when it is first asked for."""
    file = folder / _KEY_FILE
    if key := read_own(file):
        return key
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = file.with_name(f'{_KEY_FILE}.{os.getpid()}')
    new.touch(mode=0o600)
    new.write_text(token_urlsafe(32), encoding='ascii')
    # Of several processes that make one, the first wins.
    with suppress(FileExistsError):
        file.hardlink_to(new)
    new.unlink()
    if key := read_own(file):
        return key
    raise CannotStart(f'{file} is no file that can be read. Move it away, and start again.')
