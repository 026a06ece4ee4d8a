"""What waits for a yes: on the list itself, in every view, and edited before it is given."""

import pytest
from playwright.async_api import expect

from services import approvals, task_service
from services.approval_models import ApprovalAction
from services.models import TaskUpdate
from services.values.cause import Cause, Via
from tests.doors.page.gestures import conversation, notices, row, say
from tests.factories import make_task


@pytest.fixture
async def asked(database, owner):
    """A deletion and a change, neither of them asked for in a conversation."""
    milk, rent = await make_task(database, owner, 'buy milk'), await make_task(database, owner, 'pay rent')
    async with database.transaction() as session:
        gone = await approvals.ask(session, owner, ApprovalAction.DELETE, [(milk, None)])
        changes = [(rent, TaskUpdate(priority='urgent'))]
        changed = await approvals.ask(session, owner, ApprovalAction.UPDATE, changes)
    return gone, changed


async def test_it_is_drawn_on_the_tasks_of_every_page_and_goes_with_the_answer(database, owner, open_page, asked):
    gone, changed = asked
    pages = [await open_page(), await open_page(width=375, height=760)]
    for page in pages:
        await expect(row(page, 'buy milk')).to_contain_text('Will be deleted once you approve')
        title = row(page, 'buy milk').locator('.task-title')
        assert await title.evaluate('each => getComputedStyle(each).textDecorationLine') == 'line-through'
        await expect(row(page, 'pay rent').get_by_text('priority: Medium → Urgent')).to_be_visible()
    async with database.transaction() as session:
        await approvals.edit(session, owner, changed.id, {changed.items[0].task_id: TaskUpdate(priority='low')})
    for page in pages:
        await expect(row(page, 'pay rent').get_by_text('priority: Medium → Low')).to_be_visible()
    async with database.transaction() as session:
        await approvals.decide(session, owner, gone.id, approve=False)
        await approvals.decide(session, owner, changed.id, approve=True, revision=2)
    for page in pages:
        await expect(page.get_by_text('Waits for your yes')).to_have_count(0)
        await expect(page.locator('.task-waits')).to_have_count(0)
    await pages[0].reload()
    await expect(row(pages[0], 'buy milk')).to_be_visible()
    await expect(pages[0].locator('.task-waits')).to_have_count(0)


@pytest.mark.parametrize('address', ['/', '/chat'])
async def test_what_a_program_asks_for_says_so_and_can_be_answered_in_any_conversation(
    database, owner, open_page, address
):
    page = await open_page(address)
    milk = await make_task(database, owner, 'buy milk')
    async with database.transaction() as session:
        cause = Cause(via=Via.MCP, name='My editor')
        await approvals.ask(session, owner, ApprovalAction.DELETE, [(milk, None)], cause=cause)
    await expect(conversation(page)).to_contain_text('Asked by the program “My editor”')
    await page.reload()
    await conversation(page).get_by_role('button', name='Approve').click()
    await expect(conversation(page)).to_contain_text('Approved')
    async with database.transaction() as session:
        assert await task_service.list_tasks(session, owner) == []


async def test_what_one_page_edits_another_is_shown_and_approves(database, owner, open_page):
    for number in range(6):
        await make_task(database, owner, f'task {number}')
    here, there = await open_page(), await open_page('/chat')
    await say(here, 'set all tasks to urgent')
    await expect(conversation(there).get_by_text('priority: Medium → Urgent')).to_have_count(6)
    await conversation(here).get_by_role('button', name='Edit the proposed changes to task 3').click()
    await conversation(here).get_by_role('combobox', name='priority').select_option('low')
    await conversation(here).get_by_role('button', name='Save').click()
    await expect(conversation(there).get_by_text('priority: Medium → Low')).to_have_count(1)
    await expect(row(here, 'task 3').get_by_text('priority: Medium → Low')).to_be_visible()
    await conversation(there).get_by_role('button', name='Approve').click()
    await expect(conversation(here)).to_contain_text('Approved')
    await expect(row(here, 'task 3').get_by_role('combobox', name='Priority of task 3')).to_have_value('low')
    await expect(row(here, 'task 4').get_by_role('combobox', name='Priority of task 4')).to_have_value('urgent')


async def test_a_value_that_no_update_accepts_is_refused_and_can_be_mended(database, owner, open_page):
    for number in range(6):
        await make_task(database, owner, f'task {number}', due_date='2099-01-01')
    page = await open_page('/chat')
    await say(page, 'move everything to 2099-02-01')
    await conversation(page).get_by_role('button', name='Edit the proposed changes to task 3').click()
    field = conversation(page).get_by_label('due date')
    await expect(field).to_have_value('2099-02-01')
    await field.fill('2020-01-01')
    await conversation(page).get_by_role('button', name='Save').click()
    await expect(notices(page)).to_contain_text('in the past')
    await expect(field).to_have_value('2020-01-01')
    await field.press('Escape')
    await expect(field).to_have_count(0)
