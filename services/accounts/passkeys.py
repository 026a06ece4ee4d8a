"""Passkeys (WebAuthn): keys in a person's devices that log them in without a password.

The challenge is a one-time secret like that of a link: stored as a hash, valid for five minutes, and used up by the
answer to it, whether or not that is accepted. A passkey counts only when the device has verified its person, by
fingerprint, face or PIN, because it stands for password and second factor together.
"""

from collections.abc import Collection
from datetime import UTC, datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import BigInteger, Column, Index, LargeBinary, String, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel

from services.accounts import audit_log, webauthn_answers
from services.accounts.audit_log import AuditAction
from services.accounts.notices import Notice, Notify, tell
from services.accounts.one_time_links import Purpose, make_link, use_link
from services.accounts.people import get_user, refuse_disabled
from services.accounts.webauthn_answers import NotAccepted, RelyingParty
from services.database import Database
from services.errors import InvalidInput, NotSignedIn, PasskeyNotFound, TooMany
from services.storage.columns import table_of, timestamp_column, user_fk
from services.translatable import _, n_
from services.values.rate_limits import Limiter, Rate
from services.values.text import NAME_LIMIT

MAX_PASSKEYS = 20
"""Passkeys that a person can have."""

CHALLENGES = Rate(burst=30, seconds=10)
"""Challenges that one network address may ask for."""

ID_LIMIT = 1_400
"""Characters of a credential's ID in base64url; WebAuthn allows 1,023 bytes."""

NOT_ACCEPTED = _('The passkey was not accepted. Try again, or log in with your password.')
_TOO_MANY = n_(
    'You have {number} passkey. Remove those you do not need.',
    'You have {number} passkeys. Remove those you do not need.',
)


class Passkey(SQLModel, table=True):
    """A credential: its ID, its public key, and how often it says that it was used."""

    __tablename__ = 'passkeys'
    __table_args__ = (Index('passkeys_owner', 'user_id'),)

    id: str = Field(sa_column=Column(String(ID_LIMIT), primary_key=True))
    user_id: UUID = Field(sa_column=user_fk())
    public_key: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    sign_count: int = Field(sa_column=Column(BigInteger, nullable=False))
    name: str = Field(sa_column=Column(String(NAME_LIMIT), nullable=False))
    created_at: datetime = Field(default=None, sa_column=timestamp_column('created_at', automatic=True))
    last_used_at: datetime | None = Field(default=None, sa_column=timestamp_column('last_used_at'))


class PasskeyRead(BaseModel):
    """A passkey as the API shows it; `id` names it and opens nothing."""

    model_config = ConfigDict(from_attributes=True, frozen=True)

    id: str
    name: str
    created_at: datetime
    last_used_at: datetime | None


_passkeys = table_of(Passkey)


async def list_passkeys(session: AsyncSession, user_id: UUID) -> list[Passkey]:
    """The passkeys of a person, the newest first."""
    own = select(Passkey).where(_passkeys.c.user_id == user_id).order_by(_passkeys.c.created_at.desc())
    return list(await session.scalars(own))


async def remove_passkeys(session: AsyncSession, user_id: UUID, *, keep: Collection[str] = ()) -> int:
    """Have the passkeys of a person log nobody in any more, except those with the IDs in `keep`; returns how many."""
    removed = delete(Passkey).where(_passkeys.c.user_id == user_id, _passkeys.c.id.not_in(keep))
    return len((await session.execute(removed.returning(_passkeys.c.id))).all())


class Passkeys:
    """Registers passkeys and logs people in with them; people are told with `notify`."""

    def __init__(self, database: Database, notify: Notify) -> None:
        self._database = database
        self._notify = notify
        self._challenges = Limiter(CHALLENGES, _('Too many logins with passkeys from this network address.'))

    async def begin_registration(self, user_id: UUID, party: RelyingParty) -> str:
        """The options for `navigator.credentials.create`, as JSON; raises TooMany."""
        async with self._database.transaction() as session:
            ids = [passkey.id for passkey in await _with_room(session, user_id)]
            person = await get_user(session, user_id)
            challenge = await make_link(session, Purpose.PASSKEY_REGISTRATION, '', user_id)
        return webauthn_answers.creation_options(party, challenge, person, ids)

    async def register(self, user_id: UUID, answer: str, name: str, party: RelyingParty, address: str) -> None:
        """Store the passkey in this answer of the browser; raises InvalidInput when it cannot be accepted."""
        try:
            challenge = webauthn_answers.challenge_in(answer)
            async with self._database.transaction() as session:
                begun = await use_link(session, Purpose.PASSKEY_REGISTRATION, challenge)
            made = webauthn_answers.verified_registration(answer, challenge, party)
        except (NotAccepted, InvalidInput):
            raise InvalidInput('passkey', NOT_ACCEPTED) from None
        if begun.user_id != user_id:
            raise InvalidInput('passkey', NOT_ACCEPTED)
        values = {'id': made.id, 'user_id': user_id, 'public_key': made.public_key, 'sign_count': made.sign_count}
        async with self._database.transaction() as session:
            await _with_room(session, user_id)
            stored = insert(Passkey).values(**values, name=name).on_conflict_do_nothing().returning(_passkeys.c.id)
            if await session.scalar(stored) is None:
                raise InvalidInput('passkey', _('That passkey is known already.'))
            await audit_log.record(session, AuditAction.PASSKEY_ADDED, user_id, address)
            await tell(session, self._notify, user_id, Notice.PASSKEY_ADDED)

    async def begin_login(self, party: RelyingParty, address: str) -> str:
        """The options for `navigator.credentials.get`, as JSON, whoever it will be; raises TooMany."""
        self._challenges.take(address)
        async with self._database.transaction() as session:
            challenge = await make_link(session, Purpose.PASSKEY_LOGIN, '')
        return webauthn_answers.request_options(party, challenge)

    async def log_in(self, answer: str, party: RelyingParty, address: str) -> UUID:
        """Whose passkey has signed this answer; raises NotSignedIn, or NotAllowed for a disabled account."""
        try:
            return await self._log_in(answer, party, address)
        except (NotAccepted, InvalidInput):
            async with self._database.transaction() as session:
                await audit_log.record(session, AuditAction.LOGIN_REFUSED, None, address)
            raise NotSignedIn(NOT_ACCEPTED) from None

    async def _log_in(self, answer: str, party: RelyingParty, address: str) -> UUID:
        challenge = webauthn_answers.challenge_in(answer)
        async with self._database.transaction() as session:
            await use_link(session, Purpose.PASSKEY_LOGIN, challenge)
        async with self._database.transaction() as session:
            wanted = select(Passkey).where(_passkeys.c.id == webauthn_answers.id_in(answer)).with_for_update()
            passkey: Passkey | None = await session.scalar(wanted)
            if passkey is None:
                raise NotAccepted
            passkey.sign_count = webauthn_answers.verified_count(
                answer, challenge, party, passkey.public_key, passkey.sign_count
            )
            passkey.last_used_at = datetime.now(UTC)
            await refuse_disabled(session, passkey.user_id)
            await audit_log.record(session, AuditAction.LOGGED_IN, passkey.user_id, address)
            return passkey.user_id

    async def list_of(self, user_id: UUID) -> list[Passkey]:
        """The passkeys of a person, the newest first."""
        async with self._database.transaction() as session:
            return await list_passkeys(session, user_id)

    async def remove(self, user_id: UUID, passkey_id: str, address: str) -> None:
        """Have a passkey of this person log nobody in any more; raises PasskeyNotFound."""
        async with self._database.transaction() as session:
            removed = delete(Passkey).where(_passkeys.c.user_id == user_id, _passkeys.c.id == passkey_id)
            if await session.scalar(removed.returning(_passkeys.c.id)) is None:
                raise PasskeyNotFound
            await audit_log.record(session, AuditAction.PASSKEY_REMOVED, user_id, address)
            await tell(session, self._notify, user_id, Notice.PASSKEY_REMOVED)


async def _with_room(session: AsyncSession, user_id: UUID) -> list[Passkey]:
    """The person's passkeys; raises TooMany when they may have no more."""
    known = await list_passkeys(session, user_id)
    if len(known) >= MAX_PASSKEYS:
        raise TooMany(_TOO_MANY.format(number=MAX_PASSKEYS))
    return known
