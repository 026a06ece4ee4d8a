"""The settings list what one is logged in with, and end it at once."""

import asyncio
import re

import pytest
from playwright.async_api import expect
from sqlalchemy import text
from websockets.asyncio.client import connect

from tests.accounts import PASSWORD
from tests.fixtures.browser import until_live
from tests.timeouts import TIMEOUT

PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1'


@pytest.fixture
async def enter(ada, browser):
    """Opens a page in a browser of its own, logged in as Ada."""
    contexts = []

    async def enter(path, **more):
        context = await browser.new_context(base_url=ada.address, locale='en-GB', **more)
        contexts.append(context)
        page = await context.new_page()
        await page.goto(f'/login?next={path}')
        await page.get_by_role('textbox', name='E-mail').fill('ada@example.org')
        await page.get_by_label(re.compile('^Password')).fill(PASSWORD)
        await page.get_by_role('button', name='Log in', exact=True).click()
        await until_live(page)
        return page

    yield enter
    for context in contexts:
        await context.close()


async def deeds(database):
    async with database.transaction() as session:
        return list(await session.scalars(text('SELECT deed FROM audit_entries ORDER BY id')))


async def test_a_browser_that_is_logged_out_elsewhere_leaves_at_once(enter, database):
    phone = await enter('/', user_agent=PHONE)
    settings = await enter('/settings')
    logins = settings.get_by_role('region', name='Where you are logged in')
    await expect(logins.get_by_role('listitem').filter(has_text='this browser')).to_have_count(1)

    await logins.get_by_role('button', name='Log out Safari on iPhone').click()

    await expect(phone).to_have_url(re.compile('/login'))
    await expect(logins.get_by_text('Safari on iPhone')).to_have_count(0)
    assert (await deeds(database))[-1] == 'device_logged_out'


async def test_a_token_is_for_what_was_chosen_and_its_line_ends_with_it(enter, database, ada):
    settings = await enter('/settings')
    for unwanted in ('Change', 'Chat', 'MCP'):
        await settings.get_by_role('checkbox', name=unwanted).uncheck()
    await settings.get_by_role('textbox', name='New token').fill('My script')
    await settings.get_by_role('button', name='Create token').click()
    token = await settings.get_by_role('textbox', name='The new token').input_value()
    headers = {'Authorization': f'Bearer {token}'}
    ada.browser.cookies.clear()
    assert ada.browser.get('/api/v1/tasks/', headers=headers).status_code == 200
    assert ada.browser.post('/api/v1/tasks/', json={'title': 'x'}, headers=headers).status_code == 403

    async with connect(f'{ada.address.replace("http", "ws")}/ws', additional_headers=headers) as line:
        await line.recv()
        await settings.get_by_role('button', name='Revoke My script').click()
        await settings.get_by_role('button', name='Revoke', exact=True).click()
        async with asyncio.timeout(TIMEOUT):
            await line.wait_closed()

    assert line.close_code == 4401
    assert (await deeds(database))[-2:] == ['token_created', 'token_revoked']
