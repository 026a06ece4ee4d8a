"""On a phone the chat is a sheet, and neither it, its button nor a notice lies over what somebody is doing."""

import pytest
from playwright.async_api import Locator, Page, expect

from tests.doors.page.gestures import conversation, delete, notices, row, say
from tests.factories import make_task

PHONE = {'width': 375, 'height': 667, 'has_touch': True, 'is_mobile': True}
_OPEN_MS = 300
# What a finger would meet at five places of a control; the field's own button is at its end.
_IS_MET = """(control) => {
  const { left, top, width, height } = control.getBoundingClientRect();
  return [[.5, .5], [.1, .5], [.75, .5], [.5, .2], [.5, .8]].every(([x, y]) => {
    const met = document.elementFromPoint(left + x * width, top + y * height);
    return met && (control.contains(met) || met.contains(control) && met.tagName === 'LABEL');
  });
}"""
_MOVING_MS = """(side) => Math.max(0, ...side.getAnimations({ subtree: true })
  .map((each) => each.effect.getComputedTiming().endTime))"""


@pytest.fixture
async def page(database, owner, open_page):
    for number in range(12):
        await make_task(database, owner, f'task {number}')
    page = await open_page(**PHONE)
    await expect(row(page, 'task 11')).to_be_visible()
    return page


async def in_reach(control: Locator) -> None:
    await expect(control).to_be_visible()
    assert await control.evaluate(_IS_MET), f'{control} is covered'


async def open_chat(page: Page) -> Locator:
    await page.get_by_role('button', name='Chat', exact=True).click()
    message = page.get_by_role('textbox', name='Message')
    await expect(message).to_be_focused()
    await page.locator('.chat-pane').evaluate(
        'side => Promise.all(side.getAnimations({ subtree: true }).map((each) => each.finished))'
    )
    return message


async def test_the_last_task_can_be_reached_beside_the_button_of_the_chat(page):
    await row(page, 'task 11').get_by_role('button', name='Rename').press('End')
    await page.locator('.tasks').evaluate('list => list.scrollTop = list.scrollHeight')
    last = row(page, 'task 0')
    for name in ('Edit task 0', 'Delete task 0', 'Rename task 0'):
        await in_reach(last.get_by_role('button', name=name))
    await last.get_by_role('button', name='Rename task 0').click()
    await in_reach(page.get_by_role('textbox', name='New name for task 0'))
    await in_reach(page.get_by_role('button', name='Chat', exact=True))


async def test_a_selection_is_worked_on_beside_the_button_of_the_chat(page):
    await row(page, 'task 11').get_by_role('checkbox').focus()
    await page.keyboard.press('x')
    bar = page.get_by_role('toolbar', name='Selected tasks')
    for name in ('Complete', 'Delete the selected tasks', 'Clear selection'):
        await in_reach(bar.get_by_role('button', name=name))
    await in_reach(page.get_by_role('button', name='Chat', exact=True))


async def test_a_notice_leaves_what_one_writes_in_in_reach(page):
    await delete(page, 'task 11')
    await expect(notices(page).get_by_role('button', name='Undo')).to_be_visible()
    await in_reach(page.get_by_role('button', name='Chat', exact=True))
    await in_reach(await open_chat(page))
    await expect(notices(page)).to_contain_text('Deleted')
    await in_reach(page.get_by_role('button', name='Send'))
    await in_reach(page.get_by_role('button', name='Close chat'))


async def test_what_is_answered_in_the_sheet_is_in_reach(page):
    await open_chat(page)
    await say(page, 'delete all tasks')
    await in_reach(conversation(page).get_by_role('button', name='Reject'))
    await in_reach(conversation(page).get_by_role('button', name='Approve'))
    await in_reach(page.get_by_role('textbox', name='Message'))


async def test_the_end_of_the_conversation_stays_in_sight_when_a_keyboard_opens(page):
    await open_chat(page)
    for text in ('show my tasks', 'delete all tasks'):
        await say(page, text)
        await expect(conversation(page).get_by_role('article', name='Tandem')).to_have_count(1 if 'show' in text else 2)
    await page.set_viewport_size({'width': 375, 'height': 420})
    await expect(conversation(page).get_by_role('button', name='Approve')).to_be_in_viewport(ratio=1)
    await in_reach(conversation(page).get_by_role('button', name='Approve'))


async def test_a_tap_beside_the_sheet_closes_it(page):
    await open_chat(page)
    await page.touchscreen.tap(180, 40)
    await expect(page.get_by_role('region', name='Chat')).to_be_hidden()
    await expect(page.get_by_role('button', name='Chat', exact=True)).to_be_focused()


async def test_a_notice_leaves_the_buttons_of_a_dialog_in_reach(page):
    await delete(page, 'task 11')
    await page.get_by_role('button', name='History', exact=True).click()
    history = page.get_by_role('dialog', name='History')
    await expect(history.get_by_role('listitem')).to_have_count(13)
    await expect(notices(page)).to_contain_text('Deleted')
    await in_reach(history.get_by_role('button', name='Close'))
    await in_reach(history.get_by_role('button', name='Trash'))


async def test_the_sheet_does_not_take_long_to_come(page):
    await page.get_by_role('button', name='Chat', exact=True).click()
    sheet = page.locator('.chat-pane')
    await expect(page.locator('.talking')).to_be_visible()
    assert await sheet.evaluate(_MOVING_MS) < _OPEN_MS


async def test_the_keyboard_goes_with_the_sheet_without_waiting_for_the_server(page):
    focused = """(button) => { button.click(); return document.activeElement.ariaLabel; }"""
    assert await page.get_by_role('button', name='Chat', exact=True).evaluate(focused) == 'Message'
    assert await page.get_by_role('button', name='Close chat').evaluate(focused) == 'Chat'
