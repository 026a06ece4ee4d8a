"""Showing who one is with a password and a second factor, for a login and again before something sensitive.

Wrong passwords are limited by network address and account together: whoever guesses has to wait,
and the owner of the account, who has another address, does not. Wrong codes are limited by account
alone: whoever types one has the password already.
"""

from uuid import UUID

from services.accounts import audit_log, totp
from services.accounts.audit_log import AuditAction
from services.accounts.notices import Notice, Notify, tell
from services.accounts.passwords import Hasher, password_hash_of
from services.database import Database
from services.errors import InvalidInput
from services.translatable import _
from services.values.rate_limits import Limiter, Rate

GUESSES = Rate(burst=10, seconds=30)
"""Wrong passwords for one account from one network address."""

ALL_GUESSES = Rate(burst=50, seconds=6)
"""Wrong passwords from one network address, whatever the account."""

CODES = Rate(burst=10, seconds=60)
"""Wrong codes for one account: a thief of the password who goes on guessing is right once in some months."""

WRONG_CODE = _('That code is wrong or was used already. Type the one that the app shows now, or a recovery code.')
_NO_CODE = _('Type a code of your authenticator app as well, or a recovery code.')


class Confirmation:
    """Checks passwords and codes, and counts those that are wrong; people are told with `notify`."""

    def __init__(self, database: Database, hasher: Hasher, notify: Notify) -> None:
        self._notify = notify
        self._codes = Limiter(CODES, _('Too many wrong codes.'))
        self._database = database
        self._hasher = hasher
        self._guesses = Limiter(GUESSES, _('Too many wrong passwords.'))
        self._all_guesses = Limiter(ALL_GUESSES, _('Too many wrong passwords.'))

    async def confirm(self, user_id: UUID, password: str, address: str, code: str | None = None) -> None:
        """Check the person's password and, where one is needed, a code, which uses that up.

        Raises InvalidInput, or TooMany.
        """
        self.count_guess(address, user_id)
        async with self._database.transaction() as session:
            stored = await password_hash_of(session, user_id)
        if not await self._hasher.matches(stored, password):
            raise InvalidInput('password', _('That is not your password. Try again.'))
        self.forget_guess(address, user_id)
        if await self.needs_code(user_id):
            if not code:
                raise InvalidInput('code', _NO_CODE)
            if not await self.use_code(user_id, code, address):
                raise InvalidInput('code', WRONG_CODE)

    async def needs_code(self, user_id: UUID) -> bool:
        """Whether the person's password needs a code beside it."""
        async with self._database.transaction() as session:
            return await totp.asks_for_code(session, user_id)

    async def use_code(self, user_id: UUID, code: str, address: str) -> bool:
        """Use up a code of the person's app or a recovery code; returns whether it was right. Raises TooMany."""
        self.count_code(user_id)
        async with self._database.transaction() as session:
            is_right = await totp.use_app_code(session, user_id, code)
            if not is_right and await totp.use_recovery_code(session, user_id, code):
                is_right = True
                await audit_log.record(session, AuditAction.RECOVERY_CODE_USED, user_id, address)
                await tell(session, self._notify, user_id, Notice.RECOVERY_CODE_USED)
            if not is_right:
                await audit_log.record(session, AuditAction.CODE_REFUSED, user_id, address)
        if is_right:
            self.forget_code(user_id)
        return is_right

    def count_code(self, user_id: UUID) -> None:
        """Count a code before it is checked; raises TooMany."""
        self._codes.take(user_id)

    def forget_code(self, user_id: UUID) -> None:
        """Uncount a code that was right."""
        self._codes.give_back(user_id)

    def count_guess(self, address: str, account: str | UUID) -> None:
        """Count a password before it is checked; raises TooMany."""
        self._all_guesses.take(address)
        self._guesses.take((address, account))

    def forget_guess(self, address: str, account: str | UUID) -> None:
        """Uncount a password that was right."""
        self._all_guesses.give_back(address)
        self._guesses.give_back((address, account))
