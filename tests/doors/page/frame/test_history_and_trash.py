"""History shows what happened and takes it back; the trash gives back what was deleted."""

from playwright.async_api import expect

from services.task_service import delete_task
from tests.doors.page.gestures import add, delete, row
from tests.factories import make_task


async def test_what_was_deleted_comes_back_from_the_trash(open_page):
    page = await open_page('/')
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


async def test_the_trash_shows_what_was_deleted_earlier_too(open_page, database, owner):
    for number in range(52):
        task = await make_task(database, owner, f'Old {number}')
        async with database.transaction() as session:
            await delete_task(session, owner, task.id)
    page = await open_page('/')
    await page.get_by_role('button', name='History', exact=True).click()
    await page.get_by_role('dialog', name='History').get_by_role('button', name='Trash').click()
    trash = page.get_by_role('dialog', name='Trash')
    await trash.get_by_role('button', name='Restore Old 51', exact=True).click()
    await expect(trash.get_by_role('listitem')).to_have_count(49)
    await trash.get_by_role('button', name='Show earlier').click()
    await expect(trash.get_by_role('listitem')).to_have_count(51)
    await expect(trash.get_by_role('button', name='Restore Old 0', exact=True)).to_be_visible()


async def test_history_shows_what_happened_and_takes_it_back(open_page):
    page = await open_page('/')
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
