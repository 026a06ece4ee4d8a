"""The audit log: logins and changes to accounts, without any secret and without anything from tasks.

A person can read and export their own part of it.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, Column, ForeignKey, Identity, Index, String, insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel

from services.storage.columns import table_of, text_enum, timestamp_column

ADDRESS_LIMIT = 64
KEPT = timedelta(days=400)
"""How long an entry is kept: more than a year, so that what happens yearly can be compared."""


class AuditAction(StrEnum):
    """What is recorded."""

    REGISTERED = 'registered'
    LOGGED_IN = 'logged_in'
    LOGIN_REFUSED = 'login_refused'
    LOGGED_OUT = 'logged_out'
    LOGGED_OUT_EVERYWHERE = 'logged_out_everywhere'
    DEVICE_LOGGED_OUT = 'device_logged_out'
    PASSWORD_CHANGED = 'password_changed'  # noqa: S105 - the name of an action
    PASSWORD_RESET = 'password_reset'  # noqa: S105
    ACCOUNT_DELETED = 'account_deleted'
    ACCOUNT_EXPORTED = 'account_exported'
    TOKEN_CREATED = 'token_created'  # noqa: S105
    TOKEN_REVOKED = 'token_revoked'  # noqa: S105
    INVITED = 'invited'
    RESET_LINK_MADE = 'reset_link_made'
    IDENTITY_LINKED = 'identity_linked'
    IDENTITY_UNLINKED = 'identity_unlinked'
    EMAIL_CHANGED = 'email_changed'
    EMAIL_VERIFIED = 'email_verified'
    ACCOUNT_DISABLED = 'account_disabled'
    ACCOUNT_ENABLED = 'account_enabled'
    CODE_REFUSED = 'code_refused'
    SECOND_FACTOR_ON = 'second_factor_on'
    SECOND_FACTOR_OFF = 'second_factor_off'
    RECOVERY_CODES_MADE = 'recovery_codes_made'
    RECOVERY_CODE_USED = 'recovery_code_used'
    PASSKEY_ADDED = 'passkey_added'
    PASSKEY_REMOVED = 'passkey_removed'


class AuditEntry(SQLModel, table=True):
    """One action. When the person deletes their account it stays, without saying whose it was."""

    __tablename__ = 'audit_entries'
    __table_args__ = (Index('audit_entries_of_a_person', 'user_id', 'created_at'),)

    id: int = Field(default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    created_at: datetime = Field(default=None, sa_column=timestamp_column('created_at', automatic=True))
    action: AuditAction = Field(
        sa_column=Column('deed', text_enum(AuditAction, 'audit_entries_deed_known'), nullable=False)
    )
    user_id: UUID | None = Field(default=None, sa_column=Column(ForeignKey('users.id', ondelete='SET NULL')))
    address: str | None = Field(default=None, sa_column=Column(String(ADDRESS_LIMIT)))


_entries = table_of(AuditEntry)


async def record(
    session: AsyncSession, action: AuditAction, user_id: UUID | None = None, address: str | None = None
) -> None:
    """Record `action` in the transaction that carries it out."""
    entry = {'action': action, 'user_id': user_id, 'address': address[:ADDRESS_LIMIT] if address else None}
    await session.execute(insert(AuditEntry).values(entry))


async def list_entries(session: AsyncSession, user_id: UUID, *, limit: int | None = None) -> list[AuditEntry]:
    """What was done to the account of `user_id`, the latest first."""
    latest_first = _entries.c.created_at.desc(), _entries.c.id.desc()
    wanted = select(AuditEntry).where(_entries.c.user_id == user_id).order_by(*latest_first).limit(limit)
    return list(await session.scalars(wanted))
