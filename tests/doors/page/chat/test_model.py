"""The conversation on a real page, with a scripted model behind it."""

import asyncio
import re

import pytest
from playwright.async_api import Browser, Page, expect

from services import task_service
from services.accounts.people import OWNER_ID
from services.values.vocabulary import Priority
from tests.assistant.model_server import Answer, Call, Refusal
from tests.assistant.talk import KEY
from tests.factories import make_task
from tests.fixtures.browser import until_live
from tests.serving import forked

BREAKFAST = [Call('add_task', {'title': 'Buy milk'}), Call('add_task', {'title': 'Buy bread'})]


@pytest.fixture
def address(database_url, tmp_path, model):
    """Where a Tandem answers whose model is the scripted one."""
    settings = {'TANDEM_MODEL': 'scripted', 'OPENAI_API_KEY': KEY, 'OPENAI_BASE_URL': model.base_url}
    with forked(tmp_path, TANDEM_DATABASE_URL=database_url, **settings) as address:
        yield address


async def opened(browser: Browser, address: str, path: str = '/') -> Page:
    page = await (await browser.new_context()).new_page()
    await page.goto(f'{address}{path}')
    await until_live(page)
    return page


async def say(page: Page, text: str) -> None:
    await page.get_by_role('textbox', name='Message').fill(text)
    await page.get_by_role('button', name='Send').click()


async def two_views(browser: Browser, address: str) -> tuple[Page, Page]:
    """Two windows on one conversation."""
    one = await opened(browser, address)
    await say(one, '/list')
    await expect(log(one)).to_contain_text('Your list is empty')
    return one, await opened(browser, address, '/chat')


def log(page: Page):
    return page.get_by_role('log', name='Conversation')


async def test_an_answer_streams_into_every_view_and_ends_as_markdown(browser, address, model):
    hold = asyncio.Event()
    model.says(
        Answer(calls=BREAKFAST),
        Answer('Both are **there** now, see [this](javascript:alert(1)) and ![x](http://evil/x.png)', hold=hold),
    )
    one, two = await two_views(browser, address)
    await say(one, 'breakfast please')
    await expect(log(two)).to_contain_text('breakfast please')
    await expect(log(one).get_by_text('Added “Buy milk”')).to_be_visible()
    await expect(log(one)).to_contain_text('Both are **there**')
    await two.reload()
    await until_live(two)
    for page in (one, two):
        await expect(log(page)).to_contain_text('Both are **there**')
        await expect(log(page).get_by_text('Added “Buy bread”')).to_be_visible()
        await expect(page.get_by_role('button', name='Stop')).to_be_visible()
    hold.set()
    for page in (one, two):
        await expect(log(page).locator('strong')).to_have_text('there')
        await expect(page.get_by_role('button', name='Send')).to_be_visible()
        assert await log(page).locator('img, a[href^="javascript"]').count() == 0
        await expect(log(page).get_by_role('checkbox', name='Complete Buy milk (in chat)')).to_be_visible()


async def test_stop_works_from_any_view_and_says_what_was_done(browser, address, model):
    model.says(Answer(calls=BREAKFAST), Answer('Now I will tell you a long story', hold=asyncio.Event()))
    one, two = await two_views(browser, address)
    await say(one, 'breakfast please')
    await expect(log(two)).to_contain_text('Now I will')
    await two.get_by_role('button', name='Stop').click()
    for page in (one, two):
        await expect(log(page)).to_contain_text('Stopped. 2 of 2 done.')
        await expect(page.get_by_role('button', name='Send')).to_be_visible()
    await one.get_by_role('button', name='Undo').click()
    await expect(one.get_by_role('region', name='Tasks')).not_to_contain_text('Buy milk')


async def test_a_model_that_only_thinks_can_be_stopped(browser, address, model):
    model.says(Answer(hold=asyncio.Event()))
    page = await opened(browser, address)
    await say(page, 'plan my week')
    await page.get_by_role('button', name='Stop').click()
    await expect(log(page)).to_contain_text('Stopped.')
    await expect(page.get_by_role('button', name='Send')).to_be_visible()


async def test_an_approval_shows_what_would_change_and_can_be_given_for_a_part(browser, address, model, database):
    made = [await make_task(database, OWNER_ID, f'Task {at}') for at in range(6)]
    call = Call('update_tasks', {'task_ids': [str(each.id) for each in made], 'changes': {'priority': 'urgent'}})
    model.says(Answer(calls=[call]), Answer('Please approve it.'))
    page = await opened(browser, address)
    await say(page, 'everything is urgent')
    await expect(log(page).get_by_text('priority: Medium → Urgent').first).to_be_visible()
    await log(page).get_by_role('checkbox', name='Approve Task 5').uncheck()
    await log(page).get_by_role('checkbox', name='Approve Task 4').uncheck()
    await page.get_by_role('button', name='Approve').click()
    await expect(log(page)).to_contain_text('Approved')
    async with database.transaction() as session:
        found = await task_service.list_tasks(session, OWNER_ID, priority=Priority.URGENT)
    assert sorted(task.title for task in found) == ['Task 0', 'Task 1', 'Task 2', 'Task 3']


async def test_edit_and_retry_say_it_anew(browser, address, model):
    model.says(Answer(calls=BREAKFAST[:1]), Answer('Milk it is.'))
    page = await opened(browser, address)
    await say(page, 'milk please')
    await expect(log(page)).to_contain_text('Milk it is.')
    model.says(Answer(calls=BREAKFAST[1:]), Answer('Bread it is.'))
    await log(page).get_by_role('article', name='You').hover()
    await page.get_by_role('button', name='Edit', exact=True).click()
    box = page.get_by_role('textbox', name='Message')
    await expect(box).to_have_value('milk please')
    await box.fill('bread please')
    await page.get_by_role('button', name='Send').click()
    await expect(log(page)).to_contain_text('Bread it is.')
    tasks = page.get_by_role('region', name='Tasks')
    await expect(tasks).to_contain_text('Buy bread')
    await expect(tasks).not_to_contain_text('Buy milk')
    await expect(log(page).locator('.replaced')).to_have_count(2)
    model.says(Answer(calls=BREAKFAST[1:]), Answer('Bread again.'))
    await page.get_by_role('button', name='Retry').click()
    await expect(log(page)).to_contain_text('Bread again.')
    await expect(tasks.get_by_role('checkbox', name=re.compile('Buy bread'))).to_have_count(1)


async def test_a_model_in_trouble_is_named_and_the_page_goes_on(browser, address, model):
    model.says(Refusal(401))
    page = await opened(browser, address)
    await say(page, 'add buy milk')
    await expect(log(page)).to_contain_text('did not accept the key')
    await expect(page.get_by_role('region', name='Tasks')).to_contain_text(re.compile('buy milk', re.IGNORECASE))


async def test_the_settings_say_whether_the_model_works_and_what_to_do_if_not(browser, address, model):
    page = await opened(browser, address, '/settings')
    part = page.get_by_role('region', name='Language model')
    await expect(part).to_contain_text('scripted')
    for answer, said in (
        (Answer(calls=[Call('ready')]), 'Everything works.'),
        (Answer('I am ready.'), 'did not use a tool'),
        (Refusal(401), 'Check OPENAI_API_KEY'),
    ):
        model.says(answer)
        await part.get_by_role('button', name='Test connection').click()
        await expect(part.get_by_role('status')).to_contain_text(said)
