"""What NiceGUI leaves open is closed here: whose socket may speak for a page, how often, and how much.

NiceGUI takes whoever knows the id of a page for the page itself. Here a socket speaks only for the
page it was opened for, and it can be opened only with the login that the page was opened with.
This stands on private names of NiceGUI and python-socketio; tests attack it, so an update that
changes them fails a test and not the protection.
"""

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from nicegui import App, Client, core
from socketio.exceptions import ConnectionRefusedError as Refused
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from app.auth import cookie_secret, is_own_origin
from app.bootstrap import Tandem
from app.problems import problem
from app.settings import Settings
from app.watch import cut_off
from services.accounts import hash_of
from services.limits import Limiter, Rate

log = logging.getLogger(__name__)

MESSAGE_LIMIT = 256 * 1024
"""How many bytes a page may send at once."""

EVENTS = Rate(burst=300, seconds=0.02)
"""What a page may report: 300 gestures at once, 50 a second for as long as it likes."""

_SPOKEN = ('event', 'javascript_response', 'ack')
_LOAD_ANEW = 'Implicit handshake failed'
"""What NiceGUI's browser part understands as: load the page anew."""

_CLOSED = '/_nicegui/client/'

Handler = Callable[..., Any]


def install(app: App, tandem: Tandem) -> None:
    """Close what is open; once, before the server starts."""
    app.add_middleware(NoUploads)
    sio = core.sio
    sio.eio.max_http_buffer_size = MESSAGE_LIMIT
    sio.eio.cors_allowed_origins = lambda origin, environ: _is_permitted(tandem.settings, origin, environ)
    handlers: dict[str, Handler] = sio.handlers['/']
    speaking = Limiter(EVENTS, 'Too many gestures.')
    for name in _SPOKEN:
        handlers[name] = _own_page_only(handlers[name], speaking)
    # What a page has to complain about is its own: it would put what people wrote into the log.
    handlers['log'] = lambda *_: None
    connect, handshake = handlers['connect'], handlers['handshake']

    async def connect_with_own_login(sid: str, _claimed: Any = None, auth: Any = None) -> Any:
        # A socket can send an event of this name, too, with whatever it likes; what it really came with is kept.
        environ = sio.get_environ(sid) or {}
        query = parse_qs(environ.get('QUERY_STRING', ''))
        if not _has_login_of(query.get('client_id', [''])[0], app, environ):
            raise Refused(_LOAD_ANEW)
        return await connect(sid, environ, auth)

    async def handshake_with_own_login(sid: str, data: Any) -> Any:
        client_id = data.get('client_id') if isinstance(data, dict) else None
        if not _has_login_of(client_id, app, sio.get_environ(sid)):
            return False
        try:
            return await handshake(sid, data)
        except (KeyError, TypeError, ValueError):
            log.warning('A page introduced itself in a way that cannot be understood.')
            return False

    handlers['connect'] = connect_with_own_login
    handlers['handshake'] = handshake_with_own_login


class NoUploads:
    """Tandem takes no files, so the address to which NiceGUI would have them sent is closed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything else on."""
        if scope['type'] == 'http' and scope['path'].startswith(_CLOSED):
            await problem(404)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _own_page_only(inner: Handler, speaking: Limiter) -> Handler:
    """`inner`, for what a socket says about the page it was opened for."""

    def guarded(sid: str, message: Any) -> Any:
        client_id = message.get('client_id') if isinstance(message, dict) else None
        client = Client.instances.get(client_id) if isinstance(client_id, str) else None
        if client is None or sid not in client._socket_to_document_id:  # noqa: SLF001 - see above
            return None
        if not speaking.allows(sid):
            log.warning('A page was cut off: it sent more than a person can do.')
            cut_off(client)
            return None
        try:
            return inner(sid, message)
        except (KeyError, TypeError, ValueError, AttributeError):
            log.warning('A page sent what cannot be understood.')
            return None

    return guarded


def _has_login_of(client_id: Any, app: App, environ: dict[str, Any] | None) -> bool:
    """Whether this socket carries the cookie of the login that the page was opened with."""
    client = Client.instances.get(client_id) if isinstance(client_id, str) else None
    if client is None:
        return False
    opened_with = getattr(client.request.state, 'credential', None) if client.request else None
    scope = (environ or {}).get('asgi.scope')
    if opened_with is None or scope is None:
        return opened_with is None
    secret = cookie_secret(HTTPConnection({**scope, 'app': app}))
    return secret is not None and hash_of(secret) == opened_with


def _is_permitted(settings: Settings, origin: str, environ: dict[str, Any]) -> bool:
    if settings.public_url is not None and origin.lower() == settings.public_url:
        return True
    return is_own_origin(Headers({'origin': origin, 'host': environ.get('HTTP_HOST', '')}))
