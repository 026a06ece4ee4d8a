"""An OpenID Connect provider, real HTTP and all, that confirms whom a test told it to, and lies when told to."""

import base64
import contextlib
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from functools import cache
from typing import Any
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from joserfc.jws import JWSRegistry
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route

from tests.serving import serve

CLIENT_ID = 'tandem'
CLIENT_SECRET = 'told to nobody else'


class IdentityProvider:
    """Confirms `person` to whoever asks in the right way; the other fields are what it does wrong."""

    def __init__(self) -> None:
        self.issuer = ''
        self.person: dict[str, Any] = {
            'sub': 'ada-1',
            'email': 'ada@example.org',
            'email_verified': True,
            'name': 'Ada',
        }
        self.lies: dict[str, Any] = {}
        self.about: dict[str, Any] = {}
        self.algorithm = 'RS256'
        self.forged = False
        self.down = False
        self.trouble: list[str] = []
        self._keys = [_key('first')]
        self._codes: dict[str, dict[str, str]] = {}

    def change_keys(self) -> None:
        """Sign with a new key from now on, and know the old one no more."""
        self._keys = [_key('second')]

    async def discovery(self, _: Request) -> JSONResponse:
        if self.down:
            return JSONResponse({'error': 'down'}, 503)
        return JSONResponse({
            'issuer': self.issuer,
            'authorization_endpoint': f'{self.issuer}/authorize',
            'token_endpoint': f'{self.issuer}/token',
            'jwks_uri': f'{self.issuer}/keys',
            'id_token_signing_alg_values_supported': ['RS256', 'HS256', 'none'],
            **self.about,
        })  # fmt: skip

    async def authorize(self, request: Request) -> RedirectResponse:
        """The person says yes at once."""
        asked = dict(request.query_params)
        assert asked['client_id'] == CLIENT_ID
        assert asked['response_type'] == 'code'
        assert asked['code_challenge_method'] == 'S256'
        assert 'openid' in asked['scope'].split()
        code = base64.urlsafe_b64encode(hashlib.sha256(asked['state'].encode()).digest()).decode()
        self._codes[code] = asked
        return RedirectResponse(f'{asked["redirect_uri"]}?{urlencode({"code": code, "state": asked["state"]})}', 303)

    async def token(self, request: Request) -> JSONResponse:
        """What a code is worth, once, to whom it was given."""
        given = dict(await request.form())
        asked = self._codes.pop(str(given.get('code')), None)
        basic = base64.b64encode(f'{CLIENT_ID}:{CLIENT_SECRET}'.encode()).decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(str(given.get('code_verifier')).encode()).digest())
        wrong = {
            'code': asked is None,
            'secret': request.headers.get('authorization') != f'Basic {basic}',
            'verifier': asked is not None and challenge.decode().rstrip('=') != asked['code_challenge'],
            'redirect': asked is not None and given.get('redirect_uri') != asked['redirect_uri'],
        }
        self.trouble += [what for what, is_wrong in wrong.items() if is_wrong]
        if asked is None or any(wrong.values()):
            return JSONResponse({'error': 'invalid_grant'}, 400)
        return JSONResponse({
            'access_token': 'opaque', 'token_type': 'Bearer', 'expires_in': 60, 'id_token': self._sign(asked['nonce'])
        })  # fmt: skip

    def _sign(self, nonce: str) -> str:
        now = int(time.time())
        claims = {'iss': self.issuer, 'aud': CLIENT_ID, 'iat': now, 'exp': now + 60, 'nonce': nonce, **self.person}
        claims = {name: value for name, value in {**claims, **self.lies}.items() if value is not None}
        key = _key('forger') if self.forged else self._keys[0]
        if self.algorithm in {'none', 'HS256'}:
            head = json.dumps({'alg': self.algorithm, 'kid': self._keys[0].kid})
            told = f'{_part(head.encode())}.{_part(json.dumps(claims).encode())}'
            # Signed with what everybody may know: the provider's public key.
            public = self._keys[0].as_pem(private=False)
            seal = hmac.digest(public, told.encode(), 'sha256') if self.algorithm == 'HS256' else b''
            return f'{told}.{_part(seal)}'
        header = {'alg': self.algorithm, 'kid': self._keys[0].kid}
        return jwt.encode(header, claims, key, registry=JWSRegistry(algorithms=[self.algorithm]))

    async def keys(self, _: Request) -> JSONResponse:
        return JSONResponse(KeySet([*self._keys]).as_dict(private=False))


@cache
def _key(name: str) -> RSAKey:
    return RSAKey.generate_key(2048, {'kid': name, 'use': 'sig'}, private=True)


def _part(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip('=')


@contextlib.asynccontextmanager
async def identity_provider() -> AsyncIterator[IdentityProvider]:
    """A provider, listening."""
    provider = IdentityProvider()
    routes = [
        Route('/.well-known/openid-configuration', provider.discovery),
        Route('/authorize', provider.authorize),
        Route('/token', provider.token, methods=['POST']),
        Route('/keys', provider.keys),
    ]
    async with serve(Starlette(routes=routes), lifespan='off', ws='none') as address:
        provider.issuer = address
        yield provider
