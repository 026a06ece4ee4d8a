"""Answering a repeated request with the result of the first."""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Column, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel

from services.errors import InvalidInput, KeyReused
from services.models import moment_column, owner

KEY_LIMIT = 255


class RememberedResult(SQLModel, table=True):
    """The result of the request that first carried a key."""

    __tablename__ = 'idempotency_keys'

    user_id: UUID = Field(sa_column=owner(primary_key=True))
    key: str = Field(sa_column=Column(String(KEY_LIMIT), primary_key=True))
    fingerprint: str = Field(sa_column=Column(String(64), nullable=False))
    result: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    created_at: datetime = Field(default=None, sa_column=moment_column('created_at', automatic=True))


async def recall(session: AsyncSession, user_id: UUID, key: str, request: BaseModel) -> dict[str, Any] | None:
    """The first result of this key, or None when the key is new.

    Call while holding the person's row, so that two equal requests cannot both be first. Raises
    KeyReused when the key belongs to a different request.
    """
    if not 0 < len(key) <= KEY_LIMIT:
        raise InvalidInput('Idempotency-Key', f'The Idempotency-Key must have 1 to {KEY_LIMIT} characters.')
    earlier = await session.get(RememberedResult, (user_id, key))
    if earlier is None:
        return None
    if earlier.fingerprint != _fingerprint(request):
        raise KeyReused
    return earlier.result


async def remember(session: AsyncSession, user_id: UUID, key: str, request: BaseModel, result: dict[str, Any]) -> None:
    """Keep `result` for whoever sends `key` again."""
    session.add(RememberedResult(user_id=user_id, key=key, fingerprint=_fingerprint(request), result=result))
    await session.flush()


async def forget(session: AsyncSession, user_id: UUID, key: str) -> None:
    """Let the key be used for the first time again."""
    earlier = await session.get(RememberedResult, (user_id, key))
    if earlier is not None:
        await session.delete(earlier)
        await session.flush()


def _fingerprint(request: BaseModel) -> str:
    return hashlib.sha256(f'{type(request).__name__}{request.model_dump_json()}'.encode()).hexdigest()
