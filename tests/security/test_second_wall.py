"""PostgreSQL itself keeps people apart: a statement that forgets whose things it wants finds nothing of others."""

import ast
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from services import accounts, approvals, chat_service, idempotency, task_service
from services.approval_models import ApprovalAction
from services.database import narrow
from services.errors import TaskNotFound
from services.models import Task, TaskCreate, TaskRead, TaskUpdate
from tests.factories import make_message, make_session, make_task

ROOT = Path(__file__).parents[2]
CLOSED = {'passwords', 'one_time_links', 'audit_entries', 'identities'}
"""Nothing that is done for a person reads these."""

SEES_ALL = {
    'app/accounts/commands.py': 'whoever runs Tandem',
    'app/accounts/entering.py': 'signing in',
    'app/accounts/keys.py': 'writes down what is done, then narrows',
    'app/api/auth.py': 'signing in and out',
    'app/api/health.py': 'asks whether the database answers',
    'app/api/requests.py': 'finds out who asks, then narrows',
    'app/api/websocket.py': 'finds out who asks',
    'app/entrance.py': 'finds out who asks',
    'app/mcp.py': 'finds out who asks',
    'app/open_lines.py': 'looks at the logins of everybody',
    'app/pages/export.py': 'writes down what is done, then narrows',
    'app/pages/account.py': 'finds out who asks',
    'app/pages/provider.py': 'finds out who asks',
    'app/pages/login.py': 'signing in and out',
    'services/gate.py': 'signing in and out',
    'services/interrupted.py': 'looks for unfinished turns of everybody',
    'services/relay.py': 'reads the events of everybody',
    'services/repeated.py': 'asks whether a process is still there',
    'services/retention.py': 'clears up after everybody',
}


@pytest.fixture
async def full(database, owner, other):
    """A database in which both people have something in every table that belongs to people."""
    for person in (owner, other):
        task = await make_task(database, person)
        chat = await make_session(database, person)
        await make_message(database, person, chat.id)
        async with database.transaction() as session:
            await accounts.create_token(session, person, 'program')
            await accounts.sign_in_browser(session, person)
            await idempotency.remember(session, person, 'key', TaskCreate(title='x'), {})
            found = TaskRead.model_validate(await task_service.get_task(session, person, task.id))
            await approvals.ask(session, person, ApprovalAction.DELETE, [(found, None)], session_id=chat.id)
    return database


def tables():
    return sorted(SQLModel.metadata.tables)


async def count(session, table):
    return await session.scalar(text(f'SELECT count(*) FROM {table}'))  # noqa: S608 - names of tables


@pytest.mark.parametrize('table', [table for table in tables() if table not in CLOSED])
async def test_a_statement_without_a_scope_finds_only_ones_own(full, owner, other, table):
    async with full.transaction() as session:
        everything = await count(session, table)
    seen = []
    for person in (owner, other, uuid4()):
        async with full.of(person).transaction() as session:
            seen.append(await count(session, table))

    assert seen[0] > 0
    assert seen[1] > 0
    assert seen[2] == 0
    assert seen[0] + seen[1] == everything


@pytest.mark.parametrize('table', sorted(CLOSED))
async def test_what_is_for_signing_in_is_closed_to_what_is_done_for_a_person(full, owner, table):
    with pytest.raises(DBAPIError, match='permission denied'):
        async with full.of(owner).transaction() as session:
            await count(session, table)


async def test_every_table_has_the_wall(full):
    async with full.transaction() as session:
        rows = await session.execute(text(
            "SELECT relname, relrowsecurity FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        ))  # fmt: skip
    walled = {row.relname: row.relrowsecurity for row in rows}
    assert {table for table, has_wall in walled.items() if not has_wall} == {'alembic_version'}
    assert set(walled) - {'alembic_version'} == set(tables())


@pytest.mark.parametrize('table', ['tasks', 'chat_sessions', 'api_tokens', 'users'])
async def test_a_statement_without_a_scope_changes_only_ones_own(full, owner, other, table):
    column = 'name' if table in {'api_tokens', 'users'} else 'title'
    async with full.of(owner).transaction() as session:
        await session.execute(text(f"UPDATE {table} SET {column} = 'taken over'"))  # noqa: S608
    async with full.of(other).transaction() as session:
        kept = (await session.execute(text(f'SELECT {column} FROM {table}'))).scalars().all()  # noqa: S608

    assert kept
    assert 'taken over' not in kept


async def test_nothing_can_be_put_into_somebody_elses_list(full, owner, other):
    with pytest.raises(DBAPIError, match='row-level security'):
        async with full.of(owner).transaction() as session:
            session.add(Task(user_id=other, title='Not mine'))


async def test_with_the_first_wall_taken_out_the_second_holds(full, owner, other, monkeypatch):
    theirs = await make_task(full, other, 'Theirs')

    async def find_anybodys(session, _user_id, task_id, **_):
        """What a verb would do that forgot whose task it is asked for."""
        found = await session.scalar(select(Task).where(Task.__table__.c.id == task_id))
        if found is None:
            raise TaskNotFound
        return found

    monkeypatch.setattr(task_service, '_find', find_anybodys)

    async with full.transaction() as session:
        assert (await task_service.get_task(session, owner, theirs.id)).title == 'Theirs'
    for verb, more in [
        (task_service.get_task, ()),
        (task_service.update_task, (TaskUpdate(title='Mine now'),)),
        (task_service.delete_task, ()),
        (task_service.toggle_task, ()),
    ]:
        with pytest.raises(TaskNotFound):
            async with full.of(owner).transaction() as session:
                await verb(session, owner, theirs.id, *more)
    async with full.of(other).transaction() as session:
        assert (await task_service.get_task(session, other, theirs.id)).title == 'Theirs'


async def test_a_transaction_can_be_narrowed_and_the_next_one_on_the_line_is_not(full, owner):
    async with full.transaction() as session:
        whole = await count(session, 'tasks')
        await narrow(session, owner)
        assert await count(session, 'tasks') < whole
    async with full.of(owner).transaction() as session:
        assert await count(session, 'tasks') < whole
    async with full.transaction() as session:
        assert await count(session, 'tasks') == whole
    async with full.of(uuid4()).transaction() as session:
        assert await chat_service.list_sessions(session, owner) == []


def test_only_these_see_more_than_one_person():
    """A door that opens a transaction says for whom, with `database.of(user_id)`, or is named above with a reason."""
    seeing = set()
    for place in ('app', 'services'):
        for path in (ROOT / place).rglob('*.py'):
            if any(_opens_for_all(node) for node in ast.walk(ast.parse(path.read_text(encoding='utf-8')))):
                seeing.add(str(path.relative_to(ROOT)))
    assert seeing - {'services/sync_state.py', 'app/pages/settings.py', 'app/api/feed.py'} <= set(SEES_ALL)


def _opens_for_all(node):
    """`database.transaction()` on a database that was not narrowed with `of`."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == 'transaction'):
        return False
    opened = node.func.value
    return not (isinstance(opened, ast.Call) and isinstance(opened.func, ast.Attribute) and opened.func.attr == 'of')
