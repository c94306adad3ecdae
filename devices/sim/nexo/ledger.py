"""What the terminal charged: transactions by the name the cash register gave them, in one JSON file."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path


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


@dataclass(slots=True)
class _Memory:
    counter: int = 0
    batch: int = 1
    rows: list[Transaction] = field(default_factory=list)


class Ledger:
    """Transactions in order. With a path, every change is on disk before the call returns."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._memory = _read(path) if path is not None and path.exists() else _Memory()

    @property
    def rows(self) -> tuple[Transaction, ...]:
        """Every transaction, oldest first."""
        return tuple(self._memory.rows)

    @property
    def batch(self) -> int:
        """The number of the open batch."""
        return self._memory.batch

    def next_number(self) -> int:
        """A new number."""
        self._memory.counter += 1
        return self._memory.counter

    def add(self, row: Transaction) -> None:
        """Write a transaction down."""
        self._memory.rows.append(row)
        self.save()

    def close_batch(self) -> None:
        """End of day."""
        self._memory.batch += 1
        self.save()

    def named(self, category: str, service_id: str) -> Transaction | None:
        """The transaction that the cash register gave this name."""
        found = (r for r in reversed(self.rows) if (r.category, r.service_id) == (category, service_id))
        return next(found, None)

    def by_transaction(self, transaction_id: str) -> Transaction | None:
        """The payment that the terminal gave this name."""
        found = (r for r in self.rows if r.category == "Payment" and r.transaction_id == transaction_id)
        return next(found, None)

    def is_used(self, service_id: str) -> bool:
        """Whether a transaction has this name."""
        return any(row.service_id == service_id for row in self.rows)

    def save(self) -> None:
        """Write the memory to its file, durably and whole."""
        if self._path is None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_name(self._path.name + ".new")
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(asdict(self._memory), file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)


def _read(path: Path) -> _Memory:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        rows = [Transaction(**row) for row in stored.pop("rows")]
        return _Memory(**stored, rows=rows)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise SystemExit(f"{path}: not a ledger ({error})") from error
