"""`local` mode: only pages and programs of this machine get in.

Listening on the loopback address keeps other machines out, but not the pages of other sites that a
browser on this machine shows: they can send requests here, and can even have their own host name
resolve to this machine (DNS rebinding). So the Host, Origin and Fetch Metadata headers are checked.
What carries a token is let in from any origin: no browser sends one by itself.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from app.addresses import WEBSOCKET, is_for_programs
from app.client import carries_token, is_own_origin
from app.problems import problem
from app.settings import LOOPBACK
from services.values.text import quoted

_OWN_SITES = (None, 'same-origin', 'none')


class LoopbackOnly:
    """Refuses requests that are addressed to another host name or sent by the page of another site."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 403."""
        refusal = _refusal(scope) if scope['type'] in {'http', 'websocket'} else None
        if refusal is None:
            await self.app(scope, receive, send)
        elif scope['type'] == 'http':
            await problem(403, refusal)(scope, receive, send)
        else:
            await receive()
            await send({'type': 'websocket.close', 'code': 4403, 'reason': refusal})


def _refusal(scope: Scope) -> str | None:
    headers = Headers(scope=scope)
    host = headers.get('host', '')
    if _hostname(host) not in LOOPBACK:
        return f'{quoted(host)} is not a name of this machine. Use http://localhost or http://127.0.0.1.'
    if _is_program(scope, headers):
        return None
    if not is_own_origin(HTTPConnection(scope)) or not _is_own_site(headers):
        return 'This request was sent by the page of another site, which may not use Tandem in your name.'
    return None


def _is_program(scope: Scope, headers: Headers) -> bool:
    """Whether this counts by its token alone: a socket without one is asked for it before it is told anything."""
    if scope['type'] == 'websocket':
        return scope['path'] == WEBSOCKET and (carries_token(headers) or 'cookie' not in headers)
    return is_for_programs(scope['path']) and carries_token(headers)


def _hostname(host: str) -> str | None:
    try:
        return urlsplit(f'//{host}').hostname
    except ValueError:
        return None


def _is_own_site(headers: Headers) -> bool:
    """Whether our own page sent the request, or somebody followed a link from another site to a page of ours."""
    followed = headers.get('sec-fetch-mode') == 'navigate' and headers.get('sec-fetch-dest') == 'document'
    return followed or headers.get('sec-fetch-site') in _OWN_SITES
