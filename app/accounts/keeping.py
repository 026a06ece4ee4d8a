"""The list of what opens an account beside the password, from which a person chooses what to keep."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from starlette.requests import Request

from app.bootstrap import tandem_of
from services.accounts.access import Kept

_TOKEN = 'keep-'  # noqa: S105 - how the fields of a form begin
_PASSKEY = 'passkey-'
_IDENTITIES = 'keep_identities'


async def what_opens(request: Request, user_id: UUID) -> dict[str, Any]:
    """The named tokens, the passkeys and the linked provider of a person, as the templates show them."""
    tandem = tandem_of(request)
    named, passkeys, linked = await tandem.authentication.access.what_opens(user_id)
    shown = [{'field': f'{_TOKEN}{token.hash}', 'name': token.name} for token in named]
    shown += [{'field': f'{_PASSKEY}{passkey.id}', 'passkey': passkey.name} for passkey in passkeys]
    return {'keepable': shown, 'linked': linked, 'provider': tandem.settings.provider_name}


def kept_in(typed: Mapping[str, str]) -> Kept:
    """What was chosen in the form."""
    return Kept(_chosen(typed, _TOKEN), _chosen(typed, _PASSKEY), bool(typed.get(_IDENTITIES)))


def _chosen(typed: Mapping[str, str], prefix: str) -> frozenset[str]:
    return frozenset(name.removeprefix(prefix) for name in typed if name.startswith(prefix))
