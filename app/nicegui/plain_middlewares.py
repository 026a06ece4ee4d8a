"""NiceGUI's two middlewares as plain ASGI (docs/decisions/0023).

Read in NiceGUI 3.18, whose own are Starlette's `BaseHTTPMiddleware`: each starts a task group for every
request and passes the answer through a queue. Without them, creating a task over REST takes 4.7 ms of
processor time instead of 5.5.
"""

from typing import Any

from fastapi import FastAPI
from nicegui import core
from nicegui.middlewares import RedirectWithPrefixMiddleware, SetCacheControlMiddleware
from nicegui.version import __version__
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FILES = f'/_nicegui/{__version__}/'
_CHANGING_FILES = f'{_FILES}dynamic_resources/'


class PrefixedRedirects:
    """Sends a browser that came through a proxy with a path prefix back through it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        prefix = Headers(scope=scope).get('x-forwarded-prefix', '') if scope['type'] == 'http' else ''

        async def send_prefixed(message: Message) -> None:
            if message['type'] == 'http.response.start':
                headers = MutableHeaders(scope=message)
                if headers.get('location', '').startswith('/'):
                    headers['location'] = prefix + headers['location']
            await send(message)

        await self._app(scope, receive, send_prefixed if prefix else send)


class CachedFiles:
    """Lets browsers cache NiceGUI's files, whose addresses change with its version."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        path = scope.get('path', '')
        is_cached = scope['type'] == 'http' and path.startswith(_FILES) and not path.startswith(_CHANGING_FILES)

        async def send_cached(message: Message) -> None:
            if message['type'] == 'http.response.start':
                MutableHeaders(scope=message)['cache-control'] = core.app.config.cache_control_directives
            await send(message)

        await self._app(scope, receive, send_cached if is_cached else send)


_PLAIN: dict[object, Any] = {
    RedirectWithPrefixMiddleware: PrefixedRedirects,
    SetCacheControlMiddleware: CachedFiles,
}


def replace_middlewares(app: FastAPI) -> None:
    """Put ours in the place of NiceGUI's, wherever `ui.run` has added them; before the first request."""
    app.user_middleware = [Middleware(_PLAIN[each.cls]) if each.cls in _PLAIN else each for each in app.user_middleware]
    # Starlette builds the stack for its first message, which is the one that starts the lifespan.
    if app.middleware_stack is not None:
        app.middleware_stack = app.build_middleware_stack()
