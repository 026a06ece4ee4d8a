"""Mail, where a server for it is set: one message, the link to a new password."""

import asyncio
import logging
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from app.settings import LOOPBACK, Settings
from components.words import Words
from services.errors import InvalidInput, TooMany
from services.gate import Gate
from services.limits import Limiter, Rate

log = logging.getLogger(__name__)

ASKING = Rate(burst=10, seconds=60)
"""How often one network address may ask for links."""

SENDING = Rate(burst=3, seconds=600)
"""How many links one account is sent; beyond that it is as if nobody had registered with it."""

_PATIENCE_SECONDS = 20.0


class Post:
    """Sends links to people who forgot their password; raises nothing that tells whether somebody is known."""

    def __init__(self, settings: Settings, gate: Gate) -> None:
        self._settings = settings
        self._gate = gate
        self._asking = Limiter(ASKING, 'Too many links were asked for from here.')
        self._sending = Limiter(SENDING, 'Too many links.')
        self._under_way: set[asyncio.Task[None]] = set()

    def ask(self, email: str, address: str, words: Words) -> None:
        """See to it that whoever has this address is sent a link, in these words; raises TooMany, whoever has it."""
        self._asking.take(address)
        # Afterwards, so that the answer takes as long for an address that nobody has.
        sending = asyncio.create_task(self._send_link(email, address, words), name='mail')
        self._under_way.add(sending)
        sending.add_done_callback(self._under_way.discard)

    async def _send_link(self, email: str, address: str, words: Words) -> None:
        try:
            self._sending.take(email)
            secret = await self._gate.offer_reset(email, address)
            link = f'{self._settings.address}/reset?link={secret}'
            await asyncio.to_thread(self._send, email, words.MAIL_SUBJECT, words.MAIL_TEXT.format(link=link))
        except (InvalidInput, TooMany):
            return
        except Exception:
            log.exception('A mail could not be sent.')

    def _send(self, to: str, subject: str, text: str) -> None:
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
        secure = ssl.create_default_context()
        if url.scheme == 'smtps':
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, url.port or 465, timeout=_PATIENCE_SECONDS, context=secure)
        else:
            server = smtplib.SMTP(host, url.port or 587, timeout=_PATIENCE_SECONDS)
        with server:
            if url.scheme == 'smtp' and host not in LOOPBACK:
                # Neither the link nor the password of the server travels where it can be read.
                server.starttls(context=secure)
            if url.username:
                server.login(unquote(url.username), unquote(url.password or ''))
            server.send_message(message)
