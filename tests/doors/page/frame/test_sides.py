"""Tasks and chat side by side: the line between them moves, either side can be hidden, and the browser remembers."""

from playwright.async_api import Page, expect

from tests.doors.page.gestures import add, row


async def width_of(page: Page, region: str) -> float:
    box = await page.get_by_role('region', name=region).bounding_box()
    return box['width'] if box else 0


async def test_the_divider_is_dragged_and_stays_where_it_was_left(open_page):
    page = await open_page('/')
    divider = page.get_by_role('separator', name='Width of the task list')
    before = await width_of(page, 'Chat')
    box = await divider.bounding_box()
    await page.mouse.move(box['x'] + 8, 400)
    await page.mouse.down()
    await page.mouse.move(box['x'] - 192, 400, steps=4)
    await page.mouse.up()
    wider = await width_of(page, 'Chat')
    assert abs(wider - before - 200) < 20
    await page.reload()
    await expect(page.get_by_role('textbox', name='New task')).to_be_visible()
    assert abs(await width_of(page, 'Chat') - wider) < 2
    await divider.dblclick()
    assert abs(await width_of(page, 'Chat') - before) < 2


async def test_the_divider_is_moved_with_the_keyboard(open_page):
    page = await open_page('/')
    divider = page.get_by_role('separator', name='Width of the task list')
    await divider.focus()
    before = int(await divider.get_attribute('aria-valuenow'))
    await page.keyboard.press('ArrowLeft')
    await expect(divider).to_have_attribute('aria-valuenow', str(before - 2))
    narrower = await width_of(page, 'Tasks')
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowRight')
    await expect(divider).not_to_have_attribute('aria-valuenow', str(before - 2))
    assert await width_of(page, 'Tasks') > narrower
    await page.keyboard.press('Home')
    # However far it is moved, both sides can be used.
    assert await width_of(page, 'Tasks') >= 280
    assert await width_of(page, 'Chat') >= 280


async def test_either_side_is_hidden_and_shown_again_and_the_browser_remembers(open_page):
    page = await open_page('/')
    await add(page, 'buy milk')
    await page.get_by_role('button', name='Hide chat').click()
    await expect(page.get_by_role('region', name='Chat')).to_be_hidden()
    await expect(page.get_by_role('button', name='Chat', exact=True)).to_be_focused()
    await page.reload()
    await expect(row(page, 'buy milk')).to_be_visible()
    await expect(page.get_by_role('region', name='Chat')).to_be_hidden()
    await page.keyboard.press('c')
    await expect(page.get_by_role('textbox', name='Message')).to_be_focused()

    await page.get_by_role('button', name='Hide tasks').click()
    await expect(page.get_by_role('region', name='Tasks')).to_be_hidden()
    await expect(page.get_by_role('button', name='Show tasks')).to_be_focused()
    await page.keyboard.press('n')
    await expect(page.get_by_role('textbox', name='New task')).to_be_focused()
    await expect(row(page, 'buy milk')).to_be_visible()


async def test_what_is_hidden_on_a_desk_is_not_hidden_on_a_phone(open_page):
    page = await open_page('/')
    await page.get_by_role('button', name='Hide tasks').click()
    await page.set_viewport_size({'width': 375, 'height': 760})
    await expect(page.get_by_role('region', name='Tasks')).to_be_visible()
    await page.get_by_role('button', name='Chat', exact=True).click()
    await expect(page.get_by_role('textbox', name='Message')).to_be_focused()
    await expect(page.get_by_role('separator')).to_be_hidden()
