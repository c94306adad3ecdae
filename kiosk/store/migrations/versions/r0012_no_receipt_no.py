"""A sale's own receipt number, which nothing ever wrote, goes: the numbers of receipts stand in `paper_no`."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Take it out."""
    op.execute("ALTER TABLE sale DROP COLUMN receipt_no")
