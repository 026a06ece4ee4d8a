"""What there is to see: each scene opens a page and brings it to where a person would be."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from playwright.async_api import Page, expect

from services.database import Database
from services.places.models import Colour, LabelCreate, ListCreate
from services.tasks.labels import create_label
from services.tasks.lists import create_list
from services.values.vocabulary import Priority, Status
from tests.factories import make_overdue_task, make_task
from tests.fixtures.browser import OpenPage


async def empty_home(open_page: OpenPage, _database: Database, _owner: UUID) -> Page:
    return await open_page('/')


async def home(open_page: OpenPage, database: Database, owner: UUID) -> Page:
    await make_tasks(database, owner)
    page = await open_page('/')
    await expect(page.get_by_role('listitem', name='Buy milk')).to_be_visible()
    return page


async def writing(open_page: OpenPage, _database: Database, _owner: UUID) -> Page:
    page = await open_page('/')
    field = page.get_by_role('textbox', name='New task')
    await field.fill('book hotel #inbox @new tomorrow p1 // by the sea')
    await expect(page.get_by_role('button', name='New label “new”')).to_be_visible()
    await field.evaluate("""field => {
        const pasted = new DataTransfer();
        pasted.setData('text', 'paint the fence\\n  buy paint tomorrow');
        field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: pasted, cancelable: true }));
    }""")
    await expect(page.get_by_role('region', name='Tasks to add')).to_be_visible()
    return page


async def hovered_row(open_page: OpenPage, database: Database, owner: UUID) -> Page:
    page = await home(open_page, database, owner)
    await page.get_by_role('listitem', name='Buy milk').hover()
    return page


async def selected(open_page: OpenPage, database: Database, owner: UUID) -> Page:
    page = await home(open_page, database, owner)
    await page.get_by_role('listitem', name='Buy milk').get_by_role('checkbox').focus()
    await page.keyboard.press('x')
    await expect(page.get_by_role('toolbar', name='Selected tasks')).to_be_visible()
    return page


async def in_a_list(open_page: OpenPage, database: Database, owner: UUID) -> Page:
    """A list with a family, labels and every fact that a row can show."""
    async with database.transaction() as session:
        listed = await create_list(session, owner, ListCreate(name='Home', colour=Colour.YELLOW))
        label = await create_label(session, owner, LabelCreate(name='errand', colour=Colour.PINK))
        places: dict[str, Any] = {'list_id': listed.id, 'label_ids': [label.id]}
        await create_label(session, owner, LabelCreate(name='calls', colour=Colour.GREY))
    later = datetime.now(UTC).date() + timedelta(days=9)
    whole = await make_task(database, owner, 'Plan the trip', **places, start_on=later, estimate_minutes=90)
    await make_task(database, owner, 'Book a room', parent_id=whole.id)
    await make_task(database, owner, 'Buy milk', **places)
    page = await open_page(f'/list/{listed.id}')
    await expect(page.get_by_role('listitem', name='Book a room')).to_be_visible()
    return page


async def editing_a_list(open_page: OpenPage, database: Database, owner: UUID) -> Page:
    page = await in_a_list(open_page, database, owner)
    await page.get_by_role('button', name='Edit list').click()
    await expect(page.get_by_role('dialog', name='Edit list')).to_be_visible()
    return page


async def naming_a_list(open_page: OpenPage, database: Database, owner: UUID) -> Page:
    await in_a_list(open_page, database, owner)
    page = await open_page('/')
    await expect(page.get_by_role('listitem', name='Book a room')).to_be_visible()
    await page.get_by_role('button', name='New list').click()
    await expect(page.get_by_role('textbox', name='Name of the new list')).to_be_focused()
    return page


async def nothing_fits(open_page: OpenPage, database: Database, owner: UUID) -> Page:
    page = await home(open_page, database, owner)
    await page.get_by_role('searchbox', name='Find tasks').fill('xyzzy')
    await expect(page.get_by_text('No matching tasks')).to_be_visible()
    return page


async def editing(open_page: OpenPage, database: Database, owner: UUID) -> Page:
    page = await home(open_page, database, owner)
    await page.get_by_role('button', name='Edit Buy milk').click()
    await expect(page.get_by_role('dialog', name='Edit task')).to_be_visible()
    return page


async def notice(open_page: OpenPage, database: Database, owner: UUID) -> Page:
    page = await home(open_page, database, owner)
    await page.get_by_role('button', name='Delete Buy milk').click()
    await expect(page.get_by_role('button', name='Undo')).to_be_visible()
    return page


async def refusal(open_page: OpenPage, _database: Database, _owner: UUID) -> Page:
    page = await open_page('/')
    await page.get_by_role('textbox', name='New task').fill('x' * 300)
    await page.keyboard.press('Enter')
    await expect(page.locator('.notice.trouble')).to_be_visible()
    return page


async def chat(open_page: OpenPage, database: Database, owner: UUID) -> Page:
    await make_tasks(database, owner)
    page = await open_page('/chat')
    await say(page, 'show my tasks')
    await expect(page.get_by_role('checkbox').first).to_be_visible()
    return page


async def empty_chat(open_page: OpenPage, _database: Database, _owner: UUID) -> Page:
    return await open_page('/chat')


async def approval(open_page: OpenPage, database: Database, owner: UUID) -> Page:
    await make_tasks(database, owner)
    page = await open_page('/chat')
    await say(page, 'delete all completed tasks')
    await expect(page.get_by_role('button', name='Approve')).to_be_visible()
    return page


async def conversations(open_page: OpenPage, _database: Database, _owner: UUID) -> Page:
    page = await open_page('/')
    await say(page, 'hello')
    await expect(page.get_by_role('article', name='Tandem')).to_be_visible()
    await page.get_by_role('button', name='Conversations').click()
    await expect(page.get_by_role('dialog', name='Conversations')).to_be_visible()
    return page


async def settings(open_page: OpenPage, _database: Database, _owner: UUID) -> Page:
    page = await open_page('/settings')
    await page.get_by_role('textbox', name='New token').fill('My script')
    await page.get_by_role('button', name='Create token').click()
    await expect(page.get_by_role('textbox', name='The new token')).to_be_visible()
    return page


async def revoking(open_page: OpenPage, database: Database, owner: UUID) -> Page:
    page = await settings(open_page, database, owner)
    await page.get_by_role('button', name='Revoke My script').click()
    await expect(page.get_by_role('dialog')).to_be_visible()
    return page


async def helped(open_page: OpenPage, _database: Database, _owner: UUID) -> Page:
    page = await open_page('/')
    await page.keyboard.press('?')
    await expect(page.get_by_role('dialog', name='Help')).to_be_visible()
    return page


async def history(open_page: OpenPage, database: Database, owner: UUID) -> Page:
    page = await notice(open_page, database, owner)
    await page.get_by_role('button', name='History').click()
    await expect(page.locator('.history-row').first).to_be_visible()
    return page


async def trash(open_page: OpenPage, database: Database, owner: UUID) -> Page:
    page = await home(open_page, database, owner)
    await page.get_by_role('button', name='Delete Buy milk').click()
    await page.get_by_role('button', name='History', exact=True).click()
    await page.get_by_role('dialog', name='History').get_by_role('button', name='Trash').click()
    await expect(page.get_by_role('dialog', name='Trash').get_by_role('listitem')).to_be_visible()
    return page


async def empty_history(open_page: OpenPage, _database: Database, _owner: UUID) -> Page:
    page = await open_page('/')
    await page.get_by_role('button', name='History', exact=True).click()
    await expect(page.get_by_role('dialog', name='History').get_by_role('listitem')).to_be_visible()
    return page


async def empty_trash(open_page: OpenPage, database: Database, owner: UUID) -> Page:
    page = await empty_history(open_page, database, owner)
    await page.get_by_role('dialog', name='History').get_by_role('button', name='Trash').click()
    await expect(page.get_by_role('dialog', name='Trash').get_by_role('listitem')).to_be_visible()
    return page


async def offline(open_page: OpenPage, _database: Database, _owner: UUID) -> Page:
    page = await open_page('/')
    await page.goto('/static/offline.html')
    return page


ALL = (
    empty_home,
    home,
    writing,
    hovered_row,
    selected,
    in_a_list,
    editing_a_list,
    naming_a_list,
    nothing_fits,
    editing,
    notice,
    refusal,
    chat,
    empty_chat,
    approval,
    conversations,
    settings,
    revoking,
    helped,
    history,
    trash,
    empty_history,
    empty_trash,
    offline,
)


async def make_tasks(database: Database, owner: UUID) -> None:
    """Tasks that look as different as tasks can."""
    today = datetime.now(UTC).date()
    await make_task(database, owner, 'Send the invoice', priority=Priority.URGENT, due_date=today)
    await make_task(database, owner, 'Book the train', priority=Priority.LOW, due_date=today + timedelta(days=20))
    await make_task(database, owner, 'Plan the trip', priority=Priority.HIGH, status=Status.IN_PROGRESS)
    await make_task(database, owner, 'Water the plants', status=Status.COMPLETED)
    await make_overdue_task(database, owner, today - timedelta(days=3))
    await make_task(database, owner, 'Buy milk', description='Oat, if there is any')


async def say(page: Page, text: str) -> None:
    """Send a message."""
    await page.get_by_role('textbox', name='Message').fill(text)
    await page.keyboard.press('Enter')
