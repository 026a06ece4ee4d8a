"""Links that work once: invitations to register, password resets, and the verification of an address.

The second step of a login and the challenge for a passkey are such secrets as well, though nobody sees them as links.
"""

import secrets
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Column, ColumnElement, DateTime, ForeignKey, Row, String, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel

from services.accounts.people import EMAIL_LIMIT, User, find_user_with, get_user
from services.accounts.tokens import hash_of
from services.errors import InvalidInput
from services.storage.columns import table_of, text_enum, timestamp_column
from services.translatable import _


class Purpose(StrEnum):
    """What a link is for."""

    INVITATION = 'invitation'
    PASSWORD_RESET = 'password_reset'  # noqa: S105 - the name of a purpose
    EMAIL = 'email'
    SECOND_FACTOR = 'second_factor'
    PASSKEY_REGISTRATION = 'passkey_registration'
    PASSKEY_LOGIN = 'passkey_login'


STEPS = frozenset({Purpose.SECOND_FACTOR, Purpose.PASSKEY_REGISTRATION, Purpose.PASSKEY_LOGIN})
"""Purposes that are no links but steps of something that a browser is doing, of which there may be several."""

LIFETIME = {
    Purpose.INVITATION: timedelta(days=7),
    Purpose.PASSWORD_RESET: timedelta(hours=1),
    Purpose.EMAIL: timedelta(days=1),
    **dict.fromkeys(STEPS, timedelta(minutes=5)),
}


class OneTimeLink(SQLModel, table=True):
    """A link that was not used yet, sent to an address; all but invitations are for one person, whatever theirs is now.

    Only the hash of its secret is stored.
    """

    __tablename__ = 'one_time_links'

    hash: str = Field(sa_column=Column(String(64), primary_key=True))
    purpose: Purpose = Field(sa_column=Column(text_enum(Purpose, 'one_time_links_purpose_known'), nullable=False))
    email: str = Field(sa_column=Column(String(EMAIL_LIMIT), nullable=False))
    user_id: UUID | None = Field(default=None, sa_column=Column(ForeignKey('users.id', ondelete='CASCADE')))
    created_at: datetime = Field(default=None, sa_column=timestamp_column('created_at', automatic=True))
    expires_at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))


_links = table_of(OneTimeLink)


class UsedLink(NamedTuple):
    """The address that a link was sent to, and the person it is for."""

    email: str
    user_id: UUID | None


async def make_link(session: AsyncSession, purpose: Purpose, email: str, user_id: UUID | None = None) -> str:
    """The secret of a new link for this address or person; earlier ones for the same purpose stop working.

    Those of STEPS stay, because somebody may be doing the same in two browsers.
    """
    same = _links.c.email == email if user_id is None else _links.c.user_id == user_id
    if purpose in STEPS:
        same = _links.c.expires_at < datetime.now(UTC)
    await session.execute(delete(OneTimeLink).where(_links.c.purpose == purpose, same))
    secret = secrets.token_urlsafe(32)
    expires = datetime.now(UTC) + LIFETIME[purpose]
    made = OneTimeLink(hash=hash_of(secret), purpose=purpose, email=email, user_id=user_id, expires_at=expires)
    session.add(made)
    await session.flush()
    return secret


async def use_link(session: AsyncSession, purpose: Purpose, secret: str) -> UsedLink:
    """Whom the link was made for, which uses it up; raises InvalidInput when it is unknown, used or expired."""
    used = delete(OneTimeLink).where(*_is_valid(purpose, secret)).returning(_links.c.email, _links.c.user_id)
    return _found((await session.execute(used)).one_or_none())


async def read_link(session: AsyncSession, purpose: Purpose, secret: str) -> UsedLink:
    """Whom the link was made for, without using it up; raises InvalidInput as `use_link`."""
    wanted = select(_links.c.email, _links.c.user_id).where(*_is_valid(purpose, secret))
    return _found((await session.execute(wanted)).one_or_none())


async def revoke_links(session: AsyncSession, user_id: UUID) -> None:
    """Have every link of a person stop working."""
    await session.execute(delete(OneTimeLink).where(_links.c.user_id == user_id))


async def owner_of(session: AsyncSession, link: UsedLink) -> User:
    """The person whom a link is for; one made by an earlier version names only their address."""
    return await get_user(session, link.user_id or await find_user_with(session, link.email))


def _is_valid(purpose: Purpose, secret: str) -> tuple[ColumnElement[bool], ...]:
    now = datetime.now(UTC)
    return _links.c.hash == hash_of(secret), _links.c.purpose == purpose, _links.c.expires_at > now


def _found(row: Row[Any, Any] | None) -> UsedLink:
    if row is None:
        raise InvalidInput('link', _('This link has been used already or has expired. Ask for a new one.'))
    return UsedLink(row.email, row.user_id)
