"""The tables as the models describe them and as the migrations build them are the same tables."""

import importlib
import pkgutil

import asyncpg
import pytest
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import SQLModel

import services

_COLUMNS = """
    SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
           pg_get_expr(d.adbin, d.adrelid)
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname != 'alembic_version'
"""
_CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text != 'alembic_version'
"""
_INDEXES = """
    SELECT tablename, indexname, indexdef FROM pg_indexes
    WHERE schemaname = 'public' AND tablename != 'alembic_version'
"""


@pytest.mark.parametrize('catalog', [_COLUMNS, _CONSTRAINTS, _INDEXES], ids=['columns', 'constraints', 'indexes'])
async def test_models_and_migrations_describe_the_same(empty_database_url, database_url, catalog):
    await _create_all(empty_database_url)
    described, migrated = await _rows(empty_database_url, catalog), await _rows(database_url, catalog)
    assert described == migrated
    assert described


async def test_every_table_has_a_model(database_url):
    _load_every_model()
    tables = await _rows(database_url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    assert {name for (name,) in tables} - {'alembic_version'} == set(SQLModel.metadata.tables)


async def _create_all(url):
    _load_every_model()
    engine = create_async_engine('postgresql+asyncpg://', async_creator=lambda: asyncpg.connect(url))
    async with engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
    await engine.dispose()


async def _rows(url, query):
    connection = await asyncpg.connect(url)
    try:
        return {tuple(row) for row in await connection.fetch(query)}
    finally:
        await connection.close()


def _load_every_model():
    for module in pkgutil.walk_packages(services.__path__, 'services.'):
        importlib.import_module(module.name)
