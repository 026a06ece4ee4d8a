"""API tokens: how programs authenticate, what each token may be used for, and until when."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from pydantic import AliasChoices, BaseModel, ConfigDict
from pydantic import Field as PydanticField
from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Column,
    Index,
    String,
    bindparam,
    delete,
    func,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel

from services.errors import InvalidInput, TooMany
from services.storage.columns import table_of, timestamp_column, user_fk
from services.translatable import _, n_
from services.values.text import NAME_LIMIT

_USE_RECORDED_EVERY = timedelta(minutes=1)

LIFETIME = timedelta(days=365)
"""How long a named token works unless it was made for another time."""

LONGEST_LIFETIME = timedelta(days=3_650)

MAX_TOKENS = 100
"""Named API tokens that a person can have."""

_TOO_MANY = n_(
    'You have {number} token. Revoke those you do not need.', 'You have {number} tokens. Revoke those you do not need.'
)


class Scope(StrEnum):
    """What a token may be used for."""

    READ = 'read'
    WRITE = 'write'
    CHAT = 'chat'
    MCP = 'mcp'


class ApiToken(SQLModel, table=True):
    """A token. Only its hash is stored. `is_login` is set for the login of a program with a password."""

    __tablename__ = 'api_tokens'
    __table_args__ = (
        Index('api_tokens_owner', 'user_id'),
        CheckConstraint(
            "scopes <@ '{read,write,chat,mcp}'::varchar[] AND cardinality(scopes) > 0", name='api_tokens_scopes_known'
        ),
    )

    hash: str = Field(sa_column=Column(String(64), primary_key=True))
    user_id: UUID = Field(sa_column=user_fk())
    name: str = Field(sa_column=Column(String(NAME_LIMIT), nullable=False))
    created_at: datetime = Field(default=None, sa_column=timestamp_column('created_at', automatic=True))
    last_used_at: datetime | None = Field(default=None, sa_column=timestamp_column('last_used_at'))
    expires_at: datetime | None = Field(default=None, sa_column=timestamp_column('expires_at'))
    is_login: bool = Field(default=False, sa_column_kwargs={'server_default': 'false'})
    scopes: list[str] = Field(
        default_factory=lambda: list(Scope),
        sa_column=Column(ARRAY(String(20)), nullable=False, server_default='{read,write,chat,mcp}'),
    )


_tokens = table_of(ApiToken)
# Built once, because every request needs it and building the statement costs more than running it.
_TOKEN = select(ApiToken).where(
    _tokens.c.hash == bindparam('of', type_=_tokens.c.hash.type),
    _tokens.c.expires_at.is_(None) | (_tokens.c.expires_at > bindparam('now', type_=_tokens.c.expires_at.type)),
)


async def create_token(
    session: AsyncSession,
    user_id: UUID,
    name: str,
    *,
    expires_at: datetime | None = None,
    scopes: Collection[Scope] = tuple(Scope),
    is_login: bool = False,
) -> str:
    """A new API token for `user_id`, by default for a year; nobody can read it again.

    Raises TooMany, and InvalidInput without a scope.
    """
    if not scopes:
        raise InvalidInput('scopes', _('A token needs at least one permission. Choose what it may do.'))
    named = select(func.count()).where(_tokens.c.user_id == user_id, ~_tokens.c.is_login)
    if not is_login and (await session.scalar(named) or 0) >= MAX_TOKENS:
        raise TooMany(_TOO_MANY.format(number=MAX_TOKENS))
    token = f'tandem_{secrets.token_urlsafe(32)}'
    allowed = [scope.value for scope in Scope if scope in scopes]
    expires_at = expires_at or datetime.now(UTC) + LIFETIME
    made = ApiToken(hash=hash_of(token), user_id=user_id, name=name, expires_at=expires_at, scopes=allowed)
    made.is_login = is_login
    session.add(made)
    await session.flush()
    return token


async def token_owner(session: AsyncSession, token: str) -> ApiToken | None:
    """The record of the token, which records its use; None for one that is unknown, revoked or expired."""
    found: ApiToken | None = await session.scalar(_TOKEN, {'of': hash_of(token), 'now': datetime.now(UTC)})
    if found is not None and (found.last_used_at is None or is_stale(found.last_used_at)):
        found.last_used_at = datetime.now(UTC)
    return found


class TokenRead(BaseModel):
    """A token as the API shows it; `id` names it and opens nothing."""

    model_config = ConfigDict(from_attributes=True, frozen=True)

    id: str = PydanticField(validation_alias=AliasChoices('hash', 'id'))
    name: str
    scopes: list[Scope]
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None


async def list_tokens(session: AsyncSession, user_id: UUID, *, named: bool = False) -> list[ApiToken]:
    """The tokens of `user_id`, newest first: all of them, or only the `named` ones."""
    newest_first = select(ApiToken).where(_tokens.c.user_id == user_id).order_by(_tokens.c.created_at.desc())
    return list(await session.scalars(newest_first.where(~_tokens.c.is_login) if named else newest_first))


async def revoke_token(session: AsyncSession, user_id: UUID, token_hash: str) -> bool:
    """Delete a token of `user_id`; returns whether they had it."""
    revoked = delete(ApiToken).where(_tokens.c.user_id == user_id, _tokens.c.hash == token_hash)
    return await session.scalar(revoked.returning(_tokens.c.hash)) is not None


async def revoke_named(session: AsyncSession, user_id: UUID, name: str) -> int:
    """Delete the tokens of `user_id` with this name; returns how many there were."""
    revoked = delete(ApiToken).where(_tokens.c.user_id == user_id, _tokens.c.name == name, ~_tokens.c.is_login)
    return len((await session.execute(revoked.returning(_tokens.c.hash))).all())


def hash_of(secret: str) -> str:
    """The hash that is stored for a secret. A fast one is enough: a secret is 256 random bits, which nobody guesses."""
    return hashlib.sha256(secret.encode(errors='surrogatepass')).hexdigest()


def is_stale(recorded: datetime) -> bool:
    """Whether a use has to be recorded again; doing so at every request would only slow it."""
    return recorded < datetime.now(UTC) - _USE_RECORDED_EVERY
