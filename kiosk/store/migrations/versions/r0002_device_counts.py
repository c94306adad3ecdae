"""What devices have done: counters by period, and what was left of their consumables."""

from alembic import op

revision = "0002"
down_revision = "0001"

_STATEMENTS = (
    """CREATE TABLE device_period (
    part VARCHAR NOT NULL,
    n INTEGER NOT NULL,
    began_utc_ms INTEGER NOT NULL,
    PRIMARY KEY (part, n),
    CONSTRAINT device_period_n CHECK (n >= 1)
)
 WITHOUT ROWID""",
    """CREATE TABLE device_count (
    part VARCHAR NOT NULL,
    n INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (part, n, name),
    FOREIGN KEY(part, n) REFERENCES device_period (part, n),
    CONSTRAINT device_count_value CHECK (value >= 0)
)
 WITHOUT ROWID""",
    """CREATE TABLE device_supply (
    part VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    supply VARCHAR NOT NULL,
    since_utc_ms INTEGER NOT NULL,
    PRIMARY KEY (part, name)
)
 WITHOUT ROWID""",
)


def upgrade() -> None:
    """Make them."""
    for statement in _STATEMENTS:
        op.execute(statement)
