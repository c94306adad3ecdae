"""When sales ended and days were closed. Sales that ended before are taken to have ended as they were opened."""

from alembic import op

revision = "0006"
down_revision = "0005"

_STATEMENTS = (
    """CREATE TABLE sale_end (
    sale_id VARCHAR NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (sale_id),
    FOREIGN KEY(sale_id) REFERENCES sale (id)
)
 WITHOUT ROWID""",
    """CREATE INDEX ix_sale_end_seq ON sale_end (seq)""",
    """CREATE TRIGGER sale_ends_as_new AFTER INSERT ON sale WHEN NEW.state IN ('FULFILLED', 'VOID')
BEGIN INSERT INTO sale_end (sale_id, seq)
    SELECT NEW.id, (SELECT coalesce(max(seq), 0) + 1 FROM journal)
    WHERE NOT EXISTS (SELECT 1 FROM sale_end WHERE sale_id = NEW.id); END""",
    """CREATE TRIGGER sale_ends AFTER UPDATE OF state ON sale
WHEN NEW.state IN ('FULFILLED', 'VOID') AND NEW.state <> OLD.state
BEGIN INSERT INTO sale_end (sale_id, seq)
    SELECT NEW.id, (SELECT coalesce(max(seq), 0) + 1 FROM journal)
    WHERE NOT EXISTS (SELECT 1 FROM sale_end WHERE sale_id = NEW.id); END""",
    """CREATE TRIGGER sale_end_no_update BEFORE UPDATE ON sale_end
BEGIN SELECT RAISE(ABORT, 'sale_end: a row is never changed'); END""",
    """CREATE TRIGGER sale_end_no_delete BEFORE DELETE ON sale_end
BEGIN SELECT RAISE(ABORT, 'sale_end: a row is never deleted'); END""",
    """INSERT INTO sale_end (sale_id, seq) SELECT id, opened_seq FROM sale WHERE state IN ('FULFILLED', 'VOID')""",
    """CREATE TABLE day_close (
    number INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    to_seq INTEGER NOT NULL,
    PRIMARY KEY (number),
    CONSTRAINT day_close_number CHECK (number >= 1),
    CONSTRAINT day_close_stretch CHECK (from_seq <= to_seq + 1 AND to_seq < seq),
    UNIQUE (seq),
    FOREIGN KEY(seq) REFERENCES journal (seq)
)""",
    """CREATE TRIGGER day_close_gapless BEFORE INSERT ON day_close
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM day_close)
  OR NEW.from_seq <> (SELECT coalesce(max(to_seq), 0) + 1 FROM day_close)
BEGIN SELECT RAISE(ABORT, 'day_close: the next number, from where the last one ended'); END""",
    """CREATE TRIGGER day_close_no_update BEFORE UPDATE ON day_close
BEGIN SELECT RAISE(ABORT, 'day_close: a row is never changed'); END""",
    """CREATE TRIGGER day_close_no_delete BEFORE DELETE ON day_close
BEGIN SELECT RAISE(ABORT, 'day_close: a row is never deleted'); END""",
    """CREATE TABLE lane_told (
    id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT lane_told_id CHECK (id = 1),
    FOREIGN KEY(seq) REFERENCES journal (seq)
)""",
)


def upgrade() -> None:
    """Make them."""
    for statement in _STATEMENTS:
        op.execute(statement)
