"""The tables of sales as Python values: written by the writer's own statements, undone when a transaction fails."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Final, TypeAlias

from sqlalchemy import Table

from kiosk.domain.sale import AttemptKind
from kiosk.store import rows, schema
from kiosk.store.journal import writes
from kiosk.store.journal.ram.limits import ENDED, HOLDING, Held, Limits, Unique, limits_of
from kiosk.store.rows import Row

Key: TypeAlias = tuple[Any, ...]
_Claims: TypeAlias = tuple[Key | None, ...]
BASKET: Final = ("total_minor", "version", "next_n")  # what `writes.BASKET` changes, before the sale's id


class Rows:
    """The rows of one table by key. `once` are never changed, of `first` the first value stays."""

    def __init__(
        self,
        undo: list[Callable[[], None]],
        table: Table,
        columns: tuple[str, ...],
        once: Sequence[str] = (),
        first: Sequence[str] = (),
    ) -> None:
        self.name = table.name
        self.limits: Limits = limits_of(table, columns)
        self.by_key: dict[Key, Held] = {}
        self.keys_of_sale: dict[str, list[Key]] = {}
        self._columns = columns
        self._once, self._first = once, first
        self._taken: tuple[tuple[Unique, dict[Key, Key]], ...] = tuple((own, {}) for own in self.limits.uniques)
        self._claims: dict[Key, _Claims] = {}  # what each row takes of `_taken`
        self._undo = undo

    def of_sale(self, sale_id: str) -> Iterator[Held]:
        """Yield the rows of one sale in the order they came."""
        return map(self.by_key.__getitem__, self.keys_of_sale.get(sale_id, ()))

    def upsert(self, row: Row) -> tuple[Held, bool]:
        """Write a row; return it as it stands now, and whether it is new. Raises `sqlite3.IntegrityError`."""
        new: dict[str, Any] = dict(zip(self._columns, row, strict=True))
        self._require(new)
        key = tuple([new[name] for name in self.limits.key])
        old = self.by_key.get(key)
        if old is not None:
            new.update((name, old[name]) for name in self._once)
            new.update((name, old[name]) for name in self._first if old[name] is not None)
        self._put(key, old, new)
        return new, old is None

    def update(self, key: Key, changed: Held) -> None:
        """Change some values of a row, if there is one. Raises `sqlite3.IntegrityError`."""
        old = self.by_key.get(key)
        if old is not None:
            new = {**old, **changed}
            self._require(new)
            self._put(key, old, new)

    def _put(self, key: Key, old: Held | None, new: Held) -> None:
        claims = tuple([unique.key(new) for unique, _ in self._taken])
        for claim, (unique, taken) in zip(claims, self._taken, strict=True):
            if claim is not None and taken.get(claim, key) != key:
                raise sqlite3.IntegrityError(f"UNIQUE: {self.name} {', '.join(unique.columns)}")
        self._undo.append(partial(self._set, key, old, self._claims.get(key, ())))
        self._set(key, new, claims)

    def _require(self, row: Held) -> None:
        for name in self.limits.wanted:
            if row[name] is None:
                raise sqlite3.IntegrityError(f"NOT NULL: {self.name}.{name}")
        for name, is_met in self.limits.checks:
            if not is_met(row):
                raise sqlite3.IntegrityError(f"CHECK: {name}")

    def _set(self, key: Key, row: Held | None, claims: _Claims) -> None:
        had = self._claims.get(key, ())
        if had != claims:
            for claim, (_, taken) in zip(had, self._taken, strict=False):
                if claim is not None:
                    taken.pop(claim, None)
            for claim, (_, taken) in zip(claims, self._taken, strict=False):
                if claim is not None:
                    taken[claim] = key
            self._claims[key] = claims
        if row is None:
            gone = self.by_key.pop(key)
            self.keys_of_sale[gone.get("sale_id", "")].remove(key)
            return
        if key not in self.by_key:
            self.keys_of_sale.setdefault(row.get("sale_id", ""), []).append(key)
        self.by_key[key] = row


class Tables:
    """Sales with their facts, lines, tenders, attempts and print jobs.

    `execute` is the one verb of a connection that is used.
    """

    def __init__(self, sessions: dict[str, Any]) -> None:
        self.sessions = sessions
        self._undo: list[Callable[[], None]] = []
        self.sale = Rows(self._undo, schema.sale, rows.SALE, ("opened_seq", "opened_utc_ms", "session_id", "currency"))
        self.line = Rows(self._undo, schema.sale_line, rows.LINE)
        self.facts = Rows(self._undo, schema.sale_facts, rows.SALE_FACTS)
        self.tender = Rows(self._undo, schema.tender, rows.TENDER, ("sale_id", "n"))
        self.attempt = Rows(
            self._undo, schema.attempt, rows.ATTEMPT, ("sale_id", "n"), ("sent_seq", "decided_seq", "completed_seq")
        )
        self.job = Rows(self._undo, schema.print_job, rows.PRINT_JOB, ("session_id", "sale_id", "n"))
        held = (self.sale, self.line, self.facts, self.tender, self.attempt, self.job)
        self._named = {own.name: own.by_key for own in held}
        self._written = {
            writes.SALE: self.sale, writes.LINE: self.line, writes.SALE_FACTS: self.facts,
            writes.TENDER: self.tender, writes.ATTEMPT: self.attempt, writes.PRINT_JOB: self.job,
        }  # fmt: skip
        self._found: list[tuple[int, int]] = []

    def execute(self, sql: str, row: Row) -> Tables:
        """Carry out a statement of `writes`. Raises LookupError for any other, `sqlite3.IntegrityError` as SQLite."""
        own = self._written.get(sql)
        if own is not None:
            new, is_new = own.upsert(row)
            self._require_referred(own, new)
            if is_new:
                self._require_sums(own, new)
        elif sql == writes.BASKET:
            *changed, sale_id = row
            self.sale.update((sale_id,), dict(zip(BASKET, changed, strict=True)))
        elif sql == writes.PLACES:
            self._found = [(line["n"], line["place"]) for line in self.line.of_sale(str(row[0]))]
        else:
            raise LookupError(f"no rows in memory know: {sql}")
        return self

    def fetchall(self) -> list[tuple[int, int]]:
        """Return what the last query found."""
        return self._found

    def keep(self) -> None:
        """End a transaction: what it wrote stays."""
        self._undo.clear()

    def undo(self) -> None:
        """End a transaction: nothing of it stays."""
        for take_back in reversed(self._undo):
            take_back()
        self._undo.clear()

    def _require_referred(self, own: Rows, row: Held) -> None:
        for column, name in own.limits.refers:
            named = row[column]
            is_there = named in self.sessions if name == "session" else (named,) in self._named[name]
            if named is not None and not is_there:
                raise sqlite3.IntegrityError(f"FOREIGN KEY: {own.name}.{column}")

    def _require_sums(self, own: Rows, row: Held) -> None:
        """P6 and P9, as the schema's triggers hold them: when a row is new."""
        if own is self.tender:
            held = sum(one["amount_minor"] for one in own.of_sale(row["sale_id"]) if one["state"] in HOLDING)
            if held > self.sale.by_key[(row["sale_id"],)]["total_minor"]:
                raise sqlite3.IntegrityError("P6: tenders exceed the sale")
        elif own is self.attempt and row["kind"] == AttemptKind.PAYMENT:
            if row["amount_minor"] != self.tender.by_key[(row["tender_id"],)]["amount_minor"]:
                raise sqlite3.IntegrityError("P6: a payment asks for the amount of its tender")
        elif own is self.attempt and row["kind"] == AttemptKind.REFUND:
            back = (one for one in own.of_sale(row["sale_id"]) if one["tender_id"] == row["tender_id"])
            asked = sum(one["amount_minor"] for one in back if one["kind"] == row["kind"] and one["state"] not in ENDED)
            if asked > self.tender.by_key[(row["tender_id"],)]["amount_minor"]:
                raise sqlite3.IntegrityError("P9: refunds exceed the tender")
