"""Where a request comes from, as far as limits, the audit and the list of devices are concerned."""

import ipaddress

from starlette.requests import HTTPConnection

_V6_HOUSEHOLD = 64

# The more particular name first: Edge calls itself Chrome, and Chrome calls itself Safari.
_BROWSERS = {
    'Edg': 'Edge', 'OPR/': 'Opera', 'Firefox': 'Firefox', 'FxiOS': 'Firefox', 'CriOS': 'Chrome', 'Chrom': 'Chrome',
    'Safari': 'Safari',
}  # fmt: skip
_SYSTEMS = {
    'iPhone': 'iPhone', 'iPad': 'iPad', 'Android': 'Android', 'Windows': 'Windows', 'Mac OS': 'macOS',
    'CrOS': 'ChromeOS', 'Linux': 'Linux',
}  # fmt: skip


def address_of(connection: HTTPConnection) -> str:
    """The network address; for IPv6 the network, because one household has more addresses than can be counted."""
    host = connection.client.host if connection.client else 'unknown'
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host[:64]
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is None:
        return str(ipaddress.ip_network((address, _V6_HOUSEHOLD), strict=False))
    return host


def device_of(connection: HTTPConnection) -> str | None:
    """What somebody would call the device they use, such as “Firefox on Linux”; None when it does not say."""
    says = connection.headers.get('user-agent', '')
    browser = next((name for mark, name in _BROWSERS.items() if mark in says), None)
    system = next((name for mark, name in _SYSTEMS.items() if mark in says), None)
    return f'{browser} on {system}' if browser and system else browser or system
