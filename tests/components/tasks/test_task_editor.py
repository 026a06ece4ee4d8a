"""Each dialog edits the task it was opened for, however many are open."""

from nicegui import ui

from components.controls.form import Field
from components.home_view import HomeView
from components.tasks.task_list import TaskList
from services import task_service
from tests.factories import make_task
from tests.timeouts import until


async def _home(page, notices):
    await HomeView(page, notices).start()


async def test_two_dialogs_that_are_open_at_once_each_save_their_own_task(simulate, database, owner):
    first, second = [await make_task(database, owner, title) for title in ('First', 'Second')]

    async def titles():
        async with database.transaction() as session:
            return {task.title for task in await task_service.list_tasks(session, owner)}

    async with simulate(_home, database) as user:
        await user.open('/')
        user.find(TaskList).trigger('edit', {'id': str(first.id)})
        await until(lambda: len(_dialogs(user)) == 1)
        user.find(TaskList).trigger('edit', {'id': str(second.id)})
        await until(lambda: len(_dialogs(user)) == 2)
        dialog = _dialogs(user)[0]
        title = next(each for each in dialog.descendants() if isinstance(each, Field))
        assert title.value == 'First'
        title.value = 'First of all'
        save = user.find('Save')
        save.elements &= set(dialog.descendants())
        save.trigger('click')
        await until(lambda: not dialog.value)
    assert await titles() == {'First of all', 'Second'}


async def test_a_time_that_no_browser_would_send_is_refused_with_a_sentence(simulate, database, owner):
    task = await make_task(database, owner, 'First')
    async with simulate(_home, database) as user:
        await user.open('/')
        user.find(TaskList).trigger('edit', {'id': str(task.id)})
        await until(lambda: len(_dialogs(user)) == 1)
        fields = {each.props['aria-label']: each for each in _dialogs(user)[0].descendants() if isinstance(each, Field)}
        fields['Due date'].value, fields['Time'].value = '2030-02-31', '25:00'
        user.find('Save').trigger('click')
        await user.should_see('That is not a day and a time. Choose both again.')


def _dialogs(user):
    with user:
        return sorted(
            (each for each in user.client.elements.values() if isinstance(each, ui.dialog)), key=lambda each: each.id
        )
