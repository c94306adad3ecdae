"""What the terminal charged: transactions by the name the cash register gave them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from devices.sim.paying import Book


@dataclass(slots=True)
class Transaction:
    """One transaction. `result` is `00` or the error condition; amounts in minor units.

    `reversed_minor`: what later reversals took back; `reverses`: in a reversal, the transaction it is about.
    """

    category: str
    service_id: str
    transaction_id: str
    time_stamp: str
    receipt_no: int
    amount_minor: int
    asked_minor: int
    currency: str
    result: str
    sale_transaction: dict[str, str] = field(default_factory=dict)
    auth: str = ""
    last4: str = ""
    scheme: str = ""
    how: str = ""
    batch: int = 1
    reversed_minor: int = 0
    reverses: str = ""

    @property
    def is_approved(self) -> bool:
        """True when money moved."""
        return self.result == "00"

    @property
    def is_reversed(self) -> bool:
        """True when all of it went back."""
        return self.is_approved and self.category == "Payment" and self.reversed_minor >= self.amount_minor


class Ledger(Book[Transaction]):
    """Transactions in order. With a path, every change is on disk before the call returns."""

    def __init__(self, path: Path | None = None) -> None:
        super().__init__(path, "ledger", Transaction, "counter")
        self._names = {row.service_id for row in self.rows}

    def add(self, row: Transaction) -> None:
        """Write a transaction down."""
        self._names.add(row.service_id)
        super().add(row)

    def next_number(self) -> int:
        """A new number."""
        return self.next_of("counter")

    def named(self, category: str, service_id: str) -> Transaction | None:
        """The transaction that the cash register gave this name."""
        found = (r for r in reversed(self._rows) if (r.category, r.service_id) == (category, service_id))
        return next(found, None)

    def newest_payments(self) -> Iterator[Transaction]:
        """The payments, the newest first."""
        return (row for row in reversed(self._rows) if row.category == "Payment")

    def by_transaction(self, transaction_id: str) -> Transaction | None:
        """The payment that the terminal gave this name."""
        return next((row for row in self.newest_payments() if row.transaction_id == transaction_id), None)

    def is_used(self, service_id: str) -> bool:
        """Whether a transaction has this name."""
        return service_id in self._names
