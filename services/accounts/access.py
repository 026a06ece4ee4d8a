"""Changing and resetting passwords, and ending everything else that opens an account."""

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.accounts import audit_log
from services.accounts.audit_log import AuditAction
from services.accounts.confirmation import Confirmation
from services.accounts.identities import has_identity, unlink_identities
from services.accounts.logins import sign_out_everywhere
from services.accounts.notices import Notice, Notify, tell
from services.accounts.one_time_links import Purpose, make_link, owner_of, read_link, revoke_links, use_link
from services.accounts.passkeys import Passkey, list_passkeys, remove_passkeys
from services.accounts.passwords import Hasher, check_not_own, password_hash_of, store_password
from services.accounts.people import User, find_user_with, get_user, mark_verified, refuse_disabled
from services.accounts.tokens import ApiToken, list_tokens
from services.database import Database


@dataclass(frozen=True)
class Kept:
    """What a person keeps when everything else that opens their account ends.

    Tokens are named by hash, passkeys by ID, and provider logins are kept together.
    """

    tokens: frozenset[str] = frozenset()
    passkeys: frozenset[str] = frozenset()
    identities: bool = False


class Access:
    """Changes what opens an account, and tells its person with `notify`.

    With `verifies`, whoever uses a link for a new password that was mailed to them has shown that the address is
    theirs.
    """

    def __init__(
        self, database: Database, hasher: Hasher, confirmation: Confirmation, notify: Notify, *, verifies: bool
    ) -> None:
        self._database = database
        self._hasher = hasher
        self._confirmation = confirmation
        self._notify = notify
        self._verifies = verifies

    async def has_password(self, user_id: UUID) -> bool:
        """Whether this person can log in with a password."""
        async with self._database.transaction() as session:
            return await password_hash_of(session, user_id) is not None

    async def what_opens(self, user_id: UUID) -> tuple[list[ApiToken], list[Passkey], bool]:
        """What opens an account beside its password: named tokens, passkeys, and whether there are provider logins."""
        async with self._database.transaction() as session:
            named = await list_tokens(session, user_id, named=True)
            return named, await list_passkeys(session, user_id), await has_identity(session, user_id)

    async def change_password(
        self,
        user_id: UUID,
        old: str,
        new: str,
        address: str,
        *,
        keep: str | None,
        kept: Kept | None = None,
        code: str | None = None,
    ) -> None:
        """Replace the password; every login but `keep`, every token, passkey and provider login ends, unless `kept`.

        Raises InvalidInput when `old` or the code is wrong, or TooMany. Whoever has no password, because they log in
        with a provider, sets one.
        """
        if await self.has_password(user_id):
            await self._confirmation.confirm(user_id, old, address, code)
        async with self._database.transaction() as session:
            person = await get_user(session, user_id)
            check_not_own(new, person.email, person.name)
        password_hash = await self._hasher.hash(new)
        async with self._database.transaction() as session:
            await store_password(session, user_id, password_hash)
            await self._end_access(session, user_id, kept or Kept(), address, keep=keep)
            await audit_log.record(session, AuditAction.PASSWORD_CHANGED, user_id, address)
            await tell(session, self._notify, user_id, Notice.PASSWORD_CHANGED)

    async def reset_password(self, link: str, new: str, address: str, *, kept: Kept | None = None) -> UUID:
        """Set the password of the person this link was made for; all that opens their account ends, unless `kept`.

        Raises InvalidInput.
        """
        person = await self.owner_of_reset(link)
        check_not_own(new, person.email, person.name)
        password_hash = await self._hasher.hash(new)
        async with self._database.transaction() as session:
            used = await use_link(session, Purpose.PASSWORD_RESET, link)
            await refuse_disabled(session, person.id)
            await store_password(session, person.id, password_hash)
            await self._end_access(session, person.id, kept or Kept(), address)
            if self._verifies and used.email == person.email:
                # A link that was mailed there arrived; one that was printed by a command is as good as the command.
                await mark_verified(session, person.id)
            await audit_log.record(session, AuditAction.PASSWORD_RESET, person.id, address)
            await tell(session, self._notify, person.id, Notice.PASSWORD_CHANGED)
        return person.id

    async def make_reset_link(self, email: str, address: str | None = None) -> str:
        """The secret of a link with which this person can set a password; raises InvalidInput for nobody's address."""
        async with self._database.transaction() as session:
            user_id = await find_user_with(session, email)
            await audit_log.record(session, AuditAction.RESET_LINK_MADE, user_id, address)
            return await make_link(session, Purpose.PASSWORD_RESET, email, user_id)

    async def owner_of_reset(self, link: str) -> User:
        """The person whom a link for a new password is for, without using it up; raises InvalidInput."""
        async with self._database.transaction() as session:
            return await owner_of(session, await read_link(session, Purpose.PASSWORD_RESET, link))

    async def log_out_everywhere(self, user_id: UUID, address: str, *, kept: Kept | None = None) -> None:
        """End every login, token, passkey and provider login of a person, unless `kept`.

        Provider logins stay when there is no password, because nothing else would be left to log in with.
        """
        has_password = await self.has_password(user_id)
        kept = kept or Kept()
        async with self._database.transaction() as session:
            kept = replace(kept, identities=kept.identities or not has_password)
            await self._end_access(session, user_id, kept, address)
            await audit_log.record(session, AuditAction.LOGGED_OUT_EVERYWHERE, user_id, address)

    async def _end_access(
        self, session: AsyncSession, user_id: UUID, kept: Kept, address: str, *, keep: str | None = None
    ) -> None:
        await sign_out_everywhere(session, user_id, keep={*kept.tokens, *([keep] if keep else [])})
        # A link that somebody else has asked for must not open the account after this.
        await revoke_links(session, user_id)
        if await remove_passkeys(session, user_id, keep=kept.passkeys):
            await audit_log.record(session, AuditAction.PASSKEY_REMOVED, user_id, address)
        if not kept.identities and await unlink_identities(session, user_id):
            await audit_log.record(session, AuditAction.IDENTITY_UNLINKED, user_id, address)
