"""The chat panel: conversations, questions with choices, approvals, bad input."""

import pytest
from playwright.async_api import expect

from tests.doors.page.gestures import add, conversation, notices, row, say
from tests.factories import make_task


async def test_two_tasks_that_match_are_a_question_and_a_click_answers_it(database, owner, open_page):
    await make_task(database, owner, 'buy milk')
    await make_task(database, owner, 'milk the cow')
    page = await open_page()
    await say(page, 'complete milk')
    await expect(conversation(page)).to_contain_text('Which one do you mean?')
    await conversation(page).get_by_role('button', name='buy milk').click()
    await expect(row(page, 'buy milk').get_by_role('checkbox')).to_be_checked()
    await expect(row(page, 'milk the cow').get_by_role('checkbox')).not_to_be_checked()


async def test_deleting_waits_for_a_yes_that_any_page_can_give(database, owner, open_page):
    await make_task(database, owner, 'buy milk')
    here, there = await open_page(), await open_page()
    await say(here, 'delete buy milk')
    await expect(conversation(there).get_by_role('button', name='Approve')).to_be_visible()
    await expect(row(there, 'buy milk')).to_be_visible()
    await conversation(there).get_by_role('button', name='Approve').click()
    await expect(row(here, 'buy milk')).to_have_count(0)
    await expect(conversation(here).get_by_role('button', name='Approve')).to_have_count(0)


async def test_a_no_changes_nothing(database, owner, open_page):
    await make_task(database, owner, 'buy milk')
    page = await open_page()
    await say(page, 'delete buy milk')
    await conversation(page).get_by_role('button', name='Reject').click()
    await expect(conversation(page)).to_contain_text('Rejected')
    await expect(row(page, 'buy milk')).to_be_visible()


async def test_one_undo_takes_back_a_whole_answer(open_page):
    page = await open_page()
    await say(page, 'add tea, coffee and sugar to my list')
    await expect(row(page, 'sugar')).to_be_visible()
    await conversation(page).get_by_role('button', name='Undo').click()
    await expect(page.get_by_role('region', name='Tasks').get_by_role('listitem')).to_have_count(0)


async def test_what_is_not_understood_changes_nothing_and_can_become_a_task(open_page):
    page = await open_page()
    await say(page, 'blue wombats in the moonlight')
    await expect(conversation(page)).to_contain_text('did not understand')
    await expect(page.get_by_role('region', name='Tasks').get_by_role('listitem')).to_have_count(0)
    await conversation(page).get_by_role('button', name='Add as a task').click()
    await expect(row(page, 'blue wombats in the moonlight')).to_be_visible()


async def test_conversations_can_be_begun_renamed_opened_and_deleted(open_page):
    page = await open_page()
    await say(page, 'add buy milk')
    await expect(conversation(page)).to_contain_text('Added')
    await page.get_by_role('button', name='New conversation').click()
    await expect(conversation(page)).not_to_contain_text('Added')
    await say(page, 'help')
    await expect(conversation(page)).to_contain_text('You can say')
    await page.get_by_role('button', name='Conversations').click()
    dialog = page.get_by_role('dialog', name='Conversations')
    await dialog.get_by_role('button', name='Rename add buy milk').click()
    naming = page.get_by_role('dialog', name='Rename conversation')
    await naming.get_by_role('textbox', name='Title').fill('Shopping')
    await naming.get_by_role('button', name='Save').click()
    await expect(naming).to_have_count(0)
    await dialog.get_by_role('button', name='Shopping', exact=True).click()
    await expect(conversation(page)).to_contain_text('Added “buy milk”')
    await page.get_by_role('button', name='Conversations').click()
    await dialog.get_by_role('button', name='Delete conversation Shopping').click()
    await expect(dialog.get_by_text('Shopping')).to_have_count(0)
    await page.keyboard.press('Escape')
    await expect(conversation(page)).not_to_contain_text('Added “buy milk”')


@pytest.mark.parametrize('message', ['x' * 4_001, 'a \x00 zero'])
async def test_a_message_that_is_refused_is_given_back(open_page, message):
    page = await open_page()
    await say(page, message)
    await expect(notices(page)).to_contain_text('message')
    await expect(page.get_by_role('textbox', name='Message')).to_have_value(message)


async def test_the_chat_is_a_sheet_on_a_phone(open_page):
    page = await open_page(width=375, height=760)
    await add(page, 'buy milk')
    await expect(row(page, 'buy milk')).to_be_visible()
    await expect(page.get_by_role('textbox', name='Message')).to_be_hidden()
    await page.get_by_role('button', name='Chat', exact=True).click()
    await say(page, 'done with buy milk')
    await expect(conversation(page)).to_contain_text('is now completed')
    await page.get_by_role('button', name='Close chat').click()
    await expect(page.get_by_role('textbox', name='Message')).to_be_hidden()
    await expect(row(page, 'buy milk').get_by_role('checkbox')).to_be_checked()


@pytest.mark.parametrize('width', [375, 768, 1024, 1440])
async def test_nothing_has_to_be_scrolled_sideways(database, owner, open_page, width):
    await make_task(database, owner, 'a' * 200, description='b' * 500)
    page = await open_page(width=width)
    await say(page, 'c' * 300) if width > 700 else None
    assert await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')
