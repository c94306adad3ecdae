"""The hot path: which rows of which sales an event changed, written with constant SQL on one connection.

What leaves a unique index is written before what enters it. After a start every row looks new, so the state decides
first, and only then whether a row was known.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Table, func
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import insert

from kiosk.domain.goods.sale_facts import NOTHING_MORE
from kiosk.domain.moves import HOLDS_TENDER, HOLDS_TERMINAL, PrintState, TenderState
from kiosk.domain.sale import Line, Sale
from kiosk.store import rows, schema
from kiosk.store.errors import Rejected
from kiosk.store.rows import Row


def _upsert(table: Table, columns: Sequence[str], *, once: Sequence[str] = (), first: Sequence[str] = ()) -> str:
    """Build `INSERT ... ON CONFLICT DO UPDATE`; `once` are never updated, of `first` the first non-NULL stays."""
    statement = insert(table).values(dict.fromkeys(columns))
    keys = [column.name for column in table.primary_key]
    new = {
        name: func.coalesce(table.c[name], statement.excluded[name]) if name in first else statement.excluded[name]
        for name in columns
        if name not in (*keys, *once)
    }
    compiled = statement.on_conflict_do_update(index_elements=keys, set_=new).compile(dialect=sqlite.dialect())
    if compiled.positiontup != list(columns):
        raise TypeError(f"{table.name}: the columns must be named in the table's order")
    return str(compiled)


SALE: Final = _upsert(schema.sale, rows.SALE, once=("opened_seq", "opened_utc_ms", "session_id", "currency"))
# A scan touches neither the state nor, therefore, the index of unfinished sales: one page less to flush.
BASKET: Final = "UPDATE sale SET total_minor = ?, version = ?, next_n = ? WHERE id = ?"
LINE: Final = _upsert(schema.sale_line, rows.LINE)
SALE_FACTS: Final = _upsert(schema.sale_facts, rows.SALE_FACTS)
TENDER: Final = _upsert(schema.tender, rows.TENDER, once=("sale_id", "n"))
ATTEMPT: Final = _upsert(
    schema.attempt, rows.ATTEMPT, once=("sale_id", "n"), first=("sent_seq", "decided_seq", "completed_seq")
)
PRINT_JOB: Final = _upsert(schema.print_job, rows.PRINT_JOB, once=("session_id", "sale_id", "n"))
HOLDS_PAPER: Final = frozenset({PrintState.QUEUED, PrintState.SENDING})
PLACES: Final = "SELECT n, place FROM sale_line WHERE sale_id = ?"


@dataclass(slots=True)
class _Changes:
    """Rows to write, by table; tenders, attempts and print jobs each with its turn, lowest first."""

    sales: list[Row] = field(default_factory=list)
    baskets: list[Row] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)
    facts: list[Row] = field(default_factory=list)
    tenders: list[tuple[int, Row]] = field(default_factory=list)
    attempts: list[tuple[int, Row]] = field(default_factory=list)
    jobs: list[tuple[int, Row]] = field(default_factory=list)

    def write(self, connection: sqlite3.Connection) -> None:
        plain = ((SALE, self.sales), (BASKET, self.baskets), (LINE, self.lines), (SALE_FACTS, self.facts))
        for sql, rows_of in plain:
            for row in rows_of:
                connection.execute(sql, row)
        for sql, turns in ((TENDER, self.tenders), (ATTEMPT, self.attempts), (PRINT_JOB, self.jobs)):
            for _turn, row in sorted(turns, key=_turn_of) if len(turns) > 1 else turns:
                connection.execute(sql, row)

    def attempt_id(self) -> str | None:
        """Return the attempt that changed, the newest if several did."""
        return str(self.attempts[-1][1][0]) if self.attempts else None


def _turn_of(own: tuple[int, Row]) -> int:
    return own[0]


def _turn(*, holds: bool, is_new: bool) -> int:
    """Return 0 for what is in no unique index any more, then what was known, then what is new."""
    return (1 + is_new) if holds else 0


@dataclass(slots=True)
class _Places:
    """Where the lines of one sale stand: growing numbers, so that moving one line rewrites one row."""

    of: dict[int, int]
    highest: int

    def after(self, n: int, last: int) -> int:
        """Return the place of line `n` behind place `last`: its own if it is there already, else a new one."""
        place = self.of.get(n)
        if place is None or place <= last:
            self.highest += 1
            place = self.of[n] = self.highest
        return place


class SaleTables:
    """Writes what changed between two states of the sales. Lives on the writer's connection, in its transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._places: dict[str, _Places] = {}

    def forget(self) -> None:
        """Forget what is known of the rows: a transaction was undone."""
        self._places.clear()

    def write(self, seq: int, session_id: str, before: Sequence[Sale], after: Sequence[Sale]) -> str | None:
        """Write the changed rows; return the attempt among them, if any. Raises `Rejected`, `sqlite3.Error`."""
        if after is before:
            return None
        old = {sale.id: sale for sale in before}
        changes = _Changes()
        for sale in after:
            known = old.get(sale.id)
            if known is not sale:
                self._compare(changes, known, sale, seq, session_id)
        changes.write(self._connection)
        if len(self._places) > len(after):
            for gone in self._places.keys() - {sale.id for sale in after}:
                del self._places[gone]
        return changes.attempt_id()

    def _compare(self, changes: _Changes, old: Sale | None, new: Sale, seq: int, session_id: str) -> None:
        _require_nothing_lost(old, new)
        if old is None or old.state is not new.state:
            changes.sales.append(rows.sale_row(new, seq))
        elif old.lines is not new.lines or (old.version, old.next_n) != (new.version, new.next_n):
            changes.baskets.append(rows.basket_row(new))
        if new.facts != (old.facts if old is not None else NOTHING_MORE):
            changes.facts.append(rows.sale_facts_row(new))
        self._compare_lines(changes, old, new)
        if old is None or old.tenders is not new.tenders or old.attempts is not new.attempts:
            _compare_money(changes, old, new, seq)
        if old is None or old.jobs is not new.jobs:
            jobs = {own.id: own for own in old.jobs} if old else {}
            for n, job in enumerate(new.jobs, start=1):
                if jobs.get(job.id) != job:
                    turn = _turn(holds=job.state in HOLDS_PAPER, is_new=job.id not in jobs)
                    changes.jobs.append((turn, rows.print_job_row(new.id, job, session_id, n)))

    def _compare_lines(self, changes: _Changes, old: Sale | None, new: Sale) -> None:
        if old is not None and old.lines is new.lines and old.removed is new.removed:
            return
        places = self._places_of(new.id)
        for was, now in (
            (old.lines if old else (), new.lines),
            (old.removed if old else (), new.removed),
        ):
            if now is was:
                continue
            same = _common_length(was, now)
            known = {line.n: line for line in was[same:]}
            last = places.of[now[same - 1].n] if same else 0
            for line in now[same:]:
                own = places.of.get(line.n)
                place = places.after(line.n, last)
                if place != own or known.get(line.n) != line:
                    changes.lines.append(rows.line_row(new.id, line, place))
                last = place

    def _places_of(self, sale_id: str) -> _Places:
        places = self._places.get(sale_id)
        if places is None:
            found = dict(self._connection.execute(PLACES, (sale_id,)).fetchall())
            places = self._places[sale_id] = _Places(found, max(found.values(), default=0))
        return places


def _compare_money(changes: _Changes, old: Sale | None, new: Sale, seq: int) -> None:
    tenders = {own.id: own for own in old.tenders} if old else {}
    for tender in new.tenders:
        if tenders.get(tender.id) != tender:
            turn = _turn(holds=tender.state is TenderState.OPEN, is_new=tender.id not in tenders)
            changes.tenders.append((turn, rows.tender_row(new.id, tender)))
    attempts = {own.id: own for own in old.attempts} if old else {}
    for attempt in new.attempts:
        if attempts.get(attempt.id) != attempt:
            turn = _turn(holds=attempt.state in HOLDS_TENDER, is_new=attempt.id not in attempts)
            turn += attempt.state in HOLDS_TERMINAL
            changes.attempts.append((turn, rows.attempt_row(new.id, attempt, seq)))


def _common_length(was: Sequence[Line], now: Sequence[Line]) -> int:
    """Count the lines at the start that are equal; a basket that only grew is compared without a step for each."""
    if now[: len(was)] == was:
        return len(was)
    for index, (own, other) in enumerate(zip(was, now, strict=False)):
        if own is not other:
            return index
    return min(len(was), len(now))


def _require_nothing_lost(old: Sale | None, new: Sale) -> None:
    """Rows are never deleted: a line that is taken out moves to `removed`, everything else ends in a state."""
    if old is None:
        return
    if len(new.lines) + len(new.removed) < len(old.lines) + len(old.removed):
        raise Rejected(f"sale {new.id} lost a line without a trace")
    for was, now in ((old.tenders, new.tenders), (old.attempts, new.attempts), (old.jobs, new.jobs)):
        if now is not was and len(now) < len(was):
            raise Rejected(f"sale {new.id} lost a tender, an attempt or a print job")
