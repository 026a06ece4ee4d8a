"""Who is asking: a program by its bearer token, or a browser by its session cookie."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import Response

from app.logs import note_user
from app.problems import ForeignOrigin
from app.settings import Settings
from services.accounts import SESSION_LIFETIME, Scope, browser_owner, hash_of, token_owner
from services.errors import NotAllowed, NotSignedIn

COOKIE = 'tandem_session'
"""The cookie that a signed-in browser carries."""

_TALKING = re.compile(r'/api/v1/(chat|model)(/|$)')
_SAFE_METHODS = frozenset({'GET', 'HEAD', 'OPTIONS'})
_DEFAULT_PORTS = {'http': ':80', 'https': ':443'}
_HOW = 'Send an API token as “Authorization: Bearer TOKEN”; “python main.py token NAME” prints a new one.'


@dataclass(frozen=True)
class Caller:
    """Whoever makes a request; `name` is that of their token, and None for a browser.

    `credential` is what is kept of the token or cookie they showed: it tells one login from another.
    """

    user_id: UUID
    credential: str
    name: str | None = None
    scopes: frozenset[str] = frozenset(Scope)

    def check(self, scope: Scope) -> None:
        """Raise NotAllowed unless the token is for this, too; a browser may do everything."""
        if scope not in self.scopes:
            raise NotAllowed(f'This token is for {_listed(self.scopes)} only, and this needs “{scope}”. {_HOW}')


async def recognise(session: AsyncSession, connection: HTTPConnection) -> Caller:
    """Who makes this request; raises NotSignedIn, NotAllowed, or ForeignOrigin for a change another site sends.

    A token counts before a cookie: whoever sends one wants to be that one.
    """
    header = connection.headers.get('authorization')
    if header is not None:
        scheme, _, token = header.partition(' ')
        if scheme.lower() != 'bearer':
            raise NotSignedIn(f'Only bearer tokens are understood. {_HOW}')
        caller = await recognise_token(session, token.strip())
        note_user(connection.scope, caller.user_id)
        caller.check(_needed(connection))
        return caller
    browser = await recognise_browser(session, connection)
    if browser is None:
        raise NotSignedIn(f'You are not signed in. {_HOW}')
    if connection.scope.get('method', 'GET') not in _SAFE_METHODS and not _sent_by_own_page(connection.headers):
        raise ForeignOrigin(f'A browser may change things only from a page of Tandem itself. {_HOW}')
    return browser


async def recognise_token(session: AsyncSession, token: str) -> Caller:
    """Whose token it is; raises NotSignedIn."""
    found = await token_owner(session, token)
    if found is None:
        raise NotSignedIn(f'This token is not known; it may have been revoked. {_HOW}')
    return Caller(found.user_id, found.hash, found.name, frozenset(found.scopes))


async def recognise_browser(session: AsyncSession, connection: HTTPConnection) -> Caller | None:
    """Who is signed in with the browser that makes this request, if anybody is."""
    secret = cookie_secret(connection)
    user_id = await browser_owner(session, secret) if secret else None
    if secret is None or user_id is None:
        return None
    note_user(connection.scope, user_id)
    return Caller(user_id, hash_of(secret))


def cookie_secret(connection: HTTPConnection) -> str | None:
    """The secret in the browser's cookie; None when there is no cookie, or one that was not sealed here."""
    secret, _, seal = connection.cookies.get(COOKIE, '').partition('.')
    expected = _seal(_settings_of(connection), secret)
    return secret if secret and hmac.compare_digest(seal.encode(), expected.encode()) else None


def remember_browser(response: Response, secret: str, connection: HTTPConnection) -> None:
    """Have the browser carry the session from now on."""
    seal = _seal(_settings_of(connection), secret)
    response.set_cookie(
        COOKIE,
        f'{secret}.{seal}' if seal else secret,
        max_age=int(SESSION_LIFETIME.total_seconds()),
        httponly=True,
        samesite='lax',
        secure=is_secure(connection),
    )


def forget_browser(response: Response, connection: HTTPConnection) -> None:
    """Have the browser drop its session."""
    response.delete_cookie(COOKIE, httponly=True, samesite='lax', secure=is_secure(connection))


def is_secure(connection: HTTPConnection) -> bool:
    """Whether the browser reaches us through TLS."""
    public = _settings_of(connection).public_url
    return connection.scope.get('scheme') in {'https', 'wss'} or bool(public and public.startswith('https:'))


def is_sent_from_outside(headers: Headers) -> bool:
    """Whether a browser says that the page of another site sent this form."""
    return not is_own_origin(headers) or headers.get('sec-fetch-site') not in {None, 'same-origin', 'none'}


def is_own_origin(headers: Headers) -> bool:
    """Whether the page that sends this request, if any says it does, came from the host it is sent to."""
    origin = headers.get('origin')
    if origin is None:
        return True
    try:
        parts: Any = urlsplit(origin.lower())
    except ValueError:
        return False
    default = _DEFAULT_PORTS.get(parts.scheme)
    host = headers.get('host', '').lower()
    return default is not None and parts.netloc.removesuffix(default) == host.removesuffix(default)


def _needed(connection: HTTPConnection) -> Scope:
    """What a token has to be for, to make this request."""
    path = connection.scope['path']
    if connection.scope.get('method', 'GET') in _SAFE_METHODS:
        return Scope.READ
    return Scope.CHAT if _TALKING.match(path) else Scope.WRITE


def _listed(scopes: frozenset[str]) -> str:
    return ' and '.join(f'“{scope}”' for scope in Scope if scope in scopes)


def _settings_of(connection: HTTPConnection) -> Settings:
    settings: Settings = connection.app.state.tandem.settings
    return settings


def _seal(settings: Settings, secret: str) -> str:
    """What shows that a cookie was made here: changing TANDEM_SECRET signs every browser out."""
    if settings.secret is None:
        return ''
    return hmac.new(settings.secret.get_secret_value().encode(), secret.encode(), hashlib.sha256).hexdigest()


def _sent_by_own_page(headers: Headers) -> bool:
    if not is_own_origin(headers):
        return False
    site = headers.get('sec-fetch-site')
    return site == 'same-origin' if site is not None else 'origin' in headers
