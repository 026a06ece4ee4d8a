"""The cookie that a browser carries while its person is at the provider: signed, and valid for ten minutes."""

import hashlib

from itsdangerous import BadData, URLSafeTimedSerializer
from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from app.accounts.provider import LoginAttempt
from app.addresses import PROVIDER_LOGIN
from app.bootstrap import tandem_of
from app.client import is_secure

COOKIE = 'tandem_provider'
LIFETIME_SECONDS = 600


class PendingLogin(BaseModel):
    """An attempt to log in at the provider, and what to do when the person comes back."""

    attempt: LoginAttempt
    next: str
    invitation: str | None = None
    links: str | None = None
    """The credential of the login whose account is to be linked; None to log in."""


def set_pending_login(response: Response, pending: PendingLogin, request: Request) -> None:
    """Have the browser carry `pending`."""
    response.set_cookie(
        _name(request),
        _serializer(request).dumps(pending.model_dump()),
        max_age=LIFETIME_SECONDS,
        path=PROVIDER_LOGIN,
        httponly=True,
        samesite='lax',
        secure=is_secure(request),
    )


def pending_login(request: Request) -> PendingLogin | None:
    """What the browser carries; None when that is nothing, too old, or not signed with TANDEM_SECRET."""
    try:
        content = _serializer(request).loads(request.cookies.get(_name(request), ''), max_age=LIFETIME_SECONDS)
        return PendingLogin.model_validate(content)
    except (BadData, ValidationError):
        return None


def delete_pending_login(response: Response, request: Request) -> None:
    """Have the browser forget it."""
    response.delete_cookie(
        _name(request), path=PROVIDER_LOGIN, httponly=True, samesite='lax', secure=is_secure(request)
    )


def _name(request: Request) -> str:
    return COOKIE + tandem_of(request).settings.cookie_suffix


def _serializer(request: Request) -> URLSafeTimedSerializer:
    secret = tandem_of(request).settings.secret
    key = secret.get_secret_value() if secret else ''
    return URLSafeTimedSerializer(key, salt=COOKIE, signer_kwargs={'digest_method': hashlib.sha256})
