"""Mutants of the way to the summary: who is there, who travels, with which document."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

IDENTIFY: Final = "kiosk/flows/checkin/identify.py"
ONWARD: Final = "kiosk/flows/checkin/onward.py"
DOCUMENTS: Final = "kiosk/flows/checkin/aside/documents.py"
LACKING: Final = "kiosk/flows/checkin/aside/lacking.py"
FLOW: Final = (
    "tests/unit/flows/checkin/test_mutants_orders.py",
    "tests/unit/flows/checkin/side/test_mutants_wishes.py",
    "tests/unit/flows/checkin",
)

MUTANTS: Final = (
    Mutant(
        "a-late-answer-opens-a-booking",
        IDENTIFY,
        "if not state.lookup or event.key != state.lookup:",
        "if not state.lookup:",
        "the booking of whoever stood here before opens for the next traveller",
        FLOW,
    ),
    Mutant(
        "half-a-pass-opens-a-booking",
        IDENTIFY,
        "case Found() if facts.is_truncated:",
        "case Found() if False:",
        "a piece of somebody's pass is enough to check them in",
        FLOW,
    ),
    Mutant(
        "a-code-without-a-name",
        IDENTIFY,
        "    if state.asks is not Fact.SURNAME:",
        "    if False:",
        "a booking code read over a shoulder is asked for without a name",
        FLOW,
    ),
    Mutant(
        "any-reading-of-a-document",
        IDENTIFY,
        "return told.pop() if len(told) == 1 else None",
        "return told.pop()",
        "a doubtful character decides whose booking is asked for",
        FLOW,
    ),
    Mutant(
        "two-searches-at-once",
        IDENTIFY,
        "        case FactTyped(text=text) if not state.lookup:\n            return _typed",
        "        case FactTyped(text=text):\n            return _typed",
        "a double touch counts as two tries, and a guess is blocked that was none",
        FLOW,
    ),
    Mutant(
        "a-second-fact-is-any-text",
        IDENTIFY,
        "return replace(facts, ref=ref, is_truncated=False) if is_one else None",
        "return replace(facts, ref=ref, is_truncated=False)",
        "a half pass counts as whole after a key was touched",
        FLOW,
    ),
    Mutant(
        "nobody-is-refused",
        ONWARD,
        " if is_done else (Refused(trip), ())",
        "",
        "who cannot go from here is told to be checked in",
        FLOW,
    ),
    Mutant(
        "all-of-a-booking-travel",
        ONWARD,
        "if own[0] in trip.chosen)",
        "if own[0])",
        "somebody is checked in who stays at home",
        FLOW,
    ),
    Mutant(
        "who-may-not-travel-stays-chosen",
        ONWARD,
        "(own for own in trip.chosen if own in able)",
        "(own for own in trip.chosen)",
        "a passenger whose flight closed meanwhile is ordered, and the whole order refused",
        FLOW,
    ),
    Mutant(
        "children-go-on-alone",
        ONWARD,
        "return PassengerKind.ADULT in kinds or (bool(kinds) and _has_adult_there(trip))",
        "return bool(kinds)",
        "a child is checked in while its adult is not",
        FLOW,
    ),
    Mutant(
        "an-infant-stays-behind",
        ONWARD,
        "    group = {lead, *(own.id for own in trip.booking.infants_of(lead) if may_travel(trip, own.id))}",
        "    group = {lead}",
        "a mother is checked in and the child on her lap is not",
        FLOW,
    ),
    Mutant(
        "a-visit-leaves-its-sale-open",
        ONWARD,
        "sale.to(SaleState.VOID) if sale.state is SaleState.OPEN else sale",
        "sale",
        "the next traveller is offered what another one left",
        FLOW,
    ),
    Mutant(
        "a-pass-before-the-document",
        ONWARD,
        "kind.severity is Severity.HOLD and kind.blocks",
        "False and kind.blocks",
        "a boarding pass comes out before anybody saw a passport",
        FLOW,
    ),
    Mutant(
        "a-refused-document-is-taken",
        DOCUMENTS,
        "if state.document is not None and is_taken(state):",
        "if state.document is not None:",
        "an expired passport is let through: the traveller is sent back at the border",
        FLOW,
    ),
    Mutant(
        "an-expired-passport-proves",
        DOCUMENTS,
        "    if not found.is_accepted or found.visa not in",
        "    if found.visa not in",
        "the passport that opened the booking is never looked at again, though it is expired",
        FLOW,
    ),
    Mutant(
        "a-denied-visa-proves",
        DOCUMENTS,
        "    if not found.is_accepted or found.visa not in (Visa.OK, Visa.OK_WITH_NOTE):",
        "    if not found.is_accepted:",
        "whom a country does not let in is told that all is well",
        FLOW,
    ),
    Mutant(
        "typed-counts-as-scanned",
        DOCUMENTS,
        "Proof.TYPED, document, at, site), at, site)",
        "Proof.SCANNED, document, at, site), at, site)",
        "a number typed by hand is told to the airline as a passport that was seen",
        FLOW,
    ),
    Mutant(
        "left-for-the-desk-counts-as-seen",
        DOCUMENTS,
        "else (person.proof.value, person.document_country)",
        "else (Proof.SCANNED.value, person.document_country)",
        "a document that staff shall see was seen, as the airline is told",
        FLOW,
    ),
    Mutant(
        "a-typed-date-is-not-judged",
        DOCUMENTS,
        "if Finding.EXPIRED in found or Finding.EXPIRES_SOON in found:",
        "if False:",
        "an expired passport is typed in and taken",
        FLOW,
    ),
    Mutant(
        "the-others-document-is-mine",
        DOCUMENTS,
        "        person = found.owner_id\n        found = _judged(document, person, state.trip, site)",
        "        person = found.owner_id",
        "the partner's document is read and called wrong, with no way on",
        FLOW,
    ),
    Mutant(
        "one-document-for-all",
        LACKING,
        "    if any(person == passenger_id for person, _, _ in trip.proofs):",
        "    if trip.proofs:",
        "only the first of a family shows a passport",
        FLOW,
    ),
    Mutant(
        "an-address-is-not-asked",
        LACKING,
        "return not person.has_address and any(",
        "return False and any(",
        "a country that asks for an address refuses the traveller",
        FLOW,
    ),
)
