"""The whole way to the provider and back, in a real browser."""

import asyncio
import re
import secrets
from contextlib import ExitStack

from playwright.async_api import expect

from tests.doors.accounts.provider.identity_provider import CLIENT_ID, CLIENT_SECRET
from tests.fixtures.browser import until_live
from tests.serving import forked


async def test_one_click_there_and_back_and_the_page_is_ones_own(idp, chromium, database_url, tmp_path):
    settings = {
        'TANDEM_AUTH': 'accounts',
        'TANDEM_SECRET': secrets.token_hex(32),
        'TANDEM_DATABASE_URL': database_url,
        'TANDEM_OIDC_ISSUER': idp.issuer,
        'TANDEM_OIDC_CLIENT_ID': CLIENT_ID,
        'TANDEM_OIDC_CLIENT_SECRET': CLIENT_SECRET,
        'TANDEM_OIDC_NAME': 'Example',
    }
    with ExitStack() as stack:
        # In a thread: the provider, which the start may ask, runs in this loop.
        address = await asyncio.to_thread(stack.enter_context, forked(tmp_path, **settings))
        context = await chromium.new_context(base_url=address)
        page = await context.new_page()
        await page.goto('/settings')
        await page.get_by_role('link', name='Log in with Example').click()
        await expect(page).to_have_url(f'{address}/settings')
        await until_live(page)
        await expect(page.get_by_role('textbox', name='Name')).to_have_value('Ada')

        await page.goto('/account')
        await page.get_by_role('button', name='Log out', exact=True).click()
        await expect(page).to_have_url(re.compile('/login$'))
        cookies = {cookie['name'] for cookie in await context.cookies()}
        await context.close()

    assert cookies == set()
    assert idp.trouble == []
