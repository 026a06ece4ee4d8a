"""Links that work once: an invitation to register, and the way back in for whoever forgot their password."""

import secrets
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Column, DateTime, String, delete
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel

from services.accounts import EMAIL_LIMIT, hash_of
from services.errors import InvalidInput
from services.models import moment_column, table_of, words


class Purpose(StrEnum):
    """What a link is for."""

    INVITATION = 'invitation'
    PASSWORD_RESET = 'password_reset'  # noqa: S105 - the name of a purpose


LIFETIME = {Purpose.INVITATION: timedelta(days=7), Purpose.PASSWORD_RESET: timedelta(hours=1)}


class OneTimeLink(SQLModel, table=True):
    """A link that was not used yet. Only the hash of its secret is kept."""

    __tablename__ = 'one_time_links'

    hash: str = Field(sa_column=Column(String(64), primary_key=True))
    purpose: Purpose = Field(sa_column=Column(words(Purpose, 'one_time_links_purpose_known'), nullable=False))
    email: str = Field(sa_column=Column(String(EMAIL_LIMIT), nullable=False))
    created_at: datetime = Field(default=None, sa_column=moment_column('created_at', automatic=True))
    expires_at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))


_links = table_of(OneTimeLink)


async def make_link(session: AsyncSession, purpose: Purpose, email: str) -> str:
    """The secret of a new link for this address; earlier ones for the same end stop working."""
    await session.execute(delete(OneTimeLink).where(_links.c.purpose == purpose, _links.c.email == email))
    secret = secrets.token_urlsafe(32)
    expires = datetime.now(UTC) + LIFETIME[purpose]
    session.add(OneTimeLink(hash=hash_of(secret), purpose=purpose, email=email, expires_at=expires))
    await session.flush()
    return secret


async def use_link(session: AsyncSession, purpose: Purpose, secret: str) -> str:
    """The address the link was made for; it does not work again. Raises InvalidInput for any other secret."""
    used = delete(OneTimeLink).where(
        _links.c.hash == hash_of(secret), _links.c.purpose == purpose, _links.c.expires_at > datetime.now(UTC)
    )
    email: str | None = await session.scalar(used.returning(_links.c.email))
    if email is None:
        raise InvalidInput('link', 'This link was used before or has expired. Ask for a new one.')
    return email
