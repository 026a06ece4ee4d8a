import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from services import chat_service, ledger, task_service
from services.accounts import audit_log, logins, tokens
from services.accounts.audit_log import AuditAction
from services.accounts.one_time_links import Purpose, make_link
from services.errors import TurnNotFound
from services.models import TaskCreate
from services.retention import KEYS, Retention
from services.storage.bounds import BOUNDS
from services.tasks import undo
from services.tasks.trash import KEPT as TRASH
from services.values.cause import Cause
from tests.factories import events_of, make_message, make_session, make_task

_AGE = 'ALTER TABLE sync_events DISABLE TRIGGER sync_events_append_only'
_DAY = timedelta(days=1)


_SEEN = """
    INSERT INTO days_seen SELECT (now() AT TIME ZONE 'UTC')::date - n FROM generate_series(0, $1::int) AS n
    ON CONFLICT DO NOTHING
"""


@pytest.fixture
async def retention(database, sql):
    """It has run on each of the last hundred days."""
    await sql.execute(_SEEN, 100)
    return Retention(database, 90 * _DAY)


async def test_events_older_than_they_are_kept_go_and_the_rest_has_no_gap(database, owner, sql, retention):
    for number in range(5):
        await make_task(database, owner, f'Task {number}')
    await _age(sql, 91, until=3)
    assert (await retention.prune())['events'] == 3
    assert [event.seq for event in await events_of(database, owner)] == [4, 5]
    async with database.transaction() as session:
        assert await ledger.position(session, owner) == 5


async def test_everything_old_goes_however_much_it_is(database, owner, sql, retention, monkeypatch):
    monkeypatch.setattr('services.retention._BATCH', 2)
    for number in range(7):
        await make_task(database, owner, f'Task {number}')
    await _age(sql, 91, until=7)
    assert (await retention.prune())['events'] == 7
    assert await events_of(database, owner) == []


async def test_numbers_go_on_where_they_were(database, owner, sql, retention):
    await make_task(database, owner)
    await _age(sql, 91, until=1)
    await retention.prune()
    await make_task(database, owner)
    assert [event.seq for event in await events_of(database, owner)] == [2]


async def test_a_turn_that_goes_on_is_kept_whole(database, owner, sql, retention):
    first, second = Cause(), Cause()
    for number, cause in enumerate([Cause(), first, second, first, second]):
        await make_task(database, owner, f'Task {number}', cause=replace(cause))
    await _age(sql, 91, until=4)
    assert (await retention.prune())['events'] == 1
    async with database.transaction() as session:
        await undo.undo(session, owner, first.turn_id)
        await undo.undo(session, owner, second.turn_id)
        assert [task.title for task in await task_service.list_tasks(session, owner)] == ['Task 0']


async def test_a_turn_that_is_no_longer_kept_cannot_be_undone(database, owner, sql, retention):
    cause = Cause()
    await make_task(database, owner, cause=cause)
    await _age(sql, 91, until=1)
    await retention.prune()
    with pytest.raises(TurnNotFound):
        await _undo(database, owner, cause.turn_id)


async def test_the_trash_is_emptied_after_a_month_with_the_messages_in_it(database, owner, sql, retention):
    old, new = await make_task(database, owner, 'Old'), await make_task(database, owner, 'New')
    chat = await make_session(database, owner)
    await make_message(database, owner, chat.id)
    async with database.transaction() as session:
        await task_service.delete_task(session, owner, old.id)
        await task_service.delete_task(session, owner, new.id)
        await chat_service.delete_session(session, owner, chat.id)
    await sql.execute('UPDATE tasks SET deleted_at = deleted_at - $1::interval WHERE id = $2', TRASH, old.id)
    await sql.execute('UPDATE chat_sessions SET deleted_at = deleted_at - $1::interval', TRASH)
    removed = await retention.prune()
    assert (removed['tasks'], removed['conversations']) == (1, 1)
    assert [row['title'] for row in await sql.fetch('SELECT title FROM tasks')] == ['New']
    assert await sql.fetchval('SELECT count(*) FROM chat_messages') == 0


async def test_an_undo_of_a_deletion_whose_task_is_gone_for_good_says_so(database, owner, sql, retention):
    task, cause = await make_task(database, owner), Cause()
    async with database.transaction() as session:
        await task_service.delete_task(session, owner, task.id, cause=cause)
    await sql.execute('UPDATE tasks SET deleted_at = deleted_at - $1::interval', TRASH)
    await retention.prune()
    result = await _undo(database, owner, cause.turn_id)
    assert [(kept.task_id, kept.fields) for kept in result.kept] == [(task.id, ['deleted'])]


async def test_keys_and_approvals_that_nobody_needs_any_more_go(database, owner, sql, retention):
    async with database.transaction() as session:
        for key in ('old', 'new'):
            data = TaskCreate(title=key)
            await task_service.create_task(session, owner, data, idempotency_key=key)
    await sql.execute("UPDATE idempotency_keys SET created_at = created_at - $1::interval WHERE key = 'old'", KEYS)
    insert = "INSERT INTO approvals (id, user_id, turn_id, action, items, expires_at) VALUES (gen_random_uuid(), $1, gen_random_uuid(), 'delete_tasks', '[]', now() - $2::interval)"  # noqa: E501 - one statement
    await sql.execute(insert, owner, TRASH + _DAY)
    await sql.execute(insert, owner, timedelta())
    removed = await retention.prune()
    assert (removed['keys'], removed['approvals']) == (1, 1)
    assert [row['key'] for row in await sql.fetch('SELECT key FROM idempotency_keys')] == ['new']


async def test_lapsed_logins_links_tokens_and_old_activity_go(database, owner, sql, retention):
    async with database.transaction() as session:
        for _ in range(2):
            await logins.sign_in_browser(session, owner)
            await tokens.create_token(session, owner, 'program')
            await audit_log.record(session, AuditAction.LOGGED_IN, owner)
        for email in ('ada@example.org', 'bob@example.org'):
            await make_link(session, Purpose.INVITATION, email)
    for table, column, age in (
        ('browser_sessions', 'seen_at', logins.SESSION_LIFETIME),
        # What has lapsed is kept a while, in case it was the clock that made it.
        ('api_tokens', 'expires_at', tokens.LIFETIME + TRASH),
        ('one_time_links', 'expires_at', 7 * _DAY + TRASH),
        ('audit_entries', 'created_at', audit_log.KEPT),
    ):
        key = 'id' if table == 'audit_entries' else 'hash'
        one = f'(SELECT {key} FROM {table} LIMIT 1)'  # noqa: S608 - all of it stands above
        older = f'UPDATE {table} SET {column} = {column} - $1::interval WHERE {key} = {one}'  # noqa: S608
        await sql.execute(older, age)
    await sql.execute(_SEEN, audit_log.KEPT.days)
    removed = await retention.prune()
    assert [removed[name] for name in ('browsers', 'tokens', 'links', 'audit')] == [1] * 4


async def test_what_one_person_leaves_behind_is_bounded_and_the_latest_stays(
    database, owner, other, sql, retention, monkeypatch
):
    for name, bound in BOUNDS.items():
        monkeypatch.setitem(BOUNDS, name, replace(bound, most=2))
    for person in (owner, other):
        for title in ('First', 'Second', 'Third') if person == owner else ('Other',):
            task = await make_task(database, person, title)
            async with database.transaction() as session:
                await task_service.delete_task(session, person, task.id)
                await audit_log.record(session, AuditAction.LOGGED_IN, person)
                await logins.sign_in_browser(session, person)
    removed = await retention.prune()
    assert {name: count for name, count in removed.items() if count} == {
        'crowded_tasks': 1,
        'crowded_activity': 1,
        'crowded_browsers': 1,
    }
    left = {row['title'] for row in await sql.fetch('SELECT title FROM tasks')}
    assert left == {'Second', 'Third', 'Other'}


async def test_so_many_events_are_kept_and_whole_turns(database, owner, retention, monkeypatch):
    monkeypatch.setattr('services.retention.MAX_EVENTS', 3)
    turn = Cause()
    for number in range(6):
        await make_task(database, owner, f'Task {number}', cause=turn if number in {2, 3} else None)
    await retention.prune()
    assert [event.seq for event in await events_of(database, owner)] == [3, 4, 5, 6]
    assert (await retention.prune())['events'] == 0


async def test_only_one_process_at_a_time_tidies_up(database, owner, sql, retention):
    await make_task(database, owner)
    await _age(sql, 91, until=1)
    async with sql.transaction():
        await sql.execute('SELECT pg_advisory_xact_lock(7234092)')
        assert await retention.prune() is None
    both = await asyncio.gather(retention.prune(), retention.prune())
    assert sum(done['events'] for done in both if done) == 1


@pytest.mark.parametrize('days', [100, -100])
async def test_a_clock_that_leaps_prunes_nothing(database, owner, sql, retention, days):
    """Everything is a hundred days old at once, as after a start with a wrong clock, and then it is right again."""
    task = await make_task(database, owner)
    async with database.transaction() as session:
        await task_service.delete_task(session, owner, task.id)
    leap = timedelta(days=days)
    await sql.execute(_AGE)
    await sql.execute('UPDATE sync_events SET created_at = created_at - $1::interval', leap)
    await sql.execute('UPDATE tasks SET deleted_at = deleted_at - $1::interval', leap)
    # In two steps, because each row is checked against all others.
    for step in (10_000, days - 10_000):
        await sql.execute('UPDATE days_seen SET day = day - $1::int', step)
    assert set((await retention.prune()).values()) == {0}
    assert set((await retention.prune()).values()) == {0}
    assert len(await events_of(database, owner)) == 2
    assert await sql.fetchval('SELECT count(*) FROM tasks') == 1


async def test_what_is_old_stays_until_so_many_days_were_seen(database, owner, sql):
    await make_task(database, owner)
    await _age(sql, 91, until=1)
    retention = Retention(database, 90 * _DAY)
    await sql.execute(_SEEN, 89)
    assert (await retention.prune())['events'] == 0
    await sql.execute(_SEEN, 90)
    assert (await retention.prune())['events'] == 1


async def test_days_that_no_longer_matter_are_forgotten(sql, retention):
    await sql.execute(_SEEN, 1_000)
    await retention.prune()
    assert await sql.fetchval('SELECT count(*) FROM days_seen') == audit_log.KEPT.days + 1


async def test_a_fresh_database_has_nothing_to_remove(retention):
    assert set((await retention.prune()).values()) == {0}


async def _age(sql, days, *, until):
    await sql.execute(_AGE)
    await sql.execute(
        'UPDATE sync_events SET created_at = created_at - $1::interval WHERE seq <= $2', timedelta(days=days), until
    )


async def _undo(database, user_id, turn_id):
    async with database.transaction() as session:
        return await undo.undo(session, user_id, turn_id)
