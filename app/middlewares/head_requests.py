"""HEAD for pages and health checks: the status and headers of GET, and no body."""

from starlette.responses import Response
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.addresses import METRICS, REDOC, START, is_health_check, is_page

_QUICK = frozenset({'/sw.js', METRICS, REDOC, START})
"""What is answered as fast as it could be told that it is there."""


class HeadRequests:
    """Answers HEAD where the framework's routes know GET only.

    A health check and the like run as they do for GET. A page is not built: whether there is one is all that can be
    asked.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it."""
        if scope['type'] != 'http' or scope['method'] != 'HEAD':
            await self.app(scope, receive, send)
        elif is_health_check(scope['path']) or scope['path'] in _QUICK:
            await self.app({**scope, 'method': 'GET'}, receive, _without_body(send))
        elif is_page(scope['path']):
            await Response(status_code=200 if _has_page(scope) else 404, media_type='text/html')(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _has_page(scope: Scope) -> bool:
    wanted = {**scope, 'method': 'GET'}
    return any(route.matches(wanted)[0] is Match.FULL for route in scope['app'].routes)


def _without_body(send: Send) -> Send:
    async def send_headers(message: Message) -> None:
        if message['type'] == 'http.response.body':
            message = {**message, 'body': b''}
        await send(message)

    return send_headers
