"""Mutants of departures: no seat, bag number or booking is given to two, and nobody's booking to a stranger."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

DESK: Final = "kiosk/services/departures/desk.py"
FINDING: Final = "kiosk/services/departures/finding.py"
TABLES: Final = "kiosk/services/departures/embedded/tables.py"
ASKED: Final = (
    "tests/unit/services/departures/test_desk.py", "tests/unit/services/departures/test_contract.py::TestInMemory",
    "tests/unit/services/departures/test_contract.py::TestOnSqlite",
)  # fmt: skip

MUTANTS: Final = (
    Mutant(
        "a-seat-is-passed-over", DESK, "if use is None or use.ref != kept.order.ref:", "if use is None:",
        "two travellers are told the same seat, and one cannot be checked in after paying", ASKED,
    ),
    Mutant(
        "an-old-booking-is-written", TABLES, "booking.c.ref == booking_.ref, booking.c.version == read_version",
        "booking.c.ref == booking_.ref",
        "what another kiosk did to a booking is lost", ASKED,
    ),
    Mutant(
        "an-older-sight-is-enough", DESK, "if booking.version != order.version:", "if booking.version < order.version:",
        "an order is done on a booking that the customer did not see", ASKED,
    ),
    Mutant(
        "a-bag-number-in-its-window-comes-again", TABLES, "(plate.c.given_utc_ms <= kept.given_utc_ms - KEPT_MS)",
        "(plate.c.given_utc_ms <= kept.given_utc_ms)",
        "two bags with one number", ASKED,
    ),
    Mutant(
        "what-is-given-back-stays-good", DESK, "for plate in kept.plates:", "for plate in ():",
        "a tag of an order that was given up can be made active", ASKED,
    ),
    Mutant(
        "a-namesake-opens-a-booking", FINDING, "all(not own.birth_date for own in travellers)", "not travellers",
        "a passport with the same name opens a stranger's booking", ASKED,
    ),
)  # fmt: skip
