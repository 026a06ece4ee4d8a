"""Nobody has to scroll sideways: on a phone, a tablet, a desk, or at 200 % and 400 % zoom."""

import pytest

from tests.factories import make_task
from tests.promises.accessibility.scenes import make_tasks

LONG = 'Pneumonoultramicroscopicsilicovolcanoconiosis' * 5
TARGET = 44
_SMALL = """(target) => [...document.querySelectorAll('button, a, input, select, textarea, [role=button]')]
  .filter((each) => each.checkVisibility() && !each.closest('.mark') && each.getBoundingClientRect().width > 1)
  .map((each) => [each, (each.closest('label') || each).getBoundingClientRect(), each.getBoundingClientRect()])
  .map(([each, whole, own]) => [each, Math.max(whole.width, own.width), Math.max(whole.height, own.height)])
  .filter(([, width, height]) => Math.min(width, height) < target - 0.5)
  .map(([each, ...size]) => `${each.getAttribute('aria-label') || each.textContent.trim()}: ${size.join(' x ')}`)"""
WIDTHS = (320, 375, 640, 768, 1024, 1440)


@pytest.mark.parametrize('path', ['/', '/chat', '/settings'])
async def test_no_page_scrolls_sideways(path, open_page, database, owner):
    await make_tasks(database, owner)
    await make_task(database, owner, LONG, description=LONG)
    page = await open_page(path, device_scale_factor=2)
    await page.get_by_role('heading', level=1).wait_for()
    for width in WIDTHS:
        await page.set_viewport_size({'width': width, 'height': 480})
        page_width = await page.evaluate('document.documentElement.scrollWidth')
        assert page_width <= width


async def test_a_narrow_page_keeps_every_control_in_sight(open_page, database, owner):
    await make_task(database, owner, LONG)
    page = await open_page('/', width=320, height=480)
    for name in (f'Complete {LONG}', f'Edit {LONG}', f'Delete {LONG}', 'Settings', 'Add task'):
        box = await page.get_by_label(name, exact=True).bounding_box()
        assert box
        assert box['x'] >= 0
        assert box['x'] + box['width'] <= 320


@pytest.mark.parametrize('path', ['/', '/chat', '/settings'])
async def test_a_finger_finds_every_control(path, open_page, database, owner):
    await make_tasks(database, owner)
    page = await open_page(path, width=375, height=760, has_touch=True, is_mobile=True)
    await page.get_by_role('heading', level=1).wait_for()
    assert await page.evaluate(_SMALL, TARGET) == []


async def test_high_contrast_shows_what_is_chosen_and_what_is_done(open_page, database, owner):
    await make_tasks(database, owner)
    page = await open_page('/', forced_colors='active')
    done = page.get_by_role('checkbox', name='Complete Water the plants')
    todo = page.get_by_role('checkbox', name='Complete Buy milk')
    background = '(box) => getComputedStyle(box).backgroundColor'
    assert await done.evaluate(background) != await todo.evaluate(background)
    all_tasks, to_do = page.get_by_role('button', name='All 6'), page.get_by_role('button', name='To do 4')
    outline = '(tab) => getComputedStyle(tab).outlineStyle'
    assert (await all_tasks.evaluate(outline), await to_do.evaluate(outline)) == ('solid', 'none')
