"""What a gift card still held after a payment or a refund, as its host told it; NULL where nobody said so."""

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Take it in."""
    op.execute("ALTER TABLE attempt ADD COLUMN left_minor INTEGER")
