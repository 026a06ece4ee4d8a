"""The components on a page without a browser: what they report, what they are told, what they say."""

import asyncio
from contextlib import asynccontextmanager
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from nicegui.testing import User
from nicegui.testing.user_simulation import user_simulation

from components.conversation import Conversation
from components.form import Choice
from components.live import open_page
from components.notices import Notices
from components.quick_add import QuickAdd
from components.side_by_side import SideBySide
from components.task_list import TaskList
from components.text_entry import TextEntry
from components.words import ENGLISH
from services import task_service
from services.assistant import Assistant
from services.builtin import BuiltIn
from services.state_directory import StateDirectory
from tests.factories import make_task


@pytest.fixture
async def simulated(database, hub, relay, owner):
    """A simulated person who looks at the dashboard and the chat."""
    states = StateDirectory(database, hub, relay)
    assistant = Assistant(database, BuiltIn(database, states))

    async def root() -> None:
        page = open_page(states, database, assistant, owner, ZoneInfo('UTC'))
        await page.loaded()
        await SideBySide(page, Notices(ENGLISH)).start()

    async with _simulation(root) as person:
        yield person
    await assistant.close()
    await states.close()


async def test_a_task_is_added_by_the_entry_and_shown_because_of_its_event(simulated, owner, database):
    await simulated.open('/')
    simulated.find(QuickAdd).trigger('submit', {'text': 'buy milk'})
    await _until(lambda: [task.title for task in _rows(simulated)] == ['buy milk'])
    async with database.transaction() as session:
        assert [task.title for task in await task_service.list_tasks(session, owner)] == ['buy milk']


async def test_a_change_made_elsewhere_is_drawn(simulated, database, owner):
    await simulated.open('/')
    await make_task(database, owner, 'from elsewhere')
    await _until(lambda: [task.title for task in _rows(simulated)] == ['from elsewhere'])


async def test_a_gesture_about_a_task_of_nobody_changes_nothing_and_says_so(simulated):
    await simulated.open('/')
    simulated.find(TaskList).trigger('tick', {'id': str(uuid4()), 'done': True})
    await simulated.should_see('There is no such task')


@pytest.mark.parametrize('nonsense', [None, 7, 'x', [], {}, {'id': 7}, {'id': 'x', 'field': 'user_id', 'value': 'me'}])
@pytest.mark.parametrize('gesture', ['tick', 'rename', 'change', 'edit', 'remove', 'select', 'focusTask'])
async def test_what_no_page_would_send_is_refused_with_a_notice(simulated, gesture, nonsense):
    await simulated.open('/')
    simulated.find(TaskList).trigger(gesture, nonsense)
    await simulated.should_see('Reload it')


async def test_a_date_that_the_bar_does_not_offer_changes_none_of_the_selected_tasks(simulated, database, owner):
    task = await make_task(database, owner, due_date='2099-05-01')
    await simulated.open('/')
    simulated.find(TaskList).trigger('select', {'id': str(task.id)})
    await simulated.should_see('1 selected')
    dates = [each for each in simulated.find(Choice).elements if each.props['aria-label'].startswith('Due date')]
    choice = simulated.find(Choice)
    choice.elements = set(dates)
    choice.trigger('change', 'nonsense')
    choice.trigger('change', 'tomorrow')
    await _until(lambda: _rows(simulated)[0].version > task.version)
    assert _rows(simulated)[0].version == task.version + 1


async def test_a_field_that_people_may_not_change_is_refused(simulated, database, owner):
    task = await make_task(database, owner)
    await simulated.open('/')
    simulated.find(TaskList).trigger('change', {'id': str(task.id), 'field': 'user_id', 'value': str(uuid4())})
    await simulated.should_see('user_id')
    assert [shown.user_id for shown in _rows(simulated)] == [owner]


async def test_a_deleted_task_can_be_brought_back_from_the_notice(simulated, database, owner):
    task = await make_task(database, owner, 'buy milk')
    await simulated.open('/')
    simulated.find(TaskList).trigger('remove', {'id': str(task.id)})
    await simulated.should_see('Deleted “buy milk”.')
    await _until(lambda: _rows(simulated) == [])
    simulated.find('Undo').trigger('click')
    await _until(lambda: [shown.title for shown in _rows(simulated)] == ['buy milk'])


async def test_what_is_said_is_answered_in_the_conversation(simulated):
    await simulated.open('/')
    simulated.find(TextEntry).trigger('submit', 'add buy milk')
    await _until(lambda: [task.title for task in _rows(simulated)] == ['buy milk'])
    conversation = next(iter(simulated.find(Conversation).elements))
    await _until(lambda: len(conversation._shown['messages']) == 2)
    assert 'Added “buy milk”' in conversation._shown['messages'][-1]['text']


@asynccontextmanager
async def _simulation(root):
    async with user_simulation(root) as user:
        yield user


def _rows(user: User):
    listing = next(iter(user.find(TaskList).elements)).listing
    return listing.rows(0, len(listing))


async def _until(condition):
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 - what is waited for is on the page, which tells nobody
            await asyncio.sleep(0.01)
