"""Mutants of what can be done after check-in."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

AFTER: Final = "kiosk/flows/checkin/aside/after.py"
FLOW: Final = (
    "tests/unit/flows/checkin/test_mutants_orders.py",
    "tests/unit/flows/checkin/side/test_mutants_wishes.py",
    "tests/unit/flows/checkin",
)

MUTANTS: Final = (
    Mutant(
        "given-up-at-a-touch",
        AFTER,
        "case NotTravellingConfirmed() if state.asks_to_cancel:",
        "case NotTravellingConfirmed():",
        "a check-in is given up that nobody was asked about",
        FLOW,
    ),
    Mutant(
        "giving-up-a-boarded-seat",
        AFTER,
        "if own.state is CouponState.CHECKED_IN and not is_stopped(trip.blockers, *own.key)",
        "if own.state is CouponState.CHECKED_IN",
        "a check-in is given up after its flight was closed",
        FLOW,
    ),
    Mutant(
        "a-void-tag-comes-again",
        AFTER,
        "if own.state is not BagState.VOID and may_change(trip)",
        "if may_change(trip)",
        "a number that was given up stands on a bag again",
        FLOW,
    ),
    Mutant(
        "a-held-pass-comes-again",
        AFTER,
        "        if not is_held(trip, own.passenger_id)\n",
        "",
        "who must show a document first gets the pass at the second try",
        FLOW,
    ),
    Mutant(
        "giving-up-takes-the-wishes-along",
        AFTER,
        "given_up = replace(trip, seats=(), bags=()",
        "given_up = replace(trip",
        "who gives a check-in up orders luggage with it",
        FLOW,
    ),
    Mutant(
        "a-wish-outlives-its-screen",
        AFTER,
        "return CheckedIn(replace(trip, seats=(), bags=())), ()",
        "return CheckedIn(trip), ()",
        "a seat that was taken back is ordered all the same",
        FLOW,
    ),
)
