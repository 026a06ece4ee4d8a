"""What a browser carries while its person is away at the provider: sealed, for ten minutes, and for one way back."""

import base64
import binascii
import hashlib
import hmac
import time

from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from app.accounts.provider import PATH, Attempt
from app.api.requests import tandem_of
from app.auth import is_secure

COOKIE = 'tandem_provider'
LIFETIME_SECONDS = 600


class Journey(BaseModel):
    """An attempt to log in at the provider, and what is to come of it."""

    attempt: Attempt
    next: str
    invitation: str | None = None
    links: str | None = None
    """The credential of the login whose account is to be linked; None to log in."""
    until: float = 0.0


def pack(response: Response, journey: Journey, request: Request) -> None:
    """Have the browser carry it along."""
    packed = journey.model_copy(update={'until': time.time() + LIFETIME_SECONDS})
    text = base64.urlsafe_b64encode(packed.model_dump_json().encode()).decode()
    response.set_cookie(
        COOKIE,
        f'{text}.{_seal(request, text)}',
        max_age=LIFETIME_SECONDS,
        path=PATH,
        httponly=True,
        samesite='lax',
        secure=is_secure(request),
    )


def unpack(request: Request) -> Journey | None:
    """What the browser carries; None when that is nothing, is too old, or was not packed here."""
    text, _, seal = request.cookies.get(COOKIE, '').partition('.')
    if not hmac.compare_digest(seal.encode(), _seal(request, text).encode()):
        return None
    try:
        journey = Journey.model_validate_json(base64.urlsafe_b64decode(text))
    except (ValidationError, binascii.Error):
        return None
    return journey if journey.until > time.time() else None


def drop(response: Response, request: Request) -> None:
    """Have the browser carry nothing any more."""
    response.delete_cookie(COOKIE, path=PATH, httponly=True, samesite='lax', secure=is_secure(request))


def _seal(request: Request, text: str) -> str:
    secret = tandem_of(request).settings.secret
    key = secret.get_secret_value() if secret else ''
    return hmac.new(key.encode(), b'provider' + text.encode(), hashlib.sha256).hexdigest()
