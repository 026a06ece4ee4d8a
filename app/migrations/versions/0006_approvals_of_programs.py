"""Approvals say which program asked, can undo a turn, and can delete some tasks and change others."""

from pathlib import Path

from alembic import op

revision = '0006'
down_revision = '0005'


def upgrade() -> None:
    """Make the columns, and allow the actions."""
    for statement in Path(__file__).with_suffix('.sql').read_text(encoding='utf-8').split('\n\n'):
        op.execute(statement)
