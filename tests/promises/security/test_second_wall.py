"""PostgreSQL itself keeps people apart: whatever forgets to say whose rows it wants finds nothing of others."""

import ast
import asyncio
import contextlib
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from services import approvals, chat_service, task_service
from services.accounts import logins, tokens
from services.approval_models import ApprovalAction
from services.database import Database, narrow
from services.errors import TaskNotFound, Unavailable
from services.models import Task, TaskCreate, TaskRead, TaskUpdate
from services.places.models import LabelCreate
from services.storage import idempotency
from services.storage.columns import table_of
from services.tasks import labels
from tests import ROOT
from tests.factories import make_message, make_session, make_task

CLOSED = {
    'passwords', 'one_time_links', 'audit_entries', 'identities', 'totp_factors', 'recovery_codes', 'passkeys',
    'days_seen',
}  # fmt: skip
"""Nothing that is done for a person reads these."""

SEES_ALL = {
    'app/accounts/browser_login.py': 'login',
    'app/accounts/commands.py': 'commands are for whoever runs Tandem',
    'app/accounts/credentials.py': 'writes the audit log, then narrows',
    'app/api/auth.py': 'authenticates, and writes the audit log',
    'app/api/dependencies.py': 'authenticates, then narrows',
    'app/api/websocket.py': 'authenticates',
    'app/mcp.py': 'authenticates',
    'app/middlewares/page_authentication.py': 'authenticates',
    'app/open_connections.py': 'looks at the logins of everybody',
    'app/pages/account.py': 'authenticates, and reads linked identities',
    'app/pages/export.py': 'writes the audit log',
    'app/pages/login.py': 'logs out, and writes the audit log',
    'app/pages/provider.py': 'authenticates',
    'services/accounts/authentication.py': 'passwords, links and identities, which only login may read',
    'services/chat/interrupted_turns.py': 'looks for unfinished turns of everybody',
    'services/relay.py': 'reads the events of everybody',
    'services/retention.py': 'prunes the rows of everybody',
}
"""Which files see more than one person's rows, and why they have to."""

OPEN = sorted(set(SQLModel.metadata.tables) - CLOSED)


@pytest.fixture
async def full(database, owner, other):
    """A database in which both people have something in every table that belongs to people."""
    for person in (owner, other):
        task = await make_task(database, person)
        chat = await make_session(database, person)
        await make_message(database, person, chat.id)
        async with database.transaction() as session:
            await labels.create_label(session, person, LabelCreate(name='home'))
            await tokens.create_token(session, person, 'program')
            await logins.sign_in_browser(session, person)
            await idempotency.remember(session, person, 'key', TaskCreate(title='x'), {})
            found = TaskRead.model_validate(await task_service.get_task(session, person, task.id))
            await approvals.ask(session, person, ApprovalAction.DELETE, [(found, None)], session_id=chat.id)
    return database


async def count(session, table):
    return await session.scalar(text(f'SELECT count(*) FROM {table}'))  # noqa: S608 - names of tables


@pytest.mark.parametrize('table', OPEN)
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
    assert set(walled) - {'alembic_version'} == {*OPEN, *CLOSED}


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
        found = await session.scalar(select(Task).where(table_of(Task).c.id == task_id))
        if found is None:
            raise TaskNotFound
        return found

    monkeypatch.setattr(task_service, '_find', find_anybodys)

    async with full.transaction() as session:
        assert (await task_service.get_task(session, owner, theirs.id)).title == 'Theirs'
    verbs: list[tuple[Any, tuple[object, ...]]] = [
        (task_service.get_task, ()),
        (task_service.update_task, (TaskUpdate(title='Mine now'),)),
        (task_service.delete_task, ()),
        (task_service.toggle_task, ()),
    ]
    for verb, more in verbs:
        with pytest.raises(TaskNotFound):
            async with full.of(owner).transaction() as session:
                await verb(session, owner, theirs.id, *more)
    async with full.of(other).transaction() as session:
        assert (await task_service.get_task(session, other, theirs.id)).title == 'Theirs'


async def test_a_transaction_can_be_narrowed(full, owner):
    async with full.transaction() as session:
        whole = await count(session, 'tasks')
        await narrow(session, owner)
        assert 0 < await count(session, 'tasks') < whole
    async with full.of(uuid4()).transaction() as session:
        assert await chat_service.list_sessions(session, owner) == []


@pytest.fixture
async def plain(full, database_url):
    """The filled database with one connection, and nobody said for whom."""
    assert full
    database = Database(database_url, pool_size=1)
    yield database
    await database.close()


@pytest.mark.parametrize('table', OPEN)
async def test_a_transaction_that_forgets_to_say_for_whom_sees_nothing(plain, table):
    async with plain.transaction() as session:
        assert await count(session, table) == 0


@pytest.mark.parametrize('table', sorted(CLOSED))
async def test_a_transaction_that_forgets_to_say_for_whom_may_not_read_what_is_for_signing_in(plain, table):
    with pytest.raises(DBAPIError, match='permission denied'):
        async with plain.transaction() as session:
            await count(session, table)


async def test_a_transaction_that_forgets_to_say_for_whom_adds_nothing(plain, owner):
    with pytest.raises(DBAPIError, match='row-level security'):
        await make_task(plain, owner)


async def test_a_transaction_that_is_begun_past_the_wall_is_for_nobody(plain):
    async with plain._engine.begin() as connection:
        assert await count(connection, 'tasks') == 0


async def test_a_direct_connection_sees_nothing_unless_it_is_for_everybody(plain):
    for database, sees in ((plain, False), (plain.everybody(), True)):
        connection = await database.connect()
        assert bool(await connection.fetchval('SELECT count(*) FROM tasks')) is sees
        await connection.close()


async def _commit(session):
    assert await count(session, 'tasks') > 0


async def _raise(session):
    await _commit(session)
    raise ZeroDivisionError


async def _fail_in_the_database(session):
    await _commit(session)
    await session.execute(text('SELECT 1 / 0'))


async def _be_cancelled(session):
    await _commit(session)
    async with asyncio.timeout(0.05):
        await session.execute(text('SELECT pg_sleep(60)'))


async def _lose_the_connection(session):
    await _commit(session)
    await session.execute(text('SELECT pg_terminate_backend(pg_backend_pid())'))


async def _reset(session):
    await _commit(session)
    await session.execute(text('RESET ROLE'))


async def _do_nothing(_session):
    pass


ENDS = [_commit, _raise, _fail_in_the_database, _be_cancelled, _lose_the_connection, _reset, _do_nothing]


@pytest.mark.parametrize('scope', ['everybody', 'one person'])
@pytest.mark.parametrize('end', ENDS, ids=lambda end: end.__name__.lstrip('_'))
async def test_however_a_transaction_ends_the_next_on_its_connection_sees_nothing(plain, owner, end, scope):
    wide = plain.everybody() if scope == 'everybody' else plain.of(owner)
    with contextlib.suppress(ZeroDivisionError, DBAPIError, TimeoutError, Unavailable):
        async with wide.transaction() as session:
            await end(session)
    async with plain.transaction() as session:
        assert await count(session, 'tasks') == 0


@pytest.mark.parametrize('reset', ['RESET ROLE', 'DISCARD ALL'])
async def test_a_connection_that_is_reset_by_hand_is_narrow_again(plain, reset):
    connection = await plain.connect()
    await connection.execute('SET ROLE NONE')
    assert await connection.fetchval('SELECT count(*) > 0 FROM tasks')
    await connection.execute(reset)
    assert await connection.fetchval('SELECT count(*) FROM tasks') == 0
    await connection.close()


def test_only_these_see_more_than_one_person():
    """A file that uses `everybody()` is named above with a reason, and a name above uses it."""
    seeing = {
        str(path.relative_to(ROOT))
        for place in ('app', 'components', 'services')
        for path in (ROOT / place).rglob('*.py')
        if any(_sees_all(node) for node in ast.walk(ast.parse(path.read_text(encoding='utf-8'))))
    }
    assert seeing == set(SEES_ALL)


def _sees_all(node):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == 'everybody'
