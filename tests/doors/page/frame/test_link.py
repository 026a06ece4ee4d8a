"""A page knows whether it is in step, says so, and comes back by itself."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.async_api import expect

from services.task_service import list_tasks
from tests.doors.page.gestures import add, conversation, row, say, tick
from tests.factories import make_task
from tools.torture.proxy import Proxy

pytestmark = pytest.mark.first  # a line is dead after eight seconds of silence


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

# What can still be operated, by its name, except for what shows and hides a side without the server.
_OPERABLE = """() => [...document.querySelectorAll('button, input, select, textarea, [contenteditable]')]
  .filter((each) => each.checkVisibility() && !each.closest('[inert]') && !each.dataset.sees)
  .map((each) => each.getAttribute('aria-label') || each.textContent)"""

_IN_THE_FIELD_OR_THE_LIST = """(title) => document.querySelector('.entry.quick input').value === title ||
  [...document.querySelectorAll('.task')].some((task) => task.getAttribute('aria-label') === title)"""


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
    await expect(badge(page)).to_have_text('Offline')
    await expect(page.get_by_role('alert').filter(has_text='cannot change anything')).to_be_visible()
    assert await page.evaluate(_OPERABLE) == []
    assert await page.evaluate(_APART)
    await make_task(database, owner, 'while away')

    line.restore()
    await expect(badge(page)).to_have_text('Live')
    await expect(row(page, 'while away')).to_be_visible()
    await expect(field).to_have_value('half a thought')
    await expect(field).to_be_focused()
    assert await field.evaluate('field => [field.selectionStart, field.selectionEnd]') == [2, 6]
    assert await page.evaluate('window.sameDocument')
    await expect(page.locator('.link-badge')).to_have_attribute('title', re.compile(r'\d+ ms'))


async def test_without_a_line_nothing_can_be_operated_wherever_it_is(page, line):
    await add(page, 'buy milk')
    await add(page, 'buy bread')
    await say(page, 'delete the milk')
    await expect(page.get_by_role('button', name='Approve')).to_be_visible()
    await say(page, 'add call mum')
    await expect(conversation(page).get_by_role('button', name='Undo')).to_be_visible()
    await row(page, 'buy bread').click(modifiers=['ControlOrMeta'])
    await expect(page.get_by_role('toolbar')).to_be_visible()
    assert await page.evaluate(_OPERABLE)

    line.silence()
    await expect(badge(page)).to_have_text('Offline')
    assert await page.evaluate(_OPERABLE) == []
    line.restore()
    await expect(badge(page)).to_have_text('Live')
    await page.get_by_role('button', name='Approve').click()
    await expect(row(page, 'buy milk')).to_have_count(0)


async def test_a_dialog_that_was_open_cannot_be_operated_without_a_line(page, line):
    await add(page, 'buy milk')
    await row(page, 'buy milk').hover()
    await page.get_by_role('button', name='Edit buy milk').click()
    await expect(page.get_by_role('dialog', name='Edit task')).to_be_visible()
    line.silence()
    await expect(badge(page)).to_have_text('Offline')
    assert await page.evaluate(_OPERABLE) == []


async def test_what_is_done_without_a_line_is_not_done_later(page, line, database, owner):
    await add(page, 'buy milk')
    await expect(row(page, 'buy milk')).to_be_visible()
    await page.get_by_role('list', name='Task list').click(position={'x': 5, 'y': 400})

    line.silence()
    await expect(badge(page)).to_have_text('Offline')
    await page.keyboard.press('ControlOrMeta+z')
    line.restore()
    await expect(badge(page)).to_have_text('Live')

    await add(page, 'buy bread')
    await expect(row(page, 'buy bread')).to_be_visible()
    async with database.transaction() as session:
        assert {task.title for task in await list_tasks(session, owner)} == {'buy milk', 'buy bread'}


async def test_what_did_not_arrive_is_shown_as_it_is_stored_and_what_was_written_is_given_back(page, line):
    for title in ('buy milk', 'buy bread'):
        await add(page, title)
        await expect(row(page, title)).to_be_visible()
    milk, bread = row(page, 'buy milk'), row(page, 'buy bread')

    line.silence()
    await milk.get_by_role('combobox', name='Priority').select_option('urgent')
    await tick(page, 'buy bread')
    await add(page, 'call mum')
    await say(page, 'add water the plants')
    await expect(milk.get_by_role('combobox', name='Priority')).to_have_value('urgent')
    await expect(badge(page)).to_have_text('Offline')

    line.cut()
    line.restore()
    await expect(badge(page)).to_have_text('Live')
    await expect(milk.get_by_role('combobox', name='Priority')).to_have_value('medium')
    await expect(bread.get_by_role('checkbox')).not_to_be_checked()
    await expect(page.get_by_role('textbox', name='New task')).to_have_value('call mum')
    await expect(page.get_by_role('textbox', name='Message')).to_have_value('add water the plants')


async def test_what_arrives_late_is_not_taken_when_it_was_given_back(page, line):
    await add(page, 'buy milk')
    await expect(row(page, 'buy milk')).to_be_visible()
    line.silence()
    await add(page, 'call mum')
    await expect(badge(page)).to_have_text('Offline')
    line.restore()  # what was on its way arrives now, before or after the page has asked for it
    await expect(badge(page)).to_have_text('Live')

    field = page.get_by_role('textbox', name='New task')
    await page.wait_for_function(_IN_THE_FIELD_OR_THE_LIST, arg='call mum')
    is_given_back = await field.input_value() == 'call mum'
    await add(page, 'the end')
    await expect(row(page, 'the end')).to_be_visible()
    await expect(row(page, 'call mum')).to_have_count(0 if is_given_back else 1)


async def test_what_arrived_before_the_line_was_lost_is_not_given_back(page, line):
    await add(page, 'buy milk')
    await expect(row(page, 'buy milk')).to_be_visible()
    line.silence()
    await expect(badge(page)).to_have_text('Offline')
    line.restore()
    await expect(badge(page)).to_have_text('Live')
    await add(page, 'buy bread')
    await expect(row(page, 'buy bread')).to_be_visible()
    await expect(page.get_by_role('textbox', name='New task')).to_have_value('')


async def test_a_line_that_is_cut_is_made_again(page, line):
    await add(page, 'before')
    line.cut()
    await add(page, 'after')
    await expect(row(page, 'after')).to_be_visible()
    await expect(badge(page)).to_have_text('Live')
