"""Selecting tasks on the dashboard, what the bar does with them, and what “these” means in the chat."""

import pytest
from playwright.async_api import expect

from services.models import TaskUpdate
from services.task_service import update_task
from tests.doors.page.gestures import conversation, notices, row, say
from tests.factories import make_task


@pytest.fixture
async def three(database, owner):
    return [await make_task(database, owner, title) for title in ('apples', 'bread', 'cheese')]


async def _select(page, title):
    await row(page, title).hover()
    await row(page, title).get_by_role('button', name=f'Select {title}', exact=True).click()


def _bar(page):
    return page.get_by_role('toolbar', name='Selected tasks')


@pytest.mark.usefixtures('three')
async def test_these_are_the_selected_tasks(open_page):
    page, other = await open_page(), await open_page()
    await _select(page, 'apples')
    await _select(page, 'cheese')
    await expect(_bar(page)).to_contain_text('2 selected')
    await say(page, 'complete these')
    await expect(row(other, 'apples').get_by_role('checkbox')).to_be_checked()
    await expect(row(other, 'cheese').get_by_role('checkbox')).to_be_checked()
    await expect(row(other, 'bread').get_by_role('checkbox')).not_to_be_checked()
    await expect(conversation(page)).to_contain_text('apples')


@pytest.mark.usefixtures('three')
async def test_what_the_bar_does_is_undone_as_one(open_page):
    page = await open_page()
    await row(page, 'cheese').click(modifiers=['ControlOrMeta'])
    await row(page, 'apples').click(modifiers=['Shift'])
    await expect(_bar(page)).to_contain_text('3 selected')
    await _bar(page).get_by_role('button', name='Delete the selected tasks').click()
    await expect(page.get_by_role('region', name='Tasks').get_by_role('listitem')).to_have_count(0)
    await expect(_bar(page)).to_be_hidden()
    await notices(page).get_by_role('button', name='Undo').click()
    await expect(page.get_by_role('region', name='Tasks').get_by_role('listitem')).to_have_count(3)


@pytest.mark.usefixtures('three')
async def test_dates_and_priorities_are_given_to_all_selected(open_page):
    page = await open_page()
    for title in ('apples', 'bread'):
        await _select(page, title)
    await _bar(page).get_by_label('Due date of the selected tasks').select_option('tomorrow')
    await _bar(page).get_by_label('Priority of the selected tasks').select_option('high')
    for title in ('apples', 'bread'):
        await expect(row(page, title).locator('.due')).to_contain_text('Tomorrow')
        await expect(row(page, title).get_by_label(f'Priority of {title}')).to_have_value('high')
    await expect(row(page, 'cheese').get_by_label('Priority of cheese')).to_have_value('medium')


async def test_a_task_that_leaves_the_list_leaves_the_selection(three, database, owner, open_page):
    page = await open_page()
    await _select(page, 'apples')
    await _select(page, 'bread')
    await page.get_by_role('button', name='To do 3').click()
    async with database.transaction() as session:
        await update_task(session, owner, three[0].id, TaskUpdate(completed=True))
    await expect(_bar(page)).to_contain_text('1 selected')
    await page.get_by_role('button', name='All 3').click()
    await expect(row(page, 'apples')).to_be_visible()
    await expect(_bar(page)).to_contain_text('1 selected')


@pytest.mark.usefixtures('three')
async def test_the_keyboard_selects_and_lets_go(open_page):
    page = await open_page()
    await row(page, 'bread').get_by_role('checkbox').focus()
    await page.keyboard.press('x')
    await expect(_bar(page)).to_contain_text('1 selected')
    picked = row(page, 'bread').get_by_role('button', name='Select bread')
    await expect(picked).to_have_attribute('aria-pressed', 'true')
    await page.keyboard.press('Escape')
    await expect(_bar(page)).to_be_hidden()


@pytest.mark.usefixtures('three')
async def test_a_finger_that_rests_on_a_task_selects_it(open_page):
    page = await open_page(width=375, has_touch=True)
    await row(page, 'bread').dispatch_event('pointerdown', {'pointerType': 'touch'})
    await expect(_bar(page)).to_contain_text('1 selected')
    await row(page, 'bread').dispatch_event('pointerup', {'pointerType': 'touch'})
    await row(page, 'apples').get_by_role('button', name='Select apples').click()
    await _bar(page).get_by_role('button', name='Complete').click()
    await expect(row(page, 'apples').get_by_role('checkbox')).to_be_checked()
    await expect(row(page, 'bread').get_by_role('checkbox')).to_be_checked()
    await expect(row(page, 'cheese').get_by_role('checkbox')).not_to_be_checked()
