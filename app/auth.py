"""Who makes a request: a program with a bearer token, or a browser with a session cookie."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from itsdangerous import BadSignature, Signer
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import HTTPConnection
from starlette.responses import Response

from app.bootstrap import tandem_of
from app.client import is_secure, is_sent_by_own_page
from app.logs import note_user
from app.problems import ForeignOrigin
from services.accounts.logins import SESSION_LIFETIME, browser_owner, store_browser
from services.accounts.people import OWNER_ID
from services.accounts.tokens import Scope, hash_of, token_owner
from services.errors import NotAllowed, NotSignedIn

COOKIE = 'tandem_session'
"""The name of the session cookie, at the usual port and without TLS."""

TLS_COOKIE = f'__Host-{COOKIE}'
"""Its name through TLS: browsers take it only from this host, and only through TLS (RFC 6265bis, 4.1.3.2)."""

_SAFE_METHODS = frozenset({'GET', 'HEAD', 'OPTIONS'})
_HOW = 'Send an API token as “Authorization: Bearer TOKEN”; “python main.py token NAME” prints a new one.'


@dataclass(frozen=True)
class Caller:
    """Who makes a request.

    `credential` is the hash of the token or cookie, which tells one login from another. `name` is that of the
    token, None for a browser. `is_login` is false for a token with a name.
    """

    user_id: UUID
    credential: str
    name: str | None = None
    scopes: frozenset[str] = frozenset(Scope)
    is_login: bool = True

    def require_login(self) -> None:
        """Raise NotAllowed for a token with a name, which works for a program that nobody watches."""
        if not self.is_login:
            raise NotAllowed('A token with a name cannot do this. Log in first.')

    def require(self, scopes: Collection[str]) -> None:
        """Raise NotAllowed unless the token has all of `scopes`; a browser has every scope."""
        for scope in scopes:
            if scope not in self.scopes:
                raise NotAllowed(f'This token is for {_listed(self.scopes)} only, and this needs “{scope}”. {_HOW}')


async def authenticate(session: AsyncSession, connection: HTTPConnection, scopes: Collection[str]) -> Caller:
    """Who makes this request, for which a token needs `scopes`. A token counts before a cookie.

    Raises NotSignedIn, NotAllowed, TooMany, and ForeignOrigin for a change that the page of another site sends.
    """
    if not scopes:
        raise ValueError('A request that needs no scope would be open to every token.')
    header = connection.headers.get('authorization')
    if header is not None:
        scheme, _, token = header.partition(' ')
        if scheme.lower() != 'bearer':
            raise NotSignedIn(f'Only bearer tokens are supported. {_HOW}')
        caller = await authenticate_token(session, token.strip())
        note_user(connection.scope, caller.user_id)
        tandem_of(connection).requests.take(caller.user_id)
        caller.require(scopes)
        return caller
    browser = await authenticate_browser(session, connection)
    if browser is None:
        raise NotSignedIn(f'You are not signed in. {_HOW}')
    if connection.scope.get('method', 'GET') not in _SAFE_METHODS and not is_sent_by_own_page(connection):
        raise ForeignOrigin(f'A browser may change things only from a page of Tandem itself. {_HOW}')
    tandem_of(connection).requests.take(browser.user_id)
    return browser


async def authenticate_token(session: AsyncSession, token: str) -> Caller:
    """Whose token it is; raises NotSignedIn."""
    found = await token_owner(session, token)
    if found is None:
        raise NotSignedIn(f'Unknown token; it may have been revoked. {_HOW}')
    return Caller(found.user_id, found.hash, found.name, frozenset(found.scopes), found.is_login)


async def authenticate_browser(session: AsyncSession, connection: HTTPConnection) -> Caller | None:
    """Who is logged in with the browser that makes this request; None when nobody is."""
    secret = session_secret(connection)
    if secret is None:
        return None
    user_id = await browser_owner(session, secret)
    if user_id is None:
        await store_new_session(session, connection, hash_of(secret))
        user_id = await browser_owner(session, secret)
    if user_id is None:
        return None
    note_user(connection.scope, user_id)
    return Caller(user_id, hash_of(secret))


async def store_new_session(session: AsyncSession, connection: HTTPConnection, credential: str) -> None:
    """Store the session with this hash if it was handed out just now: its browser has come back."""
    if tandem_of(connection).new_sessions.knows(credential):
        await store_browser(session, OWNER_ID, credential)


def cookie_name(connection: HTTPConnection) -> str:
    """The name of this installation's session cookie."""
    return (TLS_COOKIE if is_secure(connection) else COOKIE) + tandem_of(connection).settings.cookie_suffix


def session_secret(connection: HTTPConnection) -> str | None:
    """The secret in the session cookie; None without a cookie, or when it was not signed with TANDEM_SECRET."""
    value = connection.cookies.get(cookie_name(connection))
    signer = _signer(connection)
    if not value or signer is None:
        return value or None
    try:
        return signer.unsign(value).decode()
    except (BadSignature, UnicodeError):
        return None


def set_session_cookie(response: Response, secret: str, connection: HTTPConnection) -> None:
    """Have the browser send `secret` from now on."""
    signer = _signer(connection)
    response.set_cookie(
        cookie_name(connection),
        signer.sign(secret).decode() if signer else secret,
        max_age=int(SESSION_LIFETIME.total_seconds()),
        httponly=True,
        samesite='lax',
        secure=is_secure(connection),
    )


def delete_session_cookie(response: Response, connection: HTTPConnection) -> None:
    """Have the browser forget its session."""
    response.delete_cookie(cookie_name(connection), httponly=True, samesite='lax', secure=is_secure(connection))


def _signer(connection: HTTPConnection) -> Signer | None:
    """Signs session cookies, so that changing TANDEM_SECRET logs every browser out; None without that setting."""
    secret = tandem_of(connection).settings.secret
    return Signer(secret.get_secret_value(), salt=COOKIE, digest_method=hashlib.sha256) if secret else None


def _listed(scopes: frozenset[str]) -> str:
    return ' and '.join(f'“{scope}”' for scope in Scope if scope in scopes)
