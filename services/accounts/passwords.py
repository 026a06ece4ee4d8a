"""Passwords: which are accepted, and how they are hashed and verified, with argon2."""

import asyncio
import re
import unicodedata
from datetime import datetime
from functools import cache
from typing import Annotated
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from pydantic import AfterValidator
from sqlalchemy import Column, ForeignKey, String, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel

from services.accounts.people import User
from services.errors import InvalidInput
from services.storage.columns import table_of, timestamp_column
from services.translatable import _, n_
from services.values.text import can_be_stored

MIN_LENGTH = 8
MAX_LENGTH = 256

_SHORTEST_NAME = 4
"""Shorter ones stand in many words by chance."""

_TOO_SHORT = n_(
    'The password is too short. Use at least {number} character; a few words are fine.',
    'The password is too short. Use at least {number} characters; a few words are fine.',
)
_TOO_LONG = n_(
    'The password is longer than {number} character. Shorten it.',
    'The password is longer than {number} characters. Shorten it.',
)

_REPETITION = re.compile(r'(.{1,3})\1*', re.DOTALL)
_EASY = _('This password is easy to guess. Choose another; a few words are fine.')
_OWN_ADDRESS = _('This is your own address or name, which others guess first. Choose another password.')

# Each hash takes 64 MiB and a core for some hundredths of a second.
_MAX_CONCURRENT = 2
_hasher = PasswordHasher()
# A hash that no password has. Verifying against it takes as long as against any other, so that nobody learns from the
# time whether an account exists; it is written out because computing it would slow every start.
_NO_PASSWORD = (
    f'$argon2id$v=19$m={_hasher.memory_cost},t={_hasher.time_cost},p={_hasher.parallelism}${"A" * 22}${"A" * 43}'
)


def _parse_password(text: str) -> str:
    if len(text) < MIN_LENGTH:
        raise ValueError(_TOO_SHORT.format(number=MIN_LENGTH))
    if len(text) > MAX_LENGTH:
        raise ValueError(_TOO_LONG.format(number=MAX_LENGTH))
    if not can_be_stored(text):
        raise ValueError(_('The password contains half a character. Type it again.'))
    if _REPETITION.fullmatch(text) or is_common(text):
        raise ValueError(_EASY)
    return text


NewPassword = Annotated[str, AfterValidator(_parse_password)]


def check_new_password(text: str) -> str:
    """`text`, when it is acceptable as a password; raises InvalidInput."""
    try:
        return _parse_password(text)
    except ValueError as error:
        raise InvalidInput('password', error.args[0]) from None


def check_not_own(password: str, *known: str | None) -> None:
    """Raise InvalidInput for a password that is the person's own address, the part before its @, or their name."""
    parts = {_bare(part) for text in known if text for part in (text, text.partition('@')[0])}
    own = {part for part in parts if len(part) >= _SHORTEST_NAME}
    bare = _bare(password)
    # What is added to one's own name or address has to be a password by itself.
    if any(word in bare and len(bare) - len(word) < MIN_LENGTH for word in own):
        raise InvalidInput('password', _OWN_ADDRESS)


def is_common(password: str) -> bool:
    """Whether the password is among the 30,000 that zxcvbn knows from leaks, in whatever disguise.

    Capitals, width, blanks, invisible characters and punctuation make no difference, nor does writing it twice, nor
    digits and punctuation at the end.
    """
    bare = _bare(password)
    half = bare[: len(bare) // 2]
    return any(
        word in _common_passwords() for word in (bare, bare.rstrip('0123456789'), half if half * 2 == bare else bare)
    )


def _bare(text: str) -> str:
    """The letters and digits of a text, as one writes them without any care."""
    return ''.join(each for each in unicodedata.normalize('NFKC', text).casefold() if each.isalnum())


@cache
def _common_passwords() -> frozenset[str]:
    # A list of most of a megabyte, which only those need who set a password.
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # noqa: PLC0415

    return frozenset(FREQUENCY_LISTS['passwords'])


class StoredPassword(SQLModel, table=True):
    """The hash of a person's password, in a table of its own, so that reading a person never reads it."""

    __tablename__ = 'passwords'

    user_id: UUID = Field(sa_column=Column('user_id', ForeignKey('users.id', ondelete='CASCADE'), primary_key=True))
    hash: str = Field(sa_column=Column(String(255), nullable=False))
    changed_at: datetime = Field(default=None, sa_column=timestamp_column('changed_at', automatic=True))


_passwords = table_of(StoredPassword)
_users = table_of(User)


class Hasher:
    """Hashes in threads, a few passwords at a time, so that other requests need not wait."""

    def __init__(self) -> None:
        self._slots = asyncio.Semaphore(_MAX_CONCURRENT)

    async def hash(self, password: str) -> str:
        """The hash to store for `password`."""
        async with self._slots:
            return await asyncio.to_thread(_hasher.hash, password)

    async def matches(self, stored: str | None, password: str) -> bool:
        """Whether `stored` is the hash of `password`; takes as long when there is none."""
        async with self._slots:
            return await asyncio.to_thread(_matches, stored, password)


async def find_password(session: AsyncSession, email: str) -> tuple[UUID, str] | None:
    """Who logs in with this address, and the hash of their password; None when nobody does."""
    wanted = (
        select(_passwords.c.user_id, _passwords.c.hash)
        .join(_users, _users.c.id == _passwords.c.user_id)
        .where(_users.c.email == email)
    )
    found = (await session.execute(wanted)).one_or_none()
    return None if found is None else (found.user_id, found.hash)


async def password_hash_of(session: AsyncSession, user_id: UUID) -> str | None:
    """The hash of the person's password; None when they have none."""
    found: str | None = await session.scalar(select(_passwords.c.hash).where(_passwords.c.user_id == user_id))
    return found


async def store_password(session: AsyncSession, user_id: UUID, password_hash: str) -> None:
    """Replace the person's password by the one with this hash."""
    written = insert(StoredPassword).values(user_id=user_id, hash=password_hash)
    changed = {'hash': password_hash, 'changed_at': func.clock_timestamp()}
    await session.execute(written.on_conflict_do_update(index_elements=['user_id'], set_=changed))


def _matches(stored: str | None, password: str) -> bool:
    try:
        return _hasher.verify(stored or _NO_PASSWORD, password.encode(errors='surrogatepass')) and stored is not None
    except (VerificationError, InvalidHashError):
        return False
