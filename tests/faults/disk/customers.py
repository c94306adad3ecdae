"""Customers whose sales are written: every kind of commit the journal knows, said before and after each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from kiosk.domain.basket import add, put_back
from kiosk.domain.moves import PrintState, SaleState
from kiosk.domain.payment import Verdict, confirm, decide
from kiosk.domain.private import Private
from kiosk.domain.sale import Sale
from kiosk.flows.base import Event
from kiosk.store.database import Database
from kiosk.store.journal import SqliteJournal
from kiosk.store.quarantine import open_and_recover
from tests.unit.store.samples import Happened, as_loaded, job, later, new_sale, product, sent, yes

MINUTE_MS: Final = 60_000
DAY_MS: Final = 24 * 3600 * 1000
COUNTER: Final = "receipt"


@dataclass(frozen=True, slots=True)
class Named(Event):
    """Someone said a name."""

    name: Private[str]


def states_of(name: str, scans: int) -> Iterator[Sale]:
    """Return a sale after each of its commits, from the first scan to the end."""
    sale = new_sale(name, f"session-{name}")
    for index in range(scans):
        sale = add(sale, product(index))
        yield sale
    sale = put_back(sale, sale.lines[0].n)
    yield sale
    sale = sent(sale, terminal_id=f"T-{name}")  # a payment that a fault left open keeps its terminal
    yield sale
    own = sale.attempts[0].id
    sale = decide(sale, own, Verdict.APPROVED, replace(yes(sale), terminal_id=f"T-{name}"))
    yield sale
    sale = confirm(sale, own, "TERMINAL\nOK")
    yield sale
    sale = sale.with_job(job(sale))
    yield sale
    sale = sale.with_job(sale.jobs[-1].to(PrintState.SENDING))
    yield sale
    sale = sale.with_job(sale.jobs[-1].to(PrintState.DONE))
    yield sale
    yield replace(sale, state=SaleState.FULFILLED)


async def serve(data_dir: Path, names: list[str], scans: int, say: Callable[[str], None]) -> None:
    """Open the folder as a start does and serve customers; `say` hears of `open`, `try`, `ack`, `count`, `night`."""
    database, found = open_and_recover(data_dir, 0)
    try:
        if found.chain_problem or found.second_journal_problem:
            raise AssertionError(f"recovery found {found.chain_problem} {found.second_journal_problem}")
        journal = SqliteJournal(database, "1.0", "boot")
        try:
            say("open 0")
            await _sell(journal, last_seq(database), names, scans, say)
        finally:
            await journal.close()
    finally:
        database.close()


async def _sell(journal: SqliteJournal, seq: int, names: list[str], scans: int, say: Callable[[str], None]) -> None:
    for name in names:
        before: tuple[Sale, ...] = ()
        for state in states_of(name, scans):
            seq += 1
            event = Named(Private("Someone")) if seq % 7 == 0 else Happened(f"{name} {len(state.lines)}")
            say(f"try {seq} {name} {digest(state)}")
            done = await journal.commit(event, later(seq * MINUTE_MS), f"session-{name}", before, (state,))
            if done != seq:
                raise AssertionError(f"commit {done} instead of {seq}")
            before = (state,)
            say(f"ack {seq}")
        say(f"count {await journal.reserve(COUNTER)}")
        await journal.checkpoint()
    say("night 0")
    await journal.erase_due_keys(later(DAY_MS + seq * MINUTE_MS).utc_ms)


def last_seq(database: Database) -> int:
    """Return the number of the last event on the disk."""
    with database.reader.connect() as connection:
        return int(connection.exec_driver_sql("SELECT coalesce(max(seq), 0) FROM journal").scalar_one())


def digest(sale: Sale) -> str:
    """Return a short word for all that the tables keep of a sale."""
    return hashlib.sha256(repr(as_loaded(sale)).encode()).hexdigest()[:16]
