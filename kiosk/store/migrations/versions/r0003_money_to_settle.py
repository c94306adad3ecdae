"""Attempts that still need their terminal, or that a terminal may tell more of, are found without reading all."""

from alembic import op

revision = "0003"
down_revision = "0002"

_STATEMENTS = (
    "CREATE INDEX attempt_watched ON attempt (sale_id) WHERE watch = 1",
    """CREATE INDEX attempt_unsettled ON attempt (sale_id) WHERE state IN
        ('APPROVED', 'CANCELLING', 'INTENT', 'REVERSING', 'SENT', 'UNKNOWN')""",
)


def upgrade() -> None:
    """Make them."""
    for statement in _STATEMENTS:
        op.execute(statement)
