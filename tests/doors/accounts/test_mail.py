"""A link to a new password by mail, through a real SMTP conversation, and what nobody can learn from it."""

import asyncio
import email
import re
from contextlib import asynccontextmanager
from email.header import decode_header, make_header

import pytest

from app.accounts.mail import REQUESTS, SENT
from tests.accounts import API, PASSWORD, account_settings, bearer, browser_at, log_in, register
from tests.timeouts import TIMEOUT, until


class Letterbox:
    """An SMTP server that keeps what it is sent."""

    def __init__(self):
        self.letters = asyncio.Queue()
        self.refuses = False
        self.port = 0

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
        async with asyncio.timeout(TIMEOUT):
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
    assert 'Your password has been set' in done.text
    assert (await log_in(browser, password='a better horse')).status_code == 303


async def test_the_mail_is_in_the_language_of_the_browser_that_asked(browser, letterbox):
    await register(browser)
    await browser.post('/forgot', data={'email': 'ada@example.org'}, headers={'Accept-Language': 'de'})
    letter = await letterbox.next()
    text = letter.get_payload(decode=True).decode()
    assert str(make_header(decode_header(letter['Subject']))) == 'Ein neues Passwort für Tandem setzen'
    assert re.search(r'innerhalb der nächsten Stunde:\s+https://tasks\.example\.org/reset\?link=[\w-]+', text)


async def test_known_and_unknown_addresses_are_told_apart_by_nothing(browser, stranger, letterbox):
    await register(browser)

    known, unknown = await ask(browser, 'ada@example.org'), await ask(stranger, 'nobody@example.org')

    assert known.status_code == unknown.status_code == 200
    assert known.content == unknown.content
    await letterbox.next()
    assert letterbox.letters.empty()


async def test_asking_often_has_to_wait_and_nobody_is_flooded(app, browser, letterbox):
    await register(browser)
    for _ in range(REQUESTS.burst):
        assert (await ask(browser, 'ada@example.org')).status_code == 200
    refused = await ask(browser, 'nobody@example.org')
    assert refused.status_code == 429
    assert int(refused.headers['retry-after']) > 0

    async with browser_at(app, '203.0.113.9') as elsewhere:
        assert (await ask(elsewhere, 'ada@example.org')).status_code == 200
    for _ in range(SENT.burst):
        await letterbox.next()
    assert letterbox.letters.empty()


async def test_a_letter_that_cannot_be_sent_is_written_down_without_the_address(browser, letterbox, caplog):
    await register(browser)
    letterbox.refuses = True

    assert (await ask(browser, 'ada@example.org')).status_code == 200

    await until(lambda: caplog.records)
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


@pytest.fixture
async def secure(app):
    """A browser that reaches us through TLS, as the public address says."""
    async with browser_at(app, scheme='https') as browser:
        yield browser


def link_in(letter):
    text = letter.get_payload(decode=True).decode()
    return re.search(r'https://tasks\.example\.org/verify\?link=([\w-]+)', text)[1]


async def test_a_new_address_counts_once_its_link_was_used_and_the_old_one_is_told(secure, stranger, letterbox):
    registered = await register(secure)
    await log_in(secure)
    sent = await secure.post('/account/email', data={'email': 'ada@example.net', 'password': PASSWORD})
    assert 'A link is on its way to ada@example.net' in sent.text
    letter = await letterbox.next()
    assert letter['To'] == 'ada@example.net'
    me = f'{API}/me'
    assert (await secure.get(me, headers=bearer(registered))).json()['email'] == 'ada@example.org'

    form = await stranger.get(f'/verify?link={link_in(letter)}')
    assert 'action="/verify"' in form.text
    done = await stranger.post('/verify', data={'link': link_in(letter)})

    assert 'ada@example.net is verified' in done.text
    assert (await secure.get(me, headers=bearer(registered))).json()['email'] == 'ada@example.net'
    told = await letterbox.next()
    assert (told['To'], 'address' in told['Subject']) == ('ada@example.org', True)
    assert (await stranger.post('/verify', data={'link': link_in(letter)})).status_code == 422


async def test_an_address_that_somebody_has_meanwhile_is_not_taken_over(secure, stranger, letterbox):
    await register(secure)
    await log_in(secure)
    await secure.post('/account/email', data={'email': 'bob@example.org', 'password': PASSWORD})
    letter = await letterbox.next()
    await register(stranger, 'bob@example.org')
    assert (await secure.post('/verify', data={'link': link_in(letter)})).status_code == 422
    assert (await log_in(stranger, 'bob@example.org')).status_code == 303


async def test_the_address_there_is_can_be_verified_and_is_not_asked_for_again(secure, letterbox):
    await register(secure)
    await log_in(secure)
    assert 'ada@example.org is yours' in (await secure.get('/account')).text
    await secure.post('/account/verify')
    await secure.post('/verify', data={'link': link_in(await letterbox.next())})
    assert 'ada@example.org is yours' not in (await secure.get('/account')).text


async def test_people_are_told_of_a_new_browser_and_a_new_password(app, secure, letterbox):
    await register(secure)
    secure.headers['User-Agent'] = 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0'
    for _ in range(2):
        await log_in(secure)
    assert letterbox.letters.empty()
    async with browser_at(app, '203.0.113.9', 'https') as elsewhere:
        elsewhere.headers['User-Agent'] = 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0'
        await log_in(elsewhere)
        assert 'new browser' in (await letterbox.next())['Subject']
        # Whoever shows again who they are does so in a browser that is known, and nobody is told.
        await secure.post('/account/confirm', data={'password': PASSWORD})
        await elsewhere.post('/account/password', data={'current': PASSWORD, 'new': 'a better horse'})
        letter = await letterbox.next()
    assert 'password' in letter['Subject']
    assert 'https://tasks.example.org/account' in letter.get_payload(decode=True).decode()
