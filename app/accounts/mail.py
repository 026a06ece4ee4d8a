"""The link for a new password by mail, where TANDEM_SMTP_URL is set."""

import asyncio
import logging

from app.mail import Mailer
from app.settings import Settings
from components.words import Words
from services.accounts.authentication import Authentication
from services.errors import InvalidInput, TooMany
from services.translatable import _
from services.values.rate_limits import Limiter, Rate

log = logging.getLogger(__name__)

REQUESTS = Rate(burst=10, seconds=60)
"""Links asked for from one network address."""

SENT = Rate(burst=3, seconds=600)
"""Links sent to one account; beyond that, nothing is sent and nobody is told."""


class ResetMailer:
    """Sends links to people who forgot their password, and never tells whether an address is registered."""

    def __init__(self, settings: Settings, authentication: Authentication, mailer: Mailer) -> None:
        self._settings = settings
        self._authentication = authentication
        self._mailer = mailer
        self._requests = Limiter(REQUESTS, _('Too many links were requested from this network address.'))
        self._sent = Limiter(SENT, 'Too many links.')
        self._tasks: set[asyncio.Task[None]] = set()

    def send_link(self, email: str, address: str, words: Words) -> None:
        """Send a link to `email` in the background, if somebody has registered with it; raises TooMany."""
        self._requests.take(address)
        # In the background, so that the answer takes as long for an address that nobody has.
        task = asyncio.create_task(self._make_and_send(email, address, words), name='reset link')
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _make_and_send(self, email: str, address: str, words: Words) -> None:
        try:
            self._sent.take(email)
            secret = await self._authentication.access.make_reset_link(email, address)
        except (InvalidInput, TooMany):
            return
        except Exception:
            log.exception('A link could not be made.')
            return
        link = f'{self._settings.address}/reset?link={secret}'
        self._mailer.send(email, words.MAIL_SUBJECT, words.MAIL_TEXT.format(link=link))
