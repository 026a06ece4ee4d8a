"""Who opens a page: in `local` mode the owner, in `accounts` mode whoever has logged in."""

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.addresses import LOGIN, START, is_open_to_all, is_page, safe_next
from app.assets import unavailable_page
from app.auth import Caller, authenticate_browser, session_secret, set_session_cookie
from app.bootstrap import Tandem
from app.html_pages import render, words_of
from app.settings import Auth
from services.accounts.people import OWNER_ID
from services.accounts.tokens import hash_of
from services.errors import NotSignedIn, TandemError, TooMany, Unavailable
from services.translatable import _
from services.values.rate_limits import Limiter, Rate

PAGES = Rate(burst=200, seconds=0.2)
"""How many pages one person may load."""

_WINDOW_ONLY = _('This Tandem is open in its own window only. Start it without --native to use it in a browser.')
_DEFAULT_RETRY_SECONDS = 60


class PageAuthentication:
    """Sets `request.state.user_id` and `request.state.credential` for a page, or sends the browser to log in."""

    def __init__(self, app: ASGIApp, tandem: Tandem) -> None:
        self.app = app
        self._tandem = tandem
        self._pages = Limiter(PAGES, _('Too many pages at once.'))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; the answer to a page sets the cookie again, so that its lifetime starts anew."""
        if scope['type'] != 'http' or scope['method'] not in {'GET', 'HEAD'} or not is_page(scope['path']):
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        try:
            caller, secret = await self._authenticate(connection)
        except Unavailable:
            await unavailable_page()(scope, receive, send)
            return
        except NotSignedIn as error:
            await _message_page(connection, error, 401)(scope, receive, send)
            return
        if caller is None or secret is None:
            if is_open_to_all(scope['path']) or self._tandem.settings.auth is Auth.LOCAL:
                await self.app(scope, receive, send)
            else:
                await RedirectResponse(_login_address(connection), 303)(scope, receive, send)
            return
        try:
            self._pages.take(caller.user_id)
            self._tandem.open_connections.check_room(caller.user_id)
        except TooMany as error:
            headers = {'Retry-After': str(error.retry_after or _DEFAULT_RETRY_SECONDS)}
            await _message_page(connection, error, 429, headers)(scope, receive, send)
            return
        scope.setdefault('state', {}).update(user_id=caller.user_id, credential=caller.credential)
        await self.app(scope, receive, _send_with_cookie(send, connection, secret))

    async def _authenticate(self, connection: HTTPConnection) -> tuple[Caller | None, str | None]:
        async with self._tandem.database.everybody().transaction() as session:
            caller = await authenticate_browser(session, connection)
            if caller is not None or self._tandem.settings.auth is Auth.ACCOUNTS:
                return caller, session_secret(connection)
            if connection.scope['method'] == 'HEAD':
                return None, None  # it shows nothing of anybody, so it needs no session
            await self._check_local_browser(connection)
        secret = self._tandem.new_sessions.make()
        return Caller(OWNER_ID, hash_of(secret)), secret

    async def _check_local_browser(self, connection: HTTPConnection) -> None:
        """Raise NotSignedIn for a browser of another user; where Tandem has a window, for all but that window."""
        window_token = self._tandem.window_token
        if window_token is None:
            await self._tandem.local_user.check(connection)
            return
        is_start = connection.url.path == START
        if not is_start or not window_token.accept(connection.query_params.get('token', '')):
            raise NotSignedIn(_WINDOW_ONLY)


def _send_with_cookie(send: Send, connection: HTTPConnection, secret: str) -> Send:
    cookie = Response()
    set_session_cookie(cookie, secret, connection)

    async def send_with_cookie(message: Message) -> None:
        if message['type'] == 'http.response.start':
            headers = MutableHeaders(scope=message)
            # An answer that logs somebody in or out sets the cookie itself.
            if 'set-cookie' not in headers:
                headers.append('set-cookie', cookie.headers['set-cookie'])
        await send(message)

    return send_with_cookie


def _message_page(
    connection: HTTPConnection, error: TandemError, status: int, headers: Mapping[str, str] | None = None
) -> Response:
    words = words_of(connection)
    title = words.ONE_MOMENT if status == HTTPStatus.TOO_MANY_REQUESTS else words.NAME
    return render('base.html', words, title, status, headers=headers, trouble=words.refusal(error))


def _login_address(connection: HTTPConnection) -> str:
    wanted = connection.scope['path']
    if connection.scope.get('query_string'):
        wanted += f'?{connection.scope["query_string"].decode("latin-1")}'
    return LOGIN if wanted == '/' else f'{LOGIN}?{urlencode({"next": safe_next(wanted)})}'
