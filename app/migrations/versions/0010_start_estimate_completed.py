"""Tasks have a start, an estimate and the time when they were completed, which the ledger tells of older ones."""

from pathlib import Path

from alembic import op

revision = '0010'
down_revision = '0009'


def upgrade() -> None:
    """Add the columns; versions stay as they are, because nobody has changed anything."""
    for statement in Path(__file__).with_suffix('.sql').read_text(encoding='utf-8').split('\n\n'):
        op.execute(statement)
