"""Old things are pruned by the days on which Tandem ran, which a clock that is wrong cannot make pass."""

from pathlib import Path

from alembic import op

revision = '0008'
down_revision = '0007'


def upgrade() -> None:
    """Make the table, and count the days of the ledger as seen."""
    for statement in Path(__file__).with_suffix('.sql').read_text(encoding='utf-8').split('\n\n'):
        op.execute(statement)
