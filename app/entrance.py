"""Who opens a page: in `local` mode the owner, in `accounts` mode whoever has logged in."""

from urllib.parse import urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.accounts.forms import draw, words_of
from app.assets import without_database
from app.auth import Caller, cookie_secret, recognise_browser, remember_browser
from app.bootstrap import Tandem
from app.invitation import Invitation
from app.problems import problem_of
from app.settings import Auth
from services.accounts import OWNER_ID, hash_of, sign_in_browser
from services.errors import NotSignedIn, TooMany, Unavailable
from services.limits import Limiter, Rate

PAGES = Rate(burst=200, seconds=0.2)
"""How many pages one person may load."""

_NOT_PAGES = frozenset(
    {
        *('api', 'ws', 'healthz', 'readyz', 'metrics', 'mcp', 'docs', 'redoc', 'openapi.json', 'favicon.ico', 'static'),
        'sw.js',
    }
)
_WINDOW_ONLY = 'This Tandem is shown in its own window only. Start it without --native to use it in a browser.'
_OPEN_TO_ALL = frozenset({'/login', '/reset', '/logout', '/forgot'})


class Entrance:
    """Says in `request.state.user_id` who opens a page; whoever is signed out is sent to log in."""

    def __init__(self, app: ASGIApp, tandem: Tandem) -> None:
        self._app = app
        self._tandem = tandem
        self._pages = Limiter(PAGES, 'Too many pages at once.')

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; the answer to a page carries the cookie, which so is renewed at every visit."""
        if scope['type'] != 'http' or scope['method'] not in {'GET', 'HEAD'} or not is_page(scope['path']):
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        try:
            caller, secret = await self._recognise(connection)
        except Unavailable:
            await without_database()(scope, receive, send)
            return
        except NotSignedIn as error:
            await problem_of(error)(scope, receive, send)
            return
        if caller is None or secret is None:
            if is_open_to_all(scope['path']):
                await self._app(scope, receive, send)
            else:
                await RedirectResponse(_login_address(connection), 303)(scope, receive, send)
            return
        try:
            self._pages.take(caller.user_id)
            self._tandem.open_lines.check_room(caller.user_id)
        except TooMany as error:
            words = words_of(connection)
            answer = draw('base.html', words, words.ONE_MOMENT, status=429, trouble=words.refusal(error))
            answer.headers['Retry-After'] = str(error.retry_after or 60)
            await answer(scope, receive, send)
            return
        scope.setdefault('state', {}).update(user_id=caller.user_id, credential=caller.credential)
        carrier = Response()
        remember_browser(carrier, secret, connection)

        async def send_with_cookie(message: Message) -> None:
            if message['type'] == 'http.response.start':
                headers = MutableHeaders(scope=message)
                # An answer that signs out, or in, has its own say.
                if 'set-cookie' not in headers:
                    headers.append('set-cookie', carrier.headers['set-cookie'])
            await send(message)

        await self._app(scope, receive, send_with_cookie)

    async def _recognise(self, connection: HTTPConnection) -> tuple[Caller | None, str | None]:
        async with self._tandem.database.transaction() as session:
            caller = await recognise_browser(session, connection)
            if caller is not None or self._tandem.settings.auth is Auth.ACCOUNTS:
                return caller, cookie_secret(connection)
            self._check_invited(connection)
            secret = await sign_in_browser(session, OWNER_ID)
        return Caller(OWNER_ID, hash_of(secret)), secret

    def _check_invited(self, connection: HTTPConnection) -> None:
        """Where a window was invited, nobody else on this machine is signed in."""
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


def is_open_to_all(path: str) -> bool:
    """Whether one may look at what is at `path` without being logged in."""
    return path in _OPEN_TO_ALL or path.startswith('/login/')


def safe_next(address: str | None) -> str:
    """Where to go after logging in: a page of ours, whatever was asked for."""
    is_ours = (
        address is not None
        and address.startswith('/')
        and not address.startswith(('//', '/\\'))
        and address.isprintable()
        and '\\' not in address
        and not is_open_to_all(address.partition('?')[0])
    )
    return address if address is not None and is_ours else '/'


def _login_address(connection: HTTPConnection) -> str:
    wanted = connection.scope['path']
    if connection.scope.get('query_string'):
        wanted += f'?{connection.scope["query_string"].decode("latin-1")}'
    return '/login' if wanted == '/' else f'/login?{urlencode({"next": safe_next(wanted)})}'
