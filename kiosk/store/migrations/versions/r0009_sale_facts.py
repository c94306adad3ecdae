"""What is known of a sale besides: the coupons it uses, and what comes later."""

from alembic import op

revision = "0009"
down_revision = "0008"

_STATEMENTS = (
    """CREATE TABLE sale_facts (
    sale_id VARCHAR NOT NULL,
    facts VARCHAR NOT NULL,
    PRIMARY KEY (sale_id),
    FOREIGN KEY(sale_id) REFERENCES sale (id)
)
 WITHOUT ROWID""",
)


def upgrade() -> None:
    """Make it."""
    for statement in _STATEMENTS:
        op.execute(statement)
