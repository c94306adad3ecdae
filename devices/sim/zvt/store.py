"""The terminal's memory of what it charged: turnovers, counters, totals, in one JSON file."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path


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


@dataclass(slots=True)
class _Memory:
    receipt_counter: int = 0
    trace_counter: int = 0
    batch: int = 1
    rows: list[Turnover] = field(default_factory=list)


class TurnoverStore:
    """Turnovers in order. With a path, every change is on disk before the call returns."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._memory = _read(path) if path is not None and path.exists() else _Memory()

    @property
    def rows(self) -> tuple[Turnover, ...]:
        """Every turnover, oldest first."""
        return tuple(self._memory.rows)

    @property
    def receipt_counter(self) -> int:
        """The last receipt number given, 0 before the first."""
        return self._memory.receipt_counter

    @property
    def batch(self) -> int:
        """The number of the open batch; the end of day begins the next."""
        return self._memory.batch

    def set_receipt_counter(self, number: int) -> None:
        """Continue after `number` (0..9999)."""
        self._memory.receipt_counter = number
        self.save()

    def next_numbers(self) -> tuple[int, int]:
        """A new receipt number (1..9999, wraps) and trace number (1..999999, wraps)."""
        self._memory.receipt_counter = self._memory.receipt_counter % 9999 + 1
        self._memory.trace_counter = self._memory.trace_counter % 999_999 + 1
        return self._memory.receipt_counter, self._memory.trace_counter

    def add(self, row: Turnover) -> None:
        """Record a turnover."""
        self._memory.rows.append(row)
        self.save()

    def open_batch(self) -> list[Turnover]:
        """The turnovers since the last end of day."""
        return [row for row in self._memory.rows if row.batch == self._memory.batch]

    def close_batch(self) -> None:
        """End of day: later turnovers belong to the next batch."""
        self._memory.batch += 1
        self.save()

    def last_repeatable(self, skip: int = 0) -> Turnover | None:
        """The newest turnover whose receipt can be repeated; what the terminal undid by itself is not one."""
        kept = [row for row in self._memory.rows if row.state != "undone"]
        return kept[-1 - skip] if len(kept) > skip else None

    def by_receipt(self, receipt_no: int) -> Turnover | None:
        """The newest payment with that receipt number."""
        matching = (r for r in reversed(self._memory.rows) if r.receipt_no == receipt_no and r.kind == "payment")
        return next(matching, None)

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
        rows = [Turnover(**row) for row in stored.pop("rows")]
        return _Memory(**stored, rows=rows)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise SystemExit(f"{path}: not a turnover store ({error})") from error
