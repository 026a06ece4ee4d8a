import pytest

from services import task_service
from services.errors import NothingToUndo
from services.tasks import undo
from tests.factories import make_task

_MANY = 12


async def test_everything_can_be_undone_and_done_again_however_much_it_was(database, owner, monkeypatch):
    monkeypatch.setattr(undo, '_FIRST_BATCH', 4)
    for number in range(_MANY):
        await make_task(database, owner, f'Task {number}')
    titles = await _titles(database, owner)
    for verb, expected in ((undo.undo, set()), (undo.redo, titles)):
        for _ in range(_MANY):
            await _do(database, owner, verb)
        with pytest.raises(NothingToUndo):
            await _do(database, owner, verb)
        assert await _titles(database, owner) == expected


async def _do(database, user_id, verb):
    async with database.transaction() as session:
        return await verb(session, user_id)


async def _titles(database, user_id):
    return {task.title for task in await _do(database, user_id, task_service.list_tasks)}
