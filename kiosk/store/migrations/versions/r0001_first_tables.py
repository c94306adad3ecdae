"""The first tables. Frozen: later changes are later migrations."""

from alembic import op

revision = "0001"
down_revision = None

_STATEMENTS = (
    """CREATE TABLE counter (
    name VARCHAR NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (name),
    CONSTRAINT counter_value CHECK (value BETWEEN 0 AND 4294967295)
)
 WITHOUT ROWID""",
    """CREATE TABLE journal (
    seq INTEGER NOT NULL,
    utc_ms INTEGER NOT NULL,
    boot_id VARCHAR NOT NULL,
    mono_ms INTEGER NOT NULL,
    draw VARCHAR NOT NULL,
    session_id VARCHAR,
    kind VARCHAR NOT NULL,
    attempt_id VARCHAR,
    payload VARCHAR NOT NULL,
    prev_hash VARCHAR NOT NULL,
    hash VARCHAR NOT NULL,
    PRIMARY KEY (seq)
)""",
    """CREATE TABLE session (
    id VARCHAR NOT NULL,
    code_version VARCHAR NOT NULL,
    started_seq INTEGER NOT NULL,
    ended_seq INTEGER,
    PRIMARY KEY (id)
)
 WITHOUT ROWID""",
    """CREATE TABLE anchor (
    seq INTEGER NOT NULL,
    utc_ms INTEGER NOT NULL,
    hash VARCHAR NOT NULL,
    signature BLOB,
    PRIMARY KEY (seq),
    FOREIGN KEY(seq) REFERENCES journal (seq)
)""",
    """CREATE TABLE sale (
    id VARCHAR NOT NULL,
    session_id VARCHAR,
    state VARCHAR NOT NULL,
    currency VARCHAR NOT NULL,
    total_minor INTEGER NOT NULL,
    version INTEGER NOT NULL,
    next_n INTEGER NOT NULL,
    receipt_no INTEGER,
    opened_utc_ms INTEGER NOT NULL,
    opened_seq INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT sale_state CHECK (state IN ('FULFILLED', 'OPEN', 'PAID', 'PAYING', 'REVIEW', 'SUSPENDED',
        'VOID')),
    CONSTRAINT sale_currency CHECK (length(currency) = 3),
    CONSTRAINT sale_next_n CHECK (next_n >= 1),
    FOREIGN KEY(session_id) REFERENCES session (id)
)
 WITHOUT ROWID""",
    """CREATE TABLE session_key (
    session_id VARCHAR NOT NULL,
    "key" BLOB NOT NULL,
    delete_after_utc_ms INTEGER NOT NULL,
    PRIMARY KEY (session_id),
    CONSTRAINT session_key_length CHECK (length(key) = 32),
    FOREIGN KEY(session_id) REFERENCES session (id)
)""",
    """CREATE TABLE sale_line (
    sale_id VARCHAR NOT NULL,
    n INTEGER NOT NULL,
    place INTEGER NOT NULL,
    kind VARCHAR DEFAULT 'GOODS' NOT NULL,
    ref VARCHAR NOT NULL,
    gtin VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    art VARCHAR NOT NULL,
    qty_milli INTEGER NOT NULL,
    unit_minor INTEGER NOT NULL,
    total_minor INTEGER NOT NULL,
    vat_bp INTEGER NOT NULL,
    catalogue_ver INTEGER NOT NULL,
    weight_g INTEGER,
    is_removed INTEGER NOT NULL,
    PRIMARY KEY (sale_id, n),
    CONSTRAINT sale_line_n CHECK (n >= 1),
    CONSTRAINT sale_line_qty CHECK (qty_milli <> 0),
    CONSTRAINT sale_line_vat CHECK (vat_bp BETWEEN 0 AND 10000),
    CONSTRAINT sale_line_weight CHECK (weight_g >= 0),
    CONSTRAINT sale_line_is_removed CHECK (is_removed IN (0, 1)),
    FOREIGN KEY(sale_id) REFERENCES sale (id)
)
 WITHOUT ROWID""",
    """CREATE TABLE tender (
    id VARCHAR NOT NULL,
    sale_id VARCHAR NOT NULL,
    n INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    amount_minor INTEGER NOT NULL,
    received_minor INTEGER NOT NULL,
    state VARCHAR NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (sale_id, n),
    CONSTRAINT tender_kind CHECK (kind IN ('CARD', 'CASH', 'GIFT', 'VOUCHER')),
    CONSTRAINT tender_state CHECK (state IN ('CONFIRMED', 'OPEN', 'REVERSED', 'REVERSING', 'VOID')),
    CONSTRAINT tender_amount CHECK (amount_minor > 0),
    CONSTRAINT tender_received CHECK (received_minor >= 0),
    FOREIGN KEY(sale_id) REFERENCES sale (id)
)
 WITHOUT ROWID""",
    """CREATE TABLE attempt (
    id VARCHAR NOT NULL,
    sale_id VARCHAR NOT NULL,
    tender_id VARCHAR,
    n INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    reverses_id VARCHAR,
    terminal_id VARCHAR NOT NULL,
    proto VARCHAR NOT NULL,
    ref VARCHAR NOT NULL,
    amount_minor INTEGER NOT NULL,
    approved_minor INTEGER,
    currency VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    prior_receipt_no INTEGER,
    receipt_no INTEGER,
    trace_no VARCHAR NOT NULL,
    poi_tx_id VARCHAR NOT NULL,
    auth_code VARCHAR NOT NULL,
    scheme VARCHAR NOT NULL,
    last4 VARCHAR NOT NULL,
    aid VARCHAR DEFAULT '' NOT NULL,
    result_code VARCHAR NOT NULL,
    refusal VARCHAR NOT NULL,
    receipt_text VARCHAR NOT NULL,
    watch INTEGER NOT NULL,
    sent_seq INTEGER,
    decided_seq INTEGER,
    completed_seq INTEGER,
    PRIMARY KEY (id),
    UNIQUE (sale_id, n),
    UNIQUE (terminal_id, ref),
    CONSTRAINT attempt_kind CHECK (kind IN ('ORPHAN', 'PAYMENT', 'REFUND', 'REVERSAL')),
    CONSTRAINT attempt_state CHECK (state IN ('APPROVED', 'CANCELLING', 'CONFIRMED', 'DECLINED', 'INTENT',
        'NEW', 'REVERSED', 'REVERSING', 'REVIEW', 'SENT', 'UNKNOWN')),
    CONSTRAINT attempt_amount CHECK (amount_minor > 0),
    CONSTRAINT attempt_last4 CHECK (length(last4) <= 4),
    CONSTRAINT attempt_has_tender CHECK (tender_id IS NOT NULL OR kind = 'ORPHAN'),
    CONSTRAINT attempt_reverses CHECK ((kind = 'REVERSAL') = (reverses_id IS NOT NULL)),
    CONSTRAINT attempt_watch CHECK (watch IN (0, 1)),
    FOREIGN KEY(sale_id) REFERENCES sale (id),
    FOREIGN KEY(tender_id) REFERENCES tender (id),
    FOREIGN KEY(reverses_id) REFERENCES attempt (id)
)""",
    """CREATE TABLE print_job (
    id VARCHAR NOT NULL,
    session_id VARCHAR,
    sale_id VARCHAR,
    attempt_id VARCHAR,
    doc VARCHAR NOT NULL,
    copy_no INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    language VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (doc, copy_no),
    CONSTRAINT print_job_state CHECK (state IN ('DONE', 'FAILED', 'QUEUED', 'SENDING', 'UNKNOWN')),
    CONSTRAINT print_job_copy_no CHECK (copy_no >= 1),
    FOREIGN KEY(session_id) REFERENCES session (id),
    FOREIGN KEY(sale_id) REFERENCES sale (id),
    FOREIGN KEY(attempt_id) REFERENCES attempt (id)
)""",
    """CREATE INDEX sale_unfinished ON sale (opened_seq) WHERE state NOT IN ('FULFILLED', 'VOID')""",
    """CREATE INDEX session_key_due ON session_key (delete_after_utc_ms)""",
    """CREATE UNIQUE INDEX u4_open_tender_of_sale ON tender (sale_id) WHERE state = 'OPEN'""",
    """CREATE UNIQUE INDEX u1_payment_of_tender ON attempt (tender_id) WHERE kind = 'PAYMENT' AND state IN
        ('APPROVED', 'CANCELLING', 'CONFIRMED', 'INTENT', 'REVERSING', 'REVIEW', 'SENT', 'UNKNOWN')""",
    """CREATE UNIQUE INDEX u2_attempt_at_terminal ON attempt (terminal_id) WHERE kind IN ('PAYMENT', 'REFUND',
        'REVERSAL') AND state IN ('APPROVED', 'CANCELLING', 'INTENT', 'SENT', 'UNKNOWN')""",
    """CREATE UNIQUE INDEX u3_reversal_of_attempt ON attempt (reverses_id) WHERE kind = 'REVERSAL' AND state NOT IN
        ('DECLINED', 'REVERSED')""",
    """CREATE UNIQUE INDEX u5_refund_of_tender ON attempt (tender_id) WHERE kind = 'REFUND' AND state IN
        ('APPROVED', 'CANCELLING', 'INTENT', 'REVIEW', 'SENT', 'UNKNOWN')""",
    """CREATE INDEX print_job_of_sale ON print_job (sale_id)""",
    """CREATE UNIQUE INDEX u6_print_job_of_doc ON print_job (doc) WHERE state IN ('QUEUED', 'SENDING')""",
    """CREATE TRIGGER journal_gapless BEFORE INSERT ON journal
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal)
BEGIN SELECT RAISE(ABORT, 'journal: the next row has the next number'); END""",
    """CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'journal: a row is never deleted'); END""",
    """CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'journal: a row is never changed'); END""",
    """CREATE TRIGGER anchor_no_delete BEFORE DELETE ON anchor
BEGIN SELECT RAISE(ABORT, 'anchor: a row is never deleted'); END""",
    """CREATE TRIGGER anchor_no_replace BEFORE INSERT ON anchor
WHEN EXISTS (SELECT 1 FROM anchor WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'anchor: a row is never replaced'); END""",
    """CREATE TRIGGER anchor_no_update BEFORE UPDATE ON anchor
BEGIN SELECT RAISE(ABORT, 'anchor: a row is never changed'); END""",
    """CREATE TRIGGER p6_tenders_within_sale AFTER INSERT ON tender
WHEN (SELECT sum(amount_minor) FROM tender WHERE sale_id = NEW.sale_id AND state IN ('CONFIRMED', 'OPEN',
        'REVERSING'))
  > (SELECT total_minor FROM sale WHERE id = NEW.sale_id)
BEGIN SELECT RAISE(ABORT, 'P6: tenders exceed the sale'); END""",
    """CREATE TRIGGER p6_payment_of_tender AFTER INSERT ON attempt
WHEN NEW.kind = 'PAYMENT' AND NEW.amount_minor <> (SELECT amount_minor FROM tender WHERE id = NEW.tender_id)
BEGIN SELECT RAISE(ABORT, 'P6: a payment asks for the amount of its tender'); END""",
    """CREATE TRIGGER p9_refunds_within_tender AFTER INSERT ON attempt
WHEN NEW.kind = 'REFUND' AND (SELECT sum(amount_minor) FROM attempt
    WHERE tender_id = NEW.tender_id AND kind = 'REFUND' AND state NOT IN ('DECLINED', 'REVERSED'))
  > (SELECT amount_minor FROM tender WHERE id = NEW.tender_id)
BEGIN SELECT RAISE(ABORT, 'P9: refunds exceed the tender'); END""",
)


def upgrade() -> None:
    """Make them."""
    for statement in _STATEMENTS:
        op.execute(statement)
