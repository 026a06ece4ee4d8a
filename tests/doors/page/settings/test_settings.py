"""What is set stays set, wherever the person looks next; and programs get in and out by their tokens."""

import re

import httpx
import pytest
from playwright.async_api import expect

from app import VERSION
from services.accounts import people
from services.accounts.people import OWNER_ID
from tests.timeouts import TIMEOUT


@pytest.fixture
async def settings(open_page):
    page = await open_page('/')
    await page.get_by_role('link', name='Settings').click()
    await expect(page.get_by_role('region', name='You')).to_be_visible()
    return page


async def test_looks_are_kept(settings, open_page):
    await settings.get_by_role('combobox', name='Theme').select_option('Dark')
    await settings.get_by_role('combobox', name='Density').select_option('Compact')
    await expect(settings.locator('html')).to_have_css('color-scheme', 'dark')
    await expect(settings.get_by_text('Saved.')).to_have_count(2)
    home = await open_page('/')
    await expect(home.locator('html')).to_have_css('color-scheme', 'dark')
    await expect(home.locator('.tasks')).to_have_css('--row-height', '44px')


async def test_a_zone_that_was_chosen_is_not_taken_from_the_browser(settings, open_page, database):
    await settings.get_by_label('Time zone', exact=True).fill('Nowhere/Land')
    await settings.keyboard.press('Enter')
    await expect(settings.get_by_text('is not a time zone')).to_be_visible()
    await settings.get_by_label('Time zone', exact=True).fill('Asia/Tokyo')
    await settings.keyboard.press('Enter')
    await expect(settings.get_by_role('checkbox', name='Use the browser')).not_to_be_checked()
    home = await open_page('/', timezone_id='America/Lima')
    await home.get_by_role('textbox', name='New task').fill('Buy milk')
    await home.keyboard.press('Enter')
    await expect(home.get_by_role('listitem', name='Buy milk')).to_be_visible()
    async with database.transaction() as session:
        assert (await people.zone_of(session, OWNER_ID)).key == 'Asia/Tokyo'


async def test_a_name_is_kept_and_an_empty_one_refused(settings, database):
    await settings.get_by_label('Name', exact=True).fill('Ada')
    await settings.keyboard.press('Enter')
    await expect(settings.get_by_text('Saved.')).to_be_visible()
    await settings.get_by_label('Name', exact=True).fill(' ')
    await settings.keyboard.press('Enter')
    await expect(settings.locator('.notice.trouble')).to_be_visible()
    async with database.transaction() as session:
        assert (await people.get_user(session, OWNER_ID)).name == 'Ada'


async def test_a_token_is_shown_once_lets_a_program_in_and_can_be_revoked(settings, server):
    await settings.get_by_role('textbox', name='New token').fill('My script')
    await settings.get_by_role('button', name='Create token').click()
    token = await settings.get_by_role('textbox', name='The new token').input_value()
    assert re.fullmatch(r'tandem_[\w-]{43}', token)
    await expect(settings.get_by_text('never used')).to_be_visible()

    tasks = f'{server}/api/v1/tasks/'
    assert await answer(tasks, token) == httpx.codes.OK
    await settings.reload()
    await expect(settings.get_by_text('last used')).to_be_visible()
    await expect(settings.get_by_role('textbox', name='The new token')).to_be_hidden()

    await settings.get_by_role('button', name='Revoke My script').click()
    await settings.get_by_role('dialog').get_by_role('button', name='Revoke').click()
    await expect(settings.get_by_text('No tokens yet.')).to_be_visible()
    assert await answer(tasks, token) == httpx.codes.UNAUTHORIZED


async def answer(url: str, token: str) -> int:
    async with httpx.AsyncClient(headers={'Authorization': f'Bearer {token}'}, timeout=TIMEOUT) as program:
        return (await program.get(url)).status_code


async def test_the_page_says_what_runs_here(settings):
    about = settings.get_by_role('region', name='About')
    await expect(settings.get_by_role('region', name='Language model')).to_contain_text('Built-in understanding')
    await expect(about).to_contain_text(VERSION)
    await expect(about).to_contain_text('your own PostgreSQL')
