"""Mutants of "can I finish here?": what is said before anything is asked."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

ELIGIBILITY: Final = "kiosk/domain/travel/eligibility.py"
PLATES: Final = "kiosk/domain/travel/plates.py"
RULES: Final = (
    "tests/unit/domain/travel/test_mutants_ready.py",
    "tests/unit/domain/travel/test_eligibility.py",
    "tests/unit/domain/travel/test_asked_documents.py",
    "tests/unit/domain/travel/test_travel_words.py",
)

MUTANTS: Final = (
    Mutant(
        "a-flight-that-has-left",
        ELIGIBILITY,
        "    if _has_left(flight, now_utc_ms):\n        yield",
        "    if False:\n        yield",
        "a traveller is checked in for a flight that is in the air",
        RULES,
    ),
    Mutant(
        "a-window-that-is-over",
        ELIGIBILITY,
        "(flight.state is FlightState.CLOSED or now_utc_ms >= flight.closes.utc_ms)",
        "flight.state is FlightState.CLOSED",
        "a traveller is led through all questions, then refused",
        RULES,
    ),
    Mutant(
        "a-flight-that-is-closed",
        ELIGIBILITY,
        "(flight.state is FlightState.CLOSED or now_utc_ms >= flight.closes.utc_ms)",
        "now_utc_ms >= flight.closes.utc_ms",
        "a flight that staff closed early takes passengers",
        RULES,
    ),
    Mutant(
        "a-window-that-is-not-open",
        ELIGIBILITY,
        "elif is_open and now_utc_ms < flight.opens.utc_ms:",
        "elif False:",
        "nobody says when check-in opens",
        RULES,
    ),
    Mutant(
        "a-cancelled-flight-flies",
        ELIGIBILITY,
        "    if flight.state is FlightState.CANCELLED:",
        "    if False:",
        "a traveller goes to the gate of a flight that is cancelled",
        RULES,
    ),
    Mutant(
        "a-denied-visa-is-a-note",
        ELIGIBILITY,
        "Visa.DENY: codes.CKIN_VISA_DENY",
        "Visa.DENY: codes.CKIN_VISA_NOTE",
        "whom a country does not let in is checked in",
        RULES,
    ),
    Mutant(
        "help-is-not-called",
        ELIGIBILITY,
        "if service in staffed and service != ALONE:",
        "if False:",
        "who needs staff goes without",
        RULES,
    ),
    Mutant(
        "a-stop-on-one-flight-is-none",
        ELIGIBILITY,
        ', ("coupon", f"{passenger_id}/{segment_n}")}',
        "}",
        "an offloaded passenger is checked in again",
        RULES,
    ),
    Mutant(
        "a-stop-of-a-person-is-none",
        ELIGIBILITY,
        '("passenger", passenger_id), ("coupon"',
        '("coupon"',
        "who needs staff is checked in without",
        RULES,
    ),
    Mutant(
        "offloaded-is-not-said",
        ELIGIBILITY,
        "CouponState.OFFLOADED: codes.CKIN_OFFLOADED",
        "",
        "who was taken off a flight learns nothing",
        RULES,
    ),
    Mutant(
        "luggage-after-its-time",
        ELIGIBILITY,
        "if now_utc_ms >= flight.bags_until.utc_ms:",
        "if False:",
        "a bag is tagged that no belt takes any more",
        RULES,
    ),
    Mutant(
        "a-typed-document-is-enough",
        ELIGIBILITY,
        ", Proof.TYPED: codes.CKIN_DOC_UNVERIFIED}",
        "}",
        "a typed document never holds the pass: nobody looks at the passport",
        RULES,
    ),
    Mutant(
        "no-pass-printer-is-not-said",
        ELIGIBILITY,
        "    if not abilities.can_print_passes:",
        "    if False:",
        "a traveller answers everything and then no paper comes",
        RULES,
    ),
    Mutant(
        "numbers-run-over",
        PLATES,
        "serial = serial % (SERIALS - 1) + 1",
        "serial = serial + 1",
        "after the last number no bag is tagged any more",
        ("tests/unit/domain/travel/test_plates.py",),
    ),
)
