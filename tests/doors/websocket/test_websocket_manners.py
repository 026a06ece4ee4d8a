"""The live line: who may listen, and what happens to nonsense."""

import asyncio
from urllib.parse import urlsplit

import pytest
from httpx import AsyncClient
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from services.accounts.logins import sign_in_browser
from services.accounts.people import OWNER_ID
from tests.factories import make_task
from tests.timeouts import TIMEOUT, until
from tests.websocket_lines import live_line, titles


@pytest.fixture
async def cookie(tandem):
    async with tandem.database.everybody().transaction() as session:
        return f'tandem_session={await sign_in_browser(session, OWNER_ID)}'


async def test_a_token_may_come_in_the_first_message(dial, token):
    async with dial(X='none') as line:
        await line.say({'type': 'auth', 'token': token})
        assert (await line.next())['type'] == 'sync_response'
        await line.say({'type': 'auth', 'token': token})
        assert 'signed in already' in (await line.next())['detail']


async def test_a_browser_comes_in_with_its_cookie(dial, cookie, address):
    async with dial(Cookie=cookie, Origin=address) as line:
        assert (await line.next())['type'] == 'sync_response'


@pytest.mark.parametrize('origin', ['http://evil.example', 'http://localhost:1', 'null'])
async def test_a_page_of_another_site_does_not_even_connect(address, cookie, origin):
    with pytest.raises(InvalidStatus) as refused:
        await connect(live_line(address), additional_headers={'Cookie': cookie}, origin=origin, proxy=None)

    assert refused.value.response.status_code == 403


async def test_a_foreign_name_for_this_machine_does_not_connect(address, token):
    headers = {'Authorization': f'Bearer {token}', 'Host': 'evil.example'}
    reader, writer = await asyncio.open_connection(*urlsplit(address).netloc.split(':'))
    lines = ['GET /ws HTTP/1.1', 'Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13']
    lines += ['Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', *(f'{name}: {value}' for name, value in headers.items())]
    writer.write('\r\n'.join([*lines, '', '']).encode())
    async with asyncio.timeout(TIMEOUT):
        assert b' 403 ' in await reader.readline()
    writer.close()
    await writer.wait_closed()


@pytest.mark.parametrize('header', ['Bearer wrong', 'Bearer', 'nonsense'])
async def test_a_wrong_token_in_the_header_ends_the_line(dial, header):
    async with dial(Authorization=header) as line:
        code, reason = await line.end()

    assert code == 4401
    assert 'Unknown token' in reason


async def test_a_wrong_token_in_the_first_message_ends_the_line(dial):
    async with dial(X='none') as line:
        await line.say({'type': 'auth', 'token': 'wrong'})
        assert (await line.end())[0] == 4401


async def test_a_lapsed_cookie_is_as_good_as_none(dial, token):
    async with dial(Cookie='tandem_session=unknown') as line:
        await line.say({'type': 'auth', 'token': token})
        assert (await line.next())['type'] == 'sync_response'


async def test_whoever_says_nothing_is_not_waited_for(dial, monkeypatch):
    monkeypatch.setattr('app.api.websocket.AUTH_TIMEOUT_SECONDS', 0.01)

    async with dial(X='none') as line:
        code, reason = await line.end()

    assert code == 4401
    assert 'Nobody signed in' in reason


async def test_before_signing_in_nothing_is_told(dial, database, owner, token):
    async with dial(X='none') as line:
        await line.say({'type': 'sync_request'})
        assert 'not signed in yet' in (await line.next())['detail']
        await make_task(database, owner)
        for nonsense in ('{', {'type': 'auth'}, {'type': 'auth', 'token': 7}):
            await line.say(nonsense)
            assert (await line.next())['type'] == 'error'
        await line.say({'type': 'auth', 'token': token})
        assert (await line.next())['seq'] == 1


@pytest.mark.parametrize(
    'nonsense',
    [
        *('', 'hello', '{', '[]', '"ping"', 'null', '7', '[' * 60_000, b'\x00\x01', b'{"type": "ping"}'),
        *({}, {'type': 'dance'}, {'type': None}, {'type': ['ping']}, {'type': 'task_created', 'data': {}}),
    ],
    ids=str,
)
async def test_nonsense_is_answered_and_the_line_lives(dial, nonsense, database, owner):
    async with dial() as line:
        await line.next()
        await line.say(nonsense)
        error = await line.next()
        await make_task(database, owner)
        assert titles(await line.next()) == ['Buy milk']

    assert error['type'] == 'error'
    assert 'sync_request' in error['detail']


@pytest.mark.parametrize('message', ['x' * 65_537, b'x' * 65_537, '"' + 'x' * 2_000_000 + '"'])
async def test_too_much_at_once_ends_the_line(dial, message, tandem):
    async with dial() as line:
        await line.next()
        await line.say(message)
        assert (await line.end())[0] == 1009

    await until(lambda: not tandem.hub.follower_count)


@pytest.mark.parametrize('since', ['x', '-1', '', '1.5', '99999999999999999999'])
async def test_an_unreadable_since_is_answered_with_everything(dial, since):
    async with dial(f'?since={since}') as line:
        assert (await line.next())['type'] == 'error'
        assert (await line.next())['type'] == 'sync_response'


async def test_a_since_from_a_future_that_never_was_is_answered_with_everything(dial, database, owner):
    await make_task(database, owner)

    async with dial('?since=9') as line:
        message = await line.next()

    assert (message['type'], message['seq']) == ('sync_response', 1)


async def test_the_line_is_not_a_page(address):
    async with AsyncClient(base_url=address, timeout=TIMEOUT) as browser:
        assert (await browser.get('/ws')).status_code == 404
