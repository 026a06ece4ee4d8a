"""Tokens expire, addresses are verified, links belong to a person, and accounts can be disabled."""

from pathlib import Path

from alembic import op

revision = '0007'
down_revision = '0006'


def upgrade() -> None:
    """Make the columns; tokens that had no end get a year from now."""
    for statement in Path(__file__).with_suffix('.sql').read_text(encoding='utf-8').split('\n\n'):
        op.execute(statement)
