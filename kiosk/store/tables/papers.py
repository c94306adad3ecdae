"""The numbers of receipts, taken with the event that makes them due, and what a signing device signed of them.

docs/reference/schema.md explains them.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, String, Table, UniqueConstraint

from kiosk.store.tables.declaring import guard, metadata

paper_no = Table(
    "paper_no", metadata,
    Column("n", Integer, primary_key=True),
    Column("about", String, nullable=False, unique=True),
    Column("sale_id", String, ForeignKey("sale.id"), nullable=False),
    Column("series", String, nullable=False),
    Column("no", Integer, nullable=False),
    UniqueConstraint("series", "no"),
    CheckConstraint("series IN ('RETURN', 'SALE')", name="paper_no_series"),
)  # fmt: skip

fiscal_begin = Table(
    "fiscal_begin", metadata,
    Column("id", Integer, primary_key=True),
    Column("from_n", Integer, nullable=False),
    CheckConstraint("id = 1", name="fiscal_begin_id"),
)  # fmt: skip

fiscal_signed = Table(
    "fiscal_signed", metadata,
    Column("n", Integer, ForeignKey("paper_no.n"), primary_key=True),
    Column("seq", Integer, ForeignKey("journal.seq"), nullable=False),
)  # fmt: skip

BOOK: Final = "book"
"""The counter that says which book of numbers a file is, where it is not the first."""
_NEXT: Final = "(SELECT coalesce(max(n), 0) + 1 FROM paper_no)"
_NEXT_NO: Final = "(SELECT coalesce(max(no), 0) + 1 FROM paper_no WHERE series = '{}')"
_HAS_GOODS: Final = "EXISTS (SELECT 1 FROM sale_line WHERE sale_id = NEW.id AND is_removed = 0)"  # free ones too
_IS_SOLD: Final = f"""NEW.state IN ('PAID', 'FULFILLED')
  AND (NEW.total_minor <> 0 OR {_HAS_GOODS})"""
_SOLD: Final = f"""INSERT INTO paper_no (n, about, sale_id, series, no)
    SELECT {_NEXT}, NEW.id, NEW.id, 'SALE',
      {_NEXT_NO.format("SALE")}
    WHERE NOT EXISTS (SELECT 1 FROM paper_no WHERE about = NEW.id); END"""  # noqa: S608  # nothing of anybody's is in it
_IS_BACK: Final = "NEW.kind IN ('REFUND', 'REVERSAL') AND NEW.state = 'CONFIRMED'"
_BACK: Final = f"""INSERT INTO paper_no (n, about, sale_id, series, no)
    SELECT {_NEXT}, NEW.id, NEW.sale_id, 'RETURN',
      {_NEXT_NO.format("RETURN")}
    WHERE EXISTS (SELECT 1 FROM paper_no WHERE about = NEW.sale_id)
      AND NOT EXISTS (SELECT 1 FROM paper_no WHERE about = NEW.id); END"""  # noqa: S608  # nothing of anybody's is in it

TRIGGERS: Final = (
    (paper_no, f"""CREATE TRIGGER paper_of_new_sale AFTER INSERT ON sale
WHEN {_IS_SOLD}
BEGIN {_SOLD}"""),
    (paper_no, f"""CREATE TRIGGER paper_of_sale AFTER UPDATE OF state ON sale
WHEN NEW.state <> OLD.state AND {_IS_SOLD}
BEGIN {_SOLD}"""),
    (paper_no, f"""CREATE TRIGGER paper_of_new_return AFTER INSERT ON attempt
WHEN {_IS_BACK}
BEGIN {_BACK}"""),
    (paper_no, f"""CREATE TRIGGER paper_of_return AFTER UPDATE OF state ON attempt
WHEN {_IS_BACK} AND NEW.state <> OLD.state
BEGIN {_BACK}"""),
    (paper_no, """CREATE TRIGGER paper_no_gapless BEFORE INSERT ON paper_no
WHEN NEW.no <> (SELECT coalesce(max(no), 0) + 1 FROM paper_no WHERE series = NEW.series)
  OR NEW.n <> (SELECT coalesce(max(n), 0) + 1 FROM paper_no)
BEGIN SELECT RAISE(ABORT, 'paper_no: the next number of its series'); END"""),
    (paper_no, """CREATE TRIGGER paper_no_no_update BEFORE UPDATE ON paper_no
BEGIN SELECT RAISE(ABORT, 'paper_no: a row is never changed'); END"""),
    (paper_no, """CREATE TRIGGER paper_no_no_delete BEFORE DELETE ON paper_no
BEGIN SELECT RAISE(ABORT, 'paper_no: a row is never deleted'); END"""),
    (fiscal_signed, """CREATE TRIGGER fiscal_signed_no_update BEFORE UPDATE ON fiscal_signed
BEGIN SELECT RAISE(ABORT, 'fiscal_signed: a row is never changed'); END"""),
    (fiscal_signed, """CREATE TRIGGER fiscal_signed_no_delete BEFORE DELETE ON fiscal_signed
BEGIN SELECT RAISE(ABORT, 'fiscal_signed: a row is never deleted'); END"""),
)  # fmt: skip
guard(TRIGGERS)

TABLES: Final = (paper_no, fiscal_begin, fiscal_signed)
