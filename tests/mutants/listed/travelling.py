"""Mutants of check-in: what a traveller may, pays and is told, by the rules of `kiosk/domain/travel`."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

ELIGIBILITY: Final = "kiosk/domain/travel/eligibility.py"
NEEDS: Final = "kiosk/domain/travel/needs.py"
BAGGAGE: Final = "kiosk/domain/travel/baggage.py"
PLATES: Final = "kiosk/domain/travel/plates.py"
SEATS: Final = "kiosk/domain/travel/cabin/rules.py"
PARTY: Final = "kiosk/domain/travel/cabin/together.py"
RULES: Final = ("tests/unit/domain/travel",)

MUTANTS: Final = (
    Mutant(
        "a-child-is-checked-in-alone", ELIGIBILITY,
        "    if passenger is None or passenger.kind is PassengerKind.ADULT:\n        return True",
        "    if passenger is None or passenger.kind is not PassengerKind.INFANT:\n        return True",
        "a child flies with nobody of its own, and no staff know", RULES,
    ),
    Mutant(
        "a-silent-authority-says-yes", NEEDS,
        "STRICTNESS: Final = (Visa.OK, Visa.OK_WITH_NOTE, Visa.REFER, Visa.SILENT, Visa.DENY)",
        "STRICTNESS: Final = (Visa.DENY, Visa.SILENT, Visa.OK, Visa.OK_WITH_NOTE, Visa.REFER)",
        "a refused visa counts for less than a note: the traveller is sent back at the border", RULES,
    ),
    Mutant(
        "an-expired-document-flies", NEEDS, "    if last_day < arrival_date:", "    if last_day < document.birth_date:",
        "a traveller is told all is well and turned away at the gate", RULES,
    ),
    Mutant(
        "a-twin-flies-for-the-other", NEEDS,
        "return next((own for own in others if _is_letter_for_letter(document, own)), None)", "return None",
        "one twin's passport is taken for the other's", RULES,
    ),
    Mutant(
        "a-bag-is-paid-twice", BAGGAGE, "for nth in range(before, now))", "for nth in range(now))",
        "bags that were paid are charged again with the next one", RULES,
    ),
    Mutant(
        "a-number-comes-again", PLATES, "if used is None or now_utc_ms - used >= KEPT_MS:",
        "if used is None or now_utc_ms - used >= 0:",
        "two bags of one airline carry the same number, and one goes to the wrong city", RULES,
    ),
    Mutant(
        "one-mask-for-two-infants", SEATS,
        "if (seat.row, seat.block) in self.infants:", "if (seat.row, seat.place) in self.infants:",
        "two infants breathe from one mask", RULES,
    ),
    Mutant(
        "a-child-at-the-exit", SEATS, "SeatReason.EXIT_AGE: not is_adult,", "SeatReason.EXIT_AGE: False,",
        "a child sits where somebody must open the door", RULES,
    ),
    Mutant(
        "a-family-at-the-exit", PARTY,
        "len(seats) == len(unit.passengers) and has_masks and unit.fits(seats)",
        "len(seats) == len(unit.passengers) and has_masks",
        "seats for a family are chosen at an exit, and the crew moves them in front of everybody", RULES,
    ),
)  # fmt: skip
