"""People have a second factor and passkeys, and may have a quota of their own."""

from pathlib import Path

from alembic import op

revision = '0009'
down_revision = '0008'


def upgrade() -> None:
    """Make the tables, and the columns for the quota, in which null is what everybody may have."""
    for statement in Path(__file__).with_suffix('.sql').read_text(encoding='utf-8').split('\n\n'):
        op.execute(statement)
