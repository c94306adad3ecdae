"""The kiosk's journal on a disk that fails and a machine whose power goes: the product's journal in memory, watched.

One database serves all days of a process: each begins with the same empty tables, copied in from a template.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import cast

from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import Event
from kiosk.store.codec import Codec
from kiosk.store.database import Database, in_memory
from kiosk.store.errors import CommitFailed, Rejected
from kiosk.store.journal import MemoryJournal
from tests.faults.simulate.faults import Faults
from tests.faults.simulate.rules import Rules, require

_CODEC = Codec()


@cache
def _empty() -> tuple[Database, bytes]:
    database = in_memory()
    return database, _connection(database).serialize()


def _connection(database: Database) -> sqlite3.Connection:
    held = database.writer.raw_connection()
    connection = cast(sqlite3.Connection, held.driver_connection)
    held.close()
    return connection


def fresh_database() -> Database:
    """Return the database of this process with empty tables; the day before it is gone."""
    database, template = _empty()
    _connection(database).deserialize(template)
    return database


def tail_hash(database: Database) -> str:
    """Return the hash of the last row, which stands for every event with its time and its draw."""
    query = "SELECT hash FROM journal ORDER BY seq DESC LIMIT 1"
    row = _connection(database).execute(query).fetchone()
    return str(row[0]) if row else ""


@dataclass(slots=True)
class Disk:
    """What of the kiosk survives. `sales` is what was promised to be on the disk; `cut` ends the machine."""

    faults: Faults
    rules: Rules
    cut: Callable[[], None]
    database: Database = field(default_factory=fresh_database)
    sales: dict[str, Sale] = field(default_factory=dict)
    boots: int = 0
    events: int = 0
    journal: MemoryJournal | None = None

    def mount(self) -> None:
        """Begin a new start of the machine."""
        self.boots += 1
        self.journal = MemoryJournal("simulated", self.database, f"boot-{self.boots}", _CODEC)

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
                self._promise(after)
            require(not isinstance(error, Rejected), "rejected by the tables:", error)  # the machine asked for too much
            raise
        self.events += 1
        self._promise(after)
        if self.faults.hit("power: after the write"):
            await self._dark()
        return seq

    async def _dark(self) -> None:
        self.cut()
        await asyncio.Event().wait()  # of what the machine was about to do, nothing happens any more

    def _promise(self, after: Sequence[Sale]) -> None:
        for sale in after:
            was = self.sales.get(sale.id)
            if was is not sale:
                self.rules.commit(was, sale)
                self.sales[sale.id] = sale
