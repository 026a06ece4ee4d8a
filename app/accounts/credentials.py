"""API tokens and logins as a person manages them: recorded in the audit log, with immediate effect."""

from collections.abc import Collection
from uuid import UUID

from app.bootstrap import Tandem
from services.accounts import audit_log, logins, tokens
from services.accounts.audit_log import AuditAction
from services.accounts.notices import Notice
from services.accounts.tokens import Scope
from services.database import narrow
from services.errors import NotAllowed
from services.translatable import _


class Credentials:
    """The tokens and logins of one person, managed from the network address `address`."""

    def __init__(self, tandem: Tandem, user_id: UUID, address: str) -> None:
        self._tandem = tandem
        self._user_id = user_id
        self._address = address
        self._browser: str | None = None

    def require_fresh(self, credential: str) -> None:
        """Make tokens only while the browser with this session has logged in just now."""
        self._browser = credential

    async def is_fresh(self) -> bool:
        """Whether tokens can be made without the password."""
        return self._browser is None or await self._tandem.verbs_of(self._user_id).is_fresh(self._browser)

    async def create_token(self, name: str, scopes: Collection[Scope]) -> str:
        """A new token, to be shown once; raises NotAllowed when the login is not fresh, TooMany, and InvalidInput."""
        if not await self.is_fresh():
            raise NotAllowed(_('You logged in a while ago. Reload the page and confirm your password first.'))
        async with self._tandem.database.everybody().transaction() as session:
            await audit_log.record(session, AuditAction.TOKEN_CREATED, self._user_id, self._address)
            await narrow(session, self._user_id)
            token = await tokens.create_token(session, self._user_id, name, scopes=scopes)
        await self._tandem.authentication.notify(self._user_id, Notice.TOKEN_CREATED)
        return token

    async def revoke_token(self, token_hash: str) -> None:
        """Delete a token; its open connections are closed."""
        async with self._tandem.database.everybody().transaction() as session:
            await audit_log.record(session, AuditAction.TOKEN_REVOKED, self._user_id, self._address)
            await narrow(session, self._user_id)
            await tokens.revoke_token(session, self._user_id, token_hash)
        await self._tandem.open_connections.sweep()

    async def sign_out_device(self, credential: str) -> None:
        """End the login of one browser; its pages are disconnected."""
        async with self._tandem.database.everybody().transaction() as session:
            await audit_log.record(session, AuditAction.DEVICE_LOGGED_OUT, self._user_id, self._address)
            await narrow(session, self._user_id)
            await logins.sign_out_device(session, self._user_id, credential)
        await self._tandem.open_connections.sweep()
