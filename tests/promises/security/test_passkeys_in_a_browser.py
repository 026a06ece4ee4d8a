"""Passkeys in Chromium, with its virtual authenticator."""

from urllib.parse import urlsplit

import pytest
from playwright.async_api import expect

from tests.accounts import PASSWORD


@pytest.fixture
async def page(accounts_server, browser):
    """A page at the name of this machine, because a passkey belongs to a name and never to an IP address."""
    address = f'http://localhost:{urlsplit(accounts_server).port}'
    context = await browser.new_context(base_url=address, locale='en-GB')
    return await context.new_page()


@pytest.fixture
async def authenticator(page):
    """A device that verifies its person without asking; the session with which it is told to stop doing so."""
    session = await page.context.new_cdp_session(page)
    await session.send('WebAuthn.enable')
    options = {
        'protocol': 'ctap2', 'transport': 'internal', 'hasResidentKey': True, 'hasUserVerification': True,
        'isUserVerified': True, 'automaticPresenceSimulation': True,
    }  # fmt: skip
    added = await session.send('WebAuthn.addVirtualAuthenticator', {'options': options})
    return session, added['authenticatorId']


@pytest.mark.usefixtures('authenticator')
async def test_a_passkey_is_added_and_logs_in_with_one_button(page):
    await page.goto('/login?register=1')
    await page.get_by_label('E-mail').fill('ada@example.org')
    await page.get_by_label('Password').fill(PASSWORD)
    await page.get_by_role('button', name='Register').click()
    await page.wait_for_url('**/')
    await page.goto('/account')
    await page.get_by_label('Name of the passkey').fill('My laptop')
    await page.get_by_role('button', name='Add a passkey').click()
    await expect(page.get_by_role('status')).to_have_text('The passkey has been added.')
    await page.get_by_role('button', name='Log out', exact=True).click()

    await page.get_by_role('button', name='Log in with a passkey').click()
    await page.wait_for_url('**/')
    await page.goto('/account')

    await expect(page.get_by_text('Logged in as ada@example.org.')).to_be_visible()
    await expect(page.get_by_text('My laptop').first).to_be_attached()


async def test_who_is_not_verified_stays_outside_and_is_told(page, authenticator):
    session, device = authenticator
    await session.send('WebAuthn.setUserVerified', {'authenticatorId': device, 'isUserVerified': False})
    await page.goto('/login')

    await page.get_by_role('button', name='Log in with a passkey').click()

    await expect(page.get_by_text('The passkey was not accepted')).to_be_visible()


async def test_without_a_script_the_password_is_all_there_is(accounts_server, browser):
    context = await browser.new_context(base_url=accounts_server, java_script_enabled=False)
    page = await context.new_page()

    await page.goto('/login')

    await expect(page.get_by_role('button', name='Log in', exact=True)).to_be_visible()
    await expect(page.get_by_role('button', name='Log in with a passkey')).to_be_hidden()
