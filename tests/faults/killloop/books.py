"""What a kill left: the kiosk's file read beside the product, and the terminal's own list laid next to it."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kiosk.store.database import FILE_NAME

Row = Mapping[str, Any]
UNDECIDED = "('INTENT', 'SENT', 'CANCELLING', 'UNKNOWN', 'APPROVED', 'REVERSING')"
GIVEN = ("PAID", "FULFILLED")
_BY_GIFT = (
    "SELECT coalesce(sum(amount_minor), 0) FROM tender WHERE sale_id = ? AND kind = 'GIFT' AND state = 'CONFIRMED'"
)


@contextmanager
def copied(data_dir: Path, aside: Path) -> Iterator[sqlite3.Connection]:
    """Open a copy of the kiosk's file as the kill left it, log included; the file itself is not touched."""
    for ending in ("", "-wal"):
        source = data_dir / (FILE_NAME + ending)
        target = aside / (FILE_NAME + ending)
        target.unlink(missing_ok=True)
        if source.is_file():
            shutil.copyfile(source, target)
    (aside / (FILE_NAME + "-shm")).unlink(missing_ok=True)
    connection = sqlite3.connect(aside / FILE_NAME)
    connection.row_factory = sqlite3.Row
    try:
        yield connection
    finally:
        connection.close()


def lost_lines(connection: sqlite3.Connection, shown: Sequence[Sequence[int]]) -> int:
    """Count the lines that were on the glass and are in none of the two newest sales; nobody takes lines out here."""
    if not shown:
        return 0
    sales = "SELECT DISTINCT sale_id FROM sale_line ORDER BY sale_id DESC LIMIT 2"
    if _has_no_table(connection):
        return len(shown)
    best = len(shown)
    for (sale_id,) in connection.execute(sales).fetchall():
        found = connection.execute("SELECT n, qty_milli, total_minor FROM sale_line WHERE sale_id = ?", (sale_id,))
        kept = {row["n"]: (row["qty_milli"] // 1000, row["total_minor"]) for row in found}
        missing = sum(1 for n, qty, total in shown if n not in kept or kept[n] < (qty, total))
        best = min(best, missing)
    return best


def unasked(connection: sqlite3.Connection, papers: Sequence[int], sent: Collection[str]) -> list[int]:
    """Return which of these papers were nobody's wish; `sent`: the payments that left in the same life.

    Money that went back has a receipt without being asked for, while its customer stands there.
    """
    query = (
        "SELECT payment.ref FROM print_job JOIN attempt AS back ON back.id = print_job.attempt_id"
        " JOIN attempt AS payment ON payment.id = back.reverses_id"
        " WHERE print_job.kind = 'REVERSAL' AND print_job.number = ?"
    )
    about = {number: connection.execute(query, (number,)).fetchone() for number in papers}
    return [number for number, row in about.items() if row is None or row["ref"] not in sent]


def disagreeing(connection: sqlite3.Connection, departures: Path) -> list[str]:
    """Return the orders that cost something and were carried out without their money, or paid for and never were."""
    if not departures.is_file():
        return []
    states = dict(connection.execute("SELECT id, state FROM sale").fetchall())
    with contextlib.closing(sqlite3.connect(departures)) as beside:
        orders = beside.execute("SELECT id, state, body FROM travel_order").fetchall()
    found = []
    for order_id, state, body in orders:
        is_paid = states.get(order_id) in GIVEN
        if json.loads(body)["order"]["amount_minor"] and (state == "DONE") != is_paid:
            found.append(f"order {order_id} is {state}, and its sale {states.get(order_id)}")
    return found


def _has_no_table(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sale_line'").fetchone() is None


def is_at_rest(connection: sqlite3.Connection) -> bool:
    """Tell whether nothing is undecided any more, and nobody is buying."""
    if _has_no_table(connection):
        return False
    open_attempts = f"SELECT count(*) FROM attempt WHERE state IN {UNDECIDED}"  # noqa: S608  # no word of it comes from outside
    open_sales = "SELECT count(*) FROM sale WHERE state IN ('OPEN', 'PAYING', 'PAID')"
    return not any(connection.execute(query).fetchone()[0] for query in (open_attempts, open_sales))


def wrongs(connection: sqlite3.Connection, kind: str, turnovers: Sequence[Row]) -> dict[str, list[str]]:
    """Return what is wrong at rest, by name: doubled, ghost, free, stuck; with a sentence for each."""
    found: dict[str, list[str]] = {"doubled": [], "ghost": [], "free": [], "stuck": []}
    kept = [row for row in turnovers if _is_kept(row)]
    for sale in connection.execute("SELECT id, state, total_minor FROM sale").fetchall():
        attempts = connection.execute("SELECT * FROM attempt WHERE sale_id = ? ORDER BY n", (sale["id"],)).fetchall()
        own = [row for row in kept if any(_is_of(kind, row, attempt) for attempt in attempts)]
        by_gift = connection.execute(_BY_GIFT, (sale["id"],)).fetchone()[0]
        _judge(sale, attempts, own, found, by_gift)
        kept = [row for row in kept if row not in own]
    for row in kept:
        unclear = "SELECT count(*) FROM attempt WHERE state = 'REVIEW' AND receipt_no IS NULL AND amount_minor = ?"
        if not connection.execute(unclear, (row["amount_minor"],)).fetchone()[0]:
            found["ghost"].append(f"the terminal kept {dict(row)} and no sale knows it")
    return found


def _judge(
    sale: Row, attempts: Sequence[Row], own: Sequence[Row], found: dict[str, list[str]], by_gift: int
) -> None:  # fmt: skip
    ours = [(at["ref"], at["kind"], at["state"], at["receipt_no"], at["refusal"]) for at in attempts]
    told = f"sale {sale['id']} {sale['state']} of {sale['total_minor']}: {ours}, kept {[dict(row) for row in own]}"
    charged = sum(int(row["amount_minor"]) for row in own)
    due = sale["total_minor"] - by_gift  # what a gift card paid is looked at in its own ledger
    if charged > due:
        found["doubled"].append(told)
    if sale["state"] in GIVEN and charged < due:
        found["free"].append(told)
    if sale["state"] in ("VOID", "OPEN", "SUSPENDED") and charged:
        found["ghost"].append(told)
    if sale["state"] == "PAYING" or any(at["state"] in UNDECIDED for at in attempts):
        found["stuck"].append(told)


def _is_kept(row: Row) -> bool:
    return row["kind"] == "payment" and row["result"] == "00" and row["state"] != "undone" and not row["reversed"]


def _is_of(kind: str, row: Row, attempt: Row) -> bool:
    if kind == "nexo":
        return bool(row["service_id"] == attempt["ref"])
    return attempt["receipt_no"] is not None and bool(row["receipt_no"] == attempt["receipt_no"])
