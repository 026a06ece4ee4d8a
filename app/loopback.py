"""The `local` mode: nothing but this machine's own pages and programs gets in, and a page signs the owner in.

Listening on loopback keeps other machines out, but not the pages of other sites that a browser on
this machine shows: they can send requests here, and can even make their own name point here (DNS
rebinding). So what a browser says about where a request comes from and goes to is checked.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.auth import COOKIE, is_own_origin, recognise_browser, remember_browser
from app.bootstrap import Tandem
from app.invitation import Invitation
from app.problems import problem, problem_of
from app.settings import LOOPBACK
from services.accounts import OWNER_ID, sign_in_browser
from services.errors import NotSignedIn, Unavailable
from services.text import quoted

_NOT_PAGES = frozenset(
    {'api', 'ws', 'healthz', 'readyz', 'mcp', 'docs', 'redoc', 'openapi.json', 'favicon.ico', 'static', 'sw.js'}
)
_WINDOW_ONLY = 'This Tandem is shown in its own window only. Start it without --native to use it in a browser.'
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


class OwnerSignIn:
    """Signs the owner in when a browser opens a page, and says who they are in `request.state.user_id`."""

    def __init__(self, app: ASGIApp, tandem: Tandem) -> None:
        self._app = app
        self._tandem = tandem

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; the answer to a page carries the cookie, which so is renewed at every visit."""
        if scope['type'] != 'http' or scope['method'] != 'GET' or not is_page(scope['path']):
            await self._app(scope, receive, send)
            return
        try:
            secret = await self._sign_in(scope)
        except (Unavailable, NotSignedIn) as error:
            await problem_of(error)(scope, receive, send)
            return
        carrier = Response()
        remember_browser(carrier, secret, secure=scope.get('scheme') == 'https')

        async def send_with_cookie(message: Message) -> None:
            if message['type'] == 'http.response.start':
                MutableHeaders(scope=message).append('set-cookie', carrier.headers['set-cookie'])
            await send(message)

        await self._app(scope, receive, send_with_cookie)

    async def _sign_in(self, scope: Scope) -> str:
        connection = HTTPConnection(scope)
        async with self._tandem.database.transaction() as session:
            caller = await recognise_browser(session, connection)
            if caller is None:
                self._check_invited(connection)
            secret = connection.cookies[COOKIE] if caller else await sign_in_browser(session, OWNER_ID)
        scope.setdefault('state', {})['user_id'] = caller.user_id if caller else OWNER_ID
        return secret

    def _check_invited(self, connection: HTTPConnection) -> None:
        invitation = self._tandem.invitation
        if invitation is None:
            return
        invited = connection.url.path == Invitation.PATH
        if not invited or not invitation.accept(connection.query_params.get('token', '')):
            raise NotSignedIn(_WINDOW_ONLY)


def is_page(path: str) -> bool:
    """Whether a person looks at what is at `path`."""
    first = path.split('/')[1]
    return first not in _NOT_PAGES and not first.startswith('_nicegui')


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
