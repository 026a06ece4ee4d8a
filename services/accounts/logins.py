"""Logins that lapse: sessions of browsers and of programs that logged in with a password."""

import secrets
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Index,
    String,
    bindparam,
    delete,
    func,
    select,
    union,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel

from services.accounts.tokens import ApiToken, create_token, hash_of, is_stale
from services.storage.columns import table_of, timestamp_column, user_fk

SESSION_LIFETIME = timedelta(days=30)
"""How long a browser stays signed in after it was last seen."""

LONGEST_SESSION = timedelta(days=180)
"""How long a browser stays signed in however often it is seen."""

FRESH = timedelta(minutes=15)
"""How long after logging in what is sensitive needs no password again."""

DEVICE_LIMIT = 100


class BrowserSession(SQLModel, table=True):
    """A browser that is logged in. Only the hash of the secret in its cookie is stored."""

    __tablename__ = 'browser_sessions'
    __table_args__ = (Index('browser_sessions_owner', 'user_id'),)

    hash: str = Field(sa_column=Column(String(64), primary_key=True))
    user_id: UUID = Field(sa_column=user_fk())
    created_at: datetime = Field(default=None, sa_column=timestamp_column('created_at', automatic=True))
    seen_at: datetime = Field(default=None, sa_column=timestamp_column('seen_at', automatic=True))
    device: str | None = Field(default=None, sa_column=Column(String(DEVICE_LIMIT)))


_browsers = table_of(BrowserSession)
_tokens = table_of(ApiToken)

_BROWSER = select(BrowserSession).where(
    _browsers.c.hash == bindparam('of', type_=_browsers.c.hash.type),
    _browsers.c.seen_at > bindparam('oldest', type_=_browsers.c.seen_at.type),
    _browsers.c.created_at > bindparam('first', type_=_browsers.c.created_at.type),
)


async def sign_in_browser(session: AsyncSession, user_id: UUID, device: str | None = None) -> str:
    """A new browser session for `user_id`: the secret for its cookie. `device` is what the list of devices shows."""
    secret = secrets.token_urlsafe(32)
    await store_browser(session, user_id, hash_of(secret), device)
    return secret


async def store_browser(session: AsyncSession, user_id: UUID, credential: str, device: str | None = None) -> None:
    """Store a browser session whose secret has the hash `credential`; does nothing when it is stored already."""
    values = {'hash': credential, 'user_id': user_id, 'device': device[:DEVICE_LIMIT] if device else None}
    await session.execute(insert(BrowserSession).values(values).on_conflict_do_nothing())


async def browser_owner(session: AsyncSession, secret: str) -> UUID | None:
    """Who is logged in with the secret of this cookie, which extends the session; None when it is unknown or lapsed."""
    now = datetime.now(UTC)
    shown = {'of': hash_of(secret), 'oldest': now - SESSION_LIFETIME, 'first': now - LONGEST_SESSION}
    found: BrowserSession | None = await session.scalar(_BROWSER, shown)
    if found is None:
        return None
    if is_stale(found.seen_at):
        found.seen_at = datetime.now(UTC)
    return found.user_id


LOGIN_LIFETIME = timedelta(days=1)
"""How long a program that logged in with a password stays logged in."""

MAX_BROWSERS = 50
MAX_PROGRAM_LOGINS = 200
"""Logins that a person can have at once; the oldest is ended for a new one."""

_LOGIN = 'Login'


async def log_in_program(session: AsyncSession, user_id: UUID) -> str:
    """A token for `user_id` that expires after LOGIN_LIFETIME; the oldest beyond MAX_PROGRAM_LOGINS are deleted."""
    own = _tokens.c.user_id == user_id, _tokens.c.is_login
    alive = select(_tokens.c.hash).where(*own, _tokens.c.expires_at > func.now())
    newest = alive.order_by(_tokens.c.created_at.desc()).limit(MAX_PROGRAM_LOGINS - 1)
    await session.execute(delete(ApiToken).where(*own, _tokens.c.hash.not_in(newest)))
    return await create_token(session, user_id, _LOGIN, expires_at=datetime.now(UTC) + LOGIN_LIFETIME, is_login=True)


async def log_in_browser(session: AsyncSession, user_id: UUID, device: str | None = None) -> str:
    """A new browser session, as `sign_in_browser`; lapsed ones, and the oldest beyond MAX_BROWSERS, are deleted."""
    alive = select(_browsers.c.hash).where(_browsers.c.user_id == user_id, *_alive())
    newest = alive.order_by(_browsers.c.seen_at.desc()).limit(MAX_BROWSERS - 1)
    others = delete(BrowserSession).where(_browsers.c.user_id == user_id, _browsers.c.hash.not_in(newest))
    await session.execute(others)
    return await sign_in_browser(session, user_id, device)


async def sign_out(session: AsyncSession, credential: str) -> None:
    """End the login with this hash. A named API token stays: that is revoked, not logged out."""
    await session.execute(delete(BrowserSession).where(_browsers.c.hash == credential))
    await session.execute(delete(ApiToken).where(_tokens.c.hash == credential, _tokens.c.is_login))


async def sign_out_everywhere(session: AsyncSession, user_id: UUID, *, keep: Collection[str] = ()) -> None:
    """End every login and every named token of this person, except those with the hashes in `keep`."""
    for table in (_browsers, _tokens):
        await session.execute(delete(table).where(table.c.user_id == user_id, table.c.hash.not_in(keep)))


async def list_devices(session: AsyncSession, user_id: UUID) -> list[BrowserSession]:
    """The browsers in which this person is logged in, the most recently used first."""
    latest_first = _browsers.c.seen_at.desc(), _browsers.c.hash
    own = select(BrowserSession).where(_browsers.c.user_id == user_id, *_alive())
    return list(await session.scalars(own.order_by(*latest_first)))


async def knows_device(session: AsyncSession, user_id: UUID, device: str | None) -> bool:
    """Whether this person has logged in from such a device, or from none at all yet."""
    devices = select(_browsers.c.device).where(_browsers.c.user_id == user_id, *_alive())
    found = set(await session.scalars(devices))
    return not found or (device[:DEVICE_LIMIT] if device else None) in found


async def is_fresh(session: AsyncSession, user_id: UUID, credential: str) -> bool:
    """Whether this browser of the person, or their program with a password, logged in just now."""
    logins = [
        select(table.c.hash).where(
            table.c.user_id == user_id, table.c.hash == credential, table.c.created_at > datetime.now(UTC) - FRESH
        )
        for table in (_browsers, _tokens)
    ]
    return await session.scalar(union(logins[0], logins[1].where(_tokens.c.is_login))) is not None


async def sign_out_device(session: AsyncSession, user_id: UUID, credential: str) -> bool:
    """End the login of one browser of this person; returns whether there was such a login."""
    ended = delete(BrowserSession).where(_browsers.c.user_id == user_id, _browsers.c.hash == credential)
    return await session.scalar(ended.returning(_browsers.c.hash)) is not None


async def still_known(session: AsyncSession, hashes: Collection[str]) -> set[str]:
    """Those of these hashes whose browser session or token is still valid."""
    browsers = select(_browsers.c.hash).where(_browsers.c.hash.in_(hashes), *_alive())
    alive = (_tokens.c.expires_at.is_(None)) | (_tokens.c.expires_at > datetime.now(UTC))
    tokens = select(_tokens.c.hash).where(_tokens.c.hash.in_(hashes), alive)
    return set(await session.scalars(union(browsers, tokens)))


def _alive() -> tuple[ColumnElement[bool], ...]:
    """The conditions for a browser session that has not lapsed."""
    now = datetime.now(UTC)
    return _browsers.c.seen_at > now - SESSION_LIFETIME, _browsers.c.created_at > now - LONGEST_SESSION
