"""What a kiosk wrote into its file, read back by other means than the kiosk's own, and whether it can be believed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.store.database import FILE_NAME, SECOND_JOURNAL_NAME, open_database
from kiosk.store.recovery import recover, verify_all

Row = dict[str, Any]
OPEN_ATTEMPTS = ("INTENT", "SENT", "CANCELLING", "UNKNOWN", "APPROVED", "REVERSING")


@dataclass(frozen=True, slots=True)
class Books:
    """The rows of one kiosk, oldest first."""

    sales: list[Row]
    lines: list[Row]
    attempts: list[Row]
    jobs: list[Row]

    def charged(self) -> list[tuple[int, int]]:
        """Return what the kiosk believes to be paid and kept: receipt number and amount of each payment, in order."""
        return [(row["receipt_no"], row["amount_minor"]) for row in self.attempts if is_paid(row)]

    def states(self) -> list[str]:
        """Return the states of the sales."""
        return [str(row["state"]) for row in self.sales]

    def basket(self, sale: Row) -> list[Row]:
        """Return the lines of a sale that were not removed, in order."""
        own = [row for row in self.lines if row["sale_id"] == sale["id"] and not row["is_removed"]]
        return sorted(own, key=lambda row: int(row["place"]))


def is_paid(attempt: Row) -> bool:
    """Whether an attempt is a payment that was made and not given back: then it would be REVERSED."""
    return (attempt["kind"], attempt["state"]) == ("PAYMENT", "CONFIRMED")


def read_books(data_dir: Path) -> Books:
    """Read all rows; the kiosk has ended."""
    with closing(sqlite3.connect(data_dir / FILE_NAME)) as connection:
        connection.row_factory = sqlite3.Row
        return Books(
            _rows(connection, "SELECT * FROM sale ORDER BY opened_seq"),
            _rows(connection, "SELECT * FROM sale_line ORDER BY sale_id, place"),
            _rows(connection, "SELECT attempt.* FROM attempt JOIN sale ON sale.id = sale_id ORDER BY opened_seq, n"),
            _rows(connection, "SELECT * FROM print_job ORDER BY rowid"),
        )


def _rows(connection: sqlite3.Connection, query: str) -> list[Row]:
    return [dict(row) for row in connection.execute(query)]


def assert_believable(data_dir: Path) -> None:
    """Check the whole chain, both journals against each other, and that no sale is paid without money or twice."""
    database = open_database(data_dir)
    try:
        found = recover(database)
        assert verify_all(database) is None
        assert (found.chain_problem, found.second_journal_problem) == (None, None)
    finally:
        database.close()
    assert (data_dir / SECOND_JOURNAL_NAME).is_file()
    books = read_books(data_dir)
    for sale in books.sales:
        own = [row for row in books.attempts if row["sale_id"] == sale["id"]]
        paid = [row["amount_minor"] for row in own if is_paid(row)]  # several where cards shared it
        is_released = sale["state"] in ("PAID", "FULFILLED")
        assert sum(paid) == (sale["total_minor"] if is_released else 0), (sale["state"], paid)
        assert all(amount > 0 for amount in paid)  # where nothing is due no card is asked for
        assert sum(row["total_minor"] for row in books.basket(sale)) == sale["total_minor"]


def assert_settled(books: Books) -> None:
    """Check that no payment is left in doubt."""
    assert [row["state"] for row in books.attempts if row["state"] in OPEN_ATTEMPTS] == []
