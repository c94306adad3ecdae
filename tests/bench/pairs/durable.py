"""One scan made durable, beside the least a disk needs: one write of 200 bytes and its flush."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from sqlalchemy import func, select

from kiosk.domain.basket import add
from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp
from kiosk.flows.checkout.events import Scanned
from kiosk.store import schema
from kiosk.store.database import Database, open_database
from kiosk.store.journal import SqliteJournal
from kiosk.store.journal.thread import WriterThread
from kiosk.store.journal.writer import Origin, Writer
from kiosk.store.recovery import recover
from tests.bench.pair import WORK, Family, Measured, Pair, Wanted, require_same
from tests.bench.pairs.goods import product
from tests.bench.turns import Effort, settle, take_turns
from tests.bench.twins.raw_flush import RECORD, RawFlush
from tests.bench.verdicts import at_most

SAMPLES = 150
LINES = (5, 15)
"""Each basket is timed from its 6th line to its 15th: ten on average; then comes the next customer."""
SESSION = "bench"

PAIR = Pair(
    "durable_event", "one Scanned event with the rows it implies, awaited until it is durable", "µs", "wall",
    "pwrite of 200 bytes into a zeroed file and fdatasync, same folder", at_most(1.5),
    "Ours: event row with hash chain, basket and line, in one WAL FULL transaction on the writer's thread.",
)  # fmt: skip


@dataclass(slots=True)
class Scans:
    """Scans of one customer after the other: what a commit takes, without the commit."""

    sale: Sale | None = None
    count: int = 0
    number: int = 0

    def next(self) -> tuple[Scanned, Stamp, tuple[Sale, ...], tuple[Sale, ...], bool]:
        """Return event, stamp, sales before and after, and whether this one is timed."""
        self.count += 1
        at = Stamp(1_700_000_000_000 + self.count * 100, self.count * 100, self.count)
        before: tuple[Sale, ...] = ()
        is_timed = self.sale is not None and len(self.sale.lines) < LINES[1]
        if self.sale is None or not is_timed:
            self.number += 1
            started = Sale(f"sale-{self.number}", "EUR", SESSION, at.utc_ms)
            for n in range(LINES[0]):
                started = add(started, product(n + 1))
            self.sale = started
        else:
            before = (self.sale,)
            self.sale = add(self.sale, product(len(self.sale.lines) + 1))
        return Scanned(product(len(self.sale.lines))), at, before, (self.sale,), is_timed


class Journalled:
    """The product's journal on the disk, on an event loop of its own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.database: Database = open_database(folder)
        recover(self.database)
        self._journal = SqliteJournal(self.database, "bench", "boot")
        self._runner = asyncio.Runner()
        self._scans = Scans()

    def round(self, count: int) -> list[float]:
        """Commit until `count` scans were timed; then tidy up, as between two customers."""
        settle()
        found = self._runner.run(self._commits(count))
        self._runner.run(self._journal.checkpoint())
        return found

    async def _commits(self, count: int) -> list[float]:
        found: list[float] = []
        while len(found) < count:
            event, at, before, after, is_timed = self._scans.next()
            began = time.perf_counter_ns()
            await self._journal.commit(event, at, SESSION, before, after)
            if is_timed:
                found.append((time.perf_counter_ns() - began) / 1e3)
        return found

    def require_kept(self) -> None:
        """Every commit must be on the disk: its event, and the lines of its basket."""
        with self.database.reader.connect() as connection:
            events = connection.execute(select(func.count()).select_from(schema.journal)).scalar_one()
            last = self._scans.sale
            lines = select(func.count()).where(schema.sale_line.c.sale_id == (last.id if last is not None else ""))
            kept = connection.execute(lines).scalar_one()
        require_same("events", events, self._scans.count)
        require_same("lines of the last basket", kept, len(last.lines) if last is not None else 0)

    def close(self) -> None:
        """Let the files go."""
        self._runner.run(self._journal.close())
        self._runner.close()
        self.database.close()


def measure(wanted: Wanted, effort: Effort) -> Iterator[Measured]:
    """Commit and flush in turns."""
    count = effort.samples(SAMPLES)
    ours = Journalled(WORK / "journal")
    twin = RawFlush(WORK / "raw.bin")
    try:
        ours.round(count)
        twin.round(count)
        ours.require_kept()
        require_same("records", twin.kept(), count)
        found = take_turns({"ours": lambda: ours.round(count), "twin": lambda: twin.round(count)}, effort.rounds)
        ours.require_kept()
    finally:
        ours.close()
        twin.close()
    floor = min(median(one) for one in found["twin"])
    remark = (
        f"Of it (p50): without event loop and hop to the writer's thread {_without_hop(count):.0f} µs; "
        f"the hop alone, with nothing to do {asyncio.run(_hop_alone(count)):.0f} µs; "
        f"SQLite alone, WAL FULL, one row in one table {_one_row(count):.0f} µs."
    )
    yield Measured(PAIR, found["ours"], found["twin"], "", floor, (remark,))


def _without_hop(count: int) -> float:
    """Return the median of commits made in this thread."""
    folder = WORK / "writer"
    folder.mkdir()
    database = open_database(folder)
    writer, scans = Writer(database, Origin("bench", "boot")), Scans()
    found: list[float] = []
    while len(found) < count:
        event, at, before, after, is_timed = scans.next()
        began = time.perf_counter_ns()
        writer.commit(event, at, SESSION, before, after)
        if is_timed:
            found.append((time.perf_counter_ns() - began) / 1e3)
    writer.close()
    database.close()
    return median(found)


async def _hop_alone(count: int) -> float:
    """Return the median of calls of nothing on the writer's thread."""
    thread, found = WriterThread("hop"), []
    for _ in range(count):
        began = time.perf_counter_ns()
        await thread.call(lambda: None)
        found.append((time.perf_counter_ns() - began) / 1e3)
    thread.end()
    return median(found)


def _one_row(count: int) -> float:
    """Return the median of the least that SQLite writes durably: a row of 200 bytes, in a log that need not grow."""
    with closing(sqlite3.connect(WORK / "one-row.db", isolation_level=None)) as connection:
        for name, value in (("journal_mode", "wal"), ("synchronous", 2), ("wal_autocheckpoint", 0)):
            connection.execute(f"PRAGMA {name}={value}")
        connection.execute("CREATE TABLE least (seq INTEGER PRIMARY KEY, content)")
        found: list[float] = []
        for measured in (False, True):  # the first round makes the log as long as the second needs
            for _ in range(count):
                began = time.perf_counter_ns()
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("INSERT INTO least (content) VALUES (?)", (RECORD,))
                connection.execute("COMMIT")
                if measured:
                    found.append((time.perf_counter_ns() - began) / 1e3)
            connection.execute("PRAGMA wal_checkpoint(RESTART)")
    return median(found)


FAMILY = Family((PAIR,), measure)
