"""What browsers are asked and answer about passkeys, in the JSON of Web Authentication Level 2, checked with webauthn.

That library is slow to import, so it is imported when somebody first uses a passkey.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from services.accounts.people import User

_LONGEST_CHALLENGE = 100


class NotAccepted(Exception):
    """The answer is not one that a passkey of ours can have given to this challenge."""


@dataclass(frozen=True)
class RelyingParty:
    """Tandem as passkeys know it: the host they are for, and the origin that pages must have."""

    host: str
    origin: str


@dataclass(frozen=True)
class NewPasskey:
    """A credential that a device has made."""

    id: str
    public_key: bytes
    sign_count: int


def creation_options(party: RelyingParty, challenge: str, person: User, known: Iterable[str]) -> str:
    """What to ask a browser for that shall make a passkey, on a device that has none of the `known` ones."""
    import webauthn  # noqa: PLC0415
    from webauthn.helpers import structs  # noqa: PLC0415

    selection = structs.AuthenticatorSelectionCriteria(
        resident_key=structs.ResidentKeyRequirement.REQUIRED,
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )
    options = webauthn.generate_registration_options(
        rp_id=party.host,
        rp_name='Tandem',
        user_id=person.id.bytes,
        user_name=person.email or person.name,
        user_display_name=person.name,
        challenge=webauthn.base64url_to_bytes(challenge),
        authenticator_selection=selection,
        exclude_credentials=[
            structs.PublicKeyCredentialDescriptor(id=webauthn.base64url_to_bytes(each)) for each in known
        ],
    )
    return webauthn.options_to_json(options)


def request_options(party: RelyingParty, challenge: str) -> str:
    """What to ask a browser for that shall log somebody in with any passkey of theirs."""
    import webauthn  # noqa: PLC0415
    from webauthn.helpers.structs import UserVerificationRequirement  # noqa: PLC0415

    options = webauthn.generate_authentication_options(
        rp_id=party.host,
        challenge=webauthn.base64url_to_bytes(challenge),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return webauthn.options_to_json(options)


def challenge_in(answer: str) -> str:
    """The challenge that an answer says it is for, which has to be looked up; raises NotAccepted."""
    import webauthn  # noqa: PLC0415

    try:
        client_data = json.loads(webauthn.base64url_to_bytes(json.loads(answer)['response']['clientDataJSON']))
        challenge = client_data['challenge']
    except (ValueError, TypeError, KeyError, RecursionError):
        raise NotAccepted from None
    if not isinstance(challenge, str) or len(challenge) > _LONGEST_CHALLENGE or not challenge.isascii():
        raise NotAccepted
    return challenge


def id_in(answer: str) -> str:
    """The ID of the passkey that an answer says it is from."""
    passkey_id = json.loads(answer).get('id')
    if not isinstance(passkey_id, str) or not passkey_id.isascii() or '\x00' in passkey_id:
        raise NotAccepted
    return passkey_id


def verified_registration(answer: str, challenge: str, party: RelyingParty) -> NewPasskey:
    """The passkey that a device has made for this challenge, having verified its person; raises NotAccepted."""
    import webauthn  # noqa: PLC0415
    from webauthn.helpers.exceptions import WebAuthnException  # noqa: PLC0415

    try:
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=webauthn.base64url_to_bytes(challenge),
            expected_rp_id=party.host,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, TypeError, KeyError) as error:
        raise NotAccepted from error
    passkey_id = webauthn.helpers.bytes_to_base64url(made.credential_id)
    return NewPasskey(passkey_id, made.credential_public_key, made.sign_count)


def verified_count(answer: str, challenge: str, party: RelyingParty, public_key: bytes, count: int) -> int:
    """How often the passkey says it was used, once its signature is checked; raises NotAccepted.

    A count that has not grown is refused, because a copy of the key would show in it (Web Authentication, 6.1.1);
    passkeys that do not count always say 0.
    """
    import webauthn  # noqa: PLC0415
    from webauthn.helpers.exceptions import WebAuthnException  # noqa: PLC0415

    try:
        signed = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=webauthn.base64url_to_bytes(challenge),
            expected_rp_id=party.host,
            expected_origin=party.origin,
            credential_public_key=public_key,
            credential_current_sign_count=count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, TypeError, KeyError) as error:
        raise NotAccepted from error
    return signed.new_sign_count
