"""The kiosk's journal on a disk that fails and a machine whose power goes: the product's journal in memory, watched.

The rows are Python values, or, a share of the days, those of the database: the same day is the same on both.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol, cast

from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import Event
from kiosk.store.codec import Codec
from kiosk.store.database import Database, in_memory
from kiosk.store.errors import CommitFailed, Rejected
from kiosk.store.journal import MemoryJournal, ram
from kiosk.store.journal.ram import RamJournal, RamStore
from kiosk.store.recovery import Recovered, recover
from tests.faults.simulate.faults import Faults
from tests.faults.simulate.rules import Rules, require

_CODEC = Codec()


class Medium(Protocol):
    """Where the product's journal keeps its rows; they outlive each start."""

    def journal(self, boot_id: str) -> MemoryJournal | RamJournal:
        """Begin to write, for one start of the machine."""
        ...

    def found(self) -> Recovered:
        """Return what a start finds."""
        ...

    def tail_hash(self) -> str:
        """Return the hash of the last row, which stands for every event with its time and its draw; empty for none."""
        ...


class Ram:
    """Rows as Python values."""

    def __init__(self) -> None:
        self._store = RamStore()

    def journal(self, boot_id: str) -> RamJournal:
        """See `Medium`."""
        return RamJournal(self._store, "simulated", boot_id, _CODEC)

    def found(self) -> Recovered:
        """See `Medium`."""
        return ram.recover(self._store)

    def tail_hash(self) -> str:
        """See `Medium`."""
        return self._store.journal[-1][1] if self._store.journal else ""


class Sqlite:
    """The tables of a kiosk's file, in memory. One database serves all days of a process, each begins with it empty."""

    def __init__(self) -> None:
        self._database, template = _empty()
        _connection(self._database).deserialize(template)

    def journal(self, boot_id: str) -> MemoryJournal:
        """See `Medium`."""
        return MemoryJournal("simulated", self._database, boot_id, _CODEC)

    def found(self) -> Recovered:
        """See `Medium`."""
        return recover(self._database)

    def tail_hash(self) -> str:
        """See `Medium`."""
        query = "SELECT hash FROM journal ORDER BY seq DESC LIMIT 1"
        row = _connection(self._database).execute(query).fetchone()
        return str(row[0]) if row else ""


@cache
def _empty() -> tuple[Database, bytes]:
    database = in_memory()
    return database, _connection(database).serialize()


def _connection(database: Database) -> sqlite3.Connection:
    held = database.writer.raw_connection()
    connection = cast(sqlite3.Connection, held.driver_connection)
    held.close()
    return connection


@dataclass(slots=True)
class Disk:
    """What of the kiosk survives. `sales` is what was promised to be on the disk; `cut` ends the machine."""

    faults: Faults
    rules: Rules
    cut: Callable[[], None]
    medium: Medium
    sales: dict[str, Sale] = field(default_factory=dict)
    boots: int = 0
    events: int = 0
    journal: MemoryJournal | RamJournal | None = None
    kept: Callable[[Event, Mapping[str, Sale], Sequence[Sale]], None] | None = None  # told what is durable from now on

    def mount(self) -> None:
        """Begin a new start of the machine."""
        self.boots += 1
        self.journal = self.medium.journal(f"boot-{self.boots}")

    async def commit(
        self, event: Event, at: Stamp, session_id: str, before: Sequence[Sale], after: Sequence[Sale]
    ) -> int:
        """Hand the event to the product's journal, unless disk or power fail first."""
        if self.journal is None:
            raise RuntimeError("nothing is mounted")
        if self.faults.hit("power: before the write"):
            await self._dark()
        is_kept = self.faults.hit("disk: fails, kept")
        if is_kept:
            self.journal.fail_next(is_kept=True)
        elif self.faults.hit("disk: fails, dropped"):
            self.journal.fail_next(is_kept=False)
            after = ()
        try:
            seq = await self.journal.commit(event, at, session_id, before, after)
        except CommitFailed as error:
            if is_kept and not isinstance(error, Rejected):
                self._promise(event, after)
            require(not isinstance(error, Rejected), "rejected by the tables:", error)  # the machine asked for too much
            raise
        self.events += 1
        self._promise(event, after)
        if self.faults.hit("power: after the write"):
            await self._dark()
        return seq

    async def _dark(self) -> None:
        self.cut()
        await asyncio.Event().wait()  # of what the machine was about to do, nothing happens any more

    def _promise(self, event: Event, after: Sequence[Sale]) -> None:
        if self.kept is not None:
            self.kept(event, self.sales, after)
        for sale in after:
            was = self.sales.get(sale.id)
            if was is not sale:
                self.rules.commit(was, sale)
                self.sales[sale.id] = sale
