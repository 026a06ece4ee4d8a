"""Signed-in browsers and programs: how they are let in for a while, told apart, and shown out."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from services.accounts import SESSION_LIFETIME, ApiToken, BrowserSession, create_token, sign_in_browser
from services.models import table_of

LOGIN_LIFETIME = timedelta(days=1)
"""How long a program that logged in with a password stays signed in."""

MOST_BROWSERS = 50
MOST_LOGINS = 200
"""How many browsers and logins of programs a person can have at once; the oldest make room."""

_LOGIN = 'Login'

_browsers = table_of(BrowserSession)
_tokens = table_of(ApiToken)


async def log_in_program(session: AsyncSession, user_id: UUID) -> str:
    """A token for `user_id` that lasts as long as LOGIN_LIFETIME."""
    kept = select(_tokens.c.hash).where(_tokens.c.user_id == user_id, _tokens.c.expires_at > func.now())
    newest = kept.order_by(_tokens.c.created_at.desc()).limit(MOST_LOGINS - 1)
    others = delete(ApiToken).where(
        _tokens.c.user_id == user_id, _tokens.c.expires_at.is_not(None), _tokens.c.hash.not_in(newest)
    )
    await session.execute(others)
    return await create_token(session, user_id, _LOGIN, expires_at=datetime.now(UTC) + LOGIN_LIFETIME)


async def log_in_browser(session: AsyncSession, user_id: UUID, device: str | None = None) -> str:
    """A new browser session, as `sign_in_browser`; lapsed ones, and the oldest beyond MOST_BROWSERS, are forgotten."""
    alive = select(_browsers.c.hash).where(
        _browsers.c.user_id == user_id, _browsers.c.seen_at > datetime.now(UTC) - SESSION_LIFETIME
    )
    newest = alive.order_by(_browsers.c.seen_at.desc()).limit(MOST_BROWSERS - 1)
    others = delete(BrowserSession).where(_browsers.c.user_id == user_id, _browsers.c.hash.not_in(newest))
    await session.execute(others)
    return await sign_in_browser(session, user_id, device)


async def sign_out(session: AsyncSession, credential: str) -> None:
    """End the login with this hash. A token with a name of its own stays: it is revoked, not logged out."""
    await session.execute(delete(BrowserSession).where(_browsers.c.hash == credential))
    await session.execute(delete(ApiToken).where(_tokens.c.hash == credential, _tokens.c.expires_at.is_not(None)))


async def sign_out_everywhere(session: AsyncSession, user_id: UUID, *, keep: str | None = None) -> None:
    """End every login of this person, except the one with the hash `keep`. Tokens with a name stay."""
    for table in (_browsers, _tokens):
        ended = delete(table).where(table.c.user_id == user_id)
        if table is _tokens:
            ended = ended.where(table.c.expires_at.is_not(None))
        await session.execute(ended if keep is None else ended.where(table.c.hash != keep))


async def list_devices(session: AsyncSession, user_id: UUID) -> list[BrowserSession]:
    """The browsers in which this person is logged in, the one seen last first."""
    alive = _browsers.c.seen_at > datetime.now(UTC) - SESSION_LIFETIME
    latest_first = _browsers.c.seen_at.desc(), _browsers.c.hash
    return list(
        await session.scalars(
            select(BrowserSession).where(_browsers.c.user_id == user_id, alive).order_by(*latest_first)
        )
    )


async def sign_out_device(session: AsyncSession, user_id: UUID, credential: str) -> bool:
    """End the login of one browser of this person; whether they had it."""
    ended = delete(BrowserSession).where(_browsers.c.user_id == user_id, _browsers.c.hash == credential)
    return await session.scalar(ended.returning(_browsers.c.hash)) is not None


async def still_known(session: AsyncSession, hashes: Collection[str]) -> set[str]:
    """Which of these browsers and tokens may still come in."""
    now = datetime.now(UTC)
    browsers = select(_browsers.c.hash).where(
        _browsers.c.hash.in_(hashes), _browsers.c.seen_at > now - SESSION_LIFETIME
    )
    alive = (_tokens.c.expires_at.is_(None)) | (_tokens.c.expires_at > now)
    tokens = select(_tokens.c.hash).where(_tokens.c.hash.in_(hashes), alive)
    return set(await session.scalars(union(browsers, tokens)))
