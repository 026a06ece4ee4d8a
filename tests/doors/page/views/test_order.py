"""The order by hand: dragged or moved with the keys, the same in every page."""

import pytest
from playwright.async_api import Position, expect

from tests.doors.page.gestures import notices, row
from tests.factories import make_list, make_task


@pytest.fixture
async def home(database, owner):
    home = await make_list(database, owner, 'Home')
    for title in ('one', 'two', 'three'):
        await make_task(database, owner, title, list_id=home.id)
    return home


def titles(page):
    return page.get_by_role('list', name='Task list').locator('.task-title')


async def press(page, title, keys):
    """Press keys on the row of a task."""
    await row(page, title).get_by_role('checkbox').focus()
    await page.keyboard.press(keys)


async def test_rows_are_moved_with_the_keys_and_keep_the_focus(open_page, home):
    here, there = await open_page(f'/list/{home.id}'), await open_page(f'/list/{home.id}')
    await expect(titles(there)).to_have_text(['one', 'two', 'three'])
    await press(here, 'three', 'Alt+ArrowUp')
    await expect(titles(there)).to_have_text(['one', 'three', 'two'])
    await expect(row(here, 'three').get_by_role('checkbox')).to_be_focused()
    await here.keyboard.press('Alt+ArrowUp')
    await expect(titles(there)).to_have_text(['three', 'one', 'two'])
    await here.keyboard.press('Alt+ArrowDown')
    await expect(titles(there)).to_have_text(['one', 'three', 'two'])
    await there.reload()
    await expect(titles(there)).to_have_text(['one', 'three', 'two'])


async def test_a_row_is_nested_below_the_one_above_and_taken_out_again(open_page, home):
    here, there = await open_page(f'/list/{home.id}'), await open_page()
    await press(here, 'two', 'Alt+ArrowRight')
    await expect(row(there, 'two')).to_have_attribute('aria-level', '2')
    await expect(row(there, 'one')).to_contain_text('0/1')
    await press(here, 'three', 'Alt+ArrowRight')
    await expect(row(there, 'one')).to_contain_text('0/2')
    await expect(titles(here)).to_have_text(['one', 'two', 'three'])
    await press(here, 'two', 'Alt+ArrowLeft')
    await expect(row(there, 'two')).to_have_attribute('aria-level', '1')
    await expect(titles(here)).to_have_text(['one', 'three', 'two'])


@pytest.mark.parametrize(
    ('y', 'order', 'level'),
    [(0.1, ['three', 'one', 'two'], '1'), (0.9, ['one', 'three', 'two'], '1'), (0.5, ['one', 'three', 'two'], '2')],
)
async def test_a_row_is_dragged_before_behind_or_inside_another(y, order, level, open_page, home):
    here, there = await open_page(f'/list/{home.id}'), await open_page(f'/list/{home.id}')
    target = row(here, 'one')
    at = Position(x=200, y=(await target.bounding_box())['height'] * y)
    await row(here, 'three').drag_to(target, target_position=at)
    await expect(titles(there)).to_have_text(order)
    await expect(row(there, 'three')).to_have_attribute('aria-level', level)


async def test_a_task_is_moved_with_its_sub_tasks(open_page, database, owner, home):
    whole = await make_task(database, owner, 'four', list_id=home.id)
    for title in ('four a', 'four b'):
        await make_task(database, owner, title, parent_id=whole.id)
    here, there = await open_page(f'/list/{home.id}'), await open_page(f'/list/{home.id}')
    await press(here, 'four', 'Alt+ArrowUp')
    await expect(titles(there)).to_have_text(['one', 'two', 'four', 'four a', 'four b', 'three'])
    await expect(titles(here)).to_have_text(['one', 'two', 'four', 'four a', 'four b', 'three'])


@pytest.mark.usefixtures('home')
async def test_a_view_that_is_not_in_order_by_hand_says_so(open_page):
    page = await open_page()
    await press(page, 'two', 'Alt+ArrowUp')
    await expect(notices(page)).to_contain_text('Open the list of the task')
    await expect(titles(page)).to_have_text(['three', 'two', 'one'])


async def test_a_task_cannot_be_dropped_inside_its_own_sub_task(open_page, database, owner, home):
    whole = await make_task(database, owner, 'four', list_id=home.id)
    await make_task(database, owner, 'four a', parent_id=whole.id)
    page = await open_page(f'/list/{home.id}')
    await row(page, 'four').drag_to(row(page, 'four a'), target_position=Position(x=200, y=28))
    await expect(notices(page).locator('.trouble')).to_be_visible()
    await expect(titles(page)).to_have_text(['one', 'two', 'three', 'four', 'four a'])


async def test_nothing_is_put_below_a_task_that_nobody_sees(open_page, database, owner, home):
    whole = await make_task(database, owner, 'four', list_id=home.id)
    await make_task(database, owner, 'part one', parent_id=whole.id)
    page = await open_page(f'/list/{home.id}')
    await page.get_by_role('searchbox', name='Find tasks').fill('one')
    await expect(titles(page)).to_have_text(['one', 'part one'])
    at = Position(x=200, y=4)
    await row(page, 'one').drag_to(row(page, 'part one'), target_position=at)
    await expect(notices(page)).to_contain_text('not shown here')
    await expect(row(page, 'one')).to_have_attribute('aria-level', '1')
