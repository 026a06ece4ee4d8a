"""Codes of an authenticator app (TOTP, RFC 6238), and recovery codes for who has lost it. Each code works once."""

import secrets
import time
from datetime import UTC, datetime
from uuid import UUID

import pyotp
from sqlalchemy import BigInteger, Column, String, delete, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel

from services.accounts.tokens import hash_of
from services.storage.columns import table_of, timestamp_column, user_fk

RECOVERY_CODES = 10
CODE_LIMIT = 40
"""Characters of a code as it is typed, with spaces and hyphens."""

_STEP_SECONDS = 30
_CLOCK_SKEW_STEPS = 1
# Without letters and digits that look alike; 16 of them are 79 bits, so a fast hash is enough.
_ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'
_GROUPS, _GROUP_LENGTH = 4, 4


class TotpFactor(SQLModel, table=True):
    """The secret that a person's app shares with us, and the latest time step whose code was used.

    Until a code has confirmed that the app has the secret, `confirmed_at` is null and nothing asks for a code.
    """

    __tablename__ = 'totp_factors'

    user_id: UUID = Field(sa_column=user_fk(primary_key=True))
    secret: str = Field(sa_column=Column(String(64), nullable=False))
    last_step: int = Field(default=0, sa_column=Column(BigInteger, nullable=False, server_default=text('0')))
    confirmed_at: datetime | None = Field(default=None, sa_column=timestamp_column('confirmed_at'))


class RecoveryCode(SQLModel, table=True):
    """A recovery code that was not used yet. Only its hash is stored."""

    __tablename__ = 'recovery_codes'

    user_id: UUID = Field(sa_column=user_fk(primary_key=True))
    hash: str = Field(sa_column=Column(String(64), primary_key=True))


_factors = table_of(TotpFactor)
_codes = table_of(RecoveryCode)


async def asks_for_code(session: AsyncSession, user_id: UUID) -> bool:
    """Whether this person's password needs a code beside it."""
    confirmed = select(_factors.c.user_id).where(_factors.c.user_id == user_id, _factors.c.confirmed_at.is_not(None))
    return await session.scalar(confirmed) is not None


async def use_app_code(session: AsyncSession, user_id: UUID, code: str, *, confirmed: bool = True) -> bool:
    """Use up a code of the person's app; returns whether it was right and not used before."""
    is_confirmed = _factors.c.confirmed_at.is_not(None) if confirmed else _factors.c.confirmed_at.is_(None)
    own = _factors.c.user_id == user_id, is_confirmed
    secret = await session.scalar(select(_factors.c.secret).where(*own))
    step = None if secret is None else _step_of(secret, _plain(code))
    if step is None:
        return False
    # A code of an earlier step is refused as well, because somebody may have watched it being typed (RFC 6238, 5.2).
    used = update(_factors).where(*own, _factors.c.last_step < step).values(last_step=step)
    return await session.scalar(used.returning(_factors.c.user_id)) is not None


async def use_recovery_code(session: AsyncSession, user_id: UUID, code: str) -> bool:
    """Use up a recovery code; returns whether there was such a one."""
    used = delete(RecoveryCode).where(_codes.c.user_id == user_id, _codes.c.hash == hash_of(_plain(code)))
    return await session.scalar(used.returning(_codes.c.hash)) is not None


async def begin_setup(session: AsyncSession, user_id: UUID) -> str:
    """A new secret for the person's app, in base 32; a factor that is confirmed already stays as it is."""
    secret = pyotp.random_base32()
    made = insert(TotpFactor).values(user_id=user_id, secret=secret)
    replaced = made.on_conflict_do_update(
        index_elements=['user_id'], set_={'secret': secret}, where=_factors.c.confirmed_at.is_(None)
    )
    await session.execute(replaced)
    return secret


async def secret_in_setup(session: AsyncSession, user_id: UUID) -> str | None:
    """The secret that no code has confirmed yet; None when there is none."""
    wanted = select(_factors.c.secret).where(_factors.c.user_id == user_id, _factors.c.confirmed_at.is_(None))
    found: str | None = await session.scalar(wanted)
    return found


async def confirm_setup(session: AsyncSession, user_id: UUID) -> None:
    """Ask for a code from now on."""
    confirmed = update(_factors).where(_factors.c.user_id == user_id).values(confirmed_at=datetime.now(UTC))
    await session.execute(confirmed)


async def make_recovery_codes(session: AsyncSession, user_id: UUID) -> list[str]:
    """New recovery codes, which nobody can read again; those there were stop working."""
    await session.execute(delete(RecoveryCode).where(_codes.c.user_id == user_id))
    made = ['-'.join(_group() for _ in range(_GROUPS)) for _ in range(RECOVERY_CODES)]
    await session.execute(insert(RecoveryCode), [{'user_id': user_id, 'hash': hash_of(_plain(code))} for code in made])
    return made


async def count_recovery_codes(session: AsyncSession, user_id: UUID) -> int:
    """How many recovery codes the person has left."""
    return len((await session.execute(select(_codes.c.hash).where(_codes.c.user_id == user_id))).all())


async def remove_factor(session: AsyncSession, user_id: UUID) -> bool:
    """Ask for no code any more, and forget the recovery codes; returns whether one was asked for."""
    was_on = await asks_for_code(session, user_id)
    await session.execute(delete(RecoveryCode).where(_codes.c.user_id == user_id))
    await session.execute(delete(TotpFactor).where(_factors.c.user_id == user_id))
    return was_on


def address_for_app(secret: str, account: str) -> str:
    """What the QR code says to the app."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name='Tandem')


def _step_of(secret: str, code: str) -> int | None:
    """The time step that has this code, of those that a clock which is a little wrong can be in."""
    now = int(time.time()) // _STEP_SECONDS
    steps = range(now - _CLOCK_SKEW_STEPS, now + _CLOCK_SKEW_STEPS + 1)
    totp = pyotp.TOTP(secret)
    given = code.encode(errors='replace')
    return next((step for step in steps if secrets.compare_digest(totp.generate_otp(step).encode(), given)), None)


def _group() -> str:
    return ''.join(secrets.choice(_ALPHABET) for _ in range(_GROUP_LENGTH))


def _plain(code: str) -> str:
    """A code without what people type to keep their place in it."""
    return ''.join(code.split()).replace('-', '').casefold()
