"""Registering, logging in, changing and forgetting passwords, and leaving: what accounts are for.

Guessing is limited by address and account together: whoever guesses has to wait, and the owner
of the account, who comes from elsewhere, does not.
"""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from services import audit
from services.accounts import Email, User
from services.audit import Deed
from services.database import Database
from services.errors import EmailTaken, InvalidInput, NotInvited, NotSignedIn
from services.identities import find_identity, link_identity
from services.limits import Limiter, Rate
from services.links import Purpose, make_link, use_link
from services.models import table_of
from services.passwords import LONGEST, Hasher, NewPassword, find_password, keep_password, password_of
from services.sessions import sign_out_everywhere
from services.text import NAME_LIMIT, Name
from services.zones import ZoneName

GUESSES = Rate(burst=10, seconds=30)
"""Wrong passwords for one account from one address."""

GUESSES_AT_ALL = Rate(burst=50, seconds=6)
"""Wrong passwords from one address, for whichever accounts."""

REGISTRATIONS = Rate(burst=10, seconds=360)
"""New accounts from one address."""

_WRONG = 'The e-mail address or the password is not right.'

_users = table_of(User)
_email: TypeAdapter[str] = TypeAdapter(Email)
_name: TypeAdapter[str] = TypeAdapter(Name)


class Login(BaseModel):
    """What one logs in with."""

    model_config = ConfigDict(extra='forbid')

    email: Email
    password: Annotated[str, Field(max_length=LONGEST)]


class Registration(BaseModel):
    """What one registers with. The name is made from the address when none is given."""

    model_config = ConfigDict(extra='forbid')

    email: Email
    password: NewPassword
    name: Name | None = None
    time_zone: ZoneName = 'UTC'
    invitation: Annotated[str, Field(max_length=100)] | None = None


@dataclass(frozen=True)
class Visitor:
    """Somebody whom a provider vouches for; `email` only when it knows that it is theirs."""

    issuer: str
    subject: str
    email: str | None = None
    name: str | None = None


class Gate:
    """Lets people in; `address` is where a request comes from."""

    def __init__(self, database: Database, *, is_open: bool = True, limits_registration: bool = True) -> None:
        self._database = database
        self._hasher = Hasher()
        self._limits_registration = limits_registration
        self._guesses = Limiter(GUESSES, 'Too many wrong passwords.')
        self._guesses_at_all = Limiter(GUESSES_AT_ALL, 'Too many wrong passwords.')
        self._registrations = Limiter(REGISTRATIONS, 'Too many new accounts from here.')
        self.is_open = is_open

    async def register(self, wanted: Registration, address: str) -> UUID:
        """Make an account; raises EmailTaken, NotInvited or TooMany."""
        if not self.is_open and not wanted.invitation:
            raise NotInvited
        if self._limits_registration:
            self._registrations.take(address)
        kept = await self._hasher.hash(wanted.password)
        async with self._database.transaction() as session:
            if wanted.invitation and await use_link(session, Purpose.INVITATION, wanted.invitation) != wanted.email:
                raise InvalidInput('email', 'The invitation is for another e-mail address. Use that one.')
            name = wanted.name or wanted.email.partition('@')[0][:NAME_LIMIT]
            user = User(email=wanted.email, name=name, time_zone=wanted.time_zone)
            session.add(user)
            try:
                await session.flush()
            except IntegrityError:
                raise EmailTaken from None
            await keep_password(session, user.id, kept)
            await audit.note(session, Deed.REGISTERED, user.id, address)
        return user.id

    async def log_in(self, login: Login, address: str) -> UUID:
        """Whose password this is; raises NotSignedIn, always after the same time, or TooMany."""
        self._count_guess(address, login.email)
        async with self._database.transaction() as session:
            found = await find_password(session, login.email)
        matches = await self._hasher.matches(found[1] if found else None, login.password)
        async with self._database.transaction() as session:
            if found is None or not matches:
                await audit.note(session, Deed.LOGIN_REFUSED, found[0] if found else None, address)
            else:
                await audit.note(session, Deed.LOGGED_IN, found[0], address)
        if found is None or not matches:
            raise NotSignedIn(_WRONG)
        self._forget_guess(address, login.email)
        return found[0]

    async def enter_as(self, visitor: Visitor, address: str, *, invitation: str | None = None) -> UUID:
        """The account of whom a provider vouches for, made when there is none; raises EmailTaken, NotInvited, TooMany.

        An account is never found by its address: that may change hands, and its owner has to link it themselves.
        """
        async with self._database.transaction() as session:
            user_id = await find_identity(session, visitor.issuer, visitor.subject)
            if user_id is not None:
                await audit.note(session, Deed.LOGGED_IN, user_id, address)
                return user_id
        return await self._register_visitor(visitor, address, invitation)

    async def link(self, visitor: Visitor, user_id: UUID, address: str) -> None:
        """Have this visitor be `user_id` from now on; raises IdentityTaken when they are somebody else already."""
        async with self._database.transaction() as session:
            await link_identity(session, visitor.issuer, visitor.subject, user_id)
            await audit.note(session, Deed.IDENTITY_LINKED, user_id, address)

    async def _register_visitor(self, visitor: Visitor, address: str, invitation: str | None) -> UUID:
        if not self.is_open and not invitation:
            raise NotInvited
        if self._limits_registration:
            self._registrations.take(address)
        email = _read_or_none(_email, visitor.email)
        async with self._database.transaction() as session:
            if invitation and await use_link(session, Purpose.INVITATION, invitation) != email:
                raise InvalidInput('email', 'The invitation is for another e-mail address. Use that one.')
            user = User(email=email, name=_read_or_none(_name, visitor.name) or (email or 'Somebody').partition('@')[0])
            session.add(user)
            try:
                await session.flush()
            except IntegrityError:
                raise EmailTaken from None
            await link_identity(session, visitor.issuer, visitor.subject, user.id)
            await audit.note(session, Deed.REGISTERED, user.id, address)
        return user.id

    async def change_password(self, user_id: UUID, old: str, new: str, address: str, *, keep: str | None) -> None:
        """Replace the password and end every other login; raises InvalidInput when `old` is wrong, or TooMany.

        Who has none, because a provider vouches for them, sets one.
        """
        if await self.has_password(user_id):
            await self._confirm(user_id, old, address)
        kept = await self._hasher.hash(new)
        async with self._database.transaction() as session:
            await keep_password(session, user_id, kept)
            await sign_out_everywhere(session, user_id, keep=keep)
            await audit.note(session, Deed.PASSWORD_CHANGED, user_id, address)

    async def reset_password(self, link: str, new: str, address: str) -> UUID:
        """Set the password of whoever was given this link, and end all their logins; raises InvalidInput."""
        kept = await self._hasher.hash(new)
        async with self._database.transaction() as session:
            email = await use_link(session, Purpose.PASSWORD_RESET, link)
            user_id = await _user_with(session, email)
            await keep_password(session, user_id, kept)
            await sign_out_everywhere(session, user_id)
            await audit.note(session, Deed.PASSWORD_RESET, user_id, address)
        return user_id

    async def delete_account(self, user_id: UUID, password: str, address: str) -> None:
        """Remove the person and everything of theirs for good; raises InvalidInput when the password is wrong."""
        await self._confirm(user_id, password, address)
        async with self._database.transaction() as session:
            await audit.note(session, Deed.ACCOUNT_DELETED, None, address)
            await session.execute(delete(User).where(_users.c.id == user_id))

    async def has_password(self, user_id: UUID) -> bool:
        """Whether this person can log in with a password."""
        async with self._database.transaction() as session:
            return await password_of(session, user_id) is not None

    async def invite(self, email: str) -> str:
        """The secret of a link with which this address can register; raises EmailTaken."""
        async with self._database.transaction() as session:
            if await session.scalar(select(_users.c.id).where(_users.c.email == email)):
                raise EmailTaken
            await audit.note(session, Deed.INVITED)
            return await make_link(session, Purpose.INVITATION, email)

    async def offer_reset(self, email: str, address: str | None = None) -> str:
        """The secret of a link with which whoever has this address can set a password; raises InvalidInput."""
        async with self._database.transaction() as session:
            user_id = await _user_with(session, email)
            await audit.note(session, Deed.RESET_LINK_MADE, user_id, address)
            return await make_link(session, Purpose.PASSWORD_RESET, email)

    async def _confirm(self, user_id: UUID, password: str, address: str) -> None:
        self._count_guess(address, user_id)
        async with self._database.transaction() as session:
            kept = await password_of(session, user_id)
        if not await self._hasher.matches(kept, password):
            raise InvalidInput('password', 'This is not your password. Type it again.')
        self._forget_guess(address, user_id)

    def _count_guess(self, address: str, account: str | UUID) -> None:
        self._guesses_at_all.take(address)
        self._guesses.take((address, account))

    def _forget_guess(self, address: str, account: str | UUID) -> None:
        self._guesses_at_all.give_back(address)
        self._guesses.give_back((address, account))


def _read_or_none(kind: TypeAdapter[str], value: str | None) -> str | None:
    """What a provider says, when it will do."""
    try:
        return None if value is None else kind.validate_python(value)
    except ValidationError:
        return None


async def _user_with(session: AsyncSession, email: str) -> UUID:
    found: UUID | None = await session.scalar(select(_users.c.id).where(_users.c.email == email))
    if found is None:
        raise InvalidInput('email', 'Nobody has registered with this e-mail address.')
    return found
