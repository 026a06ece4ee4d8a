"""People with passwords: what they log in with, how they are invited, and a record of who came in."""

from pathlib import Path

from alembic import op

revision = '0002'
down_revision = '0001'


def upgrade() -> None:
    """Add what accounts need; nothing that is there changes."""
    for statement in Path(__file__).with_suffix('.sql').read_text(encoding='utf-8').split('\n\n'):
        op.execute(statement)
