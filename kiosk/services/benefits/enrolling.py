"""Who became a member at this kiosk, in a SQLite file of its own: the one place that knows how to reach them."""

from __future__ import annotations

import secrets
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from kiosk.formats.ean import check_digit
from kiosk.services.benefits.lists import BenefitsUnusable

MEMBERS_FILE: Final = "members.sqlite"
PREFIX: Final = "9981"  # numbers that no goods have (GS1 General Specifications, 1.4.3)
_DRAWN: Final = 10**8
_TABLE: Final = """
CREATE TABLE IF NOT EXISTS member (
    card TEXT PRIMARY KEY, ref TEXT NOT NULL UNIQUE, contact TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
"""


class Enrolling:
    """Keeps new members. `is_taken` tells the numbers of cards that the shop gave out itself."""

    def __init__(self, data_dir: Path, is_taken: Callable[[str], bool]) -> None:
        """Open the file, or make it, for nobody else's eyes. Raises `BenefitsUnusable`."""
        file = data_dir / MEMBERS_FILE
        self._is_taken = is_taken
        self._lock = threading.Lock()
        try:
            file.touch(mode=0o600)
            self._open = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
            self._open.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA trusted_schema=0;")
            self._open.executescript("PRAGMA secure_delete=1;" + _TABLE)
        except (OSError, sqlite3.Error) as error:
            raise BenefitsUnusable(f"{file}: {error}") from error

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            self._open.close()

    def has(self, card: str) -> bool:
        """Tell whether a card is one of a member who enrolled here."""
        with self._lock:
            return self._open.execute("SELECT 1 FROM member WHERE card = ?", (card,)).fetchone() is not None

    def enrol(self, ref: str, contact: str) -> str:
        """Return the number of the new member's card; empty: somebody is a member by this contact.

        The same `ref` is the same member, however often it is asked; another contact then takes the first one's place.
        """
        with self._lock, self._open:
            self._open.execute("BEGIN IMMEDIATE")
            mine = self._card("SELECT card FROM member WHERE ref = ?", ref)
            theirs = self._card("SELECT card FROM member WHERE contact = ?", contact)
            if theirs and theirs != mine:
                return ""
            if mine:
                self._open.execute("UPDATE member SET contact = ? WHERE ref = ?", (contact, ref))
                return mine
            card = self._drawn()
            self._open.execute("INSERT INTO member VALUES (?, ?, ?)", (card, ref, contact))
            return card

    def _card(self, query: str, of: str) -> str:
        found = self._open.execute(query, (of,)).fetchone()
        return "" if found is None else str(found[0])

    def _drawn(self) -> str:
        """Draw a number that nobody can guess from another's, and nobody has."""
        while True:
            stem = f"{PREFIX}{secrets.randbelow(_DRAWN):08}"
            card = f"{stem}{check_digit(stem)}"
            if not self._is_taken(card) and not self._card("SELECT card FROM member WHERE card = ?", card):
                return card
