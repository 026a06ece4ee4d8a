"""Idempotency keys: a request that is repeated gets the result of the first one."""

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
from services.storage.columns import timestamp_column, user_fk
from services.translatable import _

KEY_LIMIT = 255
"""Characters in an idempotency key."""


class RememberedResult(SQLModel, table=True):
    """The result of the request that first carried a key."""

    __tablename__ = 'idempotency_keys'

    user_id: UUID = Field(sa_column=user_fk(primary_key=True))
    key: str = Field(sa_column=Column(String(KEY_LIMIT), primary_key=True))
    fingerprint: str = Field(sa_column=Column(String(64), nullable=False))
    result: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    created_at: datetime = Field(default=None, sa_column=timestamp_column('created_at', automatic=True))


async def recall(session: AsyncSession, user_id: UUID, key: str, request: BaseModel) -> dict[str, Any] | None:
    """The stored result of this key, or None when the key is new.

    Call it while holding the person's row (`ledger.hold`), so that of two equal requests only one is the first.
    Raises InvalidInput for an empty or too long key, KeyReused when the key was sent with another request.
    """
    if not 0 < len(key) <= KEY_LIMIT:
        raise InvalidInput(
            'Idempotency-Key', _('The Idempotency-Key must have 1 to {limit} characters.').format(limit=KEY_LIMIT)
        )
    earlier = await session.get(RememberedResult, (user_id, key))
    if earlier is None:
        return None
    if earlier.fingerprint != _fingerprint(request):
        raise KeyReused
    return earlier.result


async def remember(session: AsyncSession, user_id: UUID, key: str, request: BaseModel, result: dict[str, Any]) -> None:
    """Store `result` for requests that repeat `key`."""
    session.add(RememberedResult(user_id=user_id, key=key, fingerprint=_fingerprint(request), result=result))
    await session.flush()


async def forget(session: AsyncSession, user_id: UUID, key: str) -> None:
    """Delete the stored result, so that the key is new again."""
    earlier = await session.get(RememberedResult, (user_id, key))
    if earlier is not None:
        await session.delete(earlier)
        await session.flush()


def _fingerprint(request: BaseModel) -> str:
    return hashlib.sha256(f'{type(request).__name__}{request.model_dump_json()}'.encode()).hexdigest()
