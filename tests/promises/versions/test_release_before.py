"""A backup and an export that the release before wrote: four tasks, of which two were completed and one is deleted."""

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.postgres.backup import restore
from app.postgres.embedded import database_url
from app.postgres.schema import prepare_database
from app.settings import Settings
from services import ledger, task_service
from services.accounts.people import OWNER_ID
from services.database import Database
from services.tasks import history, undo
from services.tasks.import_file import read_tasks
from services.values.cause import Moment

_FILES = Path(__file__).parent / 'release_before'


@pytest.fixture
async def restored(tmp_path):
    """A transaction on a database that was restored from the backup."""
    settings = Settings(_env_file=None, data_dir=tmp_path)
    await asyncio.to_thread(restore, settings, _FILES / 'backup')
    with database_url(settings) as url:
        await prepare_database(url)
        database = Database(url)
        async with database.of(OWNER_ID).transaction() as session:
            yield session
        await database.close()


async def test_a_backup_is_restored_and_the_ledger_tells_when_a_task_was_completed(restored):
    found = await task_service.list_tasks(restored, OWNER_ID)
    assert {task.title: task.completed_at for task in found} == {
        'Plan the whole garden': None,
        'Order seeds': datetime(2026, 11, 2, 9, tzinfo=UTC),
        'Dig the pond': datetime(2026, 11, 5, 9, tzinfo=UTC),
    }
    assert {task.title: task.version for task in found} == {
        'Plan the whole garden': 2,
        'Order seeds': 1,
        'Dig the pond': 2,
    }


async def test_its_ledger_is_read_and_its_changes_are_taken_back(restored):
    events = await ledger.read(restored, OWNER_ID, 0)
    assert [event.seq for event in events] == [1, 2, 3, 4, 5, 6, 7]
    turns = await history.list_turns(restored, OWNER_ID)
    assert [[step.title for step in turn.steps] for turn in turns][:2] == [
        ['Sell the mower'],
        ['Plan the whole garden'],
    ]
    assert [change.field for change in turns[1].steps[0].changes] == ['title']

    for _ in range(3):
        await undo.undo(restored, OWNER_ID)
    tasks = {task.title: task.status for task in await task_service.list_tasks(restored, OWNER_ID)}
    assert tasks == {
        'Plan the garden': 'pending',
        'Order seeds': 'completed',
        'Dig the pond': 'pending',
        'Sell the mower': 'pending',
    }


def test_an_export_is_imported():
    moment = Moment(datetime(2026, 12, 1, tzinfo=UTC), ZoneInfo('UTC'))
    tasks = read_tasks((_FILES / 'export.json').read_text(), moment)
    assert [(task.title, task.status, task.due_date) for task in tasks] == [
        ('Plan the whole garden', 'pending', date(2099, 5, 1)),
        ('Order seeds', 'completed', None),
        ('Dig the pond', 'completed', None),
    ]
