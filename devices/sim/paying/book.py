"""What a terminal booked, in one JSON file: rows in order, counters, and the number of the open batch."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row", bound="DataclassInstance")


class Book(Generic[Row]):
    """Rows in order. With a path, every change is on disk before the call returns.

    `kind` names the file in the sentence of `SystemExit` for one that is no such book. `counters` names its counters.
    """

    def __init__(self, path: Path | None, kind: str, row_type: Callable[..., Row], *counters: str) -> None:
        self._path = path
        self._counters = dict.fromkeys(counters, 0)
        self._batch = 1
        self._rows: list[Row] = []
        if path is None or not path.exists():
            return
        try:
            self._read(json.loads(path.read_text(encoding="utf-8")), row_type)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise SystemExit(f"{path}: not a {kind} ({error})") from error

    def _read(self, stored: dict[str, Any], row_type: Callable[..., Row]) -> None:
        self._rows = [row_type(**row) for row in stored["rows"]]
        self._batch = int(stored["batch"])
        self._counters = {name: int(stored[name]) for name in self._counters}

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row, oldest first."""
        return tuple(self._rows)

    @property
    def batch(self) -> int:
        """The number of the open batch; the end of day begins the next."""
        return self._batch

    def add(self, row: Row) -> None:
        """Write a row down."""
        self._rows.append(row)
        self.save()

    def close_batch(self) -> None:
        """End of day: later rows belong to the next batch."""
        self._batch += 1
        self.save()

    def count_of(self, counter: str) -> int:
        """The last number given, 0 before the first."""
        return self._counters[counter]

    def set_count(self, counter: str, number: int) -> None:
        """Continue after `number`."""
        self._counters[counter] = number
        self.save()

    def next_of(self, counter: str, highest: int | None = None) -> int:
        """A new number from 1; after `highest` comes 1 again. It is on disk with the next row."""
        before = self._counters[counter]
        self._counters[counter] = (before if highest is None else before % highest) + 1
        return self._counters[counter]

    def save(self) -> None:
        """Write everything to the file, durably and whole."""
        if self._path is None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_name(self._path.name + ".new")
        with fresh.open("w", encoding="utf-8") as file:
            rows = [asdict(row) for row in self._rows]
            json.dump({**self._counters, "batch": self._batch, "rows": rows}, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)
