"""A numeric date is read in the order in which the person's language writes it, by every door."""

import pytest
from playwright.async_api import expect

from services import task_service
from services.accounts import people


async def due_of(database, owner, title):
    """The month and the day on which the task is due."""
    async with database.of(owner).transaction() as session:
        [task] = await task_service.list_tasks(session, owner, q=title)
    assert task.due_on is not None
    return task.due_on.month, task.due_on.day


@pytest.mark.parametrize(
    ('locale', 'day'), [('de-DE', (12, 1)), ('en-GB', (12, 1)), ('en-AU', (12, 1)), ('en-US', (1, 12))]
)
async def test_the_browser_decides_whether_the_day_or_the_month_comes_first(locale, day, open_page, database, owner):
    page = await open_page(locale=locale)
    await page.get_by_role('textbox').first.fill('Call bank 1/12')
    await page.get_by_role('textbox').first.press('Enter')
    await expect(page.get_by_role('listitem', name='Call bank')).to_be_visible()
    await page.get_by_role('textbox').last.fill('add pay rent 1/12')
    await page.get_by_role('textbox').last.press('Enter')
    await expect(page.get_by_role('listitem', name='pay rent')).to_be_visible()
    assert await due_of(database, owner, 'Call bank') == await due_of(database, owner, 'pay rent') == day


async def test_the_profile_learns_the_order_from_the_page_and_keeps_a_choice(open_page, database, owner):
    async def order():
        async with database.of(owner).transaction() as session:
            return (await people.moment_of(session, owner)).day_first

    assert await order() is None
    await open_page(locale='en-GB')
    assert await order() is True
    page = await open_page('/settings', locale='en-US')
    assert await order() is False
    await page.get_by_role('combobox', name='Language').select_option('Deutsch')
    await expect(page.get_by_role('heading', name='Aussehen')).to_be_visible()
    assert await order() is True
