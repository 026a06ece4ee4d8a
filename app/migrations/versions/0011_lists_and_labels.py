"""Everybody has lists, of which one is the Inbox, and labels; tasks are in a list and have any number of labels."""

from pathlib import Path

from alembic import op

revision = '0011'
down_revision = '0010'


def upgrade() -> None:
    """Make the tables, give everybody an Inbox and put every task into it; versions stay as they are."""
    for statement in Path(__file__).with_suffix('.sql').read_text(encoding='utf-8').split('\n\n'):
        op.execute(statement)
