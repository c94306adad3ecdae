"""When sales ended and days were closed, by the numbers of the journal, written with the event's row.

docs/reference/schema.md explains them.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, String, Table

from kiosk.store.tables.declaring import guard, metadata

sale_end = Table(
    "sale_end", metadata,
    Column("sale_id", String, ForeignKey("sale.id"), primary_key=True),
    Column("seq", Integer, nullable=False, index=True),
    sqlite_with_rowid=False,
)  # fmt: skip

day_close = Table(
    "day_close", metadata,
    Column("number", Integer, primary_key=True),
    Column("seq", Integer, ForeignKey("journal.seq"), nullable=False, unique=True),
    Column("from_seq", Integer, nullable=False),
    Column("to_seq", Integer, nullable=False),
    CheckConstraint("number >= 1", name="day_close_number"),
    CheckConstraint("from_seq <= to_seq + 1 AND to_seq < seq", name="day_close_stretch"),
)  # fmt: skip

lane_told = Table(
    "lane_told", metadata,
    Column("id", Integer, primary_key=True),
    Column("seq", Integer, ForeignKey("journal.seq"), nullable=False),
    CheckConstraint("id = 1", name="lane_told_id"),
)  # fmt: skip

_ENDS: Final = "NEW.state IN ('FULFILLED', 'VOID')"
_END: Final = """INSERT INTO sale_end (sale_id, seq)
    SELECT NEW.id, (SELECT coalesce(max(seq), 0) + 1 FROM journal)
    WHERE NOT EXISTS (SELECT 1 FROM sale_end WHERE sale_id = NEW.id); END"""  # an outer OR would overrule one here

TRIGGERS: Final = (
    (sale_end, f"""CREATE TRIGGER sale_ends_as_new AFTER INSERT ON sale WHEN {_ENDS}
BEGIN {_END}"""),
    (sale_end, f"""CREATE TRIGGER sale_ends AFTER UPDATE OF state ON sale
WHEN {_ENDS} AND NEW.state <> OLD.state
BEGIN {_END}"""),
    (sale_end, """CREATE TRIGGER sale_end_no_update BEFORE UPDATE ON sale_end
BEGIN SELECT RAISE(ABORT, 'sale_end: a row is never changed'); END"""),
    (sale_end, """CREATE TRIGGER sale_end_no_delete BEFORE DELETE ON sale_end
BEGIN SELECT RAISE(ABORT, 'sale_end: a row is never deleted'); END"""),
    (day_close, """CREATE TRIGGER day_close_gapless BEFORE INSERT ON day_close
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM day_close)
  OR NEW.from_seq <> (SELECT coalesce(max(to_seq), 0) + 1 FROM day_close)
BEGIN SELECT RAISE(ABORT, 'day_close: the next number, from where the last one ended'); END"""),
    (day_close, """CREATE TRIGGER day_close_no_update BEFORE UPDATE ON day_close
BEGIN SELECT RAISE(ABORT, 'day_close: a row is never changed'); END"""),
    (day_close, """CREATE TRIGGER day_close_no_delete BEFORE DELETE ON day_close
BEGIN SELECT RAISE(ABORT, 'day_close: a row is never deleted'); END"""),
)  # fmt: skip
guard(TRIGGERS)

TABLES: Final = (sale_end, day_close, lane_told)
