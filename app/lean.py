"""NiceGUI's own middlewares, as plain ASGI.

NiceGUI wraps every request in two of Starlette's `BaseHTTPMiddleware`, each of which starts a task
group and streams the answer through a queue: 0.65 ms of 4.4 for a task created over REST. What they
do is done here by looking at the head of the answer. This stands on names inside NiceGUI, like
`app.harden`; a test looks for them, so an update that changes them fails it.
"""

from typing import Any

from nicegui import core, ui_run
from nicegui.version import __version__
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FILES = f'/_nicegui/{__version__}/'
_NOT_KEPT = f'{_FILES}dynamic_resources/'


def install() -> None:
    """Have NiceGUI add these instead of its own; before it runs."""
    nicegui: Any = ui_run
    nicegui.RedirectWithPrefixMiddleware = PrefixedRedirects
    nicegui.SetCacheControlMiddleware = KeptFiles


class PrefixedRedirects:
    """Sends a browser that came through a proxy's prefix back through it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        prefix = Headers(scope=scope).get('x-forwarded-prefix', '') if scope['type'] == 'http' else ''
        if not prefix:
            await self._app(scope, receive, send)
            return

        async def send_prefixed(message: Message) -> None:
            if message['type'] == 'http.response.start':
                headers = MutableHeaders(scope=message)
                if headers.get('location', '').startswith('/'):
                    headers['location'] = prefix + headers['location']
            await send(message)

        await self._app(scope, receive, send_prefixed)


class KeptFiles:
    """Lets browsers keep NiceGUI's files, whose addresses change with its version."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        path = scope.get('path', '')
        if scope['type'] != 'http' or not path.startswith(_FILES) or path.startswith(_NOT_KEPT):
            await self._app(scope, receive, send)
            return

        async def send_kept(message: Message) -> None:
            if message['type'] == 'http.response.start':
                MutableHeaders(scope=message)['cache-control'] = core.app.config.cache_control_directives
            await send(message)

        await self._app(scope, receive, send_kept)
