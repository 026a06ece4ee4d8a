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

from app.addresses import PROVIDER_CALLBACK
from app.settings import LOOPBACK, Settings
from services.accounts.authentication import ProviderIdentity
from services.accounts.identities import IDENTITY_LIMIT
from services.errors import NotSignedIn, ProviderSilent

_DISCOVERY = '/.well-known/openid-configuration'
_REQUIRED = ('issuer', 'authorization_endpoint', 'token_endpoint', 'jwks_uri')
# Asymmetric signatures only: not “none”, and no algorithm whose key we share with the provider.
_ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']
_TIMEOUT_SECONDS = 10.0
_METADATA_SECONDS = 3_600.0
_CLOCK_SKEW_SECONDS = 60
_UNCONFIRMED = '{name} did not confirm who you are. Try again, or log in with your password.'


@dataclass(frozen=True)
class LoginAttempt:
    """The values that tie the callback to the redirect: state, nonce and PKCE code verifier."""

    state: str
    nonce: str
    verifier: str


class Provider:
    """The OpenID Connect provider in the settings."""

    def __init__(self, settings: Settings) -> None:
        self.name = settings.oidc_name
        self._issuer = settings.oidc_issuer or ''
        self._id = settings.oidc_client_id or ''
        self._secret = settings.oidc_client_secret.get_secret_value() if settings.oidc_client_secret else None
        self._redirect = f'{settings.address}{PROVIDER_CALLBACK}'
        self._metadata: dict[str, Any] = {}
        self._loaded_at = 0.0
        self._loading = asyncio.Lock()

    async def begin(self) -> tuple[str, LoginAttempt]:
        """The address to redirect to, and what to keep until the callback; raises ProviderSilent."""
        metadata = await self._current_metadata()
        attempt = LoginAttempt(token_urlsafe(32), token_urlsafe(32), token_urlsafe(48))
        async with self._client() as client:
            address, _ = client.create_authorization_url(
                metadata['authorization_endpoint'],
                state=attempt.state,
                code_verifier=attempt.verifier,
                nonce=attempt.nonce,
            )
        return str(address), attempt

    async def finish(self, attempt: LoginAttempt, query: Mapping[str, str]) -> ProviderIdentity:
        """The identity in the provider's signed ID token; raises NotSignedIn or ProviderSilent."""
        if not compare_digest(query.get('state', '').encode(), attempt.state.encode()) or not query.get('code'):
            raise self._unconfirmed()
        metadata = await self._current_metadata()
        # The answer of another provider must not be mistaken for this one's (RFC 9207).
        if query.get('iss', self._issuer) != self._issuer:
            raise self._unconfirmed()
        try:
            async with self._client() as client:
                token = await client.fetch_token(
                    metadata['token_endpoint'],
                    grant_type='authorization_code',
                    code=query['code'],
                    code_verifier=attempt.verifier,
                )
            claims = await self._claims(token, attempt)
        except httpx2.HTTPError as error:
            raise ProviderSilent(self.name) from error
        except (AuthlibBaseError, JoseError, ValueError, TypeError, KeyError) as error:
            raise self._unconfirmed() from error
        return self._identity(claims)

    async def _claims(self, token: Mapping[str, Any], attempt: LoginAttempt) -> CodeIDToken:
        """The claims of the ID token, once its signature, issuer, audience and nonce are checked."""
        try:
            decoded = jwt.decode(token['id_token'], await self._keys(), registry=_registry())
        except InvalidKeyIdError:
            # The provider may have rotated its keys since they were loaded.
            decoded = jwt.decode(token['id_token'], await self._keys(reload=True), registry=_registry())
        options = {'iss': {'essential': True, 'value': self._issuer}, 'aud': {'essential': True, 'value': self._id}}
        expected = {'nonce': attempt.nonce, 'client_id': self._id, 'access_token': token.get('access_token')}
        claims = CodeIDToken(decoded.claims, decoded.header, options, expected)
        claims.validate(leeway=_CLOCK_SKEW_SECONDS)
        return claims

    def _identity(self, claims: Mapping[str, Any]) -> ProviderIdentity:
        subject = claims['sub']
        if not isinstance(subject, str) or not 0 < len(subject) <= IDENTITY_LIMIT:
            raise self._unconfirmed()
        # An address that the provider has not verified may be anybody's.
        email = claims.get('email') if claims.get('email_verified') is True else None
        name = claims.get('name') or claims.get('preferred_username')
        return ProviderIdentity(self._issuer, subject, email, name if isinstance(name, str) else None)

    def _unconfirmed(self) -> NotSignedIn:
        return NotSignedIn(_UNCONFIRMED.format(name=self.name))

    def _client(self) -> AsyncOAuth2Client:
        method = 'client_secret_basic' if self._secret else 'none'
        supported = self._metadata.get('token_endpoint_auth_methods_supported')
        if self._secret and supported and method not in supported:
            method = 'client_secret_post'
        return AsyncOAuth2Client(
            self._id,
            self._secret,
            token_endpoint_auth_method=method,
            scope='openid email profile',
            redirect_uri=self._redirect,
            code_challenge_method='S256',
            timeout=_TIMEOUT_SECONDS,
            trust_env=False,
        )

    async def _current_metadata(self) -> dict[str, Any]:
        """The discovery document of the provider, at most an hour old; raises ProviderSilent."""
        async with self._loading:
            if not self._metadata or time.monotonic() - self._loaded_at > _METADATA_SECONDS:
                metadata = await self._get(self._issuer.removesuffix('/') + _DISCOVERY)
                is_complete = all(_is_encrypted(metadata.get(key)) for key in _REQUIRED)
                if metadata.get('issuer') != self._issuer or not is_complete:
                    raise ProviderSilent(self.name)
                self._metadata = metadata
                self._loaded_at = time.monotonic()
            return self._metadata

    async def _keys(self, *, reload: bool = False) -> KeySet:
        async with self._loading:
            if reload or 'keys' not in self._metadata:
                self._metadata['keys'] = KeySet.import_key_set(await self._get(self._metadata['jwks_uri']))  # type: ignore[arg-type]
            keys: KeySet = self._metadata['keys']
            return keys

    async def _get(self, address: str) -> dict[str, Any]:
        try:
            async with httpx2.AsyncClient(timeout=_TIMEOUT_SECONDS, trust_env=False) as client:
                answer = await client.get(address)
            answer.raise_for_status()
            content = answer.json()
        except (httpx2.HTTPError, ValueError) as error:
            raise ProviderSilent(self.name) from error
        if not isinstance(content, dict):
            raise ProviderSilent(self.name)
        return content


def _registry() -> JWSRegistry:
    return JWSRegistry(algorithms=_ALGORITHMS, strict_check_header=False)


def _is_encrypted(address: object) -> bool:
    """Whether requests to this address are encrypted, or stay on this machine."""
    parts = urlsplit(address) if isinstance(address, str) else urlsplit('')
    return parts.scheme == 'https' or (parts.scheme == 'http' and parts.hostname in LOOPBACK)
