"""A second wall between people: the role that works for one of them sees nothing of the others."""

from pathlib import Path

from alembic import op

revision = '0003'
down_revision = '0002'


def upgrade() -> None:
    """Make the role and the rules."""
    for statement in Path(__file__).with_suffix('.sql').read_text(encoding='utf-8').split('\n\n'):
        op.execute(statement)
