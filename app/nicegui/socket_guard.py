"""Guards the sockets of pages: who may open one, what it may say, how often and how much.

NiceGUI takes whoever knows the id of a page for that page. Here a socket speaks only for the page it
was opened for, and it is opened only with the login that the page was opened with. So every handler
of NiceGUI's socket is wrapped, and an event that is not known here is refused.

Read in NiceGUI 3.18 (nicegui.py registers the handlers) and python-socketio 5.18. It brings safety
and costs some 10 µs a gesture.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

from fastapi import FastAPI
from nicegui import App, Client, core
from socketio.exceptions import ConnectionRefusedError as Refused
from starlette.requests import HTTPConnection

from app.auth import session_secret, store_new_session
from app.bootstrap import tandem_of
from app.client import is_own_origin
from app.nicegui.clients import has_socket
from app.nicegui.page_lifetime import close_page
from services.accounts.people import OWNER_ID
from services.accounts.tokens import hash_of
from services.errors import Unavailable
from services.values.rate_limits import Limiter, Rate

log = logging.getLogger(__name__)

NAMESPACE = '/'
MESSAGE_LIMIT = 256 * 1024
"""Bytes that a page may send at once."""

EVENTS = Rate(burst=300, seconds=0.02)
"""What a page may send: 300 events at once, 50 a second for as long as it likes."""

_RELOAD = 'Implicit handshake failed'
"""The refusal to which NiceGUI's JavaScript reacts by loading the page again."""

Handler = Callable[..., Any]


def install(app: App) -> None:
    """Guard NiceGUI's socket; call it once, before the server starts."""
    sio = core.sio
    sio.eio.max_http_buffer_size = MESSAGE_LIMIT
    sio.eio.cors_allowed_origins = lambda _origin, environ: _is_permitted(app, environ)
    handlers = sio.handlers[NAMESPACE]
    handlers.update(SocketGuard(app, sio.get_environ).guarded(handlers))


class SocketGuard:
    """Wraps handlers of events; `environ_of` gives the request that a socket was opened with."""

    def __init__(self, app: FastAPI, environ_of: Callable[[str], dict[str, Any] | None]) -> None:
        self._app = app
        self._environ_of = environ_of
        self._events = Limiter(EVENTS, 'Too many gestures.')
        self._guards: dict[str, Callable[[Handler], Handler]] = {
            'connect': self._with_login,
            'handshake': self._with_login_of_claimed_page,
            'event': self._for_own_page,
            'javascript_response': self._for_own_page,
            'ack': self._for_own_page,
            # It ends the sender's own connection and nothing else.
            'disconnect': lambda handler: handler,
            # What a page reports to the log may quote what people wrote.
            'log': _ignored,
        }

    @property
    def known_events(self) -> frozenset[str]:
        """The names of the events that have a guard."""
        return frozenset(self._guards)

    def guarded(self, handlers: dict[str, Handler]) -> dict[str, Handler]:
        """Each handler behind the guard of its event; an event without a guard gets a handler that does nothing."""
        for name in handlers.keys() - self._guards.keys():
            log.warning('NiceGUI handles the event “%s”, which Tandem does not know and refuses.', name)
        return {name: self._guards.get(name, _ignored)(handler) for name, handler in handlers.items()}

    def _with_login(self, handler: Handler) -> Handler:
        async def connect(sid: str, _claimed: Any = None, auth: Any = None) -> Any:
            # A socket can send an event of this name with a made-up environ, so the one it was opened with is used.
            environ = self._environ_of(sid) or {}
            client_id = parse_qs(environ.get('QUERY_STRING', '')).get('client_id', [''])[0]
            if not self._has_login_of(client_id, sid):
                raise Refused(_RELOAD)
            await self._store_session(client_id, sid)
            return await handler(sid, environ, auth)

        return connect

    def _with_login_of_claimed_page(self, handler: Handler) -> Handler:
        async def handshake(sid: str, message: Any = None) -> Any:
            client_id = message.get('client_id') if isinstance(message, dict) else None
            if not self._has_login_of(client_id, sid):
                return False
            await self._store_session(client_id, sid)
            try:
                return await handler(sid, message)
            except (KeyError, TypeError, ValueError):
                log.warning('A page sent a handshake that cannot be understood.')
                return False

        return handshake

    def _for_own_page(self, handler: Handler) -> Handler:
        def handle(sid: str, message: Any = None) -> Any:
            client = _client_of(message.get('client_id') if isinstance(message, dict) else None)
            if client is None or not has_socket(client, sid):
                return None
            if not self._events.allows(sid):
                log.warning('A page was closed: it sent more than a person can do.')
                close_page(client)
                return None
            try:
                return handler(sid, message)
            except (KeyError, TypeError, ValueError, AttributeError):
                log.warning('A page sent an event that cannot be understood.')
                return None

        return handle

    def _has_login_of(self, client_id: Any, sid: str) -> bool:
        """Whether the socket was opened with the cookie of the login that the page was opened with."""
        client = _client_of(client_id)
        if client is None:
            return False
        opened_with = getattr(client.request.state, 'credential', None) if client.request else None
        scope = (self._environ_of(sid) or {}).get('asgi.scope')
        if opened_with is None or scope is None:
            return opened_with is None
        secret = session_secret(HTTPConnection({**scope, 'app': self._app}))
        return secret is not None and hash_of(secret) == str(opened_with)

    async def _store_session(self, client_id: Any, sid: str) -> None:
        """Store the session that the page was opened with, now that its browser has come back."""
        client, environ = _client_of(client_id), self._environ_of(sid) or {}
        credential = getattr(client.request.state, 'credential', None) if client and client.request else None
        if credential is None or 'asgi.scope' not in environ:
            return
        connection = HTTPConnection({**environ['asgi.scope'], 'app': self._app})
        if not tandem_of(connection).new_sessions.knows(credential):
            return
        with suppress(Unavailable):  # it waits for the next request then
            async with tandem_of(connection).database.of(OWNER_ID).transaction() as session:
                await store_new_session(session, connection, credential)


def _client_of(client_id: Any) -> Client | None:
    return Client.instances.get(client_id) if isinstance(client_id, str) else None


def _ignored(_handler: Handler) -> Handler:
    return lambda *_: None


def _is_permitted(app: FastAPI, environ: dict[str, Any]) -> bool:
    connection = HTTPConnection({**environ['asgi.scope'], 'app': app})
    if 'origin' not in connection.headers:
        # Whoever is no browser sends none, and browsers none from the page itself; others say where they come from.
        return connection.headers.get('sec-fetch-site', 'same-origin') == 'same-origin'
    return is_own_origin(connection)
