"""Approvals can be edited before they are given."""

from pathlib import Path

from alembic import op

revision = '0005'
down_revision = '0004'


def upgrade() -> None:
    """Make the column and the event."""
    for statement in Path(__file__).with_suffix('.sql').read_text(encoding='utf-8').split('\n\n'):
        op.execute(statement)
