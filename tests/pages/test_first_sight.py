"""What is seen before any script has run stands where it will stand, and is in nobody's way."""

import pytest
from playwright.async_api import Page, expect

from services.vocabulary import Priority, Status
from tests.factories import make_overdue_task, make_task

_BOXES = """(parts) => parts.map((part) => [...document.querySelectorAll(part)].slice(0, 4).map((each) => {
  const { left, top, height } = each.getBoundingClientRect();
  return [part, Math.round(left), Math.round(top), Math.round(height)];
}))"""
_PARTS = [
    '.name',
    '.bar .icon',
    '.quick-field',
    '.tab',
    '.search',
    '.task',
    '.task-title',
    '.task .tick',
    '.task .due:not(.empty)',
    '.high .priority',
    '.task-note',
    '.session-title',
    '.divider',
    '.chat-pane > .entry',
    '.chat-toggle',
]


@pytest.fixture
async def bare_page(server, browser):
    """Pages of which no script ever runs."""

    async def bare_page(**more) -> Page:
        context = await browser.new_context(base_url=server, java_script_enabled=False, **more)
        page = await context.new_page()
        await page.goto('/')
        return page

    return bare_page


async def make_tasks(database, owner):
    await make_overdue_task(database, owner, '2020-01-01')
    await make_task(database, owner, 'Plan the trip', priority=Priority.HIGH, description='by train')
    await make_task(database, owner, 'Water the plants', status=Status.COMPLETED)
    await make_task(database, owner, 'Write <b>boldly</b> & well', status=Status.IN_PROGRESS)


@pytest.mark.parametrize(('width', 'height'), [(375, 700), (768, 1024), (1440, 900)])
async def test_everything_stands_where_it_will_stand(width, height, database, owner, open_page, bare_page):
    await make_tasks(database, owner)
    live = await open_page(width=width, height=height)
    bare = await bare_page(viewport={'width': width, 'height': height}, locale='en-GB')
    await expect(live.locator('.task')).to_have_count(4)
    await expect(bare.locator('.task')).to_have_count(4)
    assert await bare.evaluate(_BOXES, _PARTS) == await live.evaluate(_BOXES, _PARTS)


async def test_titles_are_text(database, owner, bare_page):
    await make_tasks(database, owner)
    page = await bare_page()
    await expect(page.locator('.task-title').first).to_have_text('Write <b>boldly</b> & well')
    await expect(page.locator('.task-title b')).to_have_count(0)


async def test_what_cannot_be_used_yet_is_not_read_out_and_goes_with_the_first_script(
    database, owner, open_page, bare_page
):
    await make_tasks(database, owner)
    live = await open_page()
    await expect(live.locator('#first-sight')).to_have_count(0)
    await expect(live.get_by_role('listitem', name='Plan the trip')).to_be_visible()
    bare = await bare_page()
    await expect(bare.locator('#first-sight .task')).to_have_count(4)
    await expect(bare.get_by_role('listitem')).to_have_count(0)
    await expect(bare.get_by_role('button')).to_have_count(0)


async def test_an_empty_list_is_seen_at_once_too(bare_page):
    await expect((await bare_page()).get_by_text('Nothing to do')).to_be_visible()
