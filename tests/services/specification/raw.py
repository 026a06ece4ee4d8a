"""Rows written straight into the tables, past every service: what the database itself accepts and refuses."""

from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

Refused = (asyncpg.IntegrityConstraintViolationError, asyncpg.DataError)


async def insert(sql: asyncpg.Connection, table: str, **values: Any) -> asyncpg.Record:
    """Insert a row with a new id, unless one is given, and return it as the database completed it."""
    values = {'id': uuid4()} | values
    columns, places = ', '.join(values), ', '.join(f'${number}' for number in range(1, len(values) + 1))
    statement = f'INSERT INTO {table} ({columns}) VALUES ({places}) RETURNING *'  # noqa: S608 - names from tests only
    return await sql.fetchrow(statement, *values.values())


async def insert_task(sql: asyncpg.Connection, user_id: UUID | None, **values: Any) -> asyncpg.Record:
    """A task of which only what is given is said."""
    return await insert(sql, 'tasks', **{'user_id': user_id, 'title': 'Buy milk'} | values)


async def insert_session(sql: asyncpg.Connection, user_id: UUID | None, **values: Any) -> asyncpg.Record:
    """A conversation of which only what is given is said."""
    return await insert(sql, 'chat_sessions', **{'user_id': user_id, 'title': 'Shopping'} | values)


async def insert_message(sql: asyncpg.Connection, session_id: UUID | None, **values: Any) -> asyncpg.Record:
    """A message of which only what is given is said."""
    return await insert(sql, 'chat_messages', **{'session_id': session_id, 'role': 'user', 'content': 'Hello'} | values)


def refused() -> pytest.RaisesExc[Exception]:
    """Expect the database itself to refuse."""
    return pytest.raises(Refused)
