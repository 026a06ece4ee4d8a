"""Quick add: what is understood shows before Enter, can be refused with a click, and takes pasted lines."""

import pytest
from playwright.async_api import expect

from services import task_service
from tests.doors.page.gestures import row


async def write(page, text):
    await page.get_by_role('textbox', name='New task').press_sequentially(text)


def chip(page, name):
    return page.get_by_role('button', name=f'{name}. Keep these words in the title')


async def test_what_is_understood_is_marked_and_shown_while_one_types(open_page):
    page = await open_page()
    await write(page, 'pay 🎉 rent tomorrow p1')
    await expect(chip(page, 'Tomorrow')).to_be_visible()
    await expect(chip(page, 'Urgent priority')).to_be_visible()
    await expect(page.locator('.quick-mirror mark')).to_have_text(['tomorrow', 'p1'])
    await expect(page.get_by_role('listitem')).to_have_count(0)
    await page.get_by_role('button', name='Add task').click()
    await expect(row(page, 'pay 🎉 rent')).to_contain_text('Tomorrow')
    await expect(page.locator('.understood button')).to_have_count(0)


async def test_a_chip_that_is_refused_stays_words(open_page):
    page = await open_page()
    await write(page, 'watch the day after tomorrow tomorrow')
    await chip(page, 'Tomorrow').click()
    await expect(chip(page, 'Tomorrow')).to_have_count(0)
    await page.get_by_role('textbox', name='New task').press('Enter')
    await expect(page.get_by_role('listitem').first).to_contain_text('tomorrow')


@pytest.mark.parametrize('text', ['buy 2 monitors', 'read chapter 5', 'call May', '"tomorrow never dies" film'])
async def test_nothing_that_is_no_date_is_shown_as_one(open_page, text):
    page = await open_page()
    await write(page, f'{text} p2')
    await expect(chip(page, 'High priority')).to_be_visible()
    await expect(page.locator('.understood button')).to_have_count(1)


async def test_pasted_lines_become_tasks_after_a_look_and_one_undo_takes_them_back(open_page):
    page = await open_page(permissions=['clipboard-read', 'clipboard-write'])
    field = page.get_by_role('textbox', name='New task')
    await page.evaluate(
        'navigator.clipboard.writeText("- mop the floor\\n- wash the car tomorrow\\n\\n- [ ] call mum !high")'
    )
    await field.press('ControlOrMeta+v')
    preview = page.get_by_role('region', name='Tasks to add')
    await expect(preview.get_by_role('listitem')).to_have_count(3)
    await expect(preview).to_contain_text('Tomorrow')
    await expect(row(page, 'mop the floor')).to_have_count(0)
    await page.get_by_role('button', name='Add 3 tasks').click()
    await expect(row(page, 'mop the floor')).to_be_visible()
    await expect(row(page, 'call mum').get_by_label('Priority of')).to_have_value('high')
    await expect(preview).to_have_count(0)
    await page.get_by_role('list', name='Task list').click(position={'x': 5, 'y': 400})
    await page.keyboard.press('ControlOrMeta+z')
    await expect(row(page, 'mop the floor')).to_have_count(0)
    await expect(row(page, 'call mum')).to_have_count(0)


async def test_more_lines_than_are_shown_are_counted_and_all_added(open_page, database, owner):
    page = await open_page(permissions=['clipboard-read', 'clipboard-write'])
    lines = [f'thing {number}' for number in range(130)]
    await page.evaluate('text => navigator.clipboard.writeText(text)', '\n'.join(lines))
    await page.get_by_role('textbox', name='New task').press('ControlOrMeta+v')
    preview = page.get_by_role('region', name='Tasks to add')
    await expect(preview.get_by_role('listitem')).to_have_count(100)
    await expect(preview).to_contain_text('and 30 more')
    await page.get_by_role('button', name='Add 130 tasks').click()
    await expect(row(page, 'thing 129')).to_be_visible()
    async with database.transaction() as session:
        added = await task_service.list_tasks(session, owner, limit=1000)
    assert {task.title for task in added} == set(lines)
