"""A device with passkeys, as Web Authentication Level 2 describes it; each test says what is wrong with it."""

import base64
import hashlib
import json
import secrets
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

_PRESENT, _VERIFIED, _NEW = 0x01, 0x04, 0x40


def text_of(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b'=').decode()


class Authenticator:
    """One passkey. `count` is what it says about how often it was used."""

    def __init__(self, host: str, origin: str) -> None:
        self.host = host
        self.origin = origin
        self.count = 0
        self.verifies = True
        self._id = secrets.token_bytes(16)
        self.id = text_of(self._id)
        self._key = ec.generate_private_key(ec.SECP256R1())

    def create(self, options: dict[str, Any]) -> str:
        """What the browser answers when it is asked to make a passkey."""
        client_data = self._client_data('webauthn.create', options)
        new = b'\x00' * 16 + len(self._id).to_bytes(2, 'big') + self._id + cbor2.dumps(self._public_key())
        attestation = cbor2.dumps({'fmt': 'none', 'attStmt': {}, 'authData': self._data(_NEW) + new})
        return self._answer({'clientDataJSON': client_data, 'attestationObject': attestation})

    def get(self, options: dict[str, Any]) -> str:
        """What it answers when somebody shall log in."""
        self.count += 1
        client_data, data = self._client_data('webauthn.get', options), self._data()
        signed = self._key.sign(data + hashlib.sha256(client_data).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer({'clientDataJSON': client_data, 'authenticatorData': data, 'signature': signed})

    def _answer(self, response: dict[str, bytes]) -> str:
        texts = {name: text_of(data) for name, data in response.items()}
        return json.dumps({'id': self.id, 'rawId': self.id, 'type': 'public-key', 'response': texts})

    def _client_data(self, kind: str, options: dict[str, Any]) -> bytes:
        return json.dumps({'type': kind, 'challenge': options['challenge'], 'origin': self.origin}).encode()

    def _data(self, more: int = 0) -> bytes:
        flags = _PRESENT | (_VERIFIED if self.verifies else 0) | more
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, 'big')

    def _public_key(self) -> dict[int, Any]:
        point = self._key.public_key().public_numbers()
        return {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, 'big'), -3: point.y.to_bytes(32, 'big')}
