"""The terminal's memory of what it charged: turnovers, counters, totals."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from devices.sim.paying import Book


@dataclass(slots=True)
class Turnover:
    """One record of the terminal. `amount_minor` is what was booked; `result` two hex digits, `00` approved.

    `state`: `open` until the cash register acknowledged it, then `done`; `undone` when the terminal took it back by
    itself because the acknowledgements were missing. `is_reversed`: a later reversal took it back; `reverses` is, in
    that reversal, the receipt number it takes back.
    """

    receipt_no: int
    trace: int
    amount_minor: int
    currency: str
    result: str
    kind: str = "payment"
    state: str = "open"
    is_reversed: bool = False
    last4: str = ""
    scheme: str = ""
    auth: str = ""
    date: str = ""
    time: str = ""
    how: str = ""
    batch: int = 1
    reverses: int | None = None

    @property
    def counts(self) -> bool:
        """Money moved and stayed where it went."""
        return self.result == "00" and self.state != "undone"

    @property
    def signed_minor(self) -> int:
        """The amount for the day's sum: reversals and refunds take away."""
        return self.amount_minor if self.kind == "payment" else -self.amount_minor


class TurnoverStore(Book[Turnover]):
    """Turnovers in order. With a path, every change is on disk before the call returns."""

    def __init__(self, path: Path | None = None) -> None:
        super().__init__(path, "turnover store", Turnover, "receipt_counter", "trace_counter")

    @property
    def receipt_counter(self) -> int:
        """The last receipt number given, 0 before the first."""
        return self.count_of("receipt_counter")

    def set_receipt_counter(self, number: int) -> None:
        """Continue after `number` (0..9999)."""
        self.set_count("receipt_counter", number)

    def next_numbers(self) -> tuple[int, int]:
        """A new receipt number (1..9999, wraps) and trace number (1..999999, wraps)."""
        return self.next_of("receipt_counter", 9999), self.next_of("trace_counter", 999_999)

    def open_batch(self) -> list[Turnover]:
        """The turnovers since the last end of day."""
        return [row for row in self.rows if row.batch == self.batch]

    def last_repeatable(self, skip: int = 0) -> Turnover | None:
        """The newest turnover whose receipt can be repeated; what the terminal undid by itself is not one."""
        kept = [row for row in self.rows if row.state != "undone"]
        return kept[-1 - skip] if len(kept) > skip else None

    def by_receipt(self, receipt_no: int) -> Turnover | None:
        """The newest payment with that receipt number."""
        matching = (r for r in reversed(self.rows) if r.receipt_no == receipt_no and r.kind == "payment")
        return next(matching, None)
