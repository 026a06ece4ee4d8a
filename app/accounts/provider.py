"""Logging in at an OpenID Connect provider: the code flow with PKCE, state and nonce (OpenID Connect Core 1.0, 3.1)."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from secrets import compare_digest, token_urlsafe
from typing import Any
from urllib.parse import urlsplit

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from app.settings import LOOPBACK, Settings
from services.errors import NotSignedIn, ProviderSilent
from services.gate import Visitor
from services.identities import IDENTITY_LIMIT

PATH = '/login/provider'
BACK = f'{PATH}/back'
"""Where the provider sends people back to; what to register there is TANDEM_PUBLIC_URL and this path."""

_DISCOVERY = '/.well-known/openid-configuration'
_NEEDED = ('issuer', 'authorization_endpoint', 'token_endpoint', 'jwks_uri')
# Only signatures that nobody but the provider can make: not “none”, and none made with a secret that we know, too.
_ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']
_PATIENCE_SECONDS = 10.0
_KNOWN_FOR_SECONDS = 3_600.0
_CLOCKS_DIFFER_SECONDS = 60
_UNCONFIRMED = '{name} did not confirm who you are. Try again, or log in with your password.'


@dataclass(frozen=True)
class Attempt:
    """What has to be the same when somebody comes back as when they went."""

    state: str
    nonce: str
    verifier: str


class Provider:
    """The provider that people may log in at."""

    def __init__(self, settings: Settings) -> None:
        self.name = settings.oidc_name
        self._issuer = settings.oidc_issuer or ''
        self._id = settings.oidc_client_id or ''
        self._secret = settings.oidc_client_secret.get_secret_value() if settings.oidc_client_secret else None
        self._redirect = f'{settings.address}{BACK}'
        self._about: dict[str, Any] = {}
        self._read_at = 0.0
        self._reading = asyncio.Lock()

    async def begin(self) -> tuple[str, Attempt]:
        """Where to send somebody, and what to remember until they come back; raises ProviderSilent."""
        about = await self._known()
        attempt = Attempt(token_urlsafe(32), token_urlsafe(32), token_urlsafe(48))
        async with self._client() as client:
            address, _ = client.create_authorization_url(
                about['authorization_endpoint'],
                state=attempt.state,
                code_verifier=attempt.verifier,
                nonce=attempt.nonce,
            )
        return str(address), attempt

    async def finish(self, attempt: Attempt, query: Mapping[str, str]) -> Visitor:
        """Who came back, by the provider's signed word; raises NotSignedIn, or ProviderSilent."""
        if not compare_digest(query.get('state', '').encode(), attempt.state.encode()) or not query.get('code'):
            raise self._unconfirmed()
        about = await self._known()
        # Another provider's answer must not be taken for this one's (RFC 9207).
        if query.get('iss', self._issuer) != self._issuer:
            raise self._unconfirmed()
        try:
            async with self._client() as client:
                token = await client.fetch_token(
                    about['token_endpoint'],
                    grant_type='authorization_code',
                    code=query['code'],
                    code_verifier=attempt.verifier,
                )
            claims = await self._read(token, attempt)
        except httpx2.HTTPError as error:
            raise ProviderSilent(self.name) from error
        except (AuthlibBaseError, JoseError, ValueError, TypeError, KeyError) as error:
            raise self._unconfirmed() from error
        return self._visitor(claims)

    async def _read(self, token: Mapping[str, Any], attempt: Attempt) -> CodeIDToken:
        """The claims of the ID token, when the provider has signed it, for us and for this attempt."""
        try:
            decoded = jwt.decode(token['id_token'], await self._keys(), registry=_registry())
        except InvalidKeyIdError:
            # The provider may have changed its keys since we asked.
            decoded = jwt.decode(token['id_token'], await self._keys(anew=True), registry=_registry())
        wanted = {'iss': {'essential': True, 'value': self._issuer}, 'aud': {'essential': True, 'value': self._id}}
        known = {'nonce': attempt.nonce, 'client_id': self._id, 'access_token': token.get('access_token')}
        claims = CodeIDToken(decoded.claims, decoded.header, wanted, known)
        claims.validate(leeway=_CLOCKS_DIFFER_SECONDS)
        return claims

    def _visitor(self, claims: Mapping[str, Any]) -> Visitor:
        subject = claims['sub']
        if not isinstance(subject, str) or not 0 < len(subject) <= IDENTITY_LIMIT:
            raise self._unconfirmed()
        # What the provider has not seen to be theirs may be anybody's address.
        email = claims.get('email') if claims.get('email_verified') is True else None
        name = claims.get('name') or claims.get('preferred_username')
        return Visitor(self._issuer, subject, email, name if isinstance(name, str) else None)

    def _unconfirmed(self) -> NotSignedIn:
        return NotSignedIn(_UNCONFIRMED.format(name=self.name))

    def _client(self) -> AsyncOAuth2Client:
        how = 'client_secret_basic' if self._secret else 'none'
        supported = self._about.get('token_endpoint_auth_methods_supported')
        if self._secret and supported and how not in supported:
            how = 'client_secret_post'
        return AsyncOAuth2Client(
            self._id,
            self._secret,
            token_endpoint_auth_method=how,
            scope='openid email profile',
            redirect_uri=self._redirect,
            code_challenge_method='S256',
            timeout=_PATIENCE_SECONDS,
            trust_env=False,
        )

    async def _known(self) -> dict[str, Any]:
        """What the provider says about itself, not older than an hour; raises ProviderSilent."""
        async with self._reading:
            if not self._about or time.monotonic() - self._read_at > _KNOWN_FOR_SECONDS:
                about = await self._get(self._issuer.removesuffix('/') + _DISCOVERY)
                if about.get('issuer') != self._issuer or not all(_is_safe(about.get(key)) for key in _NEEDED):
                    raise ProviderSilent(self.name)
                self._about = about
                self._read_at = time.monotonic()
            return self._about

    async def _keys(self, *, anew: bool = False) -> KeySet:
        async with self._reading:
            if anew or 'keys' not in self._about:
                self._about['keys'] = KeySet.import_key_set(await self._get(self._about['jwks_uri']))  # type: ignore[arg-type]
            keys: KeySet = self._about['keys']
            return keys

    async def _get(self, address: str) -> dict[str, Any]:
        try:
            async with httpx2.AsyncClient(timeout=_PATIENCE_SECONDS, trust_env=False) as client:
                answer = await client.get(address)
            answer.raise_for_status()
            said = answer.json()
        except (httpx2.HTTPError, ValueError) as error:
            raise ProviderSilent(self.name) from error
        if not isinstance(said, dict):
            raise ProviderSilent(self.name)
        return said


def _registry() -> JWSRegistry:
    return JWSRegistry(algorithms=_ALGORITHMS, strict_check_header=False)


def _is_safe(address: object) -> bool:
    """Whether what goes there cannot be read on the way."""
    parts = urlsplit(address) if isinstance(address, str) else urlsplit('')
    return parts.scheme == 'https' or (parts.scheme == 'http' and parts.hostname in LOOPBACK)
