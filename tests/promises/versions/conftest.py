"""A newer version that writes to the same database, as during a rolling deployment."""

import json
from uuid import uuid4

import pytest

from app.settings import Settings

_WRITE = """
    INSERT INTO sync_events (user_id, seq, type, subject_id, data, actor, turn_id)
    SELECT id, seq, $2, $3, $4, $5, $6 FROM users WHERE id = $1
"""

UNREADABLE: dict[str, dict[str, object]] = {
    'a new type of event': {'type': 'task_moved'},
    'a new door': {'actor': {'via': 'webhook'}},
    'a new field of the actor': {'actor': {'device': 'phone'}},
    'a new status': {'data': {'status': 'waiting'}},
    'a field that is gone': {'data': {'version': None}},
}


@pytest.fixture
def settings():
    return Settings(_env_file=None)


@pytest.fixture(autouse=True)
def _this_version_runs(app):
    """Serve and follow while the newer version writes."""


@pytest.fixture
async def newer(database):
    """Do what a newer version would: rename a task, with an event that differs from today's in what is given."""
    sql = await database.connect()
    # As the migration of the newer version would have done.
    await sql.execute('ALTER TABLE sync_events DROP CONSTRAINT sync_events_type_known')

    async def write(task, *, type='task_updated', data=None, actor=None, turn_id=None):  # noqa: A002 - the column
        data = task.model_dump(mode='json') | (data or {})
        actor = {'user_id': str(task.user_id), 'via': 'rest', 'name': None} | (actor or {})
        async with sql.transaction():
            await sql.execute('UPDATE users SET seq = seq + 1 WHERE id = $1', task.user_id)
            await sql.execute("UPDATE tasks SET title = title || '!' WHERE id = $1", task.id)
            values = (task.user_id, type, task.id, json.dumps(data), json.dumps(actor), turn_id or uuid4())
            await sql.execute(_WRITE, *values)

    yield write
    await sql.close()


@pytest.fixture(params=list(UNREADABLE.values()), ids=list(UNREADABLE))
def unreadable(request):
    return request.param
