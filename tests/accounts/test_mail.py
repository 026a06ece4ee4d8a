"""A link to a new password by mail, through a real SMTP conversation, and what nobody can learn from it."""

import asyncio
import email
import re
from contextlib import asynccontextmanager

import pytest
from fastapi import FastAPI

from app import api
from app.accounts.mail import ASKING, SENDING, Post
from app.pages import forgot, login
from tests.accounts.conftest import account_settings, browser_at, log_in, register
from tests.following import PATIENCE


class Letterbox:
    """An SMTP server that keeps what it is sent."""

    def __init__(self):
        self.letters = asyncio.Queue()
        self.refuses = False

    async def talk(self, reader, writer):
        """Just enough of RFC 5321 for one message at a time."""
        writer.write(b'220 letterbox\r\n')
        while line := (await reader.readline()).strip().upper():
            if line.startswith(b'DATA'):
                writer.write(b'354 go on\r\n')
                letter = await reader.readuntil(b'\r\n.\r\n')
                self.letters.put_nowait(email.message_from_bytes(letter[:-5]))
            refuses = self.refuses and line.startswith(b'RCPT')
            writer.write(b'550 no\r\n' if refuses else b'221 bye\r\n' if line == b'QUIT' else b'250 fine\r\n')
            if line == b'QUIT':
                break
        writer.close()

    async def next(self):
        async with asyncio.timeout(PATIENCE):
            return await self.letters.get()


@asynccontextmanager
async def listening(letterbox):
    server = await asyncio.start_server(letterbox.talk, '127.0.0.1', 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


@pytest.fixture
async def letterbox():
    letterbox = Letterbox()
    async with listening(letterbox) as letterbox.port:
        yield letterbox


@pytest.fixture
def settings(letterbox):
    return account_settings(
        smtp_url=f'smtp://127.0.0.1:{letterbox.port}',
        mail_from='tandem@example.org',
        public_url='https://tasks.example.org',
    )


@pytest.fixture
def app(tandem) -> FastAPI:
    app = FastAPI(title='Tandem', version='1')
    app.include_router(login.router)
    app.include_router(forgot.router_for(Post(tandem.settings, tandem.gate)))
    api.install(app, tandem)
    return app


async def ask(browser, address):
    return await browser.post('/forgot', data={'email': address})


async def test_whoever_forgot_their_password_is_sent_a_link_that_sets_a_new_one(browser, letterbox):
    await register(browser)
    assert 'href="/forgot"' in (await browser.get('/login')).text
    assert 'action="/forgot"' in (await browser.get('/forgot')).text

    await ask(browser, ' Ada@Example.org')
    letter = await letterbox.next()

    assert (letter['To'], letter['From']) == ('ada@example.org', 'tandem@example.org')
    [link] = re.findall(r'https://tasks\.example\.org/reset\?link=([\w-]+)', letter.get_payload(decode=True).decode())
    done = await browser.post('/reset', data={'link': link, 'password': 'a better horse'})
    assert 'Your password is set' in done.text
    assert (await log_in(browser, password='a better horse')).status_code == 303


async def test_known_and_unknown_addresses_are_told_apart_by_nothing(browser, stranger, letterbox):
    await register(browser)

    known, unknown = await ask(browser, 'ada@example.org'), await ask(stranger, 'nobody@example.org')

    assert known.status_code == unknown.status_code == 200
    assert known.content == unknown.content
    await letterbox.next()
    assert letterbox.letters.empty()


async def test_asking_often_has_to_wait_and_nobody_is_flooded(app, browser, letterbox):
    await register(browser)
    for _ in range(ASKING.burst):
        assert (await ask(browser, 'ada@example.org')).status_code == 200
    refused = await ask(browser, 'nobody@example.org')
    assert refused.status_code == 429
    assert int(refused.headers['retry-after']) > 0

    async with browser_at(app, '203.0.113.9') as elsewhere:
        assert (await ask(elsewhere, 'ada@example.org')).status_code == 200
    for _ in range(SENDING.burst):
        await letterbox.next()
    assert letterbox.letters.empty()


async def test_a_letter_that_cannot_be_sent_is_written_down_without_the_address(browser, letterbox, caplog):
    await register(browser)
    letterbox.refuses = True

    assert (await ask(browser, 'ada@example.org')).status_code == 200

    async with asyncio.timeout(PATIENCE):
        while not caplog.records:  # noqa: ASYNC110 - a log has no event
            await asyncio.sleep(0.01)
    assert [record.getMessage() for record in caplog.records] == ['A mail could not be sent.']


@pytest.mark.parametrize('typed', ['', 'x', 'a@b\r\nBcc: eve@evil.example', 'ada@example.org\nx'])
async def test_nothing_but_an_address_is_taken(browser, letterbox, typed):
    assert (await ask(browser, typed)).status_code == 422
    assert letterbox.letters.empty()


async def test_the_form_is_not_sent_by_another_site(browser, letterbox):
    await register(browser)
    answer = await browser.post('/forgot', data={'email': 'ada@example.org'}, headers={'Sec-Fetch-Site': 'cross-site'})
    assert answer.status_code == 403
    assert letterbox.letters.empty()
