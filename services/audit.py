"""The record of who came in and what was done to accounts; holds no secret and nothing of anybody's tasks."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, Column, ForeignKey, Identity, Index, String, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel

from services.models import moment_column, words

ADDRESS_LIMIT = 64


class Deed(StrEnum):
    """What is worth a line."""

    REGISTERED = 'registered'
    LOGGED_IN = 'logged_in'
    LOGIN_REFUSED = 'login_refused'
    LOGGED_OUT = 'logged_out'
    LOGGED_OUT_EVERYWHERE = 'logged_out_everywhere'
    DEVICE_LOGGED_OUT = 'device_logged_out'
    PASSWORD_CHANGED = 'password_changed'  # noqa: S105 - the name of a deed
    PASSWORD_RESET = 'password_reset'  # noqa: S105
    ACCOUNT_DELETED = 'account_deleted'
    ACCOUNT_EXPORTED = 'account_exported'
    TOKEN_CREATED = 'token_created'  # noqa: S105
    TOKEN_REVOKED = 'token_revoked'  # noqa: S105
    INVITED = 'invited'
    RESET_LINK_MADE = 'reset_link_made'
    IDENTITY_LINKED = 'identity_linked'


class AuditEntry(SQLModel, table=True):
    """One deed. Stays without a name when the person goes."""

    __tablename__ = 'audit_entries'
    __table_args__ = (Index('audit_entries_of_a_person', 'user_id', 'created_at'),)

    id: int = Field(default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    created_at: datetime = Field(default=None, sa_column=moment_column('created_at', automatic=True))
    deed: Deed = Field(sa_column=Column(words(Deed, 'audit_entries_deed_known'), nullable=False))
    user_id: UUID | None = Field(default=None, sa_column=Column(ForeignKey('users.id', ondelete='SET NULL')))
    address: str | None = Field(default=None, sa_column=Column(String(ADDRESS_LIMIT)))


async def note(session: AsyncSession, deed: Deed, user_id: UUID | None = None, address: str | None = None) -> None:
    """Write down a deed in the transaction that does it."""
    line = {'deed': deed, 'user_id': user_id, 'address': address[:ADDRESS_LIMIT] if address else None}
    await session.execute(insert(AuditEntry).values(line))
