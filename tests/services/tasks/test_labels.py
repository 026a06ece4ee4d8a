"""Labels: one word, on any number of tasks."""

from uuid import uuid4

import pytest
from pydantic import ValidationError

from services import task_service
from services.errors import LabelNotFound, NameTaken
from services.models import TaskCreate, TaskUpdate
from services.places.models import LabelCreate, LabelRead, LabelUpdate
from services.tasks import labels, trash, undo
from services.values.cause import Cause
from tests.factories import events_of, make_task, make_user


async def make_label(database, owner, name='urgent', *, cause=None):
    async with database.transaction() as session:
        return LabelRead.model_validate(await labels.create_label(session, owner, LabelCreate(name=name), cause=cause))


async def label_ids_of(database, owner, task_id):
    async with database.transaction() as session:
        return (await task_service.get_task(session, owner, task_id)).label_ids


@pytest.mark.parametrize(('written', 'name'), [('home', 'home'), ('@home', 'home'), (' Büro ', 'Büro')])
def test_a_label_may_be_written_with_its_sign(written, name):
    assert LabelCreate(name=written).name == name


@pytest.mark.parametrize('name', ['', ' ', '@', 'two words', 'a\tb', 'x' * 51, None])
def test_a_label_is_one_word(name):
    with pytest.raises(ValidationError):
        LabelCreate(name=name)


async def test_a_task_gets_labels_each_once_and_loses_them(database, owner):
    home, work = [await make_label(database, owner, name) for name in ('home', 'work')]
    task = await make_task(database, owner, label_ids=[work.id, home.id, work.id])
    assert task.label_ids == [work.id, home.id]
    async with database.transaction() as session:
        await task_service.update_task(session, owner, task.id, TaskUpdate(label_ids=[home.id]))
        assert [each.id for each in await task_service.list_tasks(session, owner, label_id=home.id)] == [task.id]
        assert await task_service.list_tasks(session, owner, label_id=work.id) == []
    async with database.transaction() as session:
        [put_back] = (await undo.undo(session, owner)).tasks
        assert put_back.label_ids == [work.id, home.id]


async def test_a_label_that_is_not_there_or_not_ones_own_is_not_found(database, owner):
    theirs = await make_label(database, await make_user(database))
    mine = await make_label(database, owner)
    task = await make_task(database, owner)
    for label_id in (theirs.id, uuid4()):
        wrong = [mine.id, label_id]
        for verb in (
            lambda session, ids=wrong: task_service.create_task(session, owner, TaskCreate(title='A', label_ids=ids)),
            lambda session, ids=wrong: task_service.update_task(session, owner, task.id, TaskUpdate(label_ids=ids)),
            lambda session, one=label_id: labels.update_label(session, owner, one, LabelUpdate(name='mine')),
            lambda session, one=label_id: labels.delete_label(session, owner, one),
        ):
            with pytest.raises(LabelNotFound):
                async with database.transaction() as session:
                    await verb(session)
    assert len(await events_of(database, owner)) == 2


async def test_a_name_is_there_once_whatever_its_case(database, owner):
    await make_label(database, owner, 'home')
    work = await make_label(database, owner, 'work')
    with pytest.raises(NameTaken):
        await make_label(database, owner, '@HOME')
    with pytest.raises(NameTaken):
        async with database.transaction() as session:
            await labels.update_label(session, owner, work.id, LabelUpdate(name='Home'))


async def test_a_deleted_label_goes_from_every_task_and_undo_brings_it_back_on_them(database, owner):
    home, work = [await make_label(database, owner, name) for name in ('home', 'work')]
    tasks = [await make_task(database, owner, label_ids=ids) for ids in ([home.id], [work.id, home.id], [work.id])]
    cause = Cause()
    async with database.transaction() as session:
        assert await labels.delete_label(session, owner, home.id, cause=cause) == 2
    assert [await label_ids_of(database, owner, task.id) for task in tasks] == [[], [work.id], [work.id]]
    async with database.transaction() as session:
        result = await undo.undo(session, owner, cause.turn_id)
        assert ([each.name for each in result.labels], result.kept) == (['home'], [])
    assert [await label_ids_of(database, owner, task.id) for task in tasks] == [task.label_ids for task in tasks]


async def test_a_new_label_is_taken_back_unless_a_task_has_it(database, owner):
    cause = Cause()
    label = await make_label(database, owner, cause=cause)
    task = await make_task(database, owner, label_ids=[label.id])
    async with database.transaction() as session:
        result = await undo.undo(session, owner, cause.turn_id)
        assert [(kept.label_id, kept.fields) for kept in result.kept] == [(label.id, ['tasks'])]
    async with database.transaction() as session:
        await task_service.update_task(session, owner, task.id, TaskUpdate(label_ids=[]))
    async with database.transaction() as session:
        result = await undo.undo(session, owner, cause.turn_id)
        assert [each.id for each in result.removed_labels] == [label.id]


async def test_a_task_from_the_trash_comes_without_labels_that_are_gone(database, owner):
    home, work = [await make_label(database, owner, name) for name in ('home', 'work')]
    task = await make_task(database, owner, label_ids=[home.id, work.id])
    async with database.transaction() as session:
        await task_service.delete_task(session, owner, task.id)
    async with database.transaction() as session:
        await labels.delete_label(session, owner, home.id)
    async with database.transaction() as session:
        await trash.restore(session, owner, task.id)
    assert await label_ids_of(database, owner, task.id) == [work.id]
