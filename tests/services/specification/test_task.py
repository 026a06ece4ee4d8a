"""What docs/specification.md says of Task, line by line."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import asyncpg
import pytest
from pydantic import ValidationError

from services import task_service
from services.errors import InvalidInput
from services.models import Task, TaskCreate, TaskRead, TaskUpdate
from services.values.vocabulary import Priority, Status
from tests.factories import make_task
from tests.services.specification.raw import insert_task, refused


async def test_a_task_has_a_uuid_as_its_primary_key(database, owner, sql):
    task = await make_task(database, owner)
    assert isinstance(task.id, UUID)
    assert task.id.version == 4
    with refused():
        await insert_task(sql, owner, id=task.id)


async def test_a_title_is_required(owner, sql):
    with pytest.raises(ValidationError):
        TaskCreate.model_validate({})
    with refused():
        await insert_task(sql, owner, title=None)


async def test_a_title_must_not_be_empty(owner, sql):
    for title in ('', ' ', '\t\n'):
        with pytest.raises(ValidationError):
            TaskCreate(title=title)
        with pytest.raises(ValidationError):
            TaskUpdate(title=title)
        with refused():
            await insert_task(sql, owner, title=title)


async def test_a_title_has_at_most_255_characters(database, owner, sql):
    assert (await make_task(database, owner, 'x' * 255)).title == 'x' * 255
    with pytest.raises(ValidationError):
        TaskCreate(title='x' * 256)
    with pytest.raises(ValidationError):
        TaskUpdate(title='x' * 256)
    with refused():
        await insert_task(sql, owner, title='x' * 256)


async def test_a_title_of_one_character_is_enough(database, owner):
    assert (await make_task(database, owner, 'x')).title == 'x'


async def test_a_description_is_optional(database, owner, sql):
    assert (await make_task(database, owner)).description is None
    assert (await insert_task(sql, owner))['description'] is None


async def test_a_description_has_at_most_1000_characters(database, owner, sql):
    assert (await make_task(database, owner, description='x' * 1_000)).description == 'x' * 1_000
    with pytest.raises(ValidationError):
        TaskCreate(title='Buy milk', description='x' * 1_001)
    with pytest.raises(ValidationError):
        TaskUpdate(description='x' * 1_001)
    with refused():
        await insert_task(sql, owner, description='x' * 1_001)


@pytest.mark.parametrize('status', ['pending', 'in_progress', 'completed'])
async def test_a_status_is_one_of_three_words(database, owner, sql, status):
    assert (await make_task(database, owner, status=status)).status == status
    assert (await insert_task(sql, owner, status=status))['status'] == status


async def test_any_other_status_is_refused(owner, sql):
    for status in ('done', 'Pending', ''):
        with pytest.raises(ValidationError):
            TaskCreate(title='Buy milk', status=status)
        with pytest.raises(ValidationError):
            TaskUpdate(status=status)
        with refused():
            await insert_task(sql, owner, status=status)


async def test_a_task_is_pending_unless_something_else_is_said(database, owner, sql):
    assert (await make_task(database, owner)).status is Status.PENDING
    assert (await insert_task(sql, owner))['status'] == 'pending'


@pytest.mark.parametrize('priority', ['low', 'medium', 'high', 'urgent'])
async def test_a_priority_is_one_of_four_words(database, owner, sql, priority):
    assert (await make_task(database, owner, priority=priority)).priority == priority
    assert (await insert_task(sql, owner, priority=priority))['priority'] == priority


async def test_any_other_priority_is_refused(owner, sql):
    for priority in ('critical', 'HIGH', ''):
        with pytest.raises(ValidationError):
            TaskCreate(title='Buy milk', priority=priority)
        with pytest.raises(ValidationError):
            TaskUpdate(priority=priority)
        with refused():
            await insert_task(sql, owner, priority=priority)


async def test_the_priority_is_medium_unless_something_else_is_said(database, owner, sql):
    assert (await make_task(database, owner)).priority is Priority.MEDIUM
    assert (await insert_task(sql, owner))['priority'] == 'medium'


async def test_a_due_date_is_optional(database, owner):
    assert (await make_task(database, owner)).due_date is None


async def test_a_due_date_is_a_moment_or_a_plain_date_and_never_both(database, owner, sql):
    moment = datetime(2099, 5, 1, 9, tzinfo=UTC)
    assert (await make_task(database, owner, due_date=moment)).due_date == moment
    assert (await make_task(database, owner, due_date=date(2099, 5, 1))).due_date == date(2099, 5, 1)
    with refused():
        await insert_task(sql, owner, due_on=date(2099, 5, 1), due_at=moment)


async def test_a_due_date_in_the_past_is_refused(database, owner):
    yesterday = datetime.now(UTC) - timedelta(days=1)
    for due_date in (yesterday, yesterday.date() - timedelta(days=1)):
        with pytest.raises(InvalidInput) as refusal:
            await make_task(database, owner, due_date=due_date)
        assert refusal.value.field == 'due_date'


async def test_the_time_of_creation_is_set_by_the_database(database, owner, sql):
    before = await sql.fetchval('SELECT clock_timestamp()')
    task = await make_task(database, owner)
    assert before < task.created_at < await sql.fetchval('SELECT clock_timestamp()')
    with pytest.raises(ValidationError):
        TaskCreate.model_validate({'title': 'Buy milk', 'created_at': '2000-01-01T00:00:00Z'})
    with refused():
        await insert_task(sql, owner, created_at=None)


async def test_the_time_of_the_last_change_is_set_by_the_database_on_every_change(database, owner, sql):
    task = await make_task(database, owner)
    async with database.transaction() as session:
        changed = await task_service.update_task(session, owner, task.id, TaskUpdate(title='Buy oat milk'))
        assert changed.updated_at > task.updated_at
        assert changed.created_at == task.created_at
    stored = await sql.fetchval("UPDATE tasks SET updated_at = '2000-01-01' RETURNING updated_at")
    assert stored > changed.updated_at


async def test_a_task_belongs_to_a_person_who_exists(database, sql):
    with refused():
        await insert_task(sql, uuid4())
    with refused():
        await insert_task(sql, None)
    with pytest.raises(Exception, match=r'list_id|foreign key'):
        await make_task(database, uuid4())
    assert await sql.fetchval('SELECT count(*) FROM tasks') == 0


async def test_one_person_has_many_tasks(database, owner):
    titles = [(await make_task(database, owner, title)).title for title in ('One', 'Two')]
    async with database.transaction() as session:
        assert [task.title for task in await task_service.list_tasks(session, owner)] == titles[::-1]


async def test_the_tasks_of_a_person_go_with_the_person(database, other, sql):
    await make_task(database, other)
    await sql.execute('DELETE FROM users WHERE id = $1', other)
    assert await sql.fetchval('SELECT count(*) FROM tasks') == 0


async def test_queries_for_the_tasks_of_a_person_find_an_index(sql):
    indexes = await sql.fetch("SELECT indexdef FROM pg_indexes WHERE tablename = 'tasks'")
    assert any('(user_id, ' in index['indexdef'] for index in indexes)


async def test_completed_is_derived_from_the_status_and_shown_everywhere(database, owner, sql):
    task = await make_task(database, owner, status='completed')
    assert task.completed is True
    assert task.model_dump()['completed'] is True
    assert (await make_task(database, owner)).completed is False
    with pytest.raises(asyncpg.UndefinedColumnError):
        await insert_task(sql, owner, completed=True)


async def test_setting_completed_means_completed_or_pending(database, owner):
    task = await make_task(database, owner, status='in_progress')
    for completed, status in ((True, Status.COMPLETED), (False, Status.PENDING)):
        async with database.transaction() as session:
            changed = await task_service.update_task(session, owner, task.id, TaskUpdate(completed=completed))
            assert (changed.status, changed.completed) == (status, completed)


def test_a_completed_that_contradicts_the_status_is_refused():
    for completed, status in ((True, 'pending'), (False, 'completed'), (True, 'in_progress')):
        with pytest.raises(ValidationError, match='contradicts'):
            TaskUpdate(completed=completed, status=status)
    assert TaskUpdate(completed=False, status='in_progress').changes() == {'status': Status.IN_PROGRESS}


def test_a_new_task_is_made_from_a_title_and_optionally_the_rest():
    fields = 'title description status priority due_date start_on estimate_minutes list_id label_ids parent_id'
    assert set(TaskCreate.model_fields) == set(fields.split())
    assert [name for name, field in TaskCreate.model_fields.items() if field.is_required()] == ['title']


def test_a_task_is_read_with_all_its_fields(owner):
    fields = 'id user_id title description status completed priority due_date created_at updated_at '
    fields += 'version start_on estimate_minutes completed_at list_id label_ids parent_id rank'
    assert set(TaskRead.model_fields) == set(fields.split())
    now = datetime.now(UTC)
    task = Task(user_id=owner, title='Buy milk', created_at=now, updated_at=now, version=1)
    assert isinstance(TaskRead.model_validate(task).id, UUID)


def test_every_field_of_an_update_is_optional():
    assert not any(field.is_required() for field in TaskUpdate.model_fields.values())
    assert TaskUpdate().changes() == {}


@pytest.mark.parametrize('field', ['title', 'status', 'priority', 'completed'])
def test_an_update_cannot_empty_what_must_not_be_empty(field):
    with pytest.raises(ValidationError, match=f'The {field} cannot be empty'):
        TaskUpdate.model_validate({field: None})


@pytest.mark.parametrize('schema', [TaskCreate, TaskUpdate])
def test_a_field_that_does_not_exist_is_refused(schema):
    with pytest.raises(ValidationError, match='Extra inputs'):
        schema.model_validate({'title': 'Buy milk', 'titel': 'Buy milk'})
