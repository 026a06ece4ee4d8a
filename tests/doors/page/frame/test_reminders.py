"""A browser that was allowed to tells the moment a task is due, once, and no other browser does."""

from datetime import UTC, datetime, timedelta

from playwright.async_api import Page, expect

from services import task_service
from services.models import TaskUpdate
from tests.factories import make_task

# Stands in for the system, which shows nothing without a screen; what would be shown is noted.
_SYSTEM = """
window.told = [];
window.Notification = class {
  static permission = 'ANSWER';
  static async requestPermission() { return this.permission; }
  constructor(title, options) { window.told.push([title, options.body, options.tag]); }
  close() {}
};
"""


async def allow(page: Page, answer: str = 'granted') -> None:
    await page.add_init_script(_SYSTEM.replace('ANSWER', answer))
    await page.goto('/settings')
    await page.get_by_role('checkbox', name='Remind me here when a task is due').click()


def in_seconds(seconds: float) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)


async def test_a_task_is_told_when_it_is_due_and_not_what_was_done_before(open_page, database, owner):
    page = await open_page('/', timezone_id='UTC')
    await allow(page)
    await page.goto('/')
    await expect(page.get_by_role('textbox', name='New task')).to_be_visible()
    at = in_seconds(6)
    done = await make_task(database, owner, 'Done in time', due_date=in_seconds(5))
    due = await make_task(database, owner, 'Call mum', due_date=at)
    async with database.transaction() as session:
        await task_service.update_task(session, owner, done.id, TaskUpdate(completed=True))
    await page.wait_for_function('window.told.length')
    assert await page.evaluate('window.told') == [['Call mum', f'Due now, {at:%H:%M}', str(due.id)]]


async def test_a_browser_that_does_not_allow_it_says_so_and_stays_off(open_page):
    page = await open_page('/')
    await allow(page, 'denied')
    refusal = 'This browser blocks notifications. Allow them for this page first.'
    await expect(page.get_by_role('alert').get_by_text(refusal)).to_be_visible()
    await expect(page.get_by_role('checkbox', name='Remind me here when a task is due')).not_to_be_checked()
