"""The journal: every event, in order, with the rows it implies, in one transaction each."""

from kiosk.store.journal.backends import MemoryJournal, SqliteJournal
from kiosk.store.journal.port import Journal

__all__ = ["Journal", "MemoryJournal", "SqliteJournal"]
