"""The badge that was made here last for each person: of those only this one opens."""

from alembic import op

revision = "0008"
down_revision = "0007"

_STATEMENTS = (
    """CREATE TABLE badge_held (
    person_id VARCHAR NOT NULL,
    serial VARCHAR NOT NULL,
    PRIMARY KEY (person_id),
    UNIQUE (serial),
    FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID""",
)


def upgrade() -> None:
    """Make it."""
    for statement in _STATEMENTS:
        op.execute(statement)
