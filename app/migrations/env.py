"""Run by Alembic, on the connection that app/postgres/schema.py passes to it."""

from alembic import context

context.configure(connection=context.config.attributes['connection'], target_metadata=None)
with context.begin_transaction():
    context.run_migrations()
