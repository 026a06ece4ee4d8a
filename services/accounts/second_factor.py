"""The second factor of a person: turned on and off by themselves, and off by whoever runs Tandem."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.accounts import audit_log, totp
from services.accounts.audit_log import AuditAction
from services.accounts.confirmation import Confirmation
from services.accounts.notices import Notice, Notify, tell
from services.accounts.people import find_user_with, get_user
from services.database import Database
from services.errors import InvalidInput
from services.translatable import _

_WRONG = _('That code is wrong. Compare the clock of your device, and type the code that the app shows now.')
_ON_ALREADY = _('The second factor is on already.')
_NOT_BEGUN = _('Begin again: no app is being set up.')
_OFF = _('The second factor is off.')


@dataclass(frozen=True)
class Setup:
    """What an authenticator app needs to know: the secret in base 32, and the address that a QR code carries."""

    secret: str
    address: str


class SecondFactor:
    """Sets up the app whose codes a login needs beside the password; people are told with `notify`."""

    def __init__(self, database: Database, confirmation: Confirmation, notify: Notify) -> None:
        self._database = database
        self._confirmation = confirmation
        self._notify = notify

    async def recovery_codes_left(self, user_id: UUID) -> int | None:
        """How many recovery codes a person has left; None when no code is asked for."""
        async with self._database.transaction() as session:
            if not await totp.asks_for_code(session, user_id):
                return None
            return await totp.count_recovery_codes(session, user_id)

    async def begin(self, user_id: UUID, password: str, address: str) -> Setup:
        """A secret for the person's app, which counts once `turn_on` gets a code; raises InvalidInput or TooMany."""
        async with self._database.transaction() as session:
            if await totp.asks_for_code(session, user_id):
                raise InvalidInput('code', _ON_ALREADY)
        await self._confirmation.confirm(user_id, password, address)
        async with self._database.transaction() as session:
            await totp.begin_setup(session, user_id)
            return await _setup_of(session, user_id)

    async def current_setup(self, user_id: UUID) -> Setup:
        """What `begin` gave, again; raises InvalidInput when nothing was begun."""
        async with self._database.transaction() as session:
            return await _setup_of(session, user_id)

    async def turn_on(self, user_id: UUID, code: str, address: str) -> list[str]:
        """Ask for codes from now on; returns the recovery codes. Raises InvalidInput for a wrong code, or TooMany."""
        self._confirmation.count_code(user_id)
        async with self._database.transaction() as session:
            if not await totp.use_app_code(session, user_id, code, confirmed=False):
                await _setup_of(session, user_id)
                raise InvalidInput('code', _WRONG)
            await totp.confirm_setup(session, user_id)
            codes = await totp.make_recovery_codes(session, user_id)
            await audit_log.record(session, AuditAction.SECOND_FACTOR_ON, user_id, address)
            await tell(session, self._notify, user_id, Notice.SECOND_FACTOR_ON)
        self._confirmation.forget_code(user_id)
        return codes

    async def renew_recovery_codes(self, user_id: UUID, password: str, code: str, address: str) -> list[str]:
        """New recovery codes; those there were stop working. Raises InvalidInput or TooMany."""
        await self._confirmation.confirm(user_id, password, address, code)
        async with self._database.transaction() as session:
            if not await totp.asks_for_code(session, user_id):
                raise InvalidInput('code', _OFF)
            await audit_log.record(session, AuditAction.RECOVERY_CODES_MADE, user_id, address)
            await tell(session, self._notify, user_id, Notice.RECOVERY_CODES_MADE)
            return await totp.make_recovery_codes(session, user_id)

    async def turn_off(self, user_id: UUID, password: str, code: str, address: str) -> None:
        """Have the password be enough again; raises InvalidInput or TooMany."""
        await self._confirmation.confirm(user_id, password, address, code)
        async with self._database.transaction() as session:
            await self._remove(session, user_id, address)

    async def turn_off_for(self, email: str) -> bool:
        """The same for who has lost app and recovery codes; returns whether it was on. Raises InvalidInput."""
        async with self._database.transaction() as session:
            return await self._remove(session, await find_user_with(session, email), None)

    async def _remove(self, session: AsyncSession, user_id: UUID, address: str | None) -> bool:
        was_on = await totp.remove_factor(session, user_id)
        if was_on:
            await audit_log.record(session, AuditAction.SECOND_FACTOR_OFF, user_id, address)
            await tell(session, self._notify, user_id, Notice.SECOND_FACTOR_OFF)
        return was_on


async def _setup_of(session: AsyncSession, user_id: UUID) -> Setup:
    secret = await totp.secret_in_setup(session, user_id)
    if secret is None:
        raise InvalidInput('code', _NOT_BEGUN)
    person = await get_user(session, user_id)
    return Setup(secret, totp.address_for_app(secret, person.email or person.name))
