"""Where a request comes from, as far as limits and the audit are concerned."""

import ipaddress

from starlette.requests import HTTPConnection

_V6_HOUSEHOLD = 64


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
