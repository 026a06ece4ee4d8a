"""Amounts as charts, the welcome, and conversations: beside the chat, found by their words, however long."""

import re
from uuid import UUID

import pytest
from playwright.async_api import expect

from components.chat.conversation import MAX_MESSAGES
from services import task_service
from services.models import TaskUpdate
from tests.doors.page.gestures import add, conversation, say, tick
from tests.factories import make_message, make_overdue_task, make_session, make_task

LONG = 5_000


@pytest.fixture
async def long_conversation(database, owner):
    """More than anybody scrolls through."""
    chat = await make_session(database, owner, 'A long story')
    connection = await database.connect()
    await connection.execute(
        'INSERT INTO chat_messages (id, session_id, role, content) SELECT gen_random_uuid(), $1, '
        "CASE WHEN n % 2 = 1 THEN 'user' ELSE 'assistant' END, 'Message ' || n || '.' "
        'FROM generate_series(1, $2::int) AS n',
        chat.id,
        LONG,
    )
    await connection.close()
    return chat


async def test_the_answer_to_how_much_is_a_chart_and_a_table_and_survives_a_reload(database, owner, open_page):
    task = await make_task(database, owner, 'buy milk')
    async with database.transaction() as session:
        await task_service.update_task(session, owner, task.id, TaskUpdate(completed=True))
    page = await open_page()
    await say(page, 'how was my week?')
    for _ in range(2):
        chart = conversation(page).get_by_role('figure')
        await expect(chart).to_contain_text('Tasks per day')
        await expect(chart.locator('rect')).to_have_count(14)
        await expect(chart.get_by_role('table').get_by_role('row')).to_have_count(8)
        await expect(chart.get_by_role('table').get_by_role('row').last).to_have_text(re.compile('11$'))
        await expect(conversation(page)).to_contain_text('1 completed, 1 added')
        await page.reload()
    assert await chart.locator('svg').get_attribute('aria-hidden') == 'true'


async def test_the_welcome_tells_the_day_in_numbers_as_they_change(database, owner, open_page):
    await make_overdue_task(database, owner, '2020-01-01')
    page = await open_page()
    await expect(conversation(page).locator('.day')).to_have_text('0due today1overdue0done today')
    await add(page, 'buy milk today')
    await expect(conversation(page).locator('.day')).to_have_text('1due today1overdue0done today')
    await tick(page, 'buy milk')
    await expect(conversation(page).locator('.day')).to_have_text('0due today1overdue1done today')


async def test_conversations_stand_beside_the_chat_are_found_and_stay_open(database, owner, open_page):
    shopping, trip = await make_session(database, owner, 'Shopping'), await make_session(database, owner, 'The trip')
    await make_message(database, owner, shopping.id, 'We need oat milk')
    await make_message(database, owner, trip.id, 'Trains to Porto')
    page = await open_page('/chat', width=1280)
    beside = page.get_by_role('complementary', name='Conversations')
    await expect(beside.get_by_role('listitem')).to_have_count(2)
    await expect(conversation(page)).to_contain_text('Trains to Porto')
    await beside.get_by_role('searchbox', name='Find conversations').fill('oat')
    await expect(beside.get_by_role('listitem')).to_have_count(1)
    await beside.get_by_role('button', name='Shopping', exact=True).click()
    await expect(conversation(page)).to_contain_text('We need oat milk')
    await page.reload()
    await expect(conversation(page)).to_contain_text('We need oat milk')
    await beside.get_by_role('searchbox', name='Find conversations').fill('nothing like it')
    await expect(beside).to_contain_text('No matching conversations.')
    small = await open_page('/chat', width=800)
    await expect(conversation(small)).to_contain_text('We need oat milk')
    await expect(small.get_by_role('complementary', name='Conversations')).to_be_hidden()
    await page.get_by_role('button', name='New conversation').click()
    await expect(conversation(page)).to_contain_text('What shall we do?')
    await page.reload()
    await expect(conversation(page)).to_contain_text('What shall we do?')


async def test_the_list_is_what_there_is_each_time_it_is_opened_and_goes_on_while_it_is(database, owner, open_page):
    await make_session(database, owner, 'Shopping')
    page = await open_page()
    opener, dialog = page.get_by_role('button', name='Conversations'), page.get_by_role('dialog', name='Conversations')
    for titles in ('The trip', 'The party'), ('The house', 'The car'):
        await make_session(database, owner, titles[0])
        await opener.click()
        await expect(dialog.get_by_role('button', name=titles[0], exact=True)).to_be_visible()
        await make_session(database, owner, titles[1])
        await expect(dialog.get_by_role('button', name=titles[1], exact=True)).to_be_visible()
        await page.keyboard.press('Escape')
        await expect(dialog).to_have_count(0)
    await opener.click()
    await expect(dialog.get_by_role('listitem')).to_have_count(5)


async def test_when_the_last_is_gone_the_next_begins_on_every_page_that_shows_none(open_page):
    one, other = await open_page(), await open_page()
    await say(one, 'add buy milk')
    await expect(conversation(other)).to_contain_text('Added')
    await one.get_by_role('button', name='Conversations').click()
    await one.get_by_role('button', name='Delete conversation add buy milk').click()
    await one.keyboard.press('Escape')
    for page in (one, other):
        await expect(conversation(page)).to_contain_text('What shall we do?')
    await say(one, 'add buy bread')
    await expect(conversation(other)).to_contain_text('Added')


async def test_a_very_long_conversation_is_a_window_that_moves(open_page, long_conversation):
    assert isinstance(long_conversation.id, UUID)
    page = await open_page('/chat')
    said = conversation(page).get_by_role('article')
    await expect(said).to_have_count(40)
    await expect(said.last).to_contain_text(f'Message {LONG}.')
    for _ in range(4):
        # Not inner_text: Chromium skips the text of what is out of sight.
        oldest = str(await said.first.locator('.text').text_content()).strip()
        await conversation(page).evaluate('log => { log.scrollTop = 0; }')
        await expect(said.first.locator('.text')).not_to_have_text(oldest)
        await expect(conversation(page).get_by_text(oldest, exact=True)).to_be_in_viewport()
    await expect(said).to_have_count(MAX_MESSAGES)
    await expect(said.first).to_contain_text(f'Message {LONG - 40 - 4 * 60 + 1}.')
    await say(page, 'add buy milk')
    await expect(said.last).to_contain_text('Added')
    assert await said.count() < MAX_MESSAGES
