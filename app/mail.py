"""Mail, where TANDEM_SMTP_URL is set: sent in the background, and to people about their accounts."""

import asyncio
import logging
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit
from uuid import UUID

from app.settings import LOOPBACK, Settings
from components.words import Words, words_for
from services.accounts.notices import Notice
from services.accounts.people import User
from services.translatable import _
from services.values.rate_limits import Limiter, Rate

log = logging.getLogger(__name__)

VERIFICATIONS = Rate(burst=5, seconds=600)
"""Links to verify an address that one person may have sent."""

_TIMEOUT_SECONDS = 20.0


class Mailer:
    """Sends mail in the background; what cannot be sent is logged, without the address."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._verifications = Limiter(VERIFICATIONS, _('Too many links were requested.'))
        self._tasks: set[asyncio.Task[None]] = set()

    def notify(self, person: User, email: str, notice: Notice) -> None:
        """Tell a person in their language what happened to their account."""
        words = words_for(person.preferences.get('language'), None)
        subject = words.MAIL_NOTICES[notice]
        self.send(email, subject, words.MAIL_NOTICE.format(what=subject, address=f'{self._settings.address}/account'))

    def send_verification(self, person_id: UUID, email: str, secret: str, words: Words) -> None:
        """Send the link with this secret to the address that it verifies; raises TooMany."""
        self._verifications.take(person_id)
        link = f'{self._settings.address}/verify?link={secret}'
        self.send(email, words.MAIL_VERIFY_SUBJECT, words.MAIL_VERIFY_TEXT.format(link=link))

    def send(self, to: str, subject: str, text: str) -> None:
        """Send one message; returns at once."""
        task = asyncio.create_task(self._send(to, subject, text), name='mail')
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _send(self, to: str, subject: str, text: str) -> None:
        try:
            await asyncio.to_thread(self._talk, to, subject, text)
        except Exception:
            log.exception('A mail could not be sent.')

    def _talk(self, to: str, subject: str, text: str) -> None:
        url = urlsplit(self._settings.smtp_url.get_secret_value() if self._settings.smtp_url else '')
        host = url.hostname or ''
        message = EmailMessage()
        message['From'] = self._settings.mail_from
        message['To'] = to
        message['Subject'] = subject
        message['Date'] = formatdate()
        message['Message-ID'] = make_msgid(domain='tandem')
        message['Auto-Submitted'] = 'auto-generated'
        message.set_content(text)
        tls = ssl.create_default_context()
        if url.scheme == 'smtps':
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, url.port or 465, timeout=_TIMEOUT_SECONDS, context=tls)
        else:
            server = smtplib.SMTP(host, url.port or 587, timeout=_TIMEOUT_SECONDS)
        with server:
            if url.scheme == 'smtp' and host not in LOOPBACK:
                # Neither the link nor the password of the mail server may cross the network unencrypted.
                server.starttls(context=tls)
            if url.username:
                server.login(unquote(url.username), unquote(url.password or ''))
            server.send_message(message)
