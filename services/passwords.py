"""Passwords: which are accepted, and how they are kept and compared, with argon2."""

import asyncio
import re
from datetime import datetime
from typing import Annotated
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from pydantic import AfterValidator
from sqlalchemy import Column, ForeignKey, String, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel

from services.accounts import User
from services.errors import InvalidInput
from services.models import moment_column, table_of
from services.text import can_be_stored

SHORTEST = 8
LONGEST = 256

_FIRST_GUESSES = re.compile(
    r'(.)\1*|pass ?word\d?|(0?123456789?0?|12345678)|qwertyui(op)?|iloveyou|letmein\d*', re.IGNORECASE
)

# Each costs 64 MiB and a core for some hundredths of a second, so only so many are worked on at a time.
_AT_ONCE = 2
_hasher = PasswordHasher()
# What nobody's password hashes to, written out: to be told apart it must cost as much as any, but not at every start.
_UNKNOWN = f'$argon2id$v=19$m={_hasher.memory_cost},t={_hasher.time_cost},p={_hasher.parallelism}${"A" * 22}${"A" * 43}'


def _read_password(text: str) -> str:
    if len(text) < SHORTEST:
        raise ValueError(f'The password is too short. Use at least {SHORTEST} characters; a few words are fine.')
    if len(text) > LONGEST:
        raise ValueError(f'The password is longer than {LONGEST} characters. Shorten it.')
    if not can_be_stored(text):
        raise ValueError('The password contains half a character. Type it again.')
    if _FIRST_GUESSES.fullmatch(text):
        raise ValueError('This password is among the first that are guessed. Choose another; a few words are fine.')
    return text


NewPassword = Annotated[str, AfterValidator(_read_password)]


def check_new_password(text: str) -> str:
    """`text`, when it will do as a password; raises InvalidInput."""
    try:
        return _read_password(text)
    except ValueError as error:
        raise InvalidInput('password', str(error)) from None


class StoredPassword(SQLModel, table=True):
    """The hash of a person's password, apart from the person, so that reading one never reads the other."""

    __tablename__ = 'passwords'

    user_id: UUID = Field(sa_column=Column('user_id', ForeignKey('users.id', ondelete='CASCADE'), primary_key=True))
    hash: str = Field(sa_column=Column(String(255), nullable=False))
    changed_at: datetime = Field(default=None, sa_column=moment_column('changed_at', automatic=True))


_passwords = table_of(StoredPassword)
_users = table_of(User)


class Hasher:
    """Works on a few passwords at a time, in threads, so that nobody else waits."""

    def __init__(self) -> None:
        self._room = asyncio.Semaphore(_AT_ONCE)

    async def hash(self, password: str) -> str:
        """What to keep instead of `password`."""
        async with self._room:
            return await asyncio.to_thread(_hasher.hash, password)

    async def matches(self, kept: str | None, password: str) -> bool:
        """Whether `password` is the one that was hashed; takes as long when nothing was kept."""
        async with self._room:
            return await asyncio.to_thread(_matches, kept, password)


async def find_password(session: AsyncSession, email: str) -> tuple[UUID, str] | None:
    """Who logs in with this address, and the hash of their password."""
    wanted = (
        select(_passwords.c.user_id, _passwords.c.hash)
        .join(_users, _users.c.id == _passwords.c.user_id)
        .where(_users.c.email == email)
    )
    found = (await session.execute(wanted)).one_or_none()
    return None if found is None else (found.user_id, found.hash)


async def password_of(session: AsyncSession, user_id: UUID) -> str | None:
    """The hash of the person's password; None when they have none."""
    found: str | None = await session.scalar(select(_passwords.c.hash).where(_passwords.c.user_id == user_id))
    return found


async def keep_password(session: AsyncSession, user_id: UUID, kept: str) -> None:
    """Replace the person's password by the one with this hash."""
    written = insert(StoredPassword).values(user_id=user_id, hash=kept)
    changed = {'hash': kept, 'changed_at': func.clock_timestamp()}
    await session.execute(written.on_conflict_do_update(index_elements=['user_id'], set_=changed))


def _matches(kept: str | None, password: str) -> bool:
    try:
        return _hasher.verify(kept or _UNKNOWN, password.encode(errors='surrogatepass')) and kept is not None
    except (VerificationError, InvalidHashError):
        return False
