"""The main job without a mouse: add, tick, rename, edit, delete, undo, talk; and where the focus goes meanwhile."""

from playwright.async_api import Locator, Page, expect

from tests.factories import make_task


async def tab_to(page: Page, place: Locator, *, key: str = 'Tab') -> None:
    """Press the key until the place has the focus, as a person does."""
    await expect(place).to_be_attached()
    for _ in range(60):
        if await place.evaluate('(element) => element === document.activeElement'):
            return
        await page.keyboard.press(key)
    raise AssertionError(f'{place} cannot be reached with {key}.')


async def test_everything_is_done_with_the_keyboard(open_page):
    page = await open_page('/')
    button = lambda name: page.get_by_role('button', name=name, exact=True)  # noqa: E731 - a word of this story
    await tab_to(page, page.get_by_role('textbox', name='New task'))
    for title in ('Buy milk', 'Call the bank'):
        await page.keyboard.type(title)
        await page.keyboard.press('Enter')
        await expect(page.get_by_role('listitem', name=title)).to_be_visible()

    bank = page.get_by_role('checkbox', name='Complete Call the bank')
    await tab_to(page, bank)
    await page.keyboard.press('Space')
    await expect(bank).to_be_checked()
    await expect(bank).to_be_focused()

    await tab_to(page, button('Rename Call the bank'))
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('Call mum')
    await page.keyboard.press('Enter')
    await expect(button('Rename Call mum')).to_be_focused()

    await tab_to(page, button('Edit Call mum'))
    await page.keyboard.press('Enter')
    dialog = page.get_by_role('dialog', name='Edit task')
    await expect(dialog.get_by_role('textbox', name='Title')).to_be_focused()
    await tab_to(page, dialog.get_by_role('textbox', name='Description'))
    await page.keyboard.type('On her birthday')
    await tab_to(page, dialog.get_by_role('button', name='Save'))
    await page.keyboard.press('Enter')
    await expect(dialog).to_be_hidden()
    await expect(page.get_by_text('On her birthday')).to_be_visible()
    await expect(button('Edit Call mum')).to_be_focused()

    await tab_to(page, button('Delete Call mum'))
    await page.keyboard.press('Enter')
    await expect(button('Delete Buy milk')).to_be_focused()
    await tab_to(page, button('Undo'))
    await page.keyboard.press('Enter')
    await expect(page.get_by_role('listitem', name='Call mum')).to_be_visible()
    await expect(page.get_by_role('region', name='Tasks')).to_be_focused()

    await tab_to(page, page.get_by_role('textbox', name='Message'))
    await page.keyboard.type('mark buy milk as done')
    await page.keyboard.press('Enter')
    await expect(page.get_by_role('checkbox', name='Complete Buy milk', exact=True)).to_be_checked()
    await expect(page.get_by_role('textbox', name='Message')).to_be_focused()


async def test_lists_are_made_found_and_put_in_order_with_the_keyboard(open_page):
    page = await open_page('/')
    views = page.get_by_role('navigation', name='Views')
    await tab_to(page, views.get_by_role('button', name='New list'))
    await page.keyboard.press('Enter')
    await page.keyboard.type('Home')
    await page.keyboard.press('Enter')
    await expect(page.get_by_role('heading', name='Home')).to_be_visible()
    await tab_to(page, page.get_by_role('textbox', name='New task'))
    for title in ('Buy milk', 'Call mum'):
        await page.keyboard.type(title)
        await page.keyboard.press('Enter')
        await expect(page.get_by_role('listitem', name=title)).to_be_visible()
    await tab_to(page, page.get_by_role('checkbox', name='Complete Call mum'))
    await page.keyboard.press('Alt+ArrowUp')
    titles = page.get_by_role('list', name='Task list').locator('.task-title')
    await expect(titles).to_have_text(['Call mum', 'Buy milk'])
    await tab_to(page, page.get_by_role('checkbox', name='Complete Buy milk'))
    await page.keyboard.press('Alt+ArrowRight')
    await expect(page.get_by_role('listitem', name='Buy milk')).to_have_attribute('aria-level', '2')
    await tab_to(page, views.get_by_role('link', name='All'), key='Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(views.get_by_role('link', name='All')).to_have_attribute('aria-current', 'page')
    await tab_to(page, views.get_by_role('link', name='Home'))
    await page.keyboard.press('Enter')
    await tab_to(page, page.get_by_role('button', name='Edit list'))
    await page.keyboard.press('Enter')
    dialog = page.get_by_role('dialog', name='Edit list')
    await tab_to(page, dialog.get_by_role('button', name='Delete list'))
    await page.keyboard.press('Enter')
    await tab_to(page, page.get_by_role('alertdialog').get_by_role('button', name='Delete', exact=True))
    await page.keyboard.press('Enter')
    await expect(views.get_by_role('link', name='Home')).to_have_count(0)


async def test_deleting_the_last_task_leads_back_to_where_one_adds(open_page, database, owner):
    await make_task(database, owner, 'Buy milk')
    page = await open_page('/')
    await page.get_by_role('button', name='Delete Buy milk').press('Enter')
    await expect(page.get_by_role('textbox', name='New task')).to_be_focused()


async def test_a_dialog_that_is_given_up_returns_the_focus(open_page, database, owner):
    await make_task(database, owner, 'Buy milk')
    page = await open_page('/')
    edit = page.get_by_role('button', name='Edit Buy milk')
    await edit.press('Enter')
    await expect(page.get_by_role('dialog', name='Edit task')).to_be_visible()
    await page.keyboard.press('Escape')
    await expect(page.get_by_role('dialog', name='Edit task')).to_be_hidden()
    await expect(edit).to_be_focused()


async def test_a_date_that_is_typed_counts_when_it_is_complete(open_page, database, owner):
    await make_task(database, owner, 'Buy milk')
    page = await open_page('/')
    due = page.get_by_label('Due date of Buy milk')
    await due.focus()
    await page.keyboard.type('11112099')
    await page.keyboard.press('Enter')
    await expect(page.get_by_role('listitem', name='Buy milk').get_by_text('11 Nov 2099')).to_be_visible()
    await expect(due).to_be_focused()


async def test_shortcuts_lead_to_places_and_do_nothing_while_one_types(open_page):
    page = await open_page('/')
    new, find, message = (page.get_by_label(name, exact=True) for name in ('New task', 'Find tasks', 'Message'))
    for key, place in (('n', new), ('/', find), ('c', message)):
        await page.keyboard.press(key)
        await expect(place).to_be_focused()
        await page.keyboard.press('Escape')
        await expect(place).not_to_be_focused()
    await page.keyboard.press('n')
    await page.keyboard.type('n/c?')
    await expect(new).to_have_value('n/c?')
    await page.keyboard.press('Enter')
    await expect(page.get_by_role('listitem', name='n/c?')).to_be_visible()
    await page.keyboard.press('Control+Z')
    await page.keyboard.press('Escape')
    await expect(page.get_by_role('listitem', name='n/c?')).to_be_visible()
    await page.keyboard.press('Control+Z')
    await expect(page.get_by_role('listitem', name='n/c?')).to_be_hidden()


async def test_on_a_phone_the_chat_takes_the_focus_and_gives_it_back(open_page):
    page = await open_page('/', width=375, height=760)
    await page.keyboard.press('c')
    await expect(page.get_by_role('textbox', name='Message')).to_be_focused()
    await page.keyboard.press('Escape')
    await expect(page.get_by_role('button', name='Chat', exact=True)).to_be_focused()


async def test_what_is_being_typed_survives_changes_made_elsewhere(open_page, database, owner):
    await make_task(database, owner, 'Buy milk')
    page = await open_page('/')
    await page.get_by_role('button', name='Rename Buy milk').click()
    await page.keyboard.type('Buy oat')
    await make_task(database, owner, 'Call the bank')
    await expect(page.get_by_role('listitem', name='Call the bank')).to_be_visible()
    await expect(page.get_by_role('textbox', name='New name for Buy milk')).to_have_value('Buy oat')
