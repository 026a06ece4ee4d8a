"""People, and the tokens and browser sessions that speak for them."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict
from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    String,
    bindparam,
    delete,
    func,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel

from services.errors import InvalidInput, TooMany
from services.models import moment_column, owner, table_of
from services.text import NAME_LIMIT, Name
from services.zones import ZoneName, zone_named

OWNER_ID = UUID('00000000-0000-4000-8000-000000000001')
"""The one person of a local installation; the first migration creates them."""

SESSION_LIFETIME = timedelta(days=30)
"""How long a browser stays signed in after it was last seen."""

EMAIL_LIMIT = 320
DEVICE_LIMIT = 100

MOST_TOKENS = 100
"""How many tokens with a name of their own a person can have."""

CHOSEN = 'chosen'
"""What the preference `zone` says when the person set their time zone; otherwise their browser tells it."""

_NOTED_FOR = timedelta(minutes=1)


def _read_email(text: str) -> str:
    """Only what is surely not an address is refused; whether mail arrives there nobody can see from its spelling."""
    email = text.strip().lower()
    name, _, host = email.rpartition('@')
    if not name or not host or not email.isprintable() or ' ' in email:
        raise ValueError('This is not an e-mail address. Write it like ada@example.org.')
    if len(email) > EMAIL_LIMIT:
        raise ValueError(f'The e-mail address is longer than {EMAIL_LIMIT} characters.')
    return email


Email = Annotated[str, AfterValidator(_read_email)]


def _counter() -> Column[int]:
    return Column(BigInteger, nullable=False, server_default=text('0'))


class User(SQLModel, table=True):
    """A person. `seq` is the number of their last event; only the ledger moves it, and counts what they have."""

    __tablename__ = 'users'

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    email: str | None = Field(default=None, sa_column=Column(String(EMAIL_LIMIT), unique=True))
    name: str = Field(sa_column=Column(String(NAME_LIMIT), nullable=False))
    time_zone: str = Field(default='UTC', sa_column=Column(String(64), nullable=False, server_default='UTC'))
    seq: int = Field(default=0, sa_column=_counter())
    task_count: int = Field(default=0, sa_column=_counter())
    conversation_count: int = Field(default=0, sa_column=_counter())
    message_count: int = Field(default=0, sa_column=_counter())
    preferences: dict[str, str] = Field(
        default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default='{}')
    )
    created_at: datetime = Field(default=None, sa_column=moment_column('created_at', automatic=True))


class Scope(StrEnum):
    """What a token may be used for."""

    READ = 'read'
    WRITE = 'write'
    CHAT = 'chat'
    MCP = 'mcp'


class ApiToken(SQLModel, table=True):
    """A program's way in. Only the hash is kept."""

    __tablename__ = 'api_tokens'
    __table_args__ = (
        Index('api_tokens_owner', 'user_id'),
        CheckConstraint(
            "scopes <@ '{read,write,chat,mcp}'::varchar[] AND cardinality(scopes) > 0", name='api_tokens_scopes_known'
        ),
    )

    hash: str = Field(sa_column=Column(String(64), primary_key=True))
    user_id: UUID = Field(sa_column=owner())
    name: str = Field(sa_column=Column(String(NAME_LIMIT), nullable=False))
    created_at: datetime = Field(default=None, sa_column=moment_column('created_at', automatic=True))
    last_used_at: datetime | None = Field(default=None, sa_column=moment_column('last_used_at'))
    expires_at: datetime | None = Field(default=None, sa_column=moment_column('expires_at'))
    scopes: list[str] = Field(
        default_factory=lambda: list(Scope),
        sa_column=Column(ARRAY(String(20)), nullable=False, server_default='{read,write,chat,mcp}'),
    )


class BrowserSession(SQLModel, table=True):
    """A signed-in browser. Only the hash of its cookie is kept."""

    __tablename__ = 'browser_sessions'
    __table_args__ = (Index('browser_sessions_owner', 'user_id'),)

    hash: str = Field(sa_column=Column(String(64), primary_key=True))
    user_id: UUID = Field(sa_column=owner())
    created_at: datetime = Field(default=None, sa_column=moment_column('created_at', automatic=True))
    seen_at: datetime = Field(default=None, sa_column=moment_column('seen_at', automatic=True))
    device: str | None = Field(default=None, sa_column=Column(String(DEVICE_LIMIT)))


_users = table_of(User)
_tokens = table_of(ApiToken)
_browsers = table_of(BrowserSession)

# Asked at every request, so built once: building a statement costs more than running it.
_TOKEN = select(ApiToken).where(
    _tokens.c.hash == bindparam('of', type_=_tokens.c.hash.type),
    _tokens.c.expires_at.is_(None) | (_tokens.c.expires_at > bindparam('now', type_=_tokens.c.expires_at.type)),
)
_BROWSER = select(BrowserSession).where(
    _browsers.c.hash == bindparam('of', type_=_browsers.c.hash.type),
    _browsers.c.seen_at > bindparam('oldest', type_=_browsers.c.seen_at.type),
)


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
    """The person; raises InvalidInput when there is none."""
    user = await session.get(User, user_id)
    if user is None:
        raise InvalidInput('user_id', 'There is no such person.')
    return user


async def zone_of(session: AsyncSession, user_id: UUID) -> ZoneInfo:
    """The zone in the person's profile."""
    name = await session.scalar(select(_users.c.time_zone).where(_users.c.id == user_id))
    return zone_named(name or 'UTC')


async def update_user(session: AsyncSession, user_id: UUID, changes: UserUpdate) -> User:
    """Change the profile of `user_id`; raises InvalidInput for an e-mail address that somebody else has."""
    user = await get_user(session, user_id)
    for field, value in changes.model_dump(exclude_none=True).items():
        setattr(user, field, value)
    try:
        await session.flush()
    except IntegrityError:
        raise InvalidInput('email', 'Somebody else uses this e-mail address. Use another one.') from None
    return user


async def set_preference(session: AsyncSession, user_id: UUID, key: str, value: str) -> None:
    """Remember one choice about the interface, such as the theme."""
    merged = _users.c.preferences.op('||')(func.jsonb_build_object(key, str(value)))
    await session.execute(update(_users).where(_users.c.id == user_id).values(preferences=merged))


async def set_zone(session: AsyncSession, user_id: UUID, zone: str | None) -> None:
    """Have days begin and end as in the zone named so; None: as in the zone of the browser used last."""
    if zone is not None:
        await update_user(session, user_id, UserUpdate(time_zone=zone))
    await set_preference(session, user_id, 'zone', CHOSEN if zone is not None else '')


async def create_token(
    session: AsyncSession,
    user_id: UUID,
    name: str,
    *,
    expires_at: datetime | None = None,
    scopes: Collection[Scope] = tuple(Scope),
) -> str:
    """A new API token for `user_id`; this is the only time it can be read. Raises TooMany, and InvalidInput."""
    if not scopes:
        raise InvalidInput('scopes', 'A token that may do nothing is none. Choose what it may be used for.')
    named = select(func.count()).where(_tokens.c.user_id == user_id, _tokens.c.expires_at.is_(None))
    if expires_at is None and (await session.scalar(named) or 0) >= MOST_TOKENS:
        raise TooMany(f'You have {MOST_TOKENS} tokens. Revoke those you do not need.')
    token = f'tandem_{secrets.token_urlsafe(32)}'
    allowed = [scope.value for scope in Scope if scope in scopes]
    session.add(ApiToken(hash=hash_of(token), user_id=user_id, name=name, expires_at=expires_at, scopes=allowed))
    await session.flush()
    return token


async def token_owner(session: AsyncSession, token: str) -> ApiToken | None:
    """The token's record, marked as used just now; None for one that is unknown, revoked or expired."""
    found: ApiToken | None = await session.scalar(_TOKEN, {'of': hash_of(token), 'now': datetime.now(UTC)})
    if found is not None and (found.last_used_at is None or _is_stale(found.last_used_at)):
        found.last_used_at = datetime.now(UTC)
    return found


async def list_tokens(session: AsyncSession, user_id: UUID) -> list[ApiToken]:
    """The tokens that speak for `user_id`, newest first."""
    newest_first = select(ApiToken).where(_tokens.c.user_id == user_id).order_by(_tokens.c.created_at.desc())
    return list(await session.scalars(newest_first))


async def revoke_token(session: AsyncSession, user_id: UUID, token_hash: str) -> None:
    """Have a token of `user_id` speak for nobody from now on; nothing happens when they have no such token."""
    await session.execute(delete(ApiToken).where(_tokens.c.user_id == user_id, _tokens.c.hash == token_hash))


async def sign_in_browser(session: AsyncSession, user_id: UUID, device: str | None = None) -> str:
    """A new browser session for `user_id`: the secret to put in the cookie. `device` is what they will know it by."""
    secret = secrets.token_urlsafe(32)
    values = {'hash': hash_of(secret), 'user_id': user_id, 'device': device[:DEVICE_LIMIT] if device else None}
    await session.execute(insert(BrowserSession).values(values))
    return secret


async def browser_owner(session: AsyncSession, secret: str) -> UUID | None:
    """Who is signed in with this cookie, seen just now; None when the session is unknown or has lapsed."""
    shown = {'of': hash_of(secret), 'oldest': datetime.now(UTC) - SESSION_LIFETIME}
    found: BrowserSession | None = await session.scalar(_BROWSER, shown)
    if found is None:
        return None
    if _is_stale(found.seen_at):
        found.seen_at = datetime.now(UTC)
    return found.user_id


def _is_stale(noted: datetime) -> bool:
    """Whether it is time to write down again that somebody was here; writing at every request would only slow it."""
    return noted < datetime.now(UTC) - _NOTED_FOR


def hash_of(secret: str) -> str:
    """What is kept of a secret. A fast hash is right here: the secrets are 256 random bits, which nobody can guess."""
    return hashlib.sha256(secret.encode(errors='surrogatepass')).hexdigest()
