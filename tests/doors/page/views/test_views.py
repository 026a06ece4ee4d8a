"""Lists, labels and days beside the tasks: each an address, with counts that are right in every page."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import expect

from services.models import TaskUpdate
from services.places.models import LabelCreate, LabelRead
from services.task_service import list_tasks, update_task
from services.tasks.labels import create_label, list_labels
from services.tasks.lists import delete_list, list_lists
from tests.doors.page.gestures import add, notices, row, tick
from tests.factories import inbox_of, make_list, make_overdue_task, make_task


@pytest.fixture
async def home(database, owner):
    return await make_list(database, owner, 'Home')


def views(page):
    return page.get_by_role('navigation', name='Views')


def link(page, name):
    """A view by its name; its link says how much there is to do as well."""
    return views(page).get_by_role('link', name=re.compile(rf'^{name}(\s|$)'))


def number(page, name):
    """How much there is to do in a view."""
    return link(page, name).locator('.count')


async def open_editor(page, title):
    await row(page, title).hover()
    await page.get_by_role('button', name=f'Edit {title}').click()
    return page.get_by_role('dialog', name='Edit task')


async def test_a_list_made_in_one_page_is_beside_the_tasks_of_another_and_counts_what_is_in_it(
    open_page, database, owner
):
    here, there = await open_page(), await open_page()
    await views(here).get_by_role('button', name='New list').click()
    await here.get_by_role('textbox', name='Name of the new list').fill('Errands')
    await here.keyboard.press('Enter')
    await expect(here).to_have_url(re.compile('/list/'))
    await expect(here.get_by_role('heading', name='Errands')).to_be_visible()
    await expect(here.get_by_role('textbox', name='New task')).to_be_focused()
    await expect(link(there, 'Errands')).to_be_visible()
    async with database.transaction() as session:
        made = (await list_lists(session, owner))[-1]
    await make_task(database, owner, 'buy stamps', list_id=made.id)
    await expect(number(there, 'Errands')).to_have_text('1')
    await expect(row(here, 'buy stamps')).to_be_visible()
    await tick(there, 'buy stamps')
    await expect(number(here, 'Errands')).to_have_text('')
    await expect(number(here, 'Done')).to_have_text('1')


async def test_a_list_that_cannot_be_made_says_why(open_page, home):
    page = await open_page()
    await views(page).get_by_role('button', name='New list').click()
    await page.get_by_role('textbox', name='Name of the new list').fill(home.name)
    await page.keyboard.press('Enter')
    await expect(notices(page)).to_contain_text('Home')
    await expect(views(page).get_by_role('link', name='Home')).to_have_count(1)


async def test_every_view_is_an_address_that_survives_reload_and_the_button_back(open_page, database, owner, home):
    await make_task(database, owner, 'sweep', list_id=home.id)
    await make_task(database, owner, 'elsewhere')
    page = await open_page()
    await link(page, 'Home').click()
    await expect(row(page, 'elsewhere')).to_have_count(0)
    await expect(row(page, 'sweep')).to_be_visible()
    await expect(page).to_have_title('Home · Tandem')
    await page.reload()
    await expect(row(page, 'sweep')).to_be_visible()
    await expect(row(page, 'elsewhere')).to_have_count(0)
    await expect(link(page, 'Home')).to_have_attribute('aria-current', 'page')
    await link(page, 'Inbox').click()
    await expect(row(page, 'elsewhere')).to_be_visible()
    await page.go_back()
    await expect(row(page, 'sweep')).to_be_visible()
    await expect(row(page, 'elsewhere')).to_have_count(0)


async def test_the_days_show_what_is_due_what_starts_and_what_is_done(open_page, database, owner):
    today = datetime.now(UTC).date()
    later = today + timedelta(days=3)
    await make_overdue_task(database, owner, today - timedelta(days=2), 'late')
    await make_task(database, owner, 'now', due_date=today)
    await make_task(database, owner, 'soon', due_date=later)
    whole = await make_task(database, owner, 'not yet', start_on=later, due_date=later)
    await make_task(database, owner, 'part of it', parent_id=whole.id, due_date=today)
    await make_task(database, owner, 'some day')
    page = await open_page('/today', timezone_id='UTC')
    for title, is_shown in (('late', 1), ('now', 1), ('soon', 0), ('not yet', 0), ('part of it', 0), ('some day', 0)):
        await expect(row(page, title)).to_have_count(is_shown)
    await expect(number(page, 'Today')).to_have_text('2')
    await link(page, 'Upcoming').click()
    for title, is_shown in (('late', 0), ('now', 0), ('soon', 1), ('not yet', 1), ('part of it', 1), ('some day', 0)):
        await expect(row(page, title)).to_have_count(is_shown)
    await link(page, 'Today').click()
    await tick(page, 'now')
    await expect(row(page, 'now')).to_have_count(0)
    await link(page, 'Done').click()
    await expect(row(page, 'now')).to_be_visible()


@pytest.mark.parametrize('name', ['a/b?', '100%', '..', 'straße'])
async def test_a_label_has_a_view_whatever_its_name(name, open_page, database, owner):
    async with database.transaction() as session:
        label = LabelRead.model_validate(await create_label(session, owner, LabelCreate(name=name)))
    await make_task(database, owner, 'labelled', label_ids=[label.id])
    await make_task(database, owner, 'bare')
    page = await open_page()
    await expect(row(page, 'labelled')).to_contain_text(f'@{name}')
    await views(page).get_by_role('group', name='Labels').get_by_role('link').click()
    await expect(row(page, 'bare')).to_have_count(0)
    await page.reload()
    await expect(row(page, 'labelled')).to_be_visible()
    await expect(row(page, 'bare')).to_have_count(0)


@pytest.mark.parametrize('path', ['/list/1', '/list/00000000-0000-0000-0000-000000000000', '/label/nothing', '/todays'])
async def test_an_address_of_no_view_says_so(path, server, browser):
    page = await browser.new_page()
    response = await page.goto(f'{server}{path}')
    assert response.status == 404
    await expect(page.get_by_role('link')).to_be_visible()


async def test_a_list_that_is_deleted_elsewhere_leaves_everything_in_its_place(open_page, database, owner, home):
    await make_task(database, owner, 'sweep', list_id=home.id)
    await make_task(database, owner, 'elsewhere')
    page = await open_page(f'/list/{home.id}')
    async with database.transaction() as session:
        await delete_list(session, owner, home.id)
    await expect(row(page, 'elsewhere')).to_be_visible()
    await expect(row(page, 'sweep')).to_have_count(0)
    await expect(link(page, 'All')).to_have_attribute('aria-current', 'page')
    assert page.url.endswith('/')


async def test_a_list_is_renamed_coloured_and_deleted_after_asking_and_comes_back(open_page, database, owner, home):
    await make_task(database, owner, 'sweep', list_id=home.id)
    here, there = await open_page(f'/list/{home.id}'), await open_page()
    await here.get_by_role('button', name='Edit list').click()
    dialog = here.get_by_role('dialog', name='Edit list')
    await dialog.get_by_role('textbox', name='Name').fill('House')
    await dialog.get_by_role('combobox', name='Colour').select_option('green')
    await dialog.get_by_role('button', name='Save').click()
    await expect(here.get_by_role('heading', name='House')).to_be_visible()
    await expect(row(there, 'sweep')).to_contain_text('House')
    await here.get_by_role('button', name='Edit list').click()
    await dialog.get_by_role('button', name='Delete list').click()
    await expect(here.get_by_role('alertdialog')).to_contain_text('its 1 task')
    assert await link(there, 'House').count() == 1
    await here.get_by_role('alertdialog').get_by_role('button', name='Delete', exact=True).click()
    await expect(link(there, 'House')).to_have_count(0)
    await notices(here).get_by_role('button', name='Undo').click()
    await expect(number(there, 'House')).to_have_text('1')
    await expect(row(there, 'sweep')).to_contain_text('House')


async def test_the_inbox_can_only_be_coloured(open_page, database, owner):
    page = await open_page(f'/list/{await inbox_of(database, owner)}')
    await page.get_by_role('button', name='Edit list').click()
    dialog = page.get_by_role('dialog', name='Edit list')
    await expect(dialog.get_by_role('combobox', name='Colour')).to_be_visible()
    await expect(dialog.get_by_role('textbox', name='Name')).to_have_count(0)
    await expect(dialog.get_by_role('button', name='Delete list')).to_have_count(0)


async def test_a_task_that_is_dropped_on_a_list_is_in_it_and_the_other_page_sees_it(open_page, database, owner, home):
    await make_task(database, owner, 'sweep')
    here, there = await open_page(), await open_page(f'/list/{home.id}')
    await row(here, 'sweep').drag_to(link(here, 'Home'))
    await expect(row(there, 'sweep')).to_be_visible()
    await notices(here).get_by_role('button', name='Undo').click()
    await expect(row(there, 'sweep')).to_have_count(0)


async def test_a_task_that_is_dropped_on_today_keeps_its_time_and_may_begin(open_page, database, owner):
    soon = datetime.now(UTC).replace(hour=9, minute=30, second=0, microsecond=0) + timedelta(days=3)
    await make_task(database, owner, 'dentist', due_date=soon, start_on=soon.date())
    page = await open_page(timezone_id='UTC')
    await row(page, 'dentist').drag_to(link(page, 'Today'))
    await expect(row(page, 'dentist')).to_contain_text('Today, 09:30')
    await expect(number(page, 'Today')).to_have_text('1')


async def test_a_task_that_is_dropped_where_it_is_stays_without_a_word(open_page, database, owner, home):
    await make_task(database, owner, 'sweep', list_id=home.id)
    page = await open_page()
    await row(page, 'sweep').drag_to(link(page, 'Home'))
    await row(page, 'sweep').drag_to(link(page, 'Done'))
    await expect(notices(page)).to_contain_text('moved')
    await expect(notices(page).locator('.notice')).to_have_count(1)


async def test_what_is_added_and_is_not_for_the_view_is_said_to_be_elsewhere(open_page):
    page = await open_page('/upcoming')
    await expect(page.get_by_text('Nothing to do yet')).to_be_visible()
    await add(page, 'sweep')
    await expect(notices(page)).to_contain_text('“sweep” added to Inbox')
    await expect(page.get_by_text('No tasks here')).to_be_visible()
    await link(page, 'Inbox').click()
    await expect(row(page, 'sweep')).to_be_visible()


async def test_lists_are_put_in_order_by_dragging_and_in_the_dialog(open_page, database, owner, home):
    work = await make_list(database, owner, 'Work')
    here, there = await open_page(), await open_page()
    names = there.get_by_role('group', name='Lists').get_by_role('link')
    await expect(names).to_have_text(['Home', 'Work'])
    await link(here, 'Work').drag_to(link(here, 'Home'))
    await expect(names).to_have_text(['Work', 'Home'])
    await link(here, 'Work').click()
    await here.get_by_role('button', name='Edit list').click()
    await here.get_by_role('dialog', name='Edit list').get_by_role('button', name='Move down').click()
    await expect(names).to_have_text(['Home', 'Work'])
    assert work.rank > home.rank


@pytest.mark.usefixtures('home')
async def test_the_editor_files_labels_estimates_and_divides_a_task_in_one_turn(open_page, database, owner):
    await make_task(database, owner, 'sweep')
    page = await open_page()
    dialog = await open_editor(page, 'sweep')
    await dialog.get_by_role('combobox', name='List').select_option('Home')
    await dialog.get_by_role('combobox', name='Labels').fill('weekly @dull')
    await dialog.get_by_label('Not before').fill('2099-05-04')
    await dialog.get_by_label('Minutes it takes').fill('90')
    await dialog.get_by_role('textbox', name='Add a sub-task').fill('fetch the broom')
    await dialog.get_by_role('button', name='Save').click()
    for fact in ('Home', '@weekly', '@dull', '0/1', '1 h 30 min', '2099'):
        await expect(row(page, 'sweep')).to_contain_text(fact)
    await expect(row(page, 'fetch the broom')).to_have_attribute('aria-level', '2')
    await expect(dialog).to_have_count(0)
    await page.get_by_role('region', name='Tasks').focus()
    await page.keyboard.press('ControlOrMeta+z')
    await expect(row(page, 'fetch the broom')).to_have_count(0)
    async with database.transaction() as session:
        assert await list_labels(session, owner) == []
        (task,) = await list_tasks(session, owner)
        assert (task.estimate_minutes, task.start_on, task.list_id) == (None, None, await inbox_of(database, owner))


async def test_the_editor_keeps_labels_that_nobody_touched_and_saves_all_or_nothing(open_page, database, owner):
    async with database.transaction() as session:
        label = LabelRead.model_validate(await create_label(session, owner, LabelCreate(name='a,b')))
    await make_task(database, owner, 'sweep', label_ids=[label.id])
    page = await open_page()
    dialog = await open_editor(page, 'sweep')
    await dialog.get_by_role('textbox', name='Title').fill('mop')
    await dialog.get_by_role('textbox', name='Add a sub-task').fill('bell \x07 here')
    await dialog.get_by_role('button', name='Save').click()
    await expect(dialog.get_by_role('alert')).not_to_be_empty()
    await expect(row(page, 'sweep')).to_be_attached()
    await dialog.get_by_role('textbox', name='Add a sub-task').fill('')
    await dialog.get_by_role('combobox', name='Labels').fill('a,b weekly,')
    await dialog.get_by_role('button', name='Save').click()
    await expect(row(page, 'mop')).to_contain_text('@a,b')
    await expect(row(page, 'mop')).to_contain_text('@weekly')


async def test_a_sub_task_that_stands_alone_says_what_it_is_a_part_of(open_page, database, owner):
    whole = await make_task(database, owner, 'plan the trip')
    part = await make_task(database, owner, 'book a room', parent_id=whole.id)
    page = await open_page()
    await expect(row(page, 'plan the trip')).to_contain_text('0/1')
    await page.get_by_role('searchbox', name='Find tasks').fill('room')
    await expect(row(page, 'book a room')).to_contain_text('plan the trip')
    await expect(row(page, 'plan the trip')).to_have_count(0)
    async with database.transaction() as session:
        await update_task(session, owner, whole.id, TaskUpdate(title='plan the holiday'))
    await expect(row(page, 'book a room')).to_contain_text('plan the holiday')
    await page.get_by_role('searchbox', name='Find tasks').fill('')
    async with database.transaction() as session:
        await update_task(session, owner, part.id, TaskUpdate(completed=True))
    await expect(row(page, 'plan the holiday')).to_contain_text('1/1')


@pytest.mark.usefixtures('home')
async def test_the_views_collapse_and_stay_so_and_are_a_sheet_on_a_phone(open_page):
    page = await open_page()
    await expect(link(page, 'Home')).to_contain_text('Home')
    await page.get_by_role('region', name='Tasks').focus()
    await page.keyboard.press('[')
    await expect(views(page).get_by_text('Home')).to_be_hidden()
    await page.reload()
    await expect(views(page).get_by_role('link').first).to_be_visible()
    await expect(views(page).get_by_text('Home')).to_be_hidden()
    await page.get_by_role('button', name='Views').click()
    await expect(views(page).get_by_text('Home')).to_be_visible()

    phone = await open_page(width=375, height=700)
    opener = phone.get_by_role('button', name='Views')
    await expect(views(phone)).to_be_hidden()
    await expect(opener).to_have_attribute('aria-expanded', 'false')
    await opener.click()
    await expect(views(phone)).to_be_in_viewport()
    await expect(opener).to_have_attribute('aria-expanded', 'true')
    await expect(link(phone, 'All')).to_be_focused()
    await phone.keyboard.press('Escape')
    await expect(views(phone)).to_be_hidden()
    await expect(opener).to_be_focused()
    await phone.get_by_role('button', name='Views').click()
    await link(phone, 'Home').click()
    await expect(views(phone)).to_be_hidden()
    await expect(phone.get_by_role('heading', name='Home')).to_be_visible()
    await add(phone, 'sweep')
