"""What devices have done and used up, across restarts: counters by period, and the consumables' last change.

A reset begins a new period; the periods before it stay. Nothing here touches money, and the chain does not cover it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_BEGIN_PERIOD: Final = "INSERT OR IGNORE INTO device_period (part, n, began_utc_ms) VALUES (?, 1, ?)"
_ADD: Final = (
    "INSERT INTO device_count (part, n, name, value) SELECT part, max(n), ?, ? FROM device_period WHERE part = ? "
    "ON CONFLICT (part, n, name) DO UPDATE SET value = value + excluded.value"
)
_SUPPLY: Final = (
    "INSERT INTO device_supply (part, name, supply, since_utc_ms) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (part, name) DO UPDATE SET supply = excluded.supply, since_utc_ms = excluded.since_utc_ms"
)
_NEXT_PERIOD: Final = (
    "INSERT INTO device_period (part, n, began_utc_ms) "
    "SELECT part, max(n) + 1, ? FROM device_period WHERE part = ? GROUP BY part"
)
_PERIODS: Final = "SELECT part, max(n), max(began_utc_ms) FROM device_period GROUP BY part"
_COUNTS: Final = "SELECT part, n, name, value FROM device_count"
_IS_THERE: Final = "SELECT 1 FROM sqlite_master WHERE name = 'device_supply'"
_SUPPLIES: Final = "SELECT part, name, supply, since_utc_ms FROM device_supply"


@dataclass(frozen=True, slots=True)
class Batch:
    """What is to be added: `(part, name, amount)`, and consumables as `(part, name, supply, since_utc_ms)`."""

    utc_ms: int
    counts: tuple[tuple[str, str, int], ...] = ()
    supplies: tuple[tuple[str, str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Tallies:
    """All that is stored: counts of the present period and of all periods by `(part, name)`.

    `began_utc_ms` is the start of each part's present period; `supplies` are `(supply, since_utc_ms)`.
    """

    period: Mapping[tuple[str, str], int] = field(default_factory=dict)
    ever: Mapping[tuple[str, str], int] = field(default_factory=dict)
    began_utc_ms: Mapping[str, int] = field(default_factory=dict)
    supplies: Mapping[tuple[str, str], tuple[str, int]] = field(default_factory=dict)


def add(connection: sqlite3.Connection, batch: Batch) -> None:
    """Add to the present periods; the first count of a part begins its first period."""
    parts = {part for part, _, _ in batch.counts}
    connection.executemany(_BEGIN_PERIOD, [(part, batch.utc_ms) for part in sorted(parts)])
    connection.executemany(_ADD, [(name, amount, part) for part, name, amount in batch.counts])
    connection.executemany(_SUPPLY, batch.supplies)


def reset(connection: sqlite3.Connection, part: str, utc_ms: int) -> None:
    """Begin a new period of a part; the counts before it are kept. A part that never counted has none to begin."""
    connection.execute(_NEXT_PERIOD, (utc_ms, part))


def tallies_of(connection: sqlite3.Connection) -> Tallies:
    """Read all that is stored."""
    periods = {part: (n, began) for part, n, began in connection.execute(_PERIODS)}
    rows = list(connection.execute(_COUNTS))
    return Tallies(
        period={(part, name): value for part, n, name, value in rows if n == periods[part][0]},
        ever=_summed((part, name, value) for part, _, name, value in rows),
        began_utc_ms={part: began for part, (_, began) in periods.items()},
        supplies={(part, name): (supply, since) for part, name, supply, since in connection.execute(_SUPPLIES)},
    )


def _summed(rows: Iterable[tuple[str, str, int]]) -> dict[tuple[str, str], int]:
    sums: dict[tuple[str, str], int] = {}
    for part, name, value in rows:
        sums[part, name] = sums.get((part, name), 0) + value
    return sums


def stored_tallies(file: Path) -> Tallies:
    """Read what a kiosk's file has, without its lock and without changing it; an older file has nothing.

    Raises `sqlite3.Error`.
    """
    if not file.is_file():
        return Tallies()
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.execute("BEGIN")  # one moment for all three tables
        return tallies_of(connection) if connection.execute(_IS_THERE).fetchone() is not None else Tallies()
