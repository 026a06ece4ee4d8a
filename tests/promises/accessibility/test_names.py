"""What a screen reader hears: the roles and names that outside programs and people rely on."""

from playwright.async_api import expect

from services import task_service
from services.models import TaskCreate, TaskUpdate
from services.values.vocabulary import Status
from tests.factories import make_list, make_task
from tests.promises.accessibility.scenes import say


async def test_a_task_and_the_ways_to_change_it_have_their_names(open_page, database, owner):
    await make_task(database, owner, 'Buy milk')
    page = await open_page('/')
    tasks = page.get_by_role('region', name='Tasks', exact=True)
    await expect(tasks).to_match_aria_snapshot("""
      - region "Tasks":
        - textbox "New task"
        - button "Add task"
        - group "Filter by status"
        - searchbox "Find tasks"
        - list "Task list":
          - listitem "Buy milk":
            - checkbox "Complete Buy milk"
            - button "Rename Buy milk"
            - combobox "Status of Buy milk"
            - combobox "Priority of Buy milk"
            - textbox "Due date of Buy milk"
            - button "Edit Buy milk"
            - button "Delete Buy milk"
    """)


async def test_the_views_have_their_names(open_page, database, owner):
    await make_task(database, owner, 'Buy milk')
    await make_list(database, owner, 'Home')
    page = await open_page('/')
    await expect(page.get_by_role('navigation', name='Views')).to_match_aria_snapshot("""
      - navigation "Views":
        - group "Views":
          - link "Inbox 1"
          - link "Today"
          - link "Upcoming"
          - link "All 1"
          - link "Done"
        - heading "Lists" [level=2]
        - button "New list"
        - group "Lists":
          - link "Home"
    """)


async def test_the_chat_has_its_names(open_page, database, owner):
    await make_task(database, owner, 'Buy milk', status=Status.COMPLETED)
    page = await open_page('/chat')
    await say(page, 'delete all completed tasks')
    chat = page.get_by_role('region', name='Chat', exact=True)
    await expect(chat.get_by_role('log', name='Conversation')).to_be_visible()
    for button in ('Approve', 'Reject', 'Send'):
        await expect(chat.get_by_role('button', name=button)).to_be_visible()
    await say(page, 'add call the bank')
    await expect(chat.get_by_role('button', name='Undo')).to_be_visible()
    await expect(chat.get_by_role('textbox', name='Message')).to_be_visible()


async def test_what_others_change_is_said_in_one_sentence(open_page, database, owner):
    page = await open_page('/')
    said = page.locator('[aria-live=polite].sr-only')
    await make_task(database, owner, 'Buy milk')
    await expect(said).to_have_text('“Buy milk” was added.')
    async with database.transaction() as session:
        for number in range(20):
            await task_service.create_task(session, owner, TaskCreate(title=f'Task {number}'))
    await expect(said).to_have_text('20 tasks were changed.')


async def test_a_task_renamed_elsewhere_is_called_by_the_name_one_knows(open_page, database, owner):
    task = await make_task(database, owner, 'Buy milk')
    page = await open_page('/')
    async with database.transaction() as session:
        await task_service.update_task(session, owner, task.id, TaskUpdate(title='Buy oat milk'))
    await expect(page.locator('[aria-live=polite].sr-only')).to_have_text('“Buy milk” was changed.')


async def test_what_one_does_oneself_is_not_said_again(open_page, database, owner):
    page = await open_page('/')
    await page.get_by_role('textbox', name='New task').fill('My own')
    await page.keyboard.press('Enter')
    await expect(page.get_by_role('listitem', name='My own')).to_be_visible()
    await make_task(database, owner, 'Buy milk')
    await expect(page.locator('[aria-live=polite].sr-only')).to_have_text('“Buy milk” was added.')
