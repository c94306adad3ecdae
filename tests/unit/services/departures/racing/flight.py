"""The flight that the race is about: a hundred and twenty seats, two hundred travellers."""

from __future__ import annotations

from kiosk.services.departures.ledger import Contents, Seating
from tests.unit.services.departures.world import NOW, TO_LISBON, one

CABIN = Seating("race", 1, tuple(f"{row}{letter}" for row in range(1, 21) for letter in "ABCDEF"))
BOOKINGS = [one(f"RACE{chr(65 + n // 26)}{chr(65 + n % 26)}", "Racer", f"N{n}", TO_LISBON) for n in range(200)]
CONTENTS = Contents((TO_LISBON,), tuple(BOOKINGS), {TO_LISBON.id: CABIN})

__all__ = ("BOOKINGS", "CABIN", "CONTENTS", "NOW")
