"""Where a request comes from: the client's network address, its device, and the page that sent it."""

import ipaddress
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection

from app.bootstrap import tandem_of

_HOUSEHOLD_PREFIX_V6 = 64
_MAX_ADDRESS_LENGTH = 64
_DEFAULT_PORTS = {'http': ':80', 'https': ':443'}

# The more specific name first: Edge calls itself Chrome, and Chrome calls itself Safari.
_BROWSERS = {
    'Edg': 'Edge', 'OPR/': 'Opera', 'Firefox': 'Firefox', 'FxiOS': 'Firefox', 'CriOS': 'Chrome', 'Chrom': 'Chrome',
    'Safari': 'Safari',
}  # fmt: skip
_SYSTEMS = {
    'iPhone': 'iPhone', 'iPad': 'iPad', 'Android': 'Android', 'Windows': 'Windows', 'Mac OS': 'macOS',
    'CrOS': 'ChromeOS', 'Linux': 'Linux',
}  # fmt: skip


def address_of(connection: HTTPConnection) -> str:
    """The network address for rate limits and the audit log; for IPv6 the /64 network, which is one household."""
    host = connection.client.host if connection.client else 'unknown'
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host[:_MAX_ADDRESS_LENGTH]
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is None:
        return str(ipaddress.ip_network((address, _HOUSEHOLD_PREFIX_V6), strict=False))
    return host


def device_of(connection: HTTPConnection) -> str | None:
    """A name for the device such as “Firefox on Linux”, from the User-Agent header; None when that says nothing."""
    user_agent = connection.headers.get('user-agent', '')
    browser = next((name for mark, name in _BROWSERS.items() if mark in user_agent), None)
    system = next((name for mark, name in _SYSTEMS.items() if mark in user_agent), None)
    return f'{browser} on {system}' if browser and system else browser or system


def is_secure(connection: HTTPConnection) -> bool:
    """Whether the browser reaches us through TLS: a proxy that is trusted says so, or the public address does."""
    public = tandem_of(connection).settings.public_url
    return _came_by_tls(connection) or bool(public and public.startswith('https:'))


def is_own_origin(connection: HTTPConnection) -> bool:
    """Whether the Origin header, if there is one, names the public address, or the host that the request is sent to.

    Whoever is on the same network can put anything into a page that came without TLS, so such a page is another site
    to a Tandem that is reached through TLS. The other way round both count: a proxy need not say that it has TLS.
    """
    public, origin = tandem_of(connection).settings.public_url, connection.headers.get('origin')
    if origin is None or origin.lower() == public:
        return True
    try:
        parts: Any = urlsplit(origin.lower())
    except ValueError:
        return False
    default = _DEFAULT_PORTS.get(parts.scheme)
    has_tls = _came_by_tls(connection) or public == f'https://{parts.netloc}'
    if default is None or (parts.scheme == 'http' and has_tls):
        return False
    host = connection.headers.get('host', '').lower()
    return bool(parts.netloc.removesuffix(default) == host.removesuffix(default))


def is_sent_by_other_site(connection: HTTPConnection) -> bool:
    """Whether a browser says that the page of another site sent this form."""
    site = connection.headers.get('sec-fetch-site')
    return not is_own_origin(connection) or site not in {None, 'same-origin', 'none'}


def is_sent_by_own_page(connection: HTTPConnection) -> bool:
    """Whether a browser says that a page of ours sent this request; False when it says nothing."""
    if not is_own_origin(connection):
        return False
    site = connection.headers.get('sec-fetch-site')
    return site == 'same-origin' if site is not None else 'origin' in connection.headers


def carries_token(headers: Headers) -> bool:
    """Whether the request has a bearer token, which no browser adds by itself as it does a cookie."""
    return headers.get('authorization', '').partition(' ')[0].lower() == 'bearer'


def _came_by_tls(connection: HTTPConnection) -> bool:
    return connection.scope.get('scheme') in {'https', 'wss'}
