"""What a person's programs and browsers get in with: made and ended, written down, and open lines cut off at once."""

from collections.abc import Collection
from uuid import UUID

from app.bootstrap import Tandem
from services import accounts, audit, sessions
from services.accounts import Scope
from services.audit import Deed
from services.database import narrow


class Keys:
    """The tokens and logins of one person, as they change them from `address`."""

    def __init__(self, tandem: Tandem, user_id: UUID, address: str) -> None:
        self._tandem = tandem
        self._user_id = user_id
        self._address = address

    async def create_token(self, name: str, scopes: Collection[Scope]) -> str:
        """A new token, to be shown once; raises TooMany, and InvalidInput when it may be used for nothing."""
        async with self._tandem.database.transaction() as session:
            await audit.note(session, Deed.TOKEN_CREATED, self._user_id, self._address)
            await narrow(session, self._user_id)
            return await accounts.create_token(session, self._user_id, name, scopes=scopes)

    async def revoke_token(self, token_hash: str) -> None:
        """Have a token let nobody in from now on."""
        async with self._tandem.database.transaction() as session:
            await audit.note(session, Deed.TOKEN_REVOKED, self._user_id, self._address)
            await narrow(session, self._user_id)
            await accounts.revoke_token(session, self._user_id, token_hash)
        await self._tandem.open_lines.sweep()

    async def sign_out_device(self, credential: str) -> None:
        """End the login of one browser; its pages close."""
        async with self._tandem.database.transaction() as session:
            await audit.note(session, Deed.DEVICE_LOGGED_OUT, self._user_id, self._address)
            await narrow(session, self._user_id)
            await sessions.sign_out_device(session, self._user_id, credential)
        await self._tandem.open_lines.sweep()
