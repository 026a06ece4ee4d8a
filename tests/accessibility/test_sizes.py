"""Nobody has to scroll sideways: on a phone, a tablet, a desk, or at 200 % and 400 % zoom."""

import pytest

from tests.accessibility.scenes import make_tasks
from tests.factories import make_task

LONG = 'Pneumonoultramicroscopicsilicovolcanoconiosis' * 5
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
