"""CORS: programs in the pages of other sites may use the API with a token, and never with a cookie.

The answer says `*`, with which browsers send no cookies and show an answer to none that was sent with them. A request
without a token gets no such header, so that no other page can read what a browser is logged in to.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.addresses import WEBSOCKET, is_for_programs
from app.client import carries_token, is_own_origin

_METHODS = 'GET, POST, PUT, PATCH, DELETE'
_EXPOSED = 'ETag, Location, Retry-After, WWW-Authenticate, Mcp-Session-Id, MCP-Protocol-Version'
_CACHED_SECONDS = '7200'
"""How long a browser may remember what is allowed; none remembers it for longer."""


class CrossOrigin:
    """Answers preflight requests, and adds the CORS headers to the answers that another origin may read."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, from another origin without its cookies."""
        if scope['type'] not in {'http', 'websocket'} or is_own_origin(HTTPConnection(scope)):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if scope['type'] == 'websocket':
            is_program = scope['path'] == WEBSOCKET and carries_token(headers)
            await self.app(_without_cookies(scope) if is_program else scope, receive, send)
        elif not is_for_programs(scope['path']):
            await self.app(scope, receive, send)
        elif scope['method'] == 'OPTIONS' and 'access-control-request-method' in headers:
            await _allowed(headers)(scope, receive, send)
        elif carries_token(headers):
            await self.app(_without_cookies(scope), receive, _readable(send))
        else:
            await self.app(scope, receive, send)


def _allowed(headers: Headers) -> Response:
    """The answer to a preflight request, which browsers send without a token."""
    allowed = {
        'Access-Control-Allow-Origin': '*',
        'Access-Control-Allow-Methods': _METHODS,
        # Not “*”, which does not stand for Authorization.
        'Access-Control-Allow-Headers': headers.get('access-control-request-headers', 'Authorization'),
        'Access-Control-Max-Age': _CACHED_SECONDS,
        'Vary': 'Access-Control-Request-Headers',
    }
    if headers.get('access-control-request-private-network') == 'true':
        # The page of a public site asks for an address of this machine.
        allowed['Access-Control-Allow-Private-Network'] = 'true'
    return Response(status_code=204, headers=allowed)


def _readable(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message['type'] == 'http.response.start':
            headers = MutableHeaders(scope=message)
            headers['Access-Control-Allow-Origin'] = '*'
            headers['Access-Control-Expose-Headers'] = _EXPOSED
        await send(message)

    return send_with_headers


def _without_cookies(scope: Scope) -> Scope:
    return {**scope, 'headers': [(name, value) for name, value in scope['headers'] if name != b'cookie']}
