"""Shoppers who weigh, bring coupons and keep baskets are killed at their writes: nothing counts twice or is lost."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from devices.sim.fleet import ROOT
from tests.faults.killloop.market.books import always, at_rest, of_gifts, totals

KILLS = 20
COMMAND = [sys.executable, "-m", "tests.faults.killloop", "--market", "--kills", str(KILLS), "--seed"]
MET = ("kept", "resumed", "weighed lines", "receipts", "coupons used", "entries of points", "gift cards paid")


@pytest.mark.slow
@pytest.mark.wire
def test_a_kiosk_that_is_cut_at_any_write_uses_no_coupon_twice_and_leaves_no_gap_in_its_receipts() -> None:
    done = subprocess.run([*COMMAND, "2"], cwd=ROOT, capture_output=True, text=True, timeout=3600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    for word in MET:
        assert re.search(rf"\b[1-9]\d* {word}\b", done.stdout), done.stdout


SAVED = json.dumps({"savings": [{"promotion": "coupon:C1", "minor": 50}]})
FACTS = json.dumps({"coupons": [{"code": "C1", "state": "taken"}], "member": "m-1", "minor_per_point": 100})


@pytest.fixture
def file() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.row_factory = sqlite3.Row
    made.executescript(
        """
        CREATE TABLE sale (id, state, total_minor);
        CREATE TABLE sale_line (sale_id, n, qty_milli, total_minor, is_removed, facts);
        CREATE TABLE sale_facts (sale_id, facts);
        CREATE TABLE paper_no (n, about, sale_id, series, no);
        CREATE TABLE fiscal_signed (n, seq);
        INSERT INTO sale VALUES ('s1', 'FULFILLED', 250), ('s2', 'FULFILLED', 100);
        INSERT INTO sale_line VALUES ('s2', 1, 1000, 100, 0, '');
        INSERT INTO paper_no VALUES (1, 's1', 's1', 'SALE', 1), (2, 's2', 's2', 'SALE', 2);
        INSERT INTO fiscal_signed VALUES (1, 1), (2, 2);
        """
    )
    made.execute("INSERT INTO sale_line VALUES ('s1', 1, 1000, 250, 0, ?)", (SAVED,))
    made.execute("INSERT INTO sale_facts VALUES ('s1', ?)", (FACTS,))
    return made


@pytest.fixture
def kept() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.executescript(
        """
        CREATE TABLE redemption (code, sale_id);
        CREATE TABLE points (id, sale_id, member, points);
        INSERT INTO redemption VALUES ('C1', 's1');
        INSERT INTO points VALUES ('s1', 's1', 'm-1', 2);
        """
    )
    return made


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("SELECT 1", ""),
        ("UPDATE sale_line SET total_minor = 99 WHERE sale_id = 's2'", "total"),
        ("UPDATE sale SET total_minor = 99 WHERE id = 's2'", "total"),
        ("UPDATE sale SET state = 'OPEN' WHERE id = 's2'", "total"),
        ("DELETE FROM sale WHERE id = 's2'", "lost"),
        ("UPDATE paper_no SET no = 3 WHERE n = 2", "receipt"),
        ("UPDATE paper_no SET n = 3 WHERE n = 2", "receipt"),
        ("UPDATE paper_no SET about = 's1' WHERE n = 2", "receipt"),
        ("UPDATE sale_line SET facts = (SELECT facts FROM sale_line WHERE facts <> '')", "coupon"),
    ],
)
def test_what_must_never_be_is_named(file: sqlite3.Connection, change: str, found: str) -> None:
    before = totals(file)
    file.execute(change)
    told = {name for name, _ in always(file, before)}
    assert told == {found} - {""}


@pytest.mark.parametrize(
    ("own", "of_coupons", "signed", "found"),
    [
        ("", "", ["s1", "s2"], ""),
        ("", "INSERT INTO redemption VALUES ('C2', 's1')", ["s1", "s2"], "coupon"),
        ("", "DELETE FROM redemption", ["s1", "s2"], "coupon"),
        ("UPDATE sale SET state = 'VOID' WHERE id = 's1'", "DELETE FROM points", ["s1", "s2"], "coupon"),
        ("UPDATE sale SET state = 'SUSPENDED' WHERE id = 's1'", "DELETE FROM points", ["s1", "s2"], ""),
        ("", "DELETE FROM points", ["s1", "s2"], "points"),
        ("", "INSERT INTO points VALUES ('x', 's1', 'm-1', 2)", ["s1", "s2"], "points"),
        ("", "UPDATE points SET points = 3", ["s1", "s2"], "points"),
        ("DELETE FROM fiscal_signed WHERE n = 2", "", ["s1", "s2"], "receipt"),
        ("", "", ["s1"], "receipt"),
        ("", "", ["s1", "s2", "s2"], "receipt"),
        ("", "", ["s2", "s1"], "receipt"),
    ],
)
def test_what_must_not_be_at_rest_is_named(
    tmp_path: Path, file: sqlite3.Connection, kept: sqlite3.Connection, own: str, of_coupons: str, signed: list[str],
    found: str,
) -> None:  # fmt: skip
    file.execute(own or "SELECT 1")
    kept.execute(of_coupons or "SELECT 1")
    store = tmp_path / "signed"
    store.write_text("".join(json.dumps([about, {}]) + "\n" for about in signed), encoding="ascii")
    assert {name for name, _ in at_rest(file, kept, store)} == {found} - {""}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("SELECT 1", ""),
        ("UPDATE movement SET stage = 'HELD' WHERE ref = 'r1'", "gift"),
        ("UPDATE movement SET minor = 99 WHERE ref = 'r1'", "gift"),
        ("UPDATE movement SET ref = 'strange' WHERE ref = 'r1'", "gift"),
        ("DELETE FROM movement WHERE ref = 'r1'", "gift"),
        ("DELETE FROM movement WHERE ref = 'b2'", "gift"),
        ("INSERT INTO movement VALUES ('b3', 'r1', 'g1', 40, 'REFUSED')", ""),
        ("INSERT INTO movement VALUES ('b3', 'r1', 'g1', 140, 'DONE')", "gift"),
    ],
)
def test_what_is_off_gift_cards_is_what_sales_were_paid_with(tmp_path: Path, change: str, found: str) -> None:
    ledger = sqlite3.connect(tmp_path / "gifts")
    ledger.executescript(
        """
        CREATE TABLE movement (ref, of_ref, card, minor, stage);
        INSERT INTO movement VALUES ('r1', '', 'g1', 100, 'DONE'), ('r2', '', 'g2', 50, 'DONE');
        INSERT INTO movement VALUES ('b2', 'r2', 'g2', 50, 'DONE'), ('r3', '', 'g2', 70, 'FREED');
        """
    )
    ledger.execute(change)
    ledger.commit()
    ledger.close()
    sales = sqlite3.connect(":memory:")
    sales.row_factory = sqlite3.Row
    sales.executescript(
        """
        CREATE TABLE attempt (ref, sale_id);
        CREATE TABLE tender (sale_id, kind, state, amount_minor);
        INSERT INTO attempt VALUES ('r1', 's1'), ('r2', 's2'), ('b2', 's2'), ('r3', 's2');
        INSERT INTO tender VALUES ('s1', 'GIFT', 'CONFIRMED', 100), ('s2', 'GIFT', 'VOID', 50);
        INSERT INTO tender VALUES ('s1', 'CARD', 'CONFIRMED', 9);
        """
    )
    assert {name for name, _ in of_gifts(sales, tmp_path / "gifts")} == {found} - {""}
