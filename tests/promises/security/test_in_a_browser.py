"""In a real browser: logging in without scripts, a page that ends with its login, and text that stays text."""

import re

import pytest
from playwright.async_api import expect

from tests.accounts import PASSWORD
from tests.doors.page.gestures import conversation, row
from tests.factories import make_message, make_session, make_task
from tests.fixtures.browser import until_live

HOSTILE = [
    '<img src=x onerror="document.title=1">',
    '<script>document.title=1</script>',
    '[click](javascript:document.title=1)',
    '"><svg onload=document.title=1>',
    '{{ constructor.constructor("document.title=1")() }}',
    '\u202eevil\u202c backwards',
    '=HYPERLINK("http://evil.example")',
]


async def test_logging_in_needs_no_scripts_and_ends_everywhere_at_once(accounts_server, browser):
    plain = await browser.new_context(base_url=accounts_server, java_script_enabled=False)
    page = await plain.new_page()
    await page.goto('/chat')
    await expect(page).to_have_url(re.compile(r'/login\?next=%2Fchat$'))
    await page.get_by_role('link', name='Register').click()
    await page.get_by_role('textbox', name='E-mail').fill('ada@example.org')
    await page.get_by_label(re.compile('^Password')).fill(PASSWORD)
    await page.get_by_role('button', name='Register').click()
    await expect(page).to_have_url(f'{accounts_server}/chat')
    await plain.close()

    live = await browser.new_context(base_url=accounts_server)
    one, two = await live.new_page(), await live.new_page()
    await one.goto('/login')
    await one.get_by_role('textbox', name='E-mail').fill('ada@example.org')
    await one.get_by_label(re.compile('^Password')).fill(PASSWORD)
    await one.get_by_role('button', name='Log in', exact=True).click()
    await until_live(one)
    await two.goto('/')
    await until_live(two)

    await one.get_by_role('button', name='Log out').click()

    await expect(one).to_have_url(f'{accounts_server}/login')
    await expect(two).to_have_url(f'{accounts_server}/login')
    await live.close()


@pytest.mark.parametrize('path', ['/', '/chat'])
async def test_whatever_is_stored_is_shown_as_text(database, owner, open_page, path):
    chat = await make_session(database, owner, HOSTILE[0])
    for text in HOSTILE:
        await make_task(database, owner, text, description=text)
        await make_message(database, owner, chat.id, text)

    page = await open_page(path)

    title = await page.title()
    await expect(conversation(page)).to_contain_text(HOSTILE[0])
    if path == '/':
        for text in HOSTILE:
            await expect(row(page, text)).to_be_visible()
    for tag in ('img[src=x]', 'svg[onload]', 'a[href^="javascript:"]', 'script[src=x]'):
        await expect(page.locator(tag)).to_have_count(0)
    assert await page.title() == title
    assert 'Tandem' in title
