"""The host and the origin that passkeys are for."""

from urllib.parse import urlsplit

from starlette.requests import Request

from app.bootstrap import tandem_of
from services.accounts.webauthn_answers import RelyingParty


def relying_party(request: Request) -> RelyingParty:
    """Those of TANDEM_PUBLIC_URL, or else those that the browser has used."""
    address = urlsplit(tandem_of(request).settings.public_url or str(request.base_url))
    return RelyingParty(address.hostname or '', f'{address.scheme}://{address.netloc}')
