"""People: their profile, their time zone and their preferences for the interface."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict
from sqlalchemy import (
    BigInteger,
    Column,
    String,
    func,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel

from services.errors import InvalidInput, NotAllowed
from services.storage.columns import table_of, timestamp_column
from services.translatable import _, n_
from services.values.cause import Moment
from services.values.text import NAME_LIMIT, Name
from services.values.time_zones import ZoneName, zone_named

OWNER_ID = UUID('00000000-0000-4000-8000-000000000001')
"""The one person of a local installation; the first migration creates them."""

EMAIL_LIMIT = 320
DATE_ORDER = 'date_order'
DAY_FIRST, MONTH_FIRST = 'day_first', 'month_first'
LANGUAGE, SPOKEN = 'language', 'spoken'
"""The language a person chose, and the one their pages were in last."""
"""What the preference `date_order` says; learnt from the language of the pages that the person opens."""

CHOSEN = 'chosen'
"""Value of the preference `zone` when the person set their time zone; otherwise it follows their browser."""

_DISABLED = _('This account is disabled. Ask the person who runs this Tandem.')
_TOO_LONG = n_(
    'The e-mail address is longer than {number} character.', 'The e-mail address is longer than {number} characters.'
)


def _parse_email(text: str) -> str:
    """Reject only what is obviously not an address; whether mail arrives there cannot be seen from its spelling."""
    email = text.strip().lower()
    name, _at, host = email.rpartition('@')
    if not name or not host or not email.isprintable() or ' ' in email:
        raise ValueError(_('This is not an e-mail address. Write it like ada@example.org.'))
    if len(email) > EMAIL_LIMIT:
        raise ValueError(_TOO_LONG.format(number=EMAIL_LIMIT))
    return email


Email = Annotated[str, AfterValidator(_parse_email)]


def _counter() -> Column[int]:
    return Column(BigInteger, nullable=False, server_default=text('0'))


class User(SQLModel, table=True):
    """A person. `seq` is the number of their last event; only the ledger changes it and the counts.

    `max_tasks` and the like are their own quota, where it is not that of everybody.

    `email_verified_at` says since when the address is known to be theirs, `disabled_at` since when they cannot log in.
    """

    __tablename__ = 'users'

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    email: str | None = Field(default=None, sa_column=Column(String(EMAIL_LIMIT), unique=True))
    name: str = Field(sa_column=Column(String(NAME_LIMIT), nullable=False))
    time_zone: str = Field(default='UTC', sa_column=Column(String(64), nullable=False, server_default='UTC'))
    seq: int = Field(default=0, sa_column=_counter())
    task_count: int = Field(default=0, sa_column=_counter())
    conversation_count: int = Field(default=0, sa_column=_counter())
    message_count: int = Field(default=0, sa_column=_counter())
    max_tasks: int | None = Field(default=None, sa_column=Column(BigInteger))
    max_conversations: int | None = Field(default=None, sa_column=Column(BigInteger))
    max_messages: int | None = Field(default=None, sa_column=Column(BigInteger))
    preferences: dict[str, str] = Field(
        default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default='{}')
    )
    created_at: datetime = Field(default=None, sa_column=timestamp_column('created_at', automatic=True))
    email_verified_at: datetime | None = Field(default=None, sa_column=timestamp_column('email_verified_at'))
    disabled_at: datetime | None = Field(default=None, sa_column=timestamp_column('disabled_at'))


_users = table_of(User)


class UserRead(BaseModel):
    """A person as the API shows them."""

    model_config = ConfigDict(from_attributes=True, frozen=True)

    id: UUID
    email: str | None
    name: str
    time_zone: str


class UserUpdate(BaseModel):
    """What a person may change about themselves."""

    model_config = ConfigDict(extra='forbid')

    email: Email | None = None
    name: Name | None = None
    time_zone: ZoneName | None = None


async def get_user(session: AsyncSession, user_id: UUID) -> User:
    """The person with this id; raises InvalidInput when there is none."""
    user = await session.get(User, user_id)
    if user is None:
        raise InvalidInput('user_id', _('There is no such person.'))
    return user


async def zone_of(session: AsyncSession, user_id: UUID) -> ZoneInfo:
    """The time zone in the person's profile."""
    name = await session.scalar(select(_users.c.time_zone).where(_users.c.id == user_id))
    return zone_named(name or 'UTC')


async def moment_of(session: AsyncSession, user_id: UUID) -> Moment:
    """Now, as this person experiences it: in their zone and language, and with the order of their dates."""
    choices = _users.c.preferences
    spoken = func.coalesce(choices[LANGUAGE].astext, choices[SPOKEN].astext)
    wanted = select(_users.c.time_zone, choices[DATE_ORDER].astext, spoken).where(_users.c.id == user_id)
    found = (await session.execute(wanted)).one_or_none()
    zone, order, language = found or ('UTC', None, None)
    day_first = None if not order else order == DAY_FIRST
    return Moment.current(zone_named(zone), day_first=day_first, language=language or None)


async def update_user(session: AsyncSession, user_id: UUID, changes: UserUpdate) -> User:
    """Change the profile of `user_id`; raises InvalidInput for an e-mail address that somebody else has."""
    user = await get_user(session, user_id)
    for field, value in changes.model_dump(exclude_none=True).items():
        setattr(user, field, value)
    try:
        await session.flush()
    except IntegrityError:
        raise InvalidInput('email', _('Another account uses this e-mail address. Use a different one.')) from None
    return user


async def find_user_with(session: AsyncSession, email: str) -> UUID:
    """Who has this address; raises InvalidInput when nobody does."""
    found: UUID | None = await session.scalar(select(_users.c.id).where(_users.c.email == email))
    if found is None:
        raise InvalidInput('email', _('There is no account with this e-mail address.'))
    return found


async def mark_verified(session: AsyncSession, user_id: UUID) -> None:
    """Note that the address of `user_id` has been shown to be theirs."""
    verified = update(_users).where(_users.c.id == user_id).values(email_verified_at=func.clock_timestamp())
    await session.execute(verified)


async def refuse_disabled(session: AsyncSession, user_id: UUID) -> None:
    """Raise NotAllowed when the account of `user_id` is disabled."""
    if await session.scalar(select(_users.c.disabled_at).where(_users.c.id == user_id)) is not None:
        raise NotAllowed(_DISABLED)


async def set_quota(session: AsyncSession, user_id: UUID, limits: Mapping[str, int | None]) -> User:
    """Change the columns named in `limits`; None stands for what everybody may have. Returns the person."""
    user = await get_user(session, user_id)
    for column, limit in limits.items():
        setattr(user, column, limit)
    await session.flush()
    return user


async def set_preference(session: AsyncSession, user_id: UUID, key: str, value: str) -> None:
    """Remember one choice about the interface, such as the theme."""
    merged = _users.c.preferences.op('||')(func.jsonb_build_object(key, str(value)))
    await session.execute(update(_users).where(_users.c.id == user_id).values(preferences=merged))


async def learn_date_order(session: AsyncSession, user_id: UUID, *, day_first: bool) -> None:
    """Remember in which order the person writes day and month, for where there is no page to tell."""
    await set_preference(session, user_id, DATE_ORDER, DAY_FIRST if day_first else MONTH_FIRST)


async def learn_language(session: AsyncSession, user_id: UUID, *, language: str) -> None:
    """Remember the language that the person's pages are in, for where there is no page to tell."""
    await set_preference(session, user_id, SPOKEN, language)


def is_day_first(user: User) -> bool | None:
    """Whether the person writes the day before the month; None when that is not known yet."""
    order = user.preferences.get(DATE_ORDER)
    return None if not order else order == DAY_FIRST


async def set_zone(session: AsyncSession, user_id: UUID, zone: str | None) -> None:
    """Set the time zone that days are counted in; None follows the browser used last."""
    if zone is not None:
        await update_user(session, user_id, UserUpdate(time_zone=zone))
    await set_preference(session, user_id, 'zone', CHOSEN if zone is not None else '')
