"""On a narrow screen and in the longer language nothing sticks out of the pages of an account or its buttons."""

import re

import pyotp
import pytest

from tests.accounts import PASSWORD

WIDTHS = (320, 375, 1440)
STICKS_OUT = """() => {
    const sheet = document.querySelector('.sheet');
    const right = sheet.getBoundingClientRect().right - parseFloat(getComputedStyle(sheet).paddingRight);
    const range = document.createRange();
    return [...sheet.querySelectorAll('*')].filter((each) => {
        range.selectNodeContents(each);
        const isTooWide = each.checkVisibility() && range.getBoundingClientRect().right > right + 1;
        return isTooWide || (each.matches('button, a.plain') && each.scrollHeight > each.clientHeight + 1);
    }).map((each) => each.outerHTML.slice(0, 100));
}"""


@pytest.fixture
async def page(accounts_server, browser):
    context = await browser.new_context(base_url=accounts_server, locale='de-DE')
    yield await context.new_page()
    await context.close()


async def check(page):
    for width in WIDTHS:
        await page.set_viewport_size({'width': width, 'height': 800})
        assert (page.url, width, await page.evaluate(STICKS_OUT)) == (page.url, width, [])


async def test_nothing_sticks_out(page):
    await page.goto('/login?register=1')
    await check(page)
    await page.locator('input[name=email]').fill(f'ada@{"long." * 40}example.org')
    await page.locator('input[name=password]').fill(PASSWORD)
    await page.locator('form[action="/login"] button').click()
    await page.wait_for_url('**/')
    await page.goto('/account')
    await check(page)

    begin = page.locator('form[action="/account/second-factor"]')
    await begin.locator('input').fill(PASSWORD)
    await begin.locator('button').click()
    await check(page)
    secret = re.search('[A-Z2-7]{32}', await page.locator('.sheet').inner_text())
    assert secret
    await page.locator('input[name=code]').fill(pyotp.TOTP(secret[0]).now())
    await page.locator('form button').click()
    await check(page)

    for path in ('/account', '/account/confirm', '/account/activity'):
        await page.goto(path)
        await check(page)
