"""The trash is read page by page, each deleted thing once, whatever happens meanwhile."""

from components.frame.trash import TrashDialog
from services import task_service
from tests.components.labels import texts
from tests.factories import make_task
from tests.timeouts import until

_PAGE = 50


async def _delete(database, user_id, title):
    task = await make_task(database, user_id, title)
    async with database.transaction() as session:
        await task_service.delete_task(session, user_id, task.id)


async def test_what_is_deleted_meanwhile_and_a_second_click_show_nothing_twice(simulate, held, database, owner):
    titles = [f'Old {number}' for number in range(_PAGE + 2)]
    for title in titles:
        await _delete(database, owner, title)

    async def draw(page, notices):
        await TrashDialog(page, notices).open()

    async with simulate(draw, held) as user:
        await user.open('/')
        await _delete(database, owner, 'New')
        assert texts(user, 'history-title') == titles[:1:-1]
        reading = held.hold_next()
        user.find('Show earlier').trigger('click').trigger('click')
        await reading.reached()
        reading.release()
        await until(lambda: 'Old 0' in texts(user, 'history-title'))
        assert texts(user, 'history-title') == titles[::-1]
