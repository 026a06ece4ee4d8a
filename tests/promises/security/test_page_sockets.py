"""A page's socket speaks for that page only, and only for whoever opened it."""

import asyncio

import pytest

from tests.promises.security.page_line import Refused, line_of
from tests.timeouts import TIMEOUT


async def test_a_socket_works_for_the_page_and_the_login_it_was_opened_with(ada):
    page = ada.open()

    async with line_of(ada.address, page.client_id, cookie=page.cookie, origin=ada.address) as line:
        await line.say('event', page.click('Theme: system'))
        async with asyncio.timeout(TIMEOUT):
            await line.hear('update')

    assert ada.theme() == 'Theme: light'


async def test_whoever_learns_the_id_of_a_page_can_do_nothing_with_it(ada, eve):
    theirs, own = ada.open(), eve.open()
    async with line_of(ada.address, theirs.client_id, cookie=theirs.cookie) as watching:
        # Not with a login of one's own, not without one, not through the page of another site.
        for cookie in (own.cookie, None, f'{own.cookie.partition("=")[0]}=made-up'):
            with pytest.raises(Refused):
                async with line_of(ada.address, theirs.client_id, cookie=cookie):
                    pass
        with pytest.raises(Refused):
            async with line_of(ada.address, own.client_id, cookie=own.cookie, origin='https://evil.example'):
                pass
        # Not with a socket that belongs to no page yet.
        with pytest.raises(Refused):
            async with line_of(ada.address, '', cookie=own.cookie, handshake=False):
                pass
        # Not through a socket that belongs to a page of one's own.
        async with line_of(ada.address, own.client_id, cookie=own.cookie) as line:
            await attack(line, theirs)
            await line.say('handshake', handshake_for(theirs))
            await attack(line, theirs)
            await line.say('event', own.click('Theme: system'))
            async with asyncio.timeout(TIMEOUT):
                await line.hear('update')
        # What she does herself comes first: nothing of what was tried has had an effect.
        await watching.say('event', theirs.click('Theme: system'))
        async with asyncio.timeout(TIMEOUT):
            await watching.hear('update')
    assert ada.theme() == 'Theme: light'


def handshake_for(page):
    return {'client_id': page.client_id, 'tab_id': 'tab', 'document_id': 'document', 'next_message_id': 0}


async def attack(line, page):
    await line.say('event', page.click('Theme: system'))
    await line.say('javascript_response', {'client_id': page.client_id, 'request_id': 'x', 'result': 1})
    await line.say('ack', {'client_id': page.client_id, 'next_message_id': 10**9})
    await line.say('log', {'client_id': page.client_id, 'level': 'error', 'args': ['x']})


async def test_nonsense_harms_nobody(ada):
    page = ada.open()
    async with line_of(ada.address, page.client_id, cookie=page.cookie) as line:
        for name in ('event', 'javascript_response', 'ack', 'log', 'handshake', 'connect', 'nothing'):
            for message in (
                None,
                1,
                'x',
                [],
                {},
                {'client_id': None},
                {'client_id': []},
                {'client_id': page.client_id},
            ):
                await line.say(name, message)
        for listener in (None, [], {}, 'x'):
            await line.say('event', page.click('Theme: system') | {'listener_id': listener, 'id': listener})
        await line.say('event', page.click('Theme: system') | {'args': ['{', 'nonsense']})
        await line.say('event', page.click('Theme: system'))
        async with asyncio.timeout(TIMEOUT):
            await line.hear('update')
    assert ada.theme() == 'Theme: light'


async def test_logging_out_elsewhere_ends_the_page(ada):
    page = ada.open()
    async with line_of(ada.address, page.client_id, cookie=page.cookie) as line:
        assert ada.browser.post('/logout').status_code == 303
        async with asyncio.timeout(TIMEOUT):
            await line.end()
    with pytest.raises(Refused):
        async with line_of(ada.address, page.client_id, cookie=page.cookie):
            pass


async def test_more_than_a_person_can_do_ends_the_page_and_nothing_else(ada, eve):
    page, other = eve.open(), ada.open()
    async with line_of(ada.address, other.client_id, cookie=other.cookie) as calm:
        async with line_of(eve.address, page.client_id, cookie=page.cookie) as line, asyncio.timeout(TIMEOUT):
            ending = asyncio.create_task(line.end())
            for _ in range(2_000):
                await line.say('ack', {'client_id': page.client_id, 'next_message_id': 0})
            await ending
        await calm.say('event', other.click('Theme: system'))
        async with asyncio.timeout(TIMEOUT):
            await calm.hear('update')


async def test_a_message_that_is_too_large_ends_the_line(ada):
    page = ada.open()
    async with line_of(ada.address, page.client_id, cookie=page.cookie) as line, asyncio.timeout(TIMEOUT):
        await line.say_raw(f'42["event",{{"client_id":"{"x" * 300_000}"}}]')
        await line.end()
    assert ada.theme() == 'Theme: system'


async def test_uploads_are_closed(ada):
    page = ada.open()
    for number in range(5):
        answer = ada.browser.post(f'/_nicegui/client/{page.client_id}/upload/{number}', files={'file': b'x'})
        assert answer.status_code == 404


async def test_pages_that_nobody_looks_at_make_room_and_too_many_are_refused(ada):
    first = ada.open()
    answers = [ada.browser.get('/').status_code for _ in range(60)]
    assert set(answers) == {200}

    with pytest.raises(Refused):
        async with line_of(ada.address, first.client_id, cookie=first.cookie):
            pass
    last = ada.open()
    async with line_of(ada.address, last.client_id, cookie=last.cookie):
        pass
