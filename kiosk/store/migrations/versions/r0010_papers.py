"""The numbers of receipts, and what a signing device signed of them. Sales of before have none."""

from alembic import op

revision = "0010"
down_revision = "0009"

_STATEMENTS = (
    """CREATE TABLE paper_no (
    n INTEGER NOT NULL,
    about VARCHAR NOT NULL,
    sale_id VARCHAR NOT NULL,
    series VARCHAR NOT NULL,
    no INTEGER NOT NULL,
    PRIMARY KEY (n),
    UNIQUE (series, no),
    CONSTRAINT paper_no_series CHECK (series IN ('RETURN', 'SALE')),
    UNIQUE (about),
    FOREIGN KEY(sale_id) REFERENCES sale (id)
)""",
    """CREATE TRIGGER paper_of_new_sale AFTER INSERT ON sale
WHEN NEW.state IN ('PAID', 'FULFILLED')
  AND (NEW.total_minor <> 0 OR EXISTS (SELECT 1 FROM sale_line WHERE sale_id = NEW.id AND is_removed = 0))
BEGIN INSERT INTO paper_no (n, about, sale_id, series, no)
    SELECT (SELECT coalesce(max(n), 0) + 1 FROM paper_no), NEW.id, NEW.id, 'SALE',
      (SELECT coalesce(max(no), 0) + 1 FROM paper_no WHERE series = 'SALE')
    WHERE NOT EXISTS (SELECT 1 FROM paper_no WHERE about = NEW.id); END""",
    """CREATE TRIGGER paper_of_sale AFTER UPDATE OF state ON sale
WHEN NEW.state <> OLD.state AND NEW.state IN ('PAID', 'FULFILLED')
  AND (NEW.total_minor <> 0 OR EXISTS (SELECT 1 FROM sale_line WHERE sale_id = NEW.id AND is_removed = 0))
BEGIN INSERT INTO paper_no (n, about, sale_id, series, no)
    SELECT (SELECT coalesce(max(n), 0) + 1 FROM paper_no), NEW.id, NEW.id, 'SALE',
      (SELECT coalesce(max(no), 0) + 1 FROM paper_no WHERE series = 'SALE')
    WHERE NOT EXISTS (SELECT 1 FROM paper_no WHERE about = NEW.id); END""",
    """CREATE TRIGGER paper_of_new_return AFTER INSERT ON attempt
WHEN NEW.kind IN ('REFUND', 'REVERSAL') AND NEW.state = 'CONFIRMED'
BEGIN INSERT INTO paper_no (n, about, sale_id, series, no)
    SELECT (SELECT coalesce(max(n), 0) + 1 FROM paper_no), NEW.id, NEW.sale_id, 'RETURN',
      (SELECT coalesce(max(no), 0) + 1 FROM paper_no WHERE series = 'RETURN')
    WHERE EXISTS (SELECT 1 FROM paper_no WHERE about = NEW.sale_id)
      AND NOT EXISTS (SELECT 1 FROM paper_no WHERE about = NEW.id); END""",
    """CREATE TRIGGER paper_of_return AFTER UPDATE OF state ON attempt
WHEN NEW.kind IN ('REFUND', 'REVERSAL') AND NEW.state = 'CONFIRMED' AND NEW.state <> OLD.state
BEGIN INSERT INTO paper_no (n, about, sale_id, series, no)
    SELECT (SELECT coalesce(max(n), 0) + 1 FROM paper_no), NEW.id, NEW.sale_id, 'RETURN',
      (SELECT coalesce(max(no), 0) + 1 FROM paper_no WHERE series = 'RETURN')
    WHERE EXISTS (SELECT 1 FROM paper_no WHERE about = NEW.sale_id)
      AND NOT EXISTS (SELECT 1 FROM paper_no WHERE about = NEW.id); END""",
    """CREATE TRIGGER paper_no_gapless BEFORE INSERT ON paper_no
WHEN NEW.no <> (SELECT coalesce(max(no), 0) + 1 FROM paper_no WHERE series = NEW.series)
  OR NEW.n <> (SELECT coalesce(max(n), 0) + 1 FROM paper_no)
BEGIN SELECT RAISE(ABORT, 'paper_no: the next number of its series'); END""",
    """CREATE TRIGGER paper_no_no_update BEFORE UPDATE ON paper_no
BEGIN SELECT RAISE(ABORT, 'paper_no: a row is never changed'); END""",
    """CREATE TRIGGER paper_no_no_delete BEFORE DELETE ON paper_no
BEGIN SELECT RAISE(ABORT, 'paper_no: a row is never deleted'); END""",
    """CREATE TABLE fiscal_begin (
    id INTEGER NOT NULL,
    from_n INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fiscal_begin_id CHECK (id = 1)
)""",
    """CREATE TABLE fiscal_signed (
    n INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (n),
    FOREIGN KEY(n) REFERENCES paper_no (n),
    FOREIGN KEY(seq) REFERENCES journal (seq)
)""",
    """CREATE TRIGGER fiscal_signed_no_update BEFORE UPDATE ON fiscal_signed
BEGIN SELECT RAISE(ABORT, 'fiscal_signed: a row is never changed'); END""",
    """CREATE TRIGGER fiscal_signed_no_delete BEFORE DELETE ON fiscal_signed
BEGIN SELECT RAISE(ABORT, 'fiscal_signed: a row is never deleted'); END""",
)


def upgrade() -> None:
    """Make them."""
    for statement in _STATEMENTS:
        op.execute(statement)
