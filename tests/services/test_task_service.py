import asyncio
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from services import task_service
from services.errors import TaskNotFound, VersionConflict
from services.models import TaskCreate, TaskRead, TaskUpdate
from services.values.vocabulary import Priority, Status
from tests.factories import events_of, make_task


@pytest.fixture
def titles(do):
    """The titles that a list with these conditions shows."""

    async def titles(*arguments, **conditions):
        return [task.title for task in await do(task_service.list_tasks, *arguments, **conditions)]

    return titles


async def test_tasks_are_listed_newest_first(database, owner, titles):
    for title in ('One', 'Two', 'Three'):
        await make_task(database, owner, title)
    assert await titles() == ['Three', 'Two', 'One']


async def test_a_list_can_be_taken_in_pages_that_neither_overlap_nor_leave_gaps(database, owner, titles):
    async with database.transaction() as session:
        for number in range(25):
            await task_service.create_task(session, owner, TaskCreate(title=f'Task {number}'))
    pages = [await titles(None, skip, 10) for skip in (0, 10, 20, 30)]
    assert [len(page) for page in pages] == [10, 10, 5, 0]
    assert [title for page in pages for title in page] == await titles(limit=None)


async def test_a_list_holds_100_tasks_unless_more_are_asked_for(database, owner, titles):
    async with database.transaction() as session:
        for number in range(101):
            await task_service.create_task(session, owner, TaskCreate(title=f'Task {number}'))
    assert len(await titles()) == 100
    assert len(await titles(limit=1_000)) == 101


async def test_a_list_can_be_narrowed_by_every_condition_and_all_must_hold(database, owner, titles):
    await make_task(database, owner, 'Open', priority='high')
    await make_task(database, owner, 'Begun', status='in_progress', description='An OPEN question')
    await make_task(database, owner, 'Done', status='completed', priority='high')
    assert await titles(completed=True) == ['Done']
    assert await titles(completed=False) == ['Begun', 'Open']
    assert await titles(status=Status.IN_PROGRESS) == ['Begun']
    assert await titles(priority=Priority.HIGH) == ['Done', 'Open']
    assert await titles(q='open') == ['Begun', 'Open']
    assert await titles(q='  open ') == ['Begun', 'Open']
    assert await titles(completed=False, priority=Priority.HIGH, q='o') == ['Open']
    assert await titles(completed=True, status=Status.PENDING) == []


@pytest.mark.parametrize('q', ['100%', 'a_b', '\\', 'été', 'שלום', '🎉'])
async def test_what_is_searched_for_is_taken_literally(database, owner, titles, q):
    await make_task(database, owner, '100 a-b ete')
    await make_task(database, owner, f'found: {q}')
    assert await titles(q=q) == [f'found: {q}']


@pytest.mark.parametrize(
    ('title', 'q'), [('ÄPFEL', 'äpfel'), ('привет', 'ПРИВЕТ'), ('Crème', 'CRÈME'), ('ΣΟΦΙΑ', 'σοφια')]
)
async def test_large_and_small_letters_are_the_same_in_every_alphabet(database, owner, titles, title, q):
    await make_task(database, owner, title)
    assert await titles(q=q) == [title]


@pytest.mark.parametrize('q', ['a\x00b', '\ud83d'])
async def test_searching_for_what_no_text_can_hold_finds_nothing(database, owner, titles, q):
    await make_task(database, owner)
    assert await titles(q=q) == []


async def test_a_deleted_task_is_in_no_list_and_cannot_be_found_or_changed(database, owner, do, titles):
    task = await make_task(database, owner)
    assert await do(task_service.delete_task, task.id) is True
    assert await titles() == []
    for verb, *more in (
        (task_service.get_task,),
        (task_service.update_task, TaskUpdate(title='Changed')),
        (task_service.toggle_task,),
        (task_service.delete_task,),
    ):
        with pytest.raises(TaskNotFound):
            await do(verb, task.id, *more)


async def test_a_restored_task_is_as_it_was_except_for_its_version(database, owner, do):
    task = await make_task(database, owner, description='Two', due_date='2099-01-01', status='in_progress')
    await do(task_service.delete_task, task.id)
    restored = TaskRead.model_validate(await do(task_service.restore_task, task.id))
    assert restored.version > task.version
    moved = {'version', 'updated_at'}
    assert restored.model_dump(exclude=moved) == task.model_dump(exclude=moved)
    with pytest.raises(TaskNotFound):
        await do(task_service.restore_task, task.id)


async def test_a_toggle_completes_an_open_task_and_reopens_a_completed_one(database, owner, do):
    for status in ('pending', 'in_progress'):
        task = await make_task(database, owner, status=status)
        assert (await do(task_service.toggle_task, task.id)).status is Status.COMPLETED
        assert (await do(task_service.toggle_task, task.id)).status is Status.PENDING


async def test_an_update_changes_what_is_given_and_nothing_else(database, owner, do):
    task = await make_task(database, owner, description='Two litres', priority='high', due_date='2099-01-01')
    changed = TaskRead.model_validate(await do(task_service.update_task, task.id, TaskUpdate(title='Milk')))
    assert changed.model_dump(exclude={'title', 'version', 'updated_at'}) == task.model_dump(
        exclude={'title', 'version', 'updated_at'}
    )
    cleared = await do(task_service.update_task, task.id, TaskUpdate(description=None, due_date=None))
    assert (cleared.description, cleared.due_date, cleared.title) == (None, None, 'Milk')


async def test_each_change_moves_the_version_by_one(database, owner, do):
    task = await make_task(database, owner)
    assert task.version == 1
    assert (await do(task_service.update_task, task.id, TaskUpdate(title='Milk', status='completed'))).version == 2
    assert (await do(task_service.toggle_task, task.id)).version == 3
    assert (await do(task_service.update_task, task.id, TaskUpdate(title='Milk'))).version == 3


@pytest.mark.parametrize('verb', ['update_task', 'delete_task', 'toggle_task'])
async def test_a_change_of_another_version_than_expected_is_refused_with_the_task_as_it_is_now(
    database, owner, do, verb
):
    task = await make_task(database, owner)
    current = TaskRead.model_validate(await do(task_service.update_task, task.id, TaskUpdate(title='Oat milk')))
    arguments = [TaskUpdate(title='Soy milk')] if verb == 'update_task' else []
    with pytest.raises(VersionConflict, match='“Oat milk” has changed since you looked') as conflict:
        await do(getattr(task_service, verb), task.id, *arguments, expected_version=1)
    assert conflict.value.current == current
    assert len(await events_of(database, owner)) == 2
    await do(getattr(task_service, verb), task.id, *arguments, expected_version=2)
    assert len(await events_of(database, owner)) == 3


async def test_of_many_who_expect_the_same_version_one_succeeds(database, owner, do):
    task = await make_task(database, owner)
    answers = await asyncio.gather(
        *(
            do(task_service.update_task, task.id, TaskUpdate(title=f'Title {number}'), expected_version=1)
            for number in range(8)
        ),
        return_exceptions=True,
    )
    assert sum(isinstance(answer, VersionConflict) for answer in answers) == 7
    assert len(await events_of(database, owner)) == 2


async def test_changes_of_different_fields_at_the_same_time_are_all_kept(database, owner, do):
    task = await make_task(database, owner)
    changes = [{'title': 'Oat milk'}, {'description': 'Two'}, {'priority': 'high'}, {'due_date': '2099-01-01'}]
    await asyncio.gather(*(do(task_service.update_task, task.id, TaskUpdate(**change)) for change in changes))
    now = TaskRead.model_validate(await do(task_service.get_task, task.id)).model_dump()
    assert {field: now[field] for change in changes for field in change} == {
        field: value for change in changes for field, value in change.items()
    }
    assert now['version'] == 5


async def test_toggles_at_the_same_time_all_count(database, owner, do):
    task = await make_task(database, owner)
    await asyncio.gather(*(do(task_service.toggle_task, task.id) for _ in range(9)))
    assert (await do(task_service.get_task, task.id)).completed is True


async def test_a_snapshot_is_everything_as_of_its_number(database, owner, do):
    tasks = [await make_task(database, owner, f'Task {number}', due_date='2099-01-01') for number in range(3)]
    await do(task_service.delete_task, tasks[1].id)
    found = await do(task_service.snapshot)
    assert found.seq == 4
    assert found.tasks == [tasks[2], tasks[0]]


async def test_a_snapshot_taken_while_others_write_is_never_torn(database, owner, do):
    async def write():
        async with database.transaction() as session:
            for number in range(3):
                await task_service.create_task(session, owner, TaskCreate(title=f'Task {number}'))

    async with asyncio.TaskGroup() as group:
        found = [group.create_task(do(task_service.snapshot)) for _ in range(20) if group.create_task(write())]
    assert all(len(each.result().tasks) == each.result().seq for each in found)
    assert all(each.result().seq % 3 == 0 for each in found)


async def test_the_snapshot_of_somebody_unknown_is_empty(database):
    async with database.transaction() as session:
        found = await task_service.snapshot(session, uuid4())
    assert (found.seq, found.tasks) == (0, [])


async def test_a_task_reads_the_same_from_a_verb_a_list_a_snapshot_and_an_event(database, owner, do):
    task = await make_task(database, owner, 'שלום 🎉', description='a\nb', due_date=datetime(2099, 1, 1, tzinfo=UTC))
    [listed] = await do(task_service.list_tasks)
    [event] = await events_of(database, owner)
    assert TaskRead.model_validate(listed) == task
    assert TaskRead.model_validate(await do(task_service.get_task, task.id)) == task
    assert (await do(task_service.snapshot)).tasks == [task]
    assert event.task == task
