"""The e-mail address of an account: changing it, and verifying it with a link that is sent there."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.accounts import audit_log
from services.accounts.audit_log import AuditAction
from services.accounts.confirmation import Confirmation
from services.accounts.notices import Notice, Notify
from services.accounts.one_time_links import Purpose, make_link, owner_of, revoke_links, use_link
from services.accounts.people import User, UserUpdate, get_user, mark_verified, update_user
from services.database import Database
from services.errors import InvalidInput
from services.storage.columns import table_of
from services.translatable import _

_users = table_of(User)


class EmailAddresses:
    """Changes the addresses that people log in with; those who lose one are told with `notify`.

    With `verifies`, a new address counts only once a link that was sent to it has been used.
    """

    def __init__(self, database: Database, confirmation: Confirmation, notify: Notify, *, verifies: bool) -> None:
        self._database = database
        self._confirmation = confirmation
        self._notify = notify
        self.verifies = verifies

    async def change(
        self, user_id: UUID, email: str, password: str, address: str, code: str | None = None
    ) -> str | None:
        """Change the address; where addresses are verified, returns the secret of a link to send to the new one.

        Raises InvalidInput when the password or the code is wrong or the address is somebody else's, or TooMany.
        """
        await self._confirmation.confirm(user_id, password, address, code)
        async with self._database.transaction() as session:
            if not self.verifies:
                await self._set_email(session, user_id, email, address)
                return None
            taken = await session.scalar(select(_users.c.id).where(_users.c.email == email, _users.c.id != user_id))
            if taken is not None:
                raise InvalidInput('email', _('Another account uses this e-mail address. Use a different one.'))
            return await make_link(session, Purpose.EMAIL, email, user_id)

    async def make_link(self, user_id: UUID) -> tuple[str, str] | None:
        """A person's address and the secret of a link that verifies it; None when there is nothing to verify."""
        async with self._database.transaction() as session:
            person = await get_user(session, user_id)
            if person.email is None or person.email_verified_at is not None:
                return None
            return person.email, await make_link(session, Purpose.EMAIL, person.email, user_id)

    async def verify(self, link: str, address: str) -> str:
        """Take over the address that this link was sent to, as verified; raises InvalidInput. Returns the address."""
        async with self._database.transaction() as session:
            used = await use_link(session, Purpose.EMAIL, link)
            person = await owner_of(session, used)
            if person.email != used.email:
                await self._set_email(session, person.id, used.email, address)
            await mark_verified(session, person.id)
            await audit_log.record(session, AuditAction.EMAIL_VERIFIED, person.id, address)
        return used.email

    async def _set_email(self, session: AsyncSession, user_id: UUID, email: str, address: str) -> None:
        person = await get_user(session, user_id)
        before = person.email
        await update_user(session, user_id, UserUpdate(email=email))
        person.email_verified_at = None
        await session.flush()
        await revoke_links(session, user_id)
        await audit_log.record(session, AuditAction.EMAIL_CHANGED, user_id, address)
        if before:
            # Whoever has the old address has to learn of it; the new one belongs to whoever asked.
            self._notify(person, before, Notice.EMAIL_CHANGED)
