"""Who people are at the provider that says so: an issuer's word for somebody, and the account it opens."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Index, String, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel

from services.errors import IdentityTaken
from services.models import moment_column, owner, table_of

IDENTITY_LIMIT = 255
"""How long the names of an issuer and of a subject may be; OpenID Connect allows no longer subject."""


class Identity(SQLModel, table=True):
    """What a provider calls a person; an e-mail address may change hands, this does not."""

    __tablename__ = 'identities'
    __table_args__ = (Index('identities_owner', 'user_id'),)

    issuer: str = Field(sa_column=Column(String(IDENTITY_LIMIT), primary_key=True))
    subject: str = Field(sa_column=Column(String(IDENTITY_LIMIT), primary_key=True))
    user_id: UUID = Field(sa_column=owner())
    created_at: datetime = Field(default=None, sa_column=moment_column('created_at', automatic=True))


_identities = table_of(Identity)


async def find_identity(session: AsyncSession, issuer: str, subject: str) -> UUID | None:
    """Whose account this identity opens; None when it opens none."""
    known = select(_identities.c.user_id).where(_identities.c.issuer == issuer, _identities.c.subject == subject)
    found: UUID | None = await session.scalar(known)
    return found


async def has_identity(session: AsyncSession, user_id: UUID) -> bool:
    """Whether a provider's word opens the account of this person."""
    return await session.scalar(select(_identities.c.subject).where(_identities.c.user_id == user_id)) is not None


async def link_identity(session: AsyncSession, issuer: str, subject: str, user_id: UUID) -> None:
    """Have this identity open the account of `user_id`; raises IdentityTaken when it opens somebody else's."""
    values = {'issuer': issuer, 'subject': subject, 'user_id': user_id}
    await session.execute(insert(Identity).values(values).on_conflict_do_nothing())
    if await find_identity(session, issuer, subject) != user_id:
        raise IdentityTaken
