"""The journal in memory, its rows as Python values."""

from __future__ import annotations

from kiosk.store.journal.ram.journal import RamJournal, RamStore
from kiosk.store.journal.ram.recovery import recover

__all__ = ["RamJournal", "RamStore", "recover"]
