"""Which page a request counts as sent by; for sockets, which no test opens through TLS, as for the rest."""

from types import SimpleNamespace

import pytest
from starlette.requests import HTTPConnection

from app.client import is_own_origin
from app.settings import Settings

HTTPS = 'https://tasks.example.org'
HTTP = 'http://tasks.example.org'


def sent(origin, kind='http', scheme='http', host='tasks.example.org', public_url=None):
    settings = Settings(_env_file=None, public_url=public_url)
    app = SimpleNamespace(state=SimpleNamespace(tandem=SimpleNamespace(settings=settings)))
    headers = [(b'host', host.encode()), *([(b'origin', origin.encode())] if origin else [])]
    return HTTPConnection({'type': kind, 'scheme': scheme, 'headers': headers, 'app': app})


@pytest.mark.parametrize(('kind', 'scheme'), [('http', 'https'), ('websocket', 'wss')])
def test_with_tls_only_a_page_with_tls_is_our_own(kind, scheme):
    assert is_own_origin(sent(HTTPS, kind, scheme))
    assert is_own_origin(sent(f'{HTTPS}:8443', kind, scheme, host='tasks.example.org:8443'))
    assert not is_own_origin(sent(HTTP, kind, scheme))
    assert not is_own_origin(sent(f'{HTTP}:8443', kind, scheme, host='tasks.example.org:8443'))


@pytest.mark.parametrize(('kind', 'scheme'), [('http', 'http'), ('websocket', 'ws')])
def test_the_public_address_says_whether_there_is_tls(kind, scheme):
    assert is_own_origin(sent(HTTPS, kind, scheme, public_url=HTTPS))
    assert not is_own_origin(sent(HTTP, kind, scheme, public_url=HTTPS))
    assert is_own_origin(sent(HTTP, kind, scheme, public_url=HTTP))
    # Where nobody says so, a proxy may have it.
    assert is_own_origin(sent(HTTPS, kind, scheme))
    assert is_own_origin(sent(HTTP, kind, scheme))


def test_the_public_address_is_our_own_whatever_host_a_proxy_sends_on():
    assert is_own_origin(sent(HTTPS, host='10.0.0.7:8080', public_url=HTTPS))
    assert not is_own_origin(sent('https://evil.example', host='10.0.0.7:8080', public_url=HTTPS))


def test_this_machine_is_reached_without_tls_beside_a_public_address():
    assert is_own_origin(sent('http://localhost:8080', host='localhost:8080', public_url=HTTPS))
