"""Quick add: what is understood shows before Enter, can be refused with a click, and takes pasted lines."""

import pytest
from playwright.async_api import expect

from services import task_service
from services.places.models import LabelCreate
from services.places.reading import read_places
from services.tasks.labels import create_label
from tests.doors.page.gestures import row
from tests.factories import inbox_of, make_list


async def write(page, text):
    await page.get_by_role('textbox', name='New task').press_sequentially(text)


def chip(page, name):
    return page.get_by_role('button', name=f'{name}. Keep these words in the title')


async def test_what_is_understood_is_marked_and_shown_while_one_types(open_page):
    page = await open_page()
    await write(page, 'pay 🎉 rent tomorrow p1')
    await expect(chip(page, 'Tomorrow')).to_be_visible()
    await expect(chip(page, 'Urgent priority')).to_be_visible()
    await expect(page.locator('.quick-mirror mark')).to_have_text(['tomorrow', 'p1'])
    await expect(page.get_by_role('listitem')).to_have_count(0)
    await page.get_by_role('button', name='Add task').click()
    await expect(row(page, 'pay 🎉 rent')).to_contain_text('Tomorrow')
    await expect(page.locator('.understood button')).to_have_count(0)


async def test_a_chip_that_is_refused_stays_words(open_page):
    page = await open_page()
    await write(page, 'watch the day after tomorrow tomorrow')
    await chip(page, 'Tomorrow').click()
    await expect(chip(page, 'Tomorrow')).to_have_count(0)
    await page.get_by_role('textbox', name='New task').press('Enter')
    await expect(page.get_by_role('listitem').first).to_contain_text('tomorrow')


@pytest.mark.parametrize(
    'text',
    [
        'buy 2 monitors', 'read chapter 5', 'call May', '"tomorrow never dies" film', 'fix #123', 'learn C#',
        'mail bob@example.com', 'tidy ~/notes', 'write "#home" and \\@errand',
    ],
)  # fmt: skip
async def test_nothing_that_is_only_words_is_shown_as_more(open_page, text):
    page = await open_page()
    await write(page, f'{text} p2')
    await expect(chip(page, 'High priority')).to_be_visible()
    await expect(page.locator('.understood button')).to_have_count(1)


def offer(page, name):
    return page.get_by_role('button', name=f'{name}. Create it together with the task')


async def leave_the_field(page):
    await page.get_by_role('list', name='Task list').click(position={'x': 5, 'y': 400})


@pytest.fixture
def stored(database, owner):
    async def stored():
        """The tasks by their titles, and the lists and labels."""
        async with database.transaction() as session:
            tasks = await task_service.list_tasks(session, owner)
            return {task.title: task for task in tasks}, await read_places(session, owner)

    return stored


async def test_a_task_goes_into_the_list_and_gets_the_labels_that_are_named(open_page, database, owner, stored):
    office = await make_list(database, owner, 'Home office')
    async with database.transaction() as session:
        errand = (await create_label(session, owner, LabelCreate(name='errand'))).id
    page = await open_page()
    await write(page, 'buy ink #home office @errand ~1h30 start:tomorrow')
    await expect(chip(page, 'List “Home office”')).to_be_visible()
    await expect(chip(page, 'Label “errand”')).to_be_visible()
    await expect(chip(page, 'Takes 1 h 30 min')).to_be_visible()
    await expect(chip(page, 'Start: Tomorrow')).to_be_visible()
    await expect(page.locator('.quick-mirror mark')).to_have_text(
        ['#home office', '@errand', '~1h30', 'start:tomorrow']
    )
    await chip(page, 'Takes 1 h 30 min').click()
    await expect(chip(page, 'Takes 1 h 30 min')).to_have_count(0)
    await page.get_by_role('textbox', name='New task').press('Enter')
    await expect(row(page, 'buy ink ~1h30')).to_be_visible()
    (task,) = (await stored())[0].values()
    assert (task.list_id, task.label_ids, task.estimate_minutes) == (office.id, [errand], None)
    assert task.start_on is not None


async def test_a_new_list_and_label_are_made_once_they_are_accepted_and_undone_with_the_task(open_page, stored):
    page = await open_page()
    await write(page, 'book hotel #trip @new today')
    await expect(offer(page, 'New list “trip”')).to_be_visible()
    await expect(page.locator('.quick-mirror mark')).to_have_text(['today'])
    await offer(page, 'New list “trip”').click()
    await expect(chip(page, 'New list “trip”')).to_be_visible()
    await expect(page.locator('.quick-mirror mark')).to_have_text(['#trip', 'today'])
    await offer(page, 'New label “new”').click()
    await expect(chip(page, 'New label “new”')).to_be_visible()
    await page.get_by_role('textbox', name='New task').press('Enter')
    await expect(row(page, 'book hotel')).to_be_visible()
    tasks, places = await stored()
    assert [each.id for each in places.lists if each.name == 'trip'] == [tasks['book hotel'].list_id]
    assert [each.id for each in places.labels] == tasks['book hotel'].label_ids
    await leave_the_field(page)
    await page.keyboard.press('ControlOrMeta+z')
    await expect(row(page, 'book hotel')).to_have_count(0)
    tasks, places = await stored()
    assert (tasks, len(places.lists), len(places.labels)) == ({}, 1, 0)


async def test_a_new_list_that_is_not_accepted_is_not_made(open_page, stored):
    page = await open_page()
    await write(page, 'book hotel #trip soon')
    await offer(page, 'New list “trip”').click()
    await chip(page, 'New list “trip”').click()
    await expect(offer(page, 'New list “trip”')).to_be_visible()
    await page.get_by_role('textbox', name='New task').press('Enter')
    await expect(row(page, 'book hotel #trip soon')).to_be_visible()
    tasks, places = await stored()
    assert (list(tasks), len(places.lists)) == (['book hotel #trip soon'], 1)


async def test_indented_lines_become_sub_tasks_after_a_look_and_one_undo_takes_them_back(
    open_page, database, owner, stored
):
    home = await make_list(database, owner, 'Home')
    page = await open_page(permissions=['clipboard-read', 'clipboard-write'])
    lines = '- paint the fence #home\n  - buy paint tomorrow\n    - ask Ann\n  - mask the posts\n- mow the lawn'
    await page.evaluate('text => navigator.clipboard.writeText(text)', lines)
    await page.get_by_role('textbox', name='New task').press('ControlOrMeta+v')
    preview = page.get_by_role('region', name='Tasks to add')
    await expect(preview).to_contain_text('List “Home”')
    levels = await preview.get_by_role('listitem').evaluate_all('all => all.map(each => each.ariaLevel)')
    assert levels == ['1', '2', '3', '2', '1']
    left = [(await each.bounding_box())['x'] for each in await preview.get_by_role('listitem').all()]
    assert left[0] == left[4] < left[1] == left[3] < left[2]
    await page.get_by_role('button', name='Add 5 tasks').click()
    await expect(row(page, 'mow the lawn')).to_be_visible()
    tasks, _ = await stored()
    title_of = {str(task.id): title for title, task in tasks.items()}
    assert {title: title_of.get(str(task.parent_id)) for title, task in tasks.items()} == {
        'paint the fence': None,
        'buy paint': 'paint the fence',
        'ask Ann': 'buy paint',
        'mask the posts': 'paint the fence',
        'mow the lawn': None,
    }
    assert {tasks[title].list_id for title in ('paint the fence', 'buy paint', 'ask Ann')} == {home.id}
    assert tasks['mow the lawn'].list_id == await inbox_of(database, owner)
    await leave_the_field(page)
    await page.keyboard.press('ControlOrMeta+z')
    await expect(page.get_by_role('list', name='Task list').get_by_role('listitem')).to_have_count(0)
    assert (await stored())[0] == {}


async def test_pasted_lines_become_tasks_after_a_look_and_one_undo_takes_them_back(open_page):
    page = await open_page(permissions=['clipboard-read', 'clipboard-write'])
    field = page.get_by_role('textbox', name='New task')
    await page.evaluate(
        'navigator.clipboard.writeText("- mop the floor\\n- wash the car tomorrow\\n\\n- [ ] call mum !high")'
    )
    await field.press('ControlOrMeta+v')
    preview = page.get_by_role('region', name='Tasks to add')
    await expect(preview.get_by_role('listitem')).to_have_count(3)
    await expect(preview).to_contain_text('Tomorrow')
    await expect(row(page, 'mop the floor')).to_have_count(0)
    await page.get_by_role('button', name='Add 3 tasks').click()
    await expect(row(page, 'mop the floor')).to_be_visible()
    await expect(row(page, 'call mum').get_by_label('Priority of')).to_have_value('high')
    await expect(preview).to_have_count(0)
    await page.get_by_role('list', name='Task list').click(position={'x': 5, 'y': 400})
    await page.keyboard.press('ControlOrMeta+z')
    await expect(row(page, 'mop the floor')).to_have_count(0)
    await expect(row(page, 'call mum')).to_have_count(0)


async def test_more_lines_than_are_shown_are_counted_and_all_added(open_page, database, owner):
    page = await open_page(permissions=['clipboard-read', 'clipboard-write'])
    lines = [f'thing {number}' for number in range(130)]
    await page.evaluate('text => navigator.clipboard.writeText(text)', '\n'.join(lines))
    await page.get_by_role('textbox', name='New task').press('ControlOrMeta+v')
    preview = page.get_by_role('region', name='Tasks to add')
    await expect(preview.get_by_role('listitem')).to_have_count(100)
    await expect(preview).to_contain_text('and 30 more')
    await page.get_by_role('button', name='Add 130 tasks').click()
    await expect(row(page, 'thing 129')).to_be_visible()
    async with database.transaction() as session:
        added = await task_service.list_tasks(session, owner, limit=1000)
    assert {task.title for task in added} == set(lines)
