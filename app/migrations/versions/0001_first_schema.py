"""People, tasks, conversations, approvals and the ledger of everything that happens to them."""

from pathlib import Path

from alembic import op

revision = '0001'
down_revision = None


def upgrade() -> None:
    """Create everything."""
    for statement in Path(__file__).with_suffix('.sql').read_text(encoding='utf-8').split('\n\n'):
        op.execute(statement)
