"""What is written in a view goes into its list, gets its label, or is due today."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from components.home_view import HomeView
from components.tasks.quick_add import QuickAdd
from components.views.view import View, ViewKind
from services import task_service
from services.places.models import LabelCreate, LabelRead
from services.tasks.labels import create_label
from tests.factories import inbox_of, make_list
from tests.timeouts import until


@pytest.fixture
async def garden(database, owner):
    """The list that the page shows."""
    return await make_list(database, owner, 'Garden')


@pytest.fixture
def looking_at(simulate, database):
    """A simulated person who looks at a view."""

    @asynccontextmanager
    async def looking_at(view):
        async def draw(page, notices):
            await HomeView(page, notices, view).start()

        async with simulate(draw, database) as person:
            await person.open('/')
            yield person.find(QuickAdd)

    return looking_at


async def tasks_of(database, owner, number):
    """All tasks by their titles, once there are so many."""

    async def found():
        async with database.transaction() as session:
            return {task.title: task for task in await task_service.list_tasks(session, owner)}

    async def are_all_there():
        return len(await found()) == number

    await until(are_all_there)
    return await found()


async def test_what_names_no_list_goes_into_the_one_that_is_shown(looking_at, database, owner, garden):
    async with looking_at(View.of_list(garden)) as field:
        field.trigger('submit', {'text': 'mow the lawn', 'number': 1})
        field.trigger('submit', {'text': 'pay rent #inbox', 'number': 2})
        field.trigger('submit', {'text': 'pack #trip now', 'number': 3, 'accepted': [['new_list', '#trip']]})
        field.trigger('addLines', {'text': 'weed\n  roses\nrest #inbox\n  nap', 'number': 4})
        tasks = await tasks_of(database, owner, 7)
    found, inbox = {title: task.list_id for title, task in tasks.items()}, await inbox_of(database, owner)
    assert {title for title, list_id in found.items() if list_id == garden.id} == {'mow the lawn', 'weed', 'roses'}
    assert {title for title, list_id in found.items() if list_id == inbox} == {'pay rent', 'rest', 'nap'}
    assert found['pack now'] not in {garden.id, inbox}


async def test_what_is_written_today_or_at_a_label_is_for_it(looking_at, database, owner):
    async with database.transaction() as session:
        label = LabelRead.model_validate(await create_label(session, owner, LabelCreate(name='garden')))
    async with looking_at(View.of_label(label)) as field:
        field.trigger('submit', {'text': 'mow the lawn @garden', 'number': 1})
        field.trigger('submit', {'text': 'weed', 'number': 2})
        tasks = await tasks_of(database, owner, 2)
    assert [task.label_ids for task in tasks.values()] == [[label.id], [label.id]]
    async with looking_at(View(ViewKind.TODAY)) as field:
        field.trigger('submit', {'text': 'rest', 'number': 1})
        field.trigger('submit', {'text': 'nap tomorrow', 'number': 2})
        tasks = await tasks_of(database, owner, 4)
    today = datetime.now(UTC).date()
    assert (tasks['rest'].due_date, tasks['nap'].due_date) == (today, today + timedelta(days=1))
