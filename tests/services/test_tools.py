"""Tools answer what cannot be done with a sentence; they never raise."""

import pytest

from services import task_service
from services.tools import Toolbox
from services.values.cause import Cause
from tests.factories import make_task


@pytest.mark.parametrize('shift', ['P999999999D', '-P999999999D'])
@pytest.mark.parametrize('due', [None, '2999-05-01', '2999-05-01T09:00:00Z'])
async def test_a_shift_out_of_the_calendar_is_refused_and_changes_nothing(database, owner, do, shift, due):
    task = await make_task(database, owner, due_date=due)
    change = {'task_ids': [str(task.id)], 'shift': shift}

    used = await Toolbox(database, owner, Cause()).call('update_tasks', change)

    assert used.result == {'error': 'The due date is too far away. Choose a year between 1 and 9999.'}
    assert (await do(task_service.get_task, task.id)).version == task.version
