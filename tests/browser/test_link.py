"""A page knows whether it is in step, says so, and comes back by itself."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.async_api import expect

from services.task_service import delete_task
from tests.browser.gestures import add, delete, row
from tests.factories import make_task
from tools.torture.proxy import Proxy

# A silent line is noticed within 15 seconds; a busy machine may take a little longer to say so.
NOTICED = 25_000
BACK = 60_000


@pytest.fixture
async def line(server):
    """A line to the server that can fall silent."""
    proxy = Proxy(urlsplit(server).port)
    await proxy.start()
    yield proxy
    await proxy.stop()


@pytest.fixture
async def page(line, browser):
    page = await browser.new_page()
    await page.goto(f'http://127.0.0.1:{line.port}/')
    await expect(badge(page)).to_have_text('Live')
    yield page
    await page.close()


def badge(page):
    return page.locator('.link-badge > span')


# What says that the line is dead covers nothing of what one reads meanwhile.
_APART = """() => document.querySelector('.link-banner').getBoundingClientRect().bottom
  <= document.querySelector('.columns').getBoundingClientRect().top"""


async def test_a_silent_line_is_noticed_nothing_can_be_changed_and_all_comes_back_as_it_was(
    page, line, database, owner
):
    await add(page, 'buy milk')
    await expect(row(page, 'buy milk')).to_be_visible()
    field = page.get_by_role('textbox', name='New task')
    await field.fill('half a thought')
    await field.evaluate('field => field.setSelectionRange(2, 6)')
    await page.evaluate('window.sameDocument = true')

    line.silence()
    await expect(badge(page)).to_have_text('Offline', timeout=NOTICED)
    await expect(page.get_by_role('alert').filter(has_text='nothing can be changed')).to_be_visible()
    assert await page.locator('.tasks, .entry').evaluate_all('places => places.every(place => place.inert)')
    assert await page.evaluate(_APART)
    await make_task(database, owner, 'while away')

    line.restore()
    await expect(badge(page)).to_have_text('Live', timeout=BACK)
    await expect(row(page, 'while away')).to_be_visible()
    await expect(field).to_have_value('half a thought')
    await expect(field).to_be_focused()
    assert await field.evaluate('field => [field.selectionStart, field.selectionEnd]') == [2, 6]
    assert await page.evaluate('window.sameDocument')
    await expect(page.locator('.link-badge')).to_have_attribute('title', re.compile(r'\d+ ms'))


async def test_a_line_that_is_cut_is_made_again(page, line):
    await add(page, 'before')
    line.cut()
    await add(page, 'after')
    await expect(row(page, 'after')).to_be_visible(timeout=BACK)
    await expect(badge(page)).to_have_text('Live')


async def test_what_was_deleted_comes_back_from_the_trash(page):
    await add(page, 'buy milk')
    await delete(page, 'buy milk')
    await expect(row(page, 'buy milk')).to_have_count(0)
    await page.get_by_role('button', name='History', exact=True).click()
    await page.get_by_role('dialog', name='History').get_by_role('button', name='Trash').click()
    trash = page.get_by_role('dialog', name='Trash')
    await expect(trash.get_by_role('listitem')).to_contain_text('Kept until')
    await trash.get_by_role('button', name='Restore buy milk').click()
    await expect(trash.get_by_role('listitem')).to_have_count(0)
    await trash.get_by_role('button', name='Close').click()
    await expect(row(page, 'buy milk')).to_be_visible()


async def test_the_trash_shows_what_was_deleted_earlier_too(page, database, owner):
    for number in range(52):
        task = await make_task(database, owner, f'Old {number}')
        async with database.transaction() as session:
            await delete_task(session, owner, task.id)
    await page.get_by_role('button', name='History', exact=True).click()
    await page.get_by_role('dialog', name='History').get_by_role('button', name='Trash').click()
    trash = page.get_by_role('dialog', name='Trash')
    await trash.get_by_role('button', name='Restore Old 51', exact=True).click()
    await expect(trash.get_by_role('listitem')).to_have_count(49)
    await trash.get_by_role('button', name='Show earlier').click()
    await expect(trash.get_by_role('listitem')).to_have_count(51)
    await expect(trash.get_by_role('button', name='Restore Old 0', exact=True)).to_be_visible()


async def test_history_shows_what_happened_and_takes_it_back(page):
    await add(page, 'buy milk')
    await row(page, 'buy milk').get_by_role('checkbox').click()
    await page.get_by_role('button', name='History', exact=True).click()
    history = page.get_by_role('dialog', name='History')
    await expect(history.get_by_role('listitem')).to_have_count(2)
    await expect(history).to_contain_text('status: To do → Completed')
    await expect(history).to_contain_text('Added “buy milk”')
    await history.get_by_role('button', name='Undo: Changed “buy milk”').click()
    await expect(history.get_by_role('listitem')).to_have_count(3)
    await expect(history).to_contain_text('Undone on the page')
    await history.get_by_role('button', name='Close').click()
    await expect(row(page, 'buy milk').get_by_role('checkbox')).not_to_be_checked()
    await row(page, 'buy milk').hover()
    await page.get_by_role('button', name='Edit buy milk').click()
    await page.get_by_role('button', name='History of this task').click()
    await expect(history.get_by_role('listitem')).to_have_count(3)
