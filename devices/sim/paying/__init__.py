"""What the simulated payment terminals share."""

from __future__ import annotations

from devices.sim.paying.book import Book
from devices.sim.paying.hands import Card, Knobs, auto_of, card_of, set_knobs

__all__ = ["Book", "Card", "Knobs", "auto_of", "card_of", "set_knobs"]
