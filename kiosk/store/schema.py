"""The tables of the kiosk's own file. docs/reference/schema.md explains them column by column.

A change here needs a migration beside it: a test compares the file that migrations make with these tables.
Money is integer minor units; the states are those of `kiosk.domain.moves`; U1 to U6 are what keeps a customer from
paying twice even if the program is wrong.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    text,
)

from kiosk.domain.moves import HOLDS_TENDER, HOLDS_TERMINAL, AttemptState, PrintState, SaleState, TenderState
from kiosk.domain.sale import AttemptKind, TenderKind
from kiosk.store.tables import days, declaring, papers, people, weights
from kiosk.store.tables.declaring import guard, listed, one_of, truth

metadata: Final = declaring.metadata
PEOPLE: Final = people.TABLES
"""The tables of persons, part of the same file."""
DAYS: Final = days.TABLES
"""When sales ended and days were closed, part of the same file."""
PAPERS: Final = papers.TABLES
"""The numbers of receipts and what was signed of them, part of the same file."""
WEIGHTS: Final = weights.TABLES
"""What was learned at the bagging scale, part of the same file."""

session = Table(
    "session", metadata,
    Column("id", String, primary_key=True),
    Column("code_version", String, nullable=False),
    Column("started_seq", Integer, nullable=False),
    Column("ended_seq", Integer),
    sqlite_with_rowid=False,
)  # fmt: skip

sale = Table(
    "sale", metadata,
    Column("id", String, primary_key=True),
    Column("session_id", String, ForeignKey("session.id")),
    Column("state", String, nullable=False),
    Column("currency", String, nullable=False),
    Column("total_minor", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("next_n", Integer, nullable=False),
    Column("opened_utc_ms", Integer, nullable=False),
    Column("opened_seq", Integer, nullable=False),
    one_of("state", SaleState, "sale_state"),
    CheckConstraint("length(currency) = 3", name="sale_currency"),
    CheckConstraint("next_n >= 1", name="sale_next_n"),
    sqlite_with_rowid=False,
)  # fmt: skip
Index(
    "sale_unfinished", sale.c.opened_seq,
    sqlite_where=text(f"state NOT IN ({listed((SaleState.FULFILLED, SaleState.VOID))})"),
)  # fmt: skip

sale_line = Table(
    "sale_line", metadata,
    Column("sale_id", String, ForeignKey("sale.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Column("kind", String, nullable=False, server_default=text("'GOODS'")),
    Column("ref", String, nullable=False),
    Column("gtin", String, nullable=False),
    Column("name", String, nullable=False),
    Column("detail", String, nullable=False),
    Column("art", String, nullable=False),
    Column("qty_milli", Integer, nullable=False),
    Column("unit_minor", Integer, nullable=False),
    Column("total_minor", Integer, nullable=False),
    Column("vat_bp", Integer, nullable=False),
    Column("catalogue_ver", Integer, nullable=False),
    Column("weight_g", Integer),
    Column("is_removed", Integer, nullable=False),
    Column("list_unit_minor", Integer),
    Column("discount_minor", Integer, nullable=False, server_default=text("0")),
    Column("why", String, nullable=False, server_default=text("''")),
    Column("facts", String, nullable=False, server_default=text("''")),
    PrimaryKeyConstraint("sale_id", "n"),
    CheckConstraint("n >= 1", name="sale_line_n"),
    CheckConstraint("qty_milli <> 0", name="sale_line_qty"),
    CheckConstraint("vat_bp BETWEEN 0 AND 10000", name="sale_line_vat"),
    CheckConstraint("weight_g >= 0", name="sale_line_weight"),
    CheckConstraint("discount_minor = 0 OR discount_minor > 0 AND total_minor >= 0", name="sale_line_discount"),
    truth("is_removed", "sale_line_is_removed"),
    sqlite_with_rowid=False,
)  # fmt: skip

sale_facts = Table(
    "sale_facts", metadata,
    Column("sale_id", String, ForeignKey("sale.id"), primary_key=True),
    Column("facts", String, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

tender = Table(
    "tender", metadata,
    Column("id", String, primary_key=True),
    Column("sale_id", String, ForeignKey("sale.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("amount_minor", Integer, nullable=False),
    Column("received_minor", Integer, nullable=False),
    Column("state", String, nullable=False),
    UniqueConstraint("sale_id", "n"),
    one_of("kind", TenderKind, "tender_kind"),
    one_of("state", TenderState, "tender_state"),
    CheckConstraint("amount_minor > 0", name="tender_amount"),
    CheckConstraint("received_minor >= 0", name="tender_received"),
    sqlite_with_rowid=False,
)  # fmt: skip

attempt = Table(
    "attempt", metadata,
    Column("id", String, primary_key=True),
    Column("sale_id", String, ForeignKey("sale.id"), nullable=False),
    Column("tender_id", String, ForeignKey("tender.id")),
    Column("n", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("reverses_id", String, ForeignKey("attempt.id")),
    Column("terminal_id", String, nullable=False),
    Column("proto", String, nullable=False),
    Column("ref", String, nullable=False),
    Column("amount_minor", Integer, nullable=False),
    Column("approved_minor", Integer),
    Column("currency", String, nullable=False),
    Column("state", String, nullable=False),
    Column("prior_receipt_no", Integer),
    Column("receipt_no", Integer),
    Column("trace_no", String, nullable=False),
    Column("poi_tx_id", String, nullable=False),
    Column("auth_code", String, nullable=False),
    Column("scheme", String, nullable=False),
    Column("last4", String, nullable=False),
    Column("aid", String, nullable=False, server_default=text("''")),
    Column("result_code", String, nullable=False),
    Column("refusal", String, nullable=False),
    Column("receipt_text", String, nullable=False),
    Column("watch", Integer, nullable=False),
    Column("sent_seq", Integer),
    Column("decided_seq", Integer),
    Column("completed_seq", Integer),
    Column("left_minor", Integer),
    UniqueConstraint("sale_id", "n"),
    UniqueConstraint("terminal_id", "ref"),
    one_of("kind", AttemptKind, "attempt_kind"),
    one_of("state", AttemptState, "attempt_state"),
    CheckConstraint("amount_minor > 0", name="attempt_amount"),
    CheckConstraint("length(last4) <= 4", name="attempt_last4"),
    CheckConstraint("tender_id IS NOT NULL OR kind = 'ORPHAN'", name="attempt_has_tender"),
    CheckConstraint("(kind = 'REVERSAL') = (reverses_id IS NOT NULL)", name="attempt_reverses"),
    truth("watch", "attempt_watch"),
)  # fmt: skip

print_job = Table(
    "print_job", metadata,
    Column("id", String, primary_key=True),
    Column("session_id", String, ForeignKey("session.id")),
    Column("sale_id", String, ForeignKey("sale.id")),
    Column("attempt_id", String, ForeignKey("attempt.id")),
    Column("doc", String, nullable=False),
    Column("copy_no", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("language", String, nullable=False),
    Column("state", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("n", Integer, nullable=False),
    UniqueConstraint("doc", "copy_no"),
    one_of("state", PrintState, "print_job_state"),
    CheckConstraint("copy_no >= 1", name="print_job_copy_no"),
)  # fmt: skip
Index("print_job_of_sale", print_job.c.sale_id)
papers.paper_no.add_is_dependent_on(attempt)  # its triggers stand there

journal = Table(
    "journal", metadata,
    Column("seq", Integer, primary_key=True),
    Column("utc_ms", Integer, nullable=False),
    Column("boot_id", String, nullable=False),
    Column("mono_ms", Integer, nullable=False),
    Column("draw", String, nullable=False),
    Column("session_id", String),
    Column("kind", String, nullable=False),
    Column("attempt_id", String),
    Column("payload", String, nullable=False),
    Column("prev_hash", String, nullable=False),
    Column("hash", String, nullable=False),
)  # fmt: skip

anchor = Table(
    "anchor", metadata,
    Column("seq", Integer, ForeignKey("journal.seq"), primary_key=True),
    Column("utc_ms", Integer, nullable=False),
    Column("hash", String, nullable=False),
    Column("signature", LargeBinary),
)  # fmt: skip

session_key = Table(
    "session_key", metadata,
    Column("session_id", String, ForeignKey("session.id"), primary_key=True),
    Column("key", LargeBinary, nullable=False),
    Column("delete_after_utc_ms", Integer, nullable=False),
    CheckConstraint("length(key) = 32", name="session_key_length"),
)  # fmt: skip
Index("session_key_due", session_key.c.delete_after_utc_ms)

counter = Table(
    "counter", metadata,
    Column("name", String, primary_key=True),
    Column("value", Integer, nullable=False),
    CheckConstraint("value BETWEEN 0 AND 4294967295", name="counter_value"),
    sqlite_with_rowid=False,
)  # fmt: skip

device_period = Table(
    "device_period", metadata,
    Column("part", String, nullable=False),
    Column("n", Integer, nullable=False),
    Column("began_utc_ms", Integer, nullable=False),
    PrimaryKeyConstraint("part", "n"),
    CheckConstraint("n >= 1", name="device_period_n"),
    sqlite_with_rowid=False,
)  # fmt: skip

device_count = Table(
    "device_count", metadata,
    Column("part", String, nullable=False),
    Column("n", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("value", Integer, nullable=False),
    PrimaryKeyConstraint("part", "n", "name"),
    ForeignKeyConstraint(("part", "n"), ("device_period.part", "device_period.n")),
    CheckConstraint("value >= 0", name="device_count_value"),
    sqlite_with_rowid=False,
)  # fmt: skip

device_supply = Table(
    "device_supply", metadata,
    Column("part", String, nullable=False),
    Column("name", String, nullable=False),
    Column("supply", String, nullable=False),
    Column("since_utc_ms", Integer, nullable=False),
    PrimaryKeyConstraint("part", "name"),
    sqlite_with_rowid=False,
)  # fmt: skip

_OURS: Final = listed((AttemptKind.PAYMENT, AttemptKind.REVERSAL, AttemptKind.REFUND))
_ENDED: Final = listed((AttemptState.DECLINED, AttemptState.REVERSED))
_REFUNDING: Final = listed(HOLDS_TERMINAL | {AttemptState.REVIEW})
Index(
    "u1_payment_of_tender", attempt.c.tender_id, unique=True,
    sqlite_where=text(f"kind = 'PAYMENT' AND state IN ({listed(HOLDS_TENDER)})"),
)  # fmt: skip
Index(
    "u2_attempt_at_terminal", attempt.c.terminal_id, unique=True,
    sqlite_where=text(f"kind IN ({_OURS}) AND state IN ({listed(HOLDS_TERMINAL)})"),
)  # fmt: skip
Index(
    "u3_reversal_of_attempt", attempt.c.reverses_id, unique=True,
    sqlite_where=text(f"kind = 'REVERSAL' AND state NOT IN ({_ENDED})"),
)  # fmt: skip
WATCHED: Final = "watch = 1"
UNSETTLED: Final = f"state IN ({listed({*HOLDS_TERMINAL, AttemptState.REVERSING})})"
Index("attempt_watched", attempt.c.sale_id, sqlite_where=text(WATCHED))
Index("attempt_unsettled", attempt.c.sale_id, sqlite_where=text(UNSETTLED))
Index("u4_open_tender_of_sale", tender.c.sale_id, unique=True, sqlite_where=text("state = 'OPEN'"))
Index(
    "u5_refund_of_tender", attempt.c.tender_id, unique=True,
    sqlite_where=text(f"kind = 'REFUND' AND state IN ({_REFUNDING})"),
)  # fmt: skip
Index(
    "u6_print_job_of_doc", print_job.c.doc, unique=True,
    sqlite_where=text(f"state IN ({listed((PrintState.QUEUED, PrintState.SENDING))})"),
)  # fmt: skip

_HOLDING: Final = listed((TenderState.OPEN, TenderState.CONFIRMED, TenderState.REVERSING))

# Sums cannot be an index: triggers hold P6 (tenders never exceed the sale) and P9 (refunds never exceed the tender).
# The insert triggers also stop INSERT OR REPLACE, which deletes without firing a delete trigger.
TRIGGERS: Final = (
    (journal, """CREATE TRIGGER journal_gapless BEFORE INSERT ON journal
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal)
BEGIN SELECT RAISE(ABORT, 'journal: the next row has the next number'); END"""),
    (journal, """CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'journal: a row is never changed'); END"""),
    (journal, """CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'journal: a row is never deleted'); END"""),
    (anchor, """CREATE TRIGGER anchor_no_update BEFORE UPDATE ON anchor
BEGIN SELECT RAISE(ABORT, 'anchor: a row is never changed'); END"""),
    (anchor, """CREATE TRIGGER anchor_no_delete BEFORE DELETE ON anchor
BEGIN SELECT RAISE(ABORT, 'anchor: a row is never deleted'); END"""),
    (anchor, """CREATE TRIGGER anchor_no_replace BEFORE INSERT ON anchor
WHEN EXISTS (SELECT 1 FROM anchor WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'anchor: a row is never replaced'); END"""),
    (tender, f"""CREATE TRIGGER p6_tenders_within_sale AFTER INSERT ON tender
WHEN (SELECT sum(amount_minor) FROM tender WHERE sale_id = NEW.sale_id AND state IN ({_HOLDING}))
  > (SELECT total_minor FROM sale WHERE id = NEW.sale_id)
BEGIN SELECT RAISE(ABORT, 'P6: tenders exceed the sale'); END"""),  # noqa: S608 - states of an enum, no input
    (attempt, """CREATE TRIGGER p6_payment_of_tender AFTER INSERT ON attempt
WHEN NEW.kind = 'PAYMENT' AND NEW.amount_minor <> (SELECT amount_minor FROM tender WHERE id = NEW.tender_id)
BEGIN SELECT RAISE(ABORT, 'P6: a payment asks for the amount of its tender'); END"""),
    (attempt, f"""CREATE TRIGGER p9_refunds_within_tender AFTER INSERT ON attempt
WHEN NEW.kind = 'REFUND' AND (SELECT sum(amount_minor) FROM attempt
    WHERE tender_id = NEW.tender_id AND kind = 'REFUND' AND state NOT IN ({_ENDED}))
  > (SELECT amount_minor FROM tender WHERE id = NEW.tender_id)
BEGIN SELECT RAISE(ABORT, 'P9: refunds exceed the tender'); END"""),  # noqa: S608 - states of an enum, no input
)  # fmt: skip
guard(TRIGGERS)
