"""Identities at OpenID Connect providers, and the accounts that people log in to with them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Index, String, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel

from services.errors import IdentityTaken
from services.storage.columns import table_of, timestamp_column, user_fk

IDENTITY_LIMIT = 255
"""Characters of an issuer and of a subject; OpenID Connect allows no longer subject."""


class Identity(SQLModel, table=True):
    """A subject at a provider. Unlike an e-mail address, it never passes to another person."""

    __tablename__ = 'identities'
    __table_args__ = (Index('identities_owner', 'user_id'),)

    issuer: str = Field(sa_column=Column(String(IDENTITY_LIMIT), primary_key=True))
    subject: str = Field(sa_column=Column(String(IDENTITY_LIMIT), primary_key=True))
    user_id: UUID = Field(sa_column=user_fk())
    created_at: datetime = Field(default=None, sa_column=timestamp_column('created_at', automatic=True))


_identities = table_of(Identity)


async def find_identity(session: AsyncSession, issuer: str, subject: str) -> UUID | None:
    """The person who logs in with this identity; None when it is not linked to an account."""
    known = select(_identities.c.user_id).where(_identities.c.issuer == issuer, _identities.c.subject == subject)
    found: UUID | None = await session.scalar(known)
    return found


async def has_identity(session: AsyncSession, user_id: UUID) -> bool:
    """Whether this person can log in with a provider."""
    return await session.scalar(select(_identities.c.subject).where(_identities.c.user_id == user_id)) is not None


async def link_identity(session: AsyncSession, issuer: str, subject: str, user_id: UUID) -> None:
    """Let `user_id` log in with this identity; raises IdentityTaken when it belongs to another account."""
    values = {'issuer': issuer, 'subject': subject, 'user_id': user_id}
    await session.execute(insert(Identity).values(values).on_conflict_do_nothing())
    if await find_identity(session, issuer, subject) != user_id:
        raise IdentityTaken


async def unlink_identities(session: AsyncSession, user_id: UUID) -> int:
    """Have nobody log in to this account with a provider any more; returns how many identities were linked."""
    unlinked = delete(Identity).where(_identities.c.user_id == user_id).returning(_identities.c.subject)
    return len((await session.execute(unlinked)).all())
