"""Registration, logging in, and what is done to an account as a whole: inviting, disabling and deleting it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from services.accounts import audit_log
from services.accounts.access import Access
from services.accounts.audit_log import AuditAction, AuditEntry
from services.accounts.confirmation import WRONG_CODE, Confirmation
from services.accounts.email_addresses import EmailAddresses
from services.accounts.identities import find_identity, link_identity, unlink_identities
from services.accounts.logins import sign_out_everywhere
from services.accounts.notices import Notice, Notify, notify_nobody, tell
from services.accounts.one_time_links import Purpose, make_link, owner_of, read_link, revoke_links, use_link
from services.accounts.passkeys import Passkeys
from services.accounts.passwords import (
    MAX_LENGTH,
    Hasher,
    NewPassword,
    check_not_own,
    find_password,
    store_password,
)
from services.accounts.people import Email, User, find_user_with, get_user, refuse_disabled
from services.accounts.second_factor import SecondFactor
from services.accounts.tokens import revoke_token
from services.accounts.totp import CODE_LIMIT
from services.database import Database
from services.errors import CodeNeeded, EmailTaken, InvalidInput, NotInvited, NotSignedIn, TokenNotFound
from services.storage.columns import table_of
from services.translatable import _
from services.values.rate_limits import Limiter, Rate
from services.values.text import NAME_LIMIT, Name
from services.values.time_zones import ZoneName

REGISTRATIONS = Rate(burst=10, seconds=360)
"""New accounts from one network address."""

_WRONG = _('The e-mail address or the password is incorrect.')
_OTHER_INVITATION = _('This invitation is for another e-mail address. Use that address.')
_NAMELESS = 'Somebody'

_users = table_of(User)
_email: TypeAdapter[str] = TypeAdapter(Email)
_name: TypeAdapter[str] = TypeAdapter(Name)


class Login(BaseModel):
    """An e-mail address and a password; with a second factor also a code of the app, or a recovery code."""

    model_config = ConfigDict(extra='forbid')

    email: Email
    password: Annotated[str, Field(max_length=MAX_LENGTH)]
    code: Annotated[str, Field(max_length=CODE_LIMIT)] | None = None


class Registration(BaseModel):
    """A request for an account. Without a name, the part of the address before the @ becomes the name."""

    model_config = ConfigDict(extra='forbid')

    email: Email
    password: NewPassword
    name: Name | None = None
    time_zone: ZoneName = 'UTC'
    invitation: Annotated[str, Field(max_length=100)] | None = None


@dataclass(frozen=True)
class ProviderIdentity:
    """Somebody as an OpenID Connect provider knows them; `email` only when it has verified the address."""

    issuer: str
    subject: str
    email: str | None = None
    name: str | None = None


class Authentication:
    """Logs people in; `address` is the network address that a request comes from.

    `notify` tells people what happened to their account. With `verifies`, a new address counts only once a link that
    was sent to it has been used.
    """

    def __init__(
        self,
        database: Database,
        *,
        is_open: bool = True,
        limits_registration: bool = True,
        notify: Notify = notify_nobody,
        verifies: bool = False,
    ) -> None:
        self._database = database.everybody()
        self._hasher = Hasher()
        self._limits_registration = limits_registration
        self._registrations = Limiter(REGISTRATIONS, _('Too many new accounts from this network address.'))
        self._notify = notify
        self.is_open = is_open
        self.confirmation = confirmation = Confirmation(self._database, self._hasher, notify)
        self.addresses = EmailAddresses(self._database, confirmation, notify, verifies=verifies)
        self.second_factor = SecondFactor(self._database, confirmation, notify)
        self.passkeys = Passkeys(self._database, notify)
        self.access = Access(self._database, self._hasher, confirmation, notify, verifies=verifies)

    async def register(self, wanted: Registration, address: str) -> UUID:
        """Make an account; raises EmailTaken, NotInvited, TooMany, or InvalidInput for somebody else's invitation."""
        self._check_registration(wanted.invitation, address)
        check_not_own(wanted.password, wanted.email, wanted.name)
        password_hash = await self._hasher.hash(wanted.password)
        async with self._database.transaction() as session:
            await _use_invitation(session, wanted.invitation, wanted.email)
            name = wanted.name or wanted.email.partition('@')[0][:NAME_LIMIT]
            user = await _add_user(session, User(email=wanted.email, name=name, time_zone=wanted.time_zone))
            await store_password(session, user.id, password_hash)
            await audit_log.record(session, AuditAction.REGISTERED, user.id, address)
        return user.id

    async def log_in(self, login: Login, address: str) -> UUID:
        """Whose password this is; raises NotSignedIn, always after the same time, or TooMany.

        Raises CodeNeeded when the person has a second factor and the login does not show it.
        """
        user_id = await self._check_password(login, address)
        if await self.confirmation.needs_code(user_id):
            if not login.code:
                raise CodeNeeded(user_id)
            await self._check_code(user_id, login.code, address)
        async with self._database.transaction() as session:
            await audit_log.record(session, AuditAction.LOGGED_IN, user_id, address)
        return user_id

    async def begin_second_step(self, user_id: UUID) -> str:
        """A secret for whoever has just shown this person's password, with which a code is enough for five minutes."""
        async with self._database.transaction() as session:
            person = await get_user(session, user_id)
            return await make_link(session, Purpose.SECOND_FACTOR, person.email or '', user_id)

    async def log_in_with_code(self, secret: str, code: str, address: str) -> UUID:
        """Who gave their password for this secret; raises InvalidInput when it is no longer valid.

        Raises CodeNeeded for a wrong code, after which the secret works again, or TooMany.
        """
        async with self._database.transaction() as session:
            user_id = (await owner_of(session, await read_link(session, Purpose.SECOND_FACTOR, secret))).id
            await refuse_disabled(session, user_id)
        await self._check_code(user_id, code, address)
        async with self._database.transaction() as session:
            await use_link(session, Purpose.SECOND_FACTOR, secret)
            await audit_log.record(session, AuditAction.LOGGED_IN, user_id, address)
        return user_id

    async def _check_code(self, user_id: UUID, code: str, address: str) -> None:
        if not await self.confirmation.use_code(user_id, code, address):
            raise CodeNeeded(user_id, WRONG_CODE)

    async def _check_password(self, login: Login, address: str) -> UUID:
        self.confirmation.count_guess(address, login.email)
        async with self._database.transaction() as session:
            found = await find_password(session, login.email)
        matches = await self._hasher.matches(found[1] if found else None, login.password)
        async with self._database.transaction() as session:
            if found is None or not matches:
                await audit_log.record(session, AuditAction.LOGIN_REFUSED, found[0] if found else None, address)
            else:
                await refuse_disabled(session, found[0])
        if found is None or not matches:
            raise NotSignedIn(_WRONG)
        self.confirmation.forget_guess(address, login.email)
        return found[0]

    async def log_in_with(self, identity: ProviderIdentity, address: str, *, invitation: str | None = None) -> UUID:
        """The account linked to this identity, made when there is none; raises EmailTaken, NotInvited or TooMany.

        An account is never found by its e-mail address: that may pass to somebody else, so its owner has to link it.
        """
        async with self._database.transaction() as session:
            user_id = await find_identity(session, identity.issuer, identity.subject)
            if user_id is not None:
                await refuse_disabled(session, user_id)
                await audit_log.record(session, AuditAction.LOGGED_IN, user_id, address)
                return user_id
        return await self._register_identity(identity, address, invitation)

    async def record_refusal(self, address: str) -> None:
        """Record that a provider did not confirm a login."""
        async with self._database.transaction() as session:
            await audit_log.record(session, AuditAction.LOGIN_REFUSED, None, address)

    async def link(self, identity: ProviderIdentity, user_id: UUID, address: str) -> None:
        """Let `user_id` log in with this identity; raises IdentityTaken when it belongs to another account."""
        async with self._database.transaction() as session:
            await link_identity(session, identity.issuer, identity.subject, user_id)
            await audit_log.record(session, AuditAction.IDENTITY_LINKED, user_id, address)
            await tell(session, self._notify, user_id, Notice.IDENTITY_LINKED)

    async def unlink(self, user_id: UUID, password: str, address: str, code: str | None = None) -> None:
        """Have nobody log in to this account with a provider any more; raises InvalidInput or TooMany.

        The password is asked for, because without one there would be no way left to log in.
        """
        await self.confirmation.confirm(user_id, password, address, code)
        async with self._database.transaction() as session:
            if await unlink_identities(session, user_id):
                await audit_log.record(session, AuditAction.IDENTITY_UNLINKED, user_id, address)

    async def _register_identity(self, identity: ProviderIdentity, address: str, invitation: str | None) -> UUID:
        self._check_registration(invitation, address)
        email = _valid_or_none(_email, identity.email)
        name = _valid_or_none(_name, identity.name) or (email or _NAMELESS).partition('@')[0][:NAME_LIMIT]
        async with self._database.transaction() as session:
            await _use_invitation(session, invitation, email)
            user = await _add_user(session, User(email=email, name=name))
            await link_identity(session, identity.issuer, identity.subject, user.id)
            await audit_log.record(session, AuditAction.REGISTERED, user.id, address)
        return user.id

    async def notify(self, user_id: UUID, notice: Notice) -> None:
        """Tell a person what happened to their account."""
        async with self._database.transaction() as session:
            await tell(session, self._notify, user_id, notice)

    async def revoke_token(self, user_id: UUID, token_hash: str, address: str) -> None:
        """Have a token stop working; raises TokenNotFound."""
        async with self._database.transaction() as session:
            if not await revoke_token(session, user_id, token_hash):
                raise TokenNotFound
            await audit_log.record(session, AuditAction.TOKEN_REVOKED, user_id, address)

    async def list_activity(self, user_id: UUID, *, limit: int | None = None) -> list[AuditEntry]:
        """What happened to an account, the latest first."""
        async with self._database.transaction() as session:
            return await audit_log.list_entries(session, user_id, limit=limit)

    async def set_disabled(self, email: str, *, disabled: bool) -> None:
        """Disable an account, which ends everything that opens it, or enable it; raises InvalidInput for nobody's."""
        async with self._database.transaction() as session:
            user_id = await find_user_with(session, email)
            person = await get_user(session, user_id)
            person.disabled_at = datetime.now(UTC) if disabled else None
            if disabled:
                await sign_out_everywhere(session, user_id)
                await revoke_links(session, user_id)
            action = AuditAction.ACCOUNT_DISABLED if disabled else AuditAction.ACCOUNT_ENABLED
            await audit_log.record(session, action, user_id)

    async def delete_account(self, user_id: UUID, password: str, address: str, code: str | None = None) -> None:
        """Delete the person and everything of theirs; raises InvalidInput for a wrong password or code, or TooMany."""
        await self.confirmation.confirm(user_id, password, address, code)
        async with self._database.transaction() as session:
            await audit_log.record(session, AuditAction.ACCOUNT_DELETED, None, address)
            await session.execute(delete(User).where(_users.c.id == user_id))

    async def invite(self, email: str) -> str:
        """The secret of a link with which this address can register; raises EmailTaken."""
        async with self._database.transaction() as session:
            if await session.scalar(select(_users.c.id).where(_users.c.email == email)):
                raise EmailTaken
            await audit_log.record(session, AuditAction.INVITED)
            return await make_link(session, Purpose.INVITATION, email)

    def _check_registration(self, invitation: str | None, address: str) -> None:
        if not self.is_open and not invitation:
            raise NotInvited
        if self._limits_registration:
            self._registrations.take(address)


def _valid_or_none(kind: TypeAdapter[str], value: str | None) -> str | None:
    """What a provider says, when it is valid here."""
    try:
        return None if value is None else kind.validate_python(value)
    except ValidationError:
        return None


async def _use_invitation(session: AsyncSession, invitation: str | None, email: str | None) -> None:
    if invitation and (await use_link(session, Purpose.INVITATION, invitation)).email != email:
        raise InvalidInput('email', _OTHER_INVITATION)


async def _add_user(session: AsyncSession, user: User) -> User:
    session.add(user)
    try:
        await session.flush()
    except IntegrityError:
        raise EmailTaken from None
    return user
