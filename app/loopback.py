"""The `local` mode: nothing but this machine's own pages and programs gets in; a page signs the owner in.

Listening on loopback keeps other machines out, but not the pages of other sites that a browser on
this machine shows: they can send requests here, and can even make their own name point here (DNS
rebinding). So what a browser says about where a request comes from and goes to is checked.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from app.auth import is_own_origin
from app.problems import problem
from app.settings import LOOPBACK
from services.text import quoted

_OWN_SITES = (None, 'same-origin', 'none')


class LoopbackOnly:
    """Refuses requests that are addressed to another name or sent by the page of another site."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 403."""
        refusal = _refusal(Headers(scope=scope)) if scope['type'] in {'http', 'websocket'} else None
        if refusal is None:
            await self._app(scope, receive, send)
        elif scope['type'] == 'http':
            await problem(403, refusal)(scope, receive, send)
        else:
            await receive()
            await send({'type': 'websocket.close', 'code': 4403, 'reason': refusal})


def _refusal(headers: Headers) -> str | None:
    host = headers.get('host', '')
    if _name_in(host) not in LOOPBACK:
        return f'{quoted(host)} is not a name of this machine. Use http://localhost or http://127.0.0.1.'
    if not is_own_origin(headers) or not _is_own_site(headers):
        return 'This request was sent by the page of another site, which may not use Tandem in your name.'
    return None


def _name_in(host: str) -> str | None:
    try:
        return urlsplit(f'//{host}').hostname
    except ValueError:
        return None


def _is_own_site(headers: Headers) -> bool:
    """Whether the browser says that our page sent it; following a link from elsewhere to a page is fine, too."""
    followed = headers.get('sec-fetch-mode') == 'navigate' and headers.get('sec-fetch-dest') == 'document'
    return followed or headers.get('sec-fetch-site') in _OWN_SITES
