"""What was backed up comes back whole, while Tandem runs as well as not; nothing is ever written over."""

import asyncio

import pytest

from app.backup import back_up, restore
from app.cli import run
from app.embedded import CannotStart
from app.settings import Settings
from services import task_service
from services.accounts import OWNER_ID
from services.database import Database
from tests.factories import make_task


def settings_for(url: str) -> Settings:
    return Settings(_env_file=None, database_url=url)


def in_database(url: str, work):
    async def go():
        database = Database(url)
        try:
            return await work(database)
        finally:
            await database.close()

    return asyncio.run(go())


async def titles(database: Database) -> list[str]:
    async with database.of(OWNER_ID).transaction() as session:
        return [task.title for task in await task_service.list_tasks(session, OWNER_ID)]


@pytest.fixture
def filled_url(database_url):
    in_database(database_url, lambda database: make_task(database, OWNER_ID, 'Buy milk'))
    return database_url


def test_a_backup_is_restored_into_an_empty_database(filled_url, empty_database_url, tmp_path):
    back_up(settings_for(filled_url), tmp_path / 'tandem.backup')
    restore(settings_for(empty_database_url), tmp_path / 'tandem.backup')
    assert in_database(empty_database_url, titles) == ['Buy milk']


def test_the_restored_data_can_be_worked_with(filled_url, empty_database_url, tmp_path):
    back_up(settings_for(filled_url), tmp_path / 'tandem.backup')
    restore(settings_for(empty_database_url), tmp_path / 'tandem.backup')

    async def one_more(database: Database) -> list[str]:
        await make_task(database.of(OWNER_ID), OWNER_ID, 'Call mum')
        return await titles(database)

    assert in_database(empty_database_url, one_more) == ['Call mum', 'Buy milk']


def test_nothing_is_written_over(filled_url, tmp_path):
    there = tmp_path / 'tandem.backup'
    there.write_text('something of mine')
    with pytest.raises(CannotStart, match='already'):
        back_up(settings_for(filled_url), there)
    assert there.read_text() == 'something of mine'
    with pytest.raises(CannotStart, match='holds data'):
        restore(settings_for(filled_url), there)
    assert in_database(filled_url, titles) == ['Buy milk']


def test_what_is_no_backup_leaves_the_database_empty(empty_database_url, tmp_path):
    wrong = tmp_path / 'tandem.backup'
    wrong.write_text('not a backup')
    with pytest.raises(CannotStart, match='pg_restore refused'):
        restore(settings_for(empty_database_url), wrong)
    back_up(settings_for(empty_database_url), tmp_path / 'nothing.backup')


def test_the_command_says_in_one_sentence_what_is_wrong(monkeypatch, tmp_path, capsys, filled_url):
    monkeypatch.setenv('TANDEM_DATABASE_URL', filled_url)
    assert run(['restore', str(tmp_path / 'missing')]) == 1
    assert capsys.readouterr().err == f'Tandem: There is no file {tmp_path / "missing"}.\n'
    assert run(['backup', str(tmp_path / 'tandem.backup')]) == 0
    assert (tmp_path / 'tandem.backup').stat().st_size > 10_000
