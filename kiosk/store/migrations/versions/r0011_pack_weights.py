"""What pieces of each product weigh, learned at the bagging scale."""

from alembic import op

revision = "0011"
down_revision = "0010"

_STATEMENTS = (
    """CREATE TABLE pack_weight (
    sku VARCHAR NOT NULL,
    n INTEGER NOT NULL,
    mean_mg INTEGER NOT NULL,
    m2_mg2 INTEGER NOT NULL,
    outside INTEGER NOT NULL,
    PRIMARY KEY (sku),
    CONSTRAINT pack_weight_learned CHECK (n >= 1 AND mean_mg > 0 AND m2_mg2 >= 0 AND outside >= 0)
)
 WITHOUT ROWID""",
)


def upgrade() -> None:
    """Make it."""
    for statement in _STATEMENTS:
        op.execute(statement)
