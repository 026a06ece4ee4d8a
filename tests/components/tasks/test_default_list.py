"""On the page of a list, what is written without a list goes into that one."""

import pytest

from components.tasks.dashboard import Dashboard
from components.tasks.quick_add import QuickAdd
from services import task_service
from tests.factories import inbox_of, make_list
from tests.timeouts import until


@pytest.fixture
async def garden(database, owner):
    """The list that the page shows."""
    return await make_list(database, owner, 'Garden')


@pytest.fixture
async def simulated(simulate, database, garden):
    """A simulated person who looks at the tasks of a list."""

    async def draw(page, notices):
        Dashboard(page, notices, lambda: garden.id).show()

    async with simulate(draw, database) as person:
        yield person


async def test_what_names_no_list_goes_into_the_one_that_is_shown(simulated, database, owner, garden):
    await simulated.open('/')
    field = simulated.find(QuickAdd)
    field.trigger('submit', {'text': 'mow the lawn', 'number': 1})
    field.trigger('submit', {'text': 'pay rent #inbox', 'number': 2})
    field.trigger('submit', {'text': 'pack #trip now', 'number': 3, 'accepted': [['new_list', '#trip']]})
    field.trigger('addLines', {'text': 'weed\n  roses\nrest #inbox\n  nap', 'number': 4})

    async def lists():
        async with database.transaction() as session:
            return {task.title: task.list_id for task in await task_service.list_tasks(session, owner)}

    async def are_all_added():
        return len(await lists()) == 7

    await until(are_all_added)
    found, inbox = await lists(), await inbox_of(database, owner)
    assert {title for title, list_id in found.items() if list_id == garden.id} == {'mow the lawn', 'weed', 'roses'}
    assert {title for title, list_id in found.items() if list_id == inbox} == {'pay rent', 'rest', 'nap'}
    assert found['pack now'] not in {garden.id, inbox}
