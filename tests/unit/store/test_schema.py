"""The tables: what migrations make is what the program expects, and what must never be is refused by the file."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from kiosk.store import migrations
from kiosk.store.database import in_memory
from kiosk.store.schema import metadata

OPEN_ATTEMPTS = ("INTENT", "SENT", "CANCELLING", "UNKNOWN", "APPROVED")


def _shape_of(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'alembic%'")
    return {name: re.sub(r"\s+", " ", re.sub(r"([(),])", r" \1 ", sql)).strip() for name, sql in rows}


def _raw(engine_url: str) -> sqlite3.Connection:
    connection = sqlite3.connect(engine_url, isolation_level=None)
    connection.execute("PRAGMA foreign_keys=1")
    return connection


def test_the_migrated_file_has_exactly_the_tables_the_program_declares(tmp_path: Path) -> None:
    declared, migrated = tmp_path / "declared.db", tmp_path / "migrated.db"
    engine = create_engine(f"sqlite:///{declared}")
    metadata.create_all(engine)
    engine.dispose()
    engine = create_engine(f"sqlite:///{migrated}")
    with engine.connect() as connection:
        migrations.upgrade(connection)
        connection.commit()
    engine.dispose()
    shapes = []
    for path in (declared, migrated):
        own = _raw(str(path))
        shapes.append(_shape_of(own))
        own.close()
    assert shapes[0] == shapes[1]
    assert len(shapes[0]) > 20


def test_the_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [migrations.HEAD]
    assert {script.revision for script in scripts.walk_revisions()} == migrations.known_revisions()


@pytest.fixture
def file() -> Iterator[sqlite3.Connection]:
    database = in_memory()
    held = database.writer.raw_connection()
    connection = held.driver_connection
    assert isinstance(connection, sqlite3.Connection)
    connection.execute("INSERT INTO session VALUES ('se', 'v', 1, NULL)")
    for sale in ("s1", "s2"):
        connection.execute(
            "INSERT INTO sale VALUES (?, 'se', 'PAYING', 'EUR', 1000, 1, 2, 0, 1)", (sale,)
        )  # fmt: skip
        for n in (1, 2):
            connection.execute(
                "INSERT INTO tender VALUES (?, ?, ?, 'CARD', 500, 0, 'CONFIRMED')", (f"{sale}t{n}", sale, n)
            )
    yield connection
    held.close()
    database.close()


def _attempt(
    file: sqlite3.Connection,
    name: str,
    state: str,
    *,
    kind: str = "PAYMENT",
    tender: str | None = "s1t1",
    terminal: str = "T1",
    reverses: str | None = None,
    amount: int = 500,
    ref: str = "",
) -> None:
    n = file.execute("SELECT count(*) + 1 FROM attempt").fetchone()[0]
    file.execute(
        "INSERT INTO attempt (id, sale_id, tender_id, n, kind, reverses_id, terminal_id, proto, ref, amount_minor, "
        "currency, state, trace_no, poi_tx_id, auth_code, scheme, last4, result_code, refusal, receipt_text, watch) "
        "VALUES (?, 's1', ?, ?, ?, ?, ?, 'zvt', ?, ?, 'EUR', ?, '', '', '', '', '', '', '', '', 0)",
        (name, tender, n, kind, reverses, terminal, ref or name, amount, state),
    )


def _tender(file: sqlite3.Connection, name: str, state: str, amount: int = 1) -> None:
    n = file.execute("SELECT max(n) + 1 FROM tender WHERE sale_id = 's1'").fetchone()[0]
    file.execute("INSERT INTO tender VALUES (?, 's1', ?, 'CARD', ?, 0, ?)", (name, n, amount, state))


def _job(file: sqlite3.Connection, name: str, state: str, copy_no: int, doc: str = "d") -> None:
    file.execute(
        "INSERT INTO print_job VALUES (?, 'se', 's1', NULL, ?, ?, 'CUSTOMER', 1, 'nl', ?, '', 1)",
        (name, doc, copy_no, state),
    )


@pytest.mark.parametrize("held", [*OPEN_ATTEMPTS, "CONFIRMED", "REVERSING", "REVIEW"])
def test_u1_a_tender_has_one_payment_that_may_hold_money(file: sqlite3.Connection, held: str) -> None:
    _attempt(file, "a1", held, terminal="T1")
    with pytest.raises(sqlite3.IntegrityError, match=r"attempt\.tender_id"):
        _attempt(file, "a2", "INTENT", terminal="T2")


@pytest.mark.parametrize("held", ["DECLINED", "REVERSED"])
def test_u1_a_tender_may_be_paid_again_after_its_payment_ended_without_money(
    file: sqlite3.Connection, held: str
) -> None:
    _attempt(file, "a1", held)
    _attempt(file, "a2", "INTENT")


@pytest.mark.parametrize("held", OPEN_ATTEMPTS)
@pytest.mark.parametrize("kind", ["PAYMENT", "REFUND"])
def test_u2_a_terminal_has_one_attempt_that_is_not_decided(file: sqlite3.Connection, held: str, kind: str) -> None:
    _attempt(file, "a1", held, kind=kind, tender="s1t1")
    with pytest.raises(sqlite3.IntegrityError, match=r"attempt\.terminal_id"):
        _attempt(file, "a2", "INTENT", tender="s1t2")
    _attempt(file, "a3", "INTENT", tender="s1t2", terminal="T2")


def test_u2_a_late_approval_does_not_wait_for_the_terminal(file: sqlite3.Connection) -> None:
    _attempt(file, "a1", "SENT")
    _attempt(file, "a2", "APPROVED", kind="ORPHAN", tender=None)


@pytest.mark.parametrize("held", [*OPEN_ATTEMPTS, "CONFIRMED", "REVIEW"])
def test_u3_an_attempt_is_reversed_once(file: sqlite3.Connection, held: str) -> None:
    _attempt(file, "a1", "REVERSING")
    _attempt(file, "r1", held, kind="REVERSAL", reverses="a1", terminal="T1")
    with pytest.raises(sqlite3.IntegrityError, match=r"attempt\.reverses_id"):
        _attempt(file, "r2", "INTENT", kind="REVERSAL", reverses="a1", terminal="T2")


def test_u3_a_declined_reversal_may_be_tried_again(file: sqlite3.Connection) -> None:
    _attempt(file, "a1", "REVERSING")
    _attempt(file, "r1", "DECLINED", kind="REVERSAL", reverses="a1")
    _attempt(file, "r2", "INTENT", kind="REVERSAL", reverses="a1")


def test_u4_a_sale_has_one_open_tender(file: sqlite3.Connection) -> None:
    file.execute("UPDATE tender SET state = 'VOID' WHERE sale_id = 's1'")
    _tender(file, "t3", "OPEN")
    with pytest.raises(sqlite3.IntegrityError, match=r"tender\.sale_id"):
        _tender(file, "t4", "OPEN")
    _tender(file, "t5", "VOID")


@pytest.mark.parametrize("held", [*OPEN_ATTEMPTS, "REVIEW"])
def test_u5_a_tender_has_one_refund_that_is_not_decided(file: sqlite3.Connection, held: str) -> None:
    _attempt(file, "f1", held, kind="REFUND", amount=1)
    with pytest.raises(sqlite3.IntegrityError, match=r"attempt\.tender_id"):
        _attempt(file, "f2", "INTENT", kind="REFUND", amount=1, terminal="T2")


def test_u5_a_tender_may_be_refunded_in_parts(file: sqlite3.Connection) -> None:
    _attempt(file, "f1", "CONFIRMED", kind="REFUND", amount=1)
    _attempt(file, "f2", "INTENT", kind="REFUND", amount=1)


@pytest.mark.parametrize("held", ["QUEUED", "SENDING"])
def test_u6_a_document_is_on_its_way_to_paper_once(file: sqlite3.Connection, held: str) -> None:
    _job(file, "j1", held, 1)
    with pytest.raises(sqlite3.IntegrityError, match=r"print_job\.doc"):
        _job(file, "j2", "QUEUED", 2)
    _job(file, "j3", "UNKNOWN", 3)


def test_p6_tenders_do_not_exceed_the_sale(file: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="P6"):
        _tender(file, "t3", "OPEN", amount=1)
    file.execute("UPDATE tender SET state = 'REVERSED' WHERE id = 's1t1'")
    _tender(file, "t3", "OPEN", amount=500)


def test_p6_a_payment_asks_for_the_amount_of_its_tender(file: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="P6"):
        _attempt(file, "a1", "INTENT", amount=499)


def test_p9_refunds_do_not_exceed_the_tender(file: sqlite3.Connection) -> None:
    _attempt(file, "f1", "CONFIRMED", kind="REFUND", amount=300)
    _attempt(file, "f2", "DECLINED", kind="REFUND", amount=500)
    with pytest.raises(sqlite3.IntegrityError, match="P9"):
        _attempt(file, "f3", "INTENT", kind="REFUND", amount=201)
    _attempt(file, "f4", "INTENT", kind="REFUND", amount=200)


def test_one_copy_of_a_document_is_one_row_and_a_reference_is_used_once(file: sqlite3.Connection) -> None:
    _job(file, "j1", "DONE", 1)
    with pytest.raises(sqlite3.IntegrityError, match=r"doc, print_job\.copy_no"):
        _job(file, "j2", "QUEUED", 1)
    _attempt(file, "a1", "DECLINED")
    with pytest.raises(sqlite3.IntegrityError, match=r"terminal_id, attempt\.ref"):
        _attempt(file, "a2", "DECLINED", ref="a1")


@pytest.mark.parametrize(
    "broken",
    [
        "UPDATE sale SET state = 'SOLD'",
        "UPDATE sale SET currency = 'EURO'",
        "UPDATE tender SET amount_minor = 0",
        "UPDATE tender SET received_minor = -1",
        "UPDATE attempt SET state = 'LOST'",
        "UPDATE attempt SET last4 = '4111111111111111'",
        "UPDATE attempt SET tender_id = NULL",
        "UPDATE attempt SET kind = 'REVERSAL'",
        "UPDATE attempt SET reverses_id = id",
        "UPDATE attempt SET watch = 2",
        "UPDATE tender SET sale_id = 'nobody'",
        "DELETE FROM session",
        "INSERT INTO counter VALUES ('receipt', 4294967296)",
        "INSERT INTO session_key VALUES ('se', x'00', 0)",
    ],
)
def test_a_value_that_cannot_be_is_refused(file: sqlite3.Connection, broken: str) -> None:
    _attempt(file, "a1", "DECLINED")
    with pytest.raises(sqlite3.IntegrityError):
        file.execute(broken)


def _journal_row(file: sqlite3.Connection, seq: int, verb: str = "INSERT") -> None:
    file.execute(f"{verb} INTO journal VALUES (?, 0, 'b', 0, '0', NULL, 'K', NULL, '{{}}', 'p', 'h')", (seq,))


def test_a_journal_row_is_never_changed_deleted_or_replaced(file: sqlite3.Connection) -> None:
    _journal_row(file, 1)
    for broken in (
        "UPDATE journal SET payload = '[]'",
        "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="journal"):
            file.execute(broken)


def test_journal_numbers_have_no_gaps(file: sqlite3.Connection) -> None:
    for seq in (0, 2):
        with pytest.raises(sqlite3.IntegrityError, match="next number"):
            _journal_row(file, seq)
    _journal_row(file, 1)
    _journal_row(file, 2)
    with pytest.raises(sqlite3.IntegrityError, match="next number"):
        _journal_row(file, 2, "INSERT OR REPLACE")


def test_an_anchor_is_never_changed_or_deleted(file: sqlite3.Connection) -> None:
    _journal_row(file, 1)
    file.execute("INSERT INTO anchor VALUES (1, 0, 'h', NULL)")
    for broken in (
        "UPDATE anchor SET hash = 'x'",
        "DELETE FROM anchor",
        "INSERT OR REPLACE INTO anchor VALUES (1, 0, 'x', NULL)",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="anchor"):
            file.execute(broken)


def test_a_basket_of_before_keeps_its_lines_when_they_may_be_changed(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'old.db'}")
    line = "'s1', 1, 1, 'GOODS', 'sku', 'gtin', '[]', '[]', '', 2000, 100, 200, 900, 7, NULL, 0"
    with engine.connect() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(migrations.__file__).parent))
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
        connection.exec_driver_sql("INSERT INTO session VALUES ('se', 'v', 1, NULL)")
        connection.exec_driver_sql("INSERT INTO sale VALUES ('s1', 'se', 'OPEN', 'EUR', 200, 1, 2, NULL, 0, 1)")
        connection.exec_driver_sql(f"INSERT INTO sale_line VALUES ({line})")  # noqa: S608 - the line above
        migrations.upgrade(connection)
        after = connection.exec_driver_sql("SELECT * FROM sale_line").one()
    engine.dispose()
    assert tuple(after) == (
        "s1", 1, 1, "GOODS", "sku", "gtin", "[]", "[]", "", 2000, 100, 200, 900, 7, None, 0, None, 0, "", "",
    )  # fmt: skip


def test_sales_that_ended_before_their_end_was_noted_are_in_a_period_once(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'old.db'}")
    with engine.connect() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(migrations.__file__).parent))
        config.attributes["connection"] = connection
        command.upgrade(config, "0005")
        connection.exec_driver_sql("INSERT INTO session VALUES ('se', 'v', 1, NULL)")
        for name, state in (("s1", "FULFILLED"), ("s2", "VOID"), ("s3", "OPEN")):
            sale = (name, "se", state, "EUR", 0, 1, 1, None, 0, 7)
            connection.exec_driver_sql("INSERT INTO sale VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", sale)
        migrations.upgrade(connection)
        connection.exec_driver_sql("UPDATE sale SET state = 'VOID' WHERE id = 's3'")
        connection.exec_driver_sql("UPDATE sale SET state = 'FULFILLED' WHERE id = 's1'")
        ends = connection.exec_driver_sql("SELECT sale_id, seq FROM sale_end ORDER BY sale_id").all()
    engine.dispose()
    assert [tuple(own) for own in ends] == [("s1", 7), ("s2", 7), ("s3", 1)]
