"""axe-core finds nothing on the pages for logging in, the account and its settings, either."""

import secrets

import pytest

from tests.accounts import PASSWORD
from tests.promises.accessibility.axe import DESK, PHONE, complaints_about
from tests.serving import forked

SETTINGS = {
    'TANDEM_AUTH': 'accounts',
    'TANDEM_OIDC_ISSUER': 'https://id.example.org',
    'TANDEM_OIDC_CLIENT_ID': 'tandem',
    'TANDEM_OIDC_CLIENT_SECRET': 'told to nobody else',
    'TANDEM_OIDC_NAME': 'Example University',
    'TANDEM_SMTP_URL': 'smtp://127.0.0.1',
    'TANDEM_MAIL_FROM': 'tandem@example.org',
}


@pytest.fixture
async def page(database_url, tmp_path, browser):
    given = {**SETTINGS, 'TANDEM_SECRET': secrets.token_hex(32), 'TANDEM_DATABASE_URL': database_url}
    with forked(tmp_path, **given) as address:
        context = await browser.new_context(base_url=address, reduced_motion='reduce', bypass_csp=True)
        yield await context.new_page()
        await context.close()


async def complaints_in_every_form(page):
    found = ''
    for size in (DESK, PHONE):
        await page.set_viewport_size(size)
        for theme in ('light', 'dark'):
            await page.emulate_media(color_scheme=theme)
            found += await complaints_about(page)
            wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
            found += 'The page is wider than the screen.' if wide else ''
    return found


async def test_axe_finds_nothing_before_and_after_logging_in(page):
    for path in ('/login', '/forgot', '/reset?link=x', '/login?register=1'):
        await page.goto(path)
        assert (path, await complaints_in_every_form(page)) == (path, '')

    await page.get_by_role('textbox', name='E-mail').fill('ada@example.org')
    await page.get_by_label('Password').fill(PASSWORD)
    await page.get_by_role('button', name='Register').click()
    for path in ('/account', '/settings'):
        await page.goto(path)
        await page.wait_for_load_state('networkidle')
        assert (path, await complaints_in_every_form(page)) == (path, '')
