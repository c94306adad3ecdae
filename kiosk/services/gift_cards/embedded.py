"""Gift cards in a SQLite file of the kiosk's own: an append-only ledger, in which a balance is always a sum.

No number of a card is in the file, only the id under which it was issued and its last four digits.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.domain.gifts.number import GiftNumber
from kiosk.domain.gifts.telling import Balance, Movement, Stage, Why
from kiosk.domain.money import Money
from kiosk.services.gift_cards.cards import GiftCardsUnusable, Issued

FILE_NAME: Final = "gift-cards.sqlite"
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS movement (
    ref TEXT PRIMARY KEY, card TEXT NOT NULL, of_ref TEXT NOT NULL, asked_minor INTEGER NOT NULL,
    minor INTEGER NOT NULL CHECK (minor >= 0), currency TEXT NOT NULL, stage TEXT NOT NULL, why TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS movement_of_card ON movement (card);
CREATE INDEX IF NOT EXISTS movement_of_ref ON movement (of_ref);
"""
_COLUMNS: Final = "ref, card, of_ref, asked_minor, minor, currency, stage, why"
_OFF: Final = """
SELECT coalesce(sum(CASE WHEN of_ref = '' THEN minor ELSE -minor END), 0)
FROM movement WHERE card = ? AND stage IN ('HELD', 'DONE')
"""
_BACK: Final = "SELECT coalesce(sum(minor), 0) FROM movement WHERE of_ref = ? AND stage = 'DONE'"


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the ledger. `of_ref`: the movement that it puts back, empty for one that takes."""

    ref: str
    card: str
    of_ref: str
    asked_minor: int
    minor: int
    currency: str
    stage: str
    why: str = ""

    def is_of(self, card: str, of_ref: str, asked: Money) -> bool:
        """Tell whether it is the same request once more."""
        return (self.card, self.of_ref, self.asked_minor, self.currency) == (card, of_ref, asked.minor, asked.currency)


class Embedded:
    """What `kiosk.domain.gifts.host` asks. `today` gives the site's day as an ISO date."""

    def __init__(self, data_dir: Path, issued: Mapping[str, Issued], today: Callable[[], str]) -> None:
        """Open the file, or make it. Raises `GiftCardsUnusable`."""
        self._issued = issued
        self._by_id = {own.id: own for own in issued.values()}
        self._today = today
        self._lock = threading.Lock()
        try:
            self._open = sqlite3.connect(data_dir / FILE_NAME, isolation_level=None, check_same_thread=False)
            self._open.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA trusted_schema=0;")
            self._open.executescript(_TABLES)
        except sqlite3.Error as error:
            raise GiftCardsUnusable(f"{data_dir / FILE_NAME}: {error}") from error

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            self._open.close()

    def balance(self, card: GiftNumber, currency: str) -> Balance | None:
        """Return what is on a card, and why it buys nothing in a currency."""
        own = self._issued.get(card.digits)
        if own is None:
            return None
        with self._lock:
            left = self._left(own)
        return Balance(card.last4, left, self._why_not(own, currency, left))

    def authorise(self, ref: str, card: GiftNumber, amount: Money) -> Movement:
        """Hold what is asked for, or what there is of it."""
        own = self._issued.get(card.digits)
        if own is None:
            return Movement(ref, Stage.REFUSED, why=Why.UNKNOWN)
        with self._written():
            if (known := self._row(ref)) is not None:
                return self._again(known, own.id, "", amount)
            left = self._left(own)
            why = Why.RULE if amount.minor <= 0 else self._why_not(own, amount.currency, left)
            stage = Stage.HELD if why is None else Stage.REFUSED
            taken = 0 if why is not None else min(amount.minor, left.minor)
            row = _Row(ref, own.id, "", amount.minor, taken, amount.currency, stage, why or "")
            return self._added(row)

    def capture(self, ref: str) -> Movement:
        """Make final what is held; what is not held stays as it is."""
        return self._moved(ref, Stage.DONE)

    def free(self, ref: str) -> Movement:
        """Put back what is held; what is not held stays as it is."""
        return self._moved(ref, Stage.FREED)

    def give_back(self, ref: str, of_ref: str, amount: Money) -> Movement:
        """Put back on the card what a final movement took, never more than it took."""
        with self._written():
            taken = self._row(of_ref)
            card = taken.card if taken is not None else ""
            if (known := self._row(ref)) is not None:
                return self._again(known, card, of_ref, amount)
            why = "" if taken is not None and self._may_give_back(taken, amount) else Why.RULE
            stage, minor = (Stage.REFUSED, 0) if why else (Stage.DONE, amount.minor)
            return self._added(_Row(ref, card, of_ref, amount.minor, minor, amount.currency, stage, why))

    def told(self, ref: str) -> Movement:
        """Return what became of a reference, and close one that never came."""
        with self._written():
            known = self._row(ref)
            return self._told(known) if known is not None else self._added(_closed(ref))

    # --- inside a transaction -----------------------------------------------------------------------------------------

    def _may_give_back(self, taken: _Row, amount: Money) -> bool:
        is_final = taken.of_ref == "" and taken.stage == Stage.DONE and taken.currency == amount.currency
        (back,) = self._open.execute(_BACK, (taken.ref,)).fetchone()
        return is_final and 0 < amount.minor <= taken.minor - back

    def _moved(self, ref: str, stage: Stage) -> Movement:
        with self._written():
            self._open.execute("UPDATE movement SET stage = ? WHERE ref = ? AND stage = 'HELD'", (stage, ref))
            known = self._row(ref)
            return self._told(known) if known is not None else Movement(ref, Stage.REFUSED, why=Why.RULE)

    def _again(self, known: _Row, card: str, of_ref: str, asked: Money) -> Movement:
        """Answer the same request as before; another one under the same reference is refused."""
        if known.why == Why.CLOSED or known.is_of(card, of_ref, asked):
            return self._told(known)
        return Movement(known.ref, Stage.REFUSED, why=Why.RULE)

    def _row(self, ref: str) -> _Row | None:
        found = self._open.execute(f"SELECT {_COLUMNS} FROM movement WHERE ref = ?", (ref,)).fetchone()  # noqa: S608  # our own names
        return None if found is None else _Row(*found)

    def _added(self, row: _Row) -> Movement:
        values = (row.ref, row.card, row.of_ref, row.asked_minor, row.minor, row.currency, row.stage, row.why)
        self._open.execute("INSERT INTO movement VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
        return self._told(row)

    def _told(self, row: _Row) -> Movement:
        own, stage = self._by_id.get(row.card), Stage(row.stage)
        amount = Money(row.minor, row.currency) if stage is not Stage.REFUSED else None
        last4, left = ("", None) if own is None else (own.number.last4, self._left(own))
        return Movement(row.ref, stage, amount, left, last4, Why(row.why) if row.why else None)

    def _left(self, own: Issued) -> Money:
        (off,) = self._open.execute(_OFF, (own.id,)).fetchone()
        return Money(own.loaded.minor - off, own.loaded.currency)

    def _why_not(self, own: Issued, currency: str, left: Money) -> Why | None:
        if own.loaded.currency != currency:
            return Why.CURRENCY
        if own.last_day and self._today() > own.last_day:
            return Why.EXPIRED
        return Why.EMPTY if left.minor <= 0 else None

    @contextmanager
    def _written(self) -> Iterator[None]:
        with self._lock:
            self._open.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._open.execute("ROLLBACK")
                raise
            self._open.execute("COMMIT")


def _closed(ref: str) -> _Row:
    return _Row(ref, "", "", 0, 0, "", Stage.REFUSED, Why.CLOSED)
