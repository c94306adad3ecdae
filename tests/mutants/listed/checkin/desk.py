"""Mutants of the departures system: orders, seats and bag numbers."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

DESK: Final = "kiosk/services/departures/desk.py"
FINDING: Final = "kiosk/services/departures/finding.py"
LIMITED: Final = "kiosk/services/departures/limited.py"
ASKED: Final = (
    "tests/unit/services/departures/test_desk.py",
    "tests/unit/services/departures/test_contract.py::TestInMemory",
)
TRIED: Final = ("tests/unit/services/departures/test_limited.py",)

MUTANTS: Final = (
    Mutant(
        "an-order-is-done-twice",
        DESK,
        "    if kept.state is OrderState.DONE:\n        return Done(booking)\n    if kept.state is OrderState.EXPIRED",
        "    if kept.state is OrderState.EXPIRED",
        "an answer that was lost is asked for again, and the bags are tagged anew",
        ASKED,
    ),
    Mutant(
        "what-was-given-back-is-done",
        DESK,
        "or kept.state is OrderState.RELEASED:\n        return Refused(No.UNKNOWN)",
        "or False:\n        return Refused(No.UNKNOWN)",
        "an order whose money went back checks in",
        ASKED,
    ),
    Mutant(
        "what-ran-out-is-held-still",
        DESK,
        "    if kept.state is OrderState.EXPIRED:",
        "    if False:",
        "a seat that somebody else has by now is given a second time",
        ASKED,
    ),
    Mutant(
        "a-done-order-is-given-back",
        DESK,
        "    if kept.state is OrderState.DONE:\n        return Refused(No.CHANGED)",
        "    if False:\n        return Refused(No.CHANGED)",
        "money is handed back for what was carried out",
        ASKED,
    ),
    Mutant(
        "a-hold-never-ends",
        DESK,
        "kept.state is OrderState.PREPARED and kept.until_utc_ms <= now_utc_ms:",
        "False:",
        "the last seats are kept for who walked away",
        ASKED,
    ),
    Mutant(
        "a-void-tag-becomes-active",
        DESK,
        "    if kept is None or kept.state is BagState.VOID:",
        "    if kept is None:",
        "a tag that was torn off is live: two bags with one owner's number",
        ASKED,
    ),
    Mutant(
        "a-torn-tag-keeps-its-number",
        DESK,
        "    _keep_bag(ledger, booking, bag, replace(bag, plate=instead))",
        "    pass",
        "the bag of the new number belongs to nobody",
        ASKED,
    ),
    Mutant(
        "a-number-is-given-twice",
        DESK,
        "    ledger.give_plate(KeptPlate(plate, BagState.RESERVED, ref, now_utc_ms))",
        "    pass",
        "two bags with one number after a restart",
        ASKED,
    ),
    Mutant(
        "two-orders-for-one-person",
        DESK,
        "if other.order.id != order.id and",
        "if False and",
        "the same passenger is checked in at two kiosks",
        ASKED,
    ),
    Mutant(
        "a-seat-is-kept-by-who-left",
        DESK,
        "            ledger.leave(segment.flight.id, order.ref, person)\n",
        "",
        "the seat of who gave up stays empty",
        ASKED,
    ),
    Mutant(
        "one-number-in-line-for-two",
        DESK,
        "found |= {key: first + place for place, key in enumerate(keys)}",
        "found |= {key: first for place, key in enumerate(keys)}",
        "two passengers board as one",
        ASKED,
    ),
    Mutant(
        "a-pass-of-nobody-counts",
        DESK,
        "if booking is None or coupon is None or coupon.state is not CouponState.CHECKED_IN:",
        "if booking is None or coupon is None:",
        "a pass counts as given out of who is not checked in",
        ASKED,
    ),
    Mutant(
        "bags-of-who-gave-up-fly",
        DESK,
        "        if bag.state is BagState.VOID:\n            _void",
        "        if False:\n            _void",
        "the tag of a passenger who does not fly is good at the belt",
        ASKED,
    ),
    Mutant(
        "an-order-may-change",
        DESK,
        "kept.order != order or kept.state",
        "kept.state",
        "what was held under a name is another thing than what is paid",
        ASKED,
    ),
    Mutant(
        "born-on-another-day",
        FINDING,
        "    if facts.birth_date and passenger.birth_date and facts.birth_date != passenger.birth_date:",
        "    if False:",
        "a namesake's passport opens a stranger's booking",
        ASKED,
    ),
    Mutant(
        "the-first-of-many",
        FINDING,
        "    if len(fitting) > 1:\n        return Unsure",
        "    if False:\n        return Unsure",
        "of two namesakes the first is checked in",
        ASKED,
    ),
    Mutant(
        "a-code-without-a-surname",
        FINDING,
        "    if not facts.surname:\n",
        "    if False:\n",
        "a booking code read over a shoulder opens a booking",
        ASKED,
    ),
    Mutant(
        "guessing-has-no-limit",
        LIMITED,
        "if len(self._misses) == MOST_MISSES and",
        "if False and",
        "booking codes are tried until one opens",
        TRIED,
    ),
    Mutant(
        "a-wrong-guess-is-free",
        LIMITED,
        "answer.why in (Miss.SHAPE, Miss.NOT_FOUND)",
        "answer.why is Miss.SHAPE",
        "booking codes are tried until one opens",
        TRIED,
    ),
)
