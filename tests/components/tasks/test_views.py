"""The components on a page without a browser: what they report, what they are told, what they say."""

from uuid import uuid4

import pytest
from nicegui.testing import User

from components.chat.conversation import Conversation
from components.controls.form import SelectField
from components.controls.text_entry import TextEntry
from components.home_view import HomeView
from components.tasks.quick_add import QuickAdd
from components.tasks.task_list import TaskList
from services import task_service
from tests.factories import make_task
from tests.timeouts import LOOKS, until


@pytest.fixture
async def simulated(simulate, database):
    """A simulated person who looks at the home page."""

    async def draw(page, notices):
        await HomeView(page, notices).start()

    async with simulate(draw, database) as person:
        yield person


async def test_a_task_is_added_by_the_entry_and_shown_because_of_its_event(simulated, owner, database):
    await simulated.open('/')
    simulated.find(QuickAdd).trigger('submit', {'text': 'buy milk'})
    await until(lambda: [task.title for task in _rows(simulated)] == ['buy milk'])
    async with database.transaction() as session:
        assert [task.title for task in await task_service.list_tasks(session, owner)] == ['buy milk']


async def test_a_change_made_elsewhere_is_drawn(simulated, database, owner):
    await simulated.open('/')
    await make_task(database, owner, 'from elsewhere')
    await until(lambda: [task.title for task in _rows(simulated)] == ['from elsewhere'])


async def test_a_gesture_about_a_task_of_nobody_changes_nothing_and_says_so(simulated):
    await simulated.open('/')
    simulated.find(TaskList).trigger('tick', {'id': str(uuid4()), 'done': True})
    await simulated.should_see('There is no such task', retries=LOOKS)


@pytest.mark.parametrize('gesture', ['tick', 'rename', 'change', 'edit', 'remove', 'select', 'focusTask'])
async def test_what_no_page_would_send_is_refused_with_a_notice(simulated, gesture, subtests):
    await simulated.open('/')
    for nonsense in (None, 7, 'x', [], {}, {'id': 7}, {'id': 'x', 'field': 'user_id', 'value': 'me'}):
        with subtests.test(nonsense=nonsense):
            simulated.find(TaskList).trigger(gesture, nonsense)
            await simulated.should_see('Reload it', retries=LOOKS)
            for label in simulated.find('Reload it').elements:
                label.delete()


async def test_a_date_that_the_bar_does_not_offer_changes_none_of_the_selected_tasks(simulated, database, owner):
    task = await make_task(database, owner, due_date='2099-05-01')
    await simulated.open('/')
    simulated.find(TaskList).trigger('select', {'id': str(task.id)})
    await simulated.should_see('1 selected', retries=LOOKS)
    dates = [each for each in simulated.find(SelectField).elements if each.props['aria-label'].startswith('Due date')]
    choice = simulated.find(SelectField)
    choice.elements = set(dates)
    for day in ('nonsense', 'tomorrow'):
        choice.trigger('entered', day)
        choice.trigger('change')
    await until(lambda: _rows(simulated)[0].version > task.version)
    assert _rows(simulated)[0].version == task.version + 1


async def test_a_field_that_people_may_not_change_is_refused(simulated, database, owner):
    task = await make_task(database, owner)
    await simulated.open('/')
    simulated.find(TaskList).trigger('change', {'id': str(task.id), 'field': 'user_id', 'value': str(uuid4())})
    await simulated.should_see('user_id', retries=LOOKS)
    assert [shown.user_id for shown in _rows(simulated)] == [owner]


async def test_a_deleted_task_can_be_brought_back_from_the_notice(simulated, database, owner):
    task = await make_task(database, owner, 'buy milk')
    await simulated.open('/')
    simulated.find(TaskList).trigger('remove', {'id': str(task.id)})
    await simulated.should_see('Deleted “buy milk”.', retries=LOOKS)
    await until(lambda: _rows(simulated) == [])
    simulated.find('Undo').trigger('click')
    await until(lambda: [shown.title for shown in _rows(simulated)] == ['buy milk'])


async def test_what_is_said_is_answered_in_the_conversation(simulated):
    await simulated.open('/')
    simulated.find(TextEntry).trigger('submit', {'text': 'add buy milk'})
    await until(lambda: [task.title for task in _rows(simulated)] == ['buy milk'])
    conversation = next(iter(simulated.find(Conversation).elements))
    await until(lambda: len(conversation._shown['messages']) == 2)
    assert 'Added “buy milk”' in conversation._shown['messages'][-1]['text']


def _rows(user: User):
    listing = next(iter(user.find(TaskList).elements)).listing
    return listing.rows(0, len(listing))
