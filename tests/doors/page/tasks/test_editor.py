"""All of a task at once, in the dialog."""

from playwright.async_api import expect

from services import task_service
from services.models import TaskRead
from services.values.vocabulary import Priority, Status
from tests.factories import make_session, make_task


async def test_what_is_chosen_in_the_dialog_is_stored_and_what_is_stored_is_shown_there(open_page, database, owner):
    task = await make_task(database, owner, 'Buy milk', priority=Priority.HIGH)
    page = await open_page('/')
    await page.get_by_role('button', name='Edit Buy milk').click()
    dialog = page.get_by_role('dialog', name='Edit task')
    priority, status = (dialog.get_by_role('combobox', name=name) for name in ('Priority', 'Status'))
    await expect(priority).to_have_value('high')
    await priority.select_option('Urgent')
    await status.select_option('In progress')
    await dialog.get_by_role('button', name='Save').click()
    await expect(dialog).to_be_hidden()
    async with database.transaction() as session:
        stored = TaskRead.model_validate(await task_service.get_task(session, owner, task.id))
    assert (stored.priority, stored.status) == (Priority.URGENT, Status.IN_PROGRESS)
    await page.get_by_role('button', name='Edit Buy milk').click()
    await expect(priority).to_have_value('urgent')


async def test_what_is_written_in_the_dialog_stays_while_the_page_changes_around_it(open_page, database, owner):
    task = await make_task(database, owner, 'Buy milk')
    page = await open_page('/')
    await page.get_by_role('button', name='Edit Buy milk').click()
    dialog = page.get_by_role('dialog', name='Edit task')
    title, description = (dialog.get_by_role('textbox', name=name) for name in ('Title', 'Description'))
    await expect(title).to_be_focused()
    await title.fill('Buy oat milk')
    await description.fill('Two, if there are any')
    await dialog.get_by_role('combobox', name='Priority').select_option('High')
    await make_session(database, owner, 'Elsewhere')
    await expect(page.locator('.session-title')).to_have_text('Elsewhere')
    await expect(title).to_have_value('Buy oat milk')
    await expect(description).to_have_value('Two, if there are any')
    await expect(dialog.get_by_role('combobox', name='Priority')).to_have_value('high')
    await dialog.get_by_role('button', name='Save').click()
    await expect(dialog).to_be_hidden()
    async with database.transaction() as session:
        stored = TaskRead.model_validate(await task_service.get_task(session, owner, task.id))
    assert (stored.title, stored.description) == ('Buy oat milk', 'Two, if there are any')
    assert stored.priority is Priority.HIGH
