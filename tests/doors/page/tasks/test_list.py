"""The list: long lists, filters, renaming undisturbed, refusals taken back."""

from datetime import UTC, datetime

import pytest
from playwright.async_api import expect
from sqlalchemy import text

from services.models import TaskCreate, TaskUpdate
from services.task_service import create_task, update_task
from services.values.vocabulary import Priority
from tests.doors.page.gestures import add, delete, notices, rename, row, tick
from tests.factories import make_task

MANY = 10_000


@pytest.fixture
async def many(database, owner):
    """Ten thousand tasks; Task 1 is the newest. They were there before there were any events."""
    async with database.transaction() as session:
        await session.execute(
            text(
                'INSERT INTO tasks (id, user_id, title, created_at) '
                "SELECT gen_random_uuid(), :owner, 'Task ' || n, now() - n * interval '1 minute' "
                'FROM generate_series(1, :many) n'
            ),
            {'owner': owner, 'many': MANY},
        )


@pytest.mark.usefixtures('many')
async def test_ten_thousand_tasks_are_drawn_a_screenful_at_a_time(open_page):
    page, other = await open_page(), await open_page()
    await expect(row(page, 'Task 1')).to_be_visible()
    assert await page.get_by_role('listitem').count() < 100
    await expect(page.get_by_role('button', name='All 10,000')).to_be_visible()
    listing = page.get_by_role('list', name='Task list')
    await listing.evaluate('list => { list.scrollTop = list.scrollHeight }')
    await expect(row(page, f'Task {MANY}')).to_be_visible()
    await tick(page, f'Task {MANY}')
    await expect(other.get_by_role('button', name='Completed 1')).to_be_visible()


@pytest.mark.usefixtures('many')
async def test_a_page_that_is_scrolled_does_not_jump_when_another_adds_a_task(open_page):
    reading, writing = await open_page(), await open_page()
    await expect(row(reading, 'Task 1')).to_be_visible()
    await reading.get_by_role('list', name='Task list').evaluate('list => { list.scrollTop = 2000 }')
    await expect(row(reading, 'Task 40')).to_be_visible()
    before = await row(reading, 'Task 40').bounding_box()
    await add(writing, 'something new')
    await expect(row(writing, 'something new')).to_be_visible()
    await expect(reading.get_by_role('button', name='All 10,001')).to_be_visible()
    assert await row(reading, 'Task 40').bounding_box() == before


@pytest.mark.usefixtures('many')
async def test_a_task_just_added_comes_into_view_on_the_page_that_added_it(open_page):
    page = await open_page()
    await page.get_by_role('list', name='Task list').evaluate('list => { list.scrollTop = 2000 }')
    await expect(row(page, 'Task 40')).to_be_visible()
    await add(page, 'something new')
    await expect(row(page, 'something new')).to_be_in_viewport()


@pytest.mark.usefixtures('many')
async def test_a_list_that_becomes_short_under_somebody_who_is_far_down_shows_what_is_left(open_page):
    page = await open_page()
    listing = page.get_by_role('list', name='Task list')
    await listing.evaluate('list => { list.scrollTop = list.scrollHeight }')
    await expect(row(page, f'Task {MANY}')).to_be_visible()
    await listing.evaluate('list => { window.scrolls = 0; list.addEventListener("scroll", () => window.scrolls++) }')
    await page.get_by_role('searchbox', name='Find tasks').fill('task 7777')
    await expect(row(page, 'Task 7777')).to_be_in_viewport()
    assert await listing.evaluate('list => list.scrollHeight <= list.clientHeight')
    # It is there at once: the list does not find its way back by scrolling through what is gone.
    assert await page.evaluate('window.scrolls') <= 2


@pytest.mark.usefixtures('many')
async def test_rows_at_the_end_stay_in_sight_while_many_tasks_come_at_once(open_page, database, owner):
    page = await open_page()
    await page.get_by_role('list', name='Task list').evaluate('list => { list.scrollTop = list.scrollHeight }')
    await expect(row(page, f'Task {MANY}')).to_be_in_viewport()
    async with database.transaction() as session:
        for number in range(30):
            await create_task(session, owner, TaskCreate(title=f'Late {number}'))
    await expect(page.get_by_role('button', name='All 10,030')).to_be_visible()
    await expect(row(page, f'Task {MANY}')).to_be_in_viewport()
    await expect(row(page, f'Task {MANY - 5}')).to_be_in_viewport()


@pytest.mark.parametrize('width', [375, 768, 1440])
async def test_a_note_is_shown_whatever_else_there_is_to_show(width, open_page, database, owner):
    due = datetime.now(UTC).date()
    await make_task(database, owner, 'Plan the trip', description='By train', priority=Priority.HIGH, due_date=due)
    page = await open_page(width=width)
    for shown in ('Plan the trip', 'By train', 'Today'):
        await expect(row(page, 'Plan the trip').get_by_text(shown)).to_be_in_viewport(ratio=1)
    boxes = [
        await row(page, 'Plan the trip').locator(part).bounding_box() for part in ('.task-title', '.task-note', '.due')
    ]
    tops = [box['y'] for box in boxes]
    assert tops[0] < tops[1]
    assert width == 1440 or tops == sorted(tops)


async def test_the_filters_can_be_read_while_one_searches_on_a_phone(open_page, database, owner):
    await make_task(database, owner, 'buy milk')
    page = await open_page(width=375)
    await page.get_by_role('searchbox', name='Find tasks').fill('milk')
    await expect(page.get_by_role('button', name='Completed')).to_be_in_viewport(ratio=1)
    await expect(page.get_by_role('searchbox', name='Find tasks')).to_be_in_viewport(ratio=1)


@pytest.mark.usefixtures('many')
async def test_words_and_status_narrow_the_list(open_page):
    page = await open_page()
    await page.get_by_role('searchbox', name='Find tasks').fill('task 7777')
    await expect(row(page, 'Task 7777')).to_be_visible()
    await expect(page.get_by_role('listitem')).to_have_count(1)
    await tick(page, 'Task 7777')
    await page.get_by_role('button', name='Completed 1').click()
    await expect(row(page, 'Task 7777')).to_be_visible()
    await page.get_by_role('button', name='To do').click()
    await expect(page.get_by_text('No matching tasks')).to_be_visible()


async def test_a_rename_in_one_page_keeps_focus_and_draft_in_the_other(database, owner, open_page):
    task = await make_task(database, owner, 'buy milk')
    other = await make_task(database, owner, 'call mum')
    page = await open_page()
    await row(page, 'buy milk').get_by_role('button', name='Rename buy milk').click()
    field = page.get_by_role('textbox', name='New name for buy milk')
    await field.fill('buy oat mi')
    async with database.transaction() as session:
        await update_task(session, owner, other.id, TaskUpdate(title='call dad'))
        await update_task(session, owner, task.id, TaskUpdate(priority='high'))
    await expect(row(page, 'call dad')).to_be_visible()
    await expect(row(page, 'buy milk').get_by_label('Priority of')).to_have_value('high')
    await expect(field).to_be_focused()
    await expect(field).to_have_value('buy oat mi')
    await field.press_sequentially('lk')
    await field.press('Enter')
    await expect(row(page, 'buy oat milk')).to_be_visible()


async def test_what_the_server_refuses_is_taken_back_with_a_notice(database, owner, open_page):
    await make_task(database, owner, 'buy milk')
    page = await open_page()
    await row(page, 'buy milk').get_by_label('Due date of buy milk').fill('2001-01-01')
    await expect(notices(page)).to_contain_text('in the past')
    await expect(row(page, 'buy milk').get_by_label('Due date of buy milk')).to_have_value('')


@pytest.mark.parametrize('title', ['x' * 256, 'bell \a here'])
async def test_a_title_that_is_refused_is_given_back_to_be_mended(open_page, title):
    page = await open_page()
    await add(page, title)
    await expect(notices(page)).to_contain_text('title')
    await expect(page.get_by_role('textbox', name='New task')).to_have_value(title)
    await expect(page.get_by_role('listitem')).to_have_count(0)


@pytest.mark.parametrize('title', ['🎉 party 👩‍👩‍👧', 'اشتر الحليب', '<img src=x onerror=alert(1)>', 'a' * 255])
async def test_any_text_is_shown_as_the_text_it_is(open_page, title):
    page = await open_page()
    await add(page, title)
    await expect(row(page, title)).to_be_visible()
    await expect(row(page, title).get_by_role('button', name=f'Rename {title}')).to_have_text(title)
    assert await page.get_by_role('region', name='Tasks').locator('img').count() == 0


async def test_all_fields_can_be_edited_at_once(open_page):
    page, other = await open_page(), await open_page()
    await add(page, 'buy milk')
    await row(page, 'buy milk').hover()
    await row(page, 'buy milk').get_by_role('button', name='Edit buy milk').click()
    dialog = page.get_by_role('dialog', name='Edit task')
    await dialog.get_by_role('textbox', name='Title').fill('')
    await dialog.get_by_role('button', name='Save').click()
    await expect(dialog.get_by_role('alert')).to_contain_text('must not be empty')
    await dialog.get_by_role('textbox', name='Title').fill('buy oat milk')
    await dialog.get_by_role('textbox', name='Description').fill('two litres')
    await dialog.get_by_role('button', name='Save').click()
    await expect(row(other, 'buy oat milk')).to_contain_text('two litres')


async def test_an_empty_list_says_how_to_begin(open_page):
    page = await open_page()
    await expect(page.get_by_text('Nothing to do yet')).to_be_visible()
    await add(page, 'buy milk')
    await expect(page.get_by_text('Nothing to do yet')).to_be_hidden()
    await delete(page, 'buy milk')
    await expect(page.get_by_text('Nothing to do yet')).to_be_visible()


async def test_quick_add_reads_dates_priorities_and_notes(open_page):
    page = await open_page()
    await add(page, 'pay rent tomorrow p1 // the landlord changed')
    await expect(row(page, 'pay rent')).to_contain_text('Tomorrow')
    await expect(row(page, 'pay rent')).to_contain_text('the landlord changed')
    await expect(row(page, 'pay rent').get_by_label('Priority of')).to_have_value('urgent')


async def test_a_draft_survives_a_lost_connection(open_page):
    page = await open_page()
    await add(page, 'buy milk')
    await expect(row(page, 'buy milk')).to_be_visible()
    await page.get_by_role('textbox', name='New task').fill('half a thou')
    await page.evaluate('window.socket.io.engine.close()')
    await page.wait_for_function('window.socket.connected')
    await expect(page.get_by_role('textbox', name='New task')).to_have_value('half a thou')
    await rename(page, 'buy milk', 'buy bread')
    await expect(row(page, 'buy bread')).to_be_visible()
