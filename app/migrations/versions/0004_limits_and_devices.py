"""How much a person keeps, what their devices are and their tokens may do, and who they are at another provider."""

from pathlib import Path

from alembic import op

revision = '0004'
down_revision = '0003'


def upgrade() -> None:
    """Add it, and count what there is."""
    for statement in Path(__file__).with_suffix('.sql').read_text(encoding='utf-8').split('\n\n'):
        op.execute(statement)
