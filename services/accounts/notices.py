"""What people are told by mail when something happens to their account, so that they notice what they did not do."""

from collections.abc import Callable
from enum import StrEnum
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.accounts.people import User, get_user


class Notice(StrEnum):
    """What happened."""

    NEW_BROWSER = 'new_browser'
    PASSWORD_CHANGED = 'password_changed'  # noqa: S105 - the name of an event
    EMAIL_CHANGED = 'email_changed'
    TOKEN_CREATED = 'token_created'  # noqa: S105
    IDENTITY_LINKED = 'identity_linked'
    SECOND_FACTOR_ON = 'second_factor_on'
    SECOND_FACTOR_OFF = 'second_factor_off'
    RECOVERY_CODES_MADE = 'recovery_codes_made'
    RECOVERY_CODE_USED = 'recovery_code_used'
    PASSKEY_ADDED = 'passkey_added'
    PASSKEY_REMOVED = 'passkey_removed'


Notify = Callable[[User, str, Notice], None]
"""Tells a person, at this address, what happened; returns at once."""


def notify_nobody(_user: User, _email: str, _notice: Notice) -> None:
    """Where no mail is set up, nobody is told."""


async def tell(session: AsyncSession, notify: Notify, user_id: UUID, notice: Notice) -> None:
    """Tell a person at their address, if they have one, what happened to their account."""
    person = await get_user(session, user_id)
    if person.email is not None:
        notify(person, person.email, notice)
