"""Tasks have a parent and a place in the order of their list; until now the order is that in which they were added."""

from pathlib import Path

from alembic import op

revision = '0012'
down_revision = '0011'


def upgrade() -> None:
    """Add the columns and rank every task; versions stay as they are."""
    for statement in Path(__file__).with_suffix('.sql').read_text(encoding='utf-8').split('\n\n'):
        op.execute(statement)
