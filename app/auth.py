"""Who is asking: a program by its bearer token, or a browser by its session cookie."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import Response

from app.embedded import CannotStart
from app.problems import ForeignOrigin
from app.settings import Auth, Settings
from services.accounts import SESSION_LIFETIME, browser_owner, token_owner
from services.errors import NotSignedIn

COOKIE = 'tandem_session'
"""The cookie that a signed-in browser carries."""

_SAFE_METHODS = frozenset({'GET', 'HEAD', 'OPTIONS'})
_DEFAULT_PORTS = {'http': ':80', 'https': ':443'}
_HOW = 'Send an API token as “Authorization: Bearer TOKEN”; “python main.py token NAME” prints a new one.'


@dataclass(frozen=True)
class Caller:
    """Whoever makes a request; `name` is that of their token, and None for a browser."""

    user_id: UUID
    name: str | None = None


def refuse_accounts(settings: Settings) -> None:
    """Raise CannotStart when a mode is asked for that this version does not have."""
    if settings.auth is Auth.ACCOUNTS:
        raise CannotStart('This version has no accounts yet. Remove TANDEM_AUTH, or set TANDEM_AUTH=local.')


async def recognise(session: AsyncSession, connection: HTTPConnection) -> Caller:
    """Who makes this request; raises NotSignedIn, or ForeignOrigin for a change sent by another site's page.

    A token counts before a cookie: whoever sends one wants to be that one.
    """
    header = connection.headers.get('authorization')
    if header is not None:
        scheme, _, token = header.partition(' ')
        if scheme.lower() != 'bearer':
            raise NotSignedIn(f'Only bearer tokens are understood. {_HOW}')
        return await recognise_token(session, token.strip())
    caller = await recognise_browser(session, connection)
    if caller is None:
        raise NotSignedIn(f'You are not signed in. {_HOW}')
    if connection.scope.get('method', 'GET') not in _SAFE_METHODS and not _sent_by_own_page(connection.headers):
        raise ForeignOrigin(f'A browser may change things only from a page of Tandem itself. {_HOW}')
    return caller


async def recognise_token(session: AsyncSession, token: str) -> Caller:
    """Whose token it is; raises NotSignedIn."""
    found = await token_owner(session, token)
    if found is None:
        raise NotSignedIn(f'This token is not known; it may have been revoked. {_HOW}')
    return Caller(found.user_id, found.name)


async def recognise_browser(session: AsyncSession, connection: HTTPConnection) -> Caller | None:
    """Who is signed in with the browser that makes this request, if anybody is."""
    secret = connection.cookies.get(COOKIE)
    user_id = await browser_owner(session, secret) if secret else None
    return None if user_id is None else Caller(user_id)


def remember_browser(response: Response, secret: str, *, secure: bool) -> None:
    """Have the browser carry the session from now on."""
    response.set_cookie(
        COOKIE,
        secret,
        max_age=int(SESSION_LIFETIME.total_seconds()),
        httponly=True,
        samesite='lax',
        secure=secure,
    )


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


def _sent_by_own_page(headers: Headers) -> bool:
    if not is_own_origin(headers):
        return False
    site = headers.get('sec-fetch-site')
    return site == 'same-origin' if site is not None else 'origin' in headers
