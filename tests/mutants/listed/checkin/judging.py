"""Mutants of what a departures system allows."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

JUDGING: Final = "kiosk/services/departures/judging.py"
ASKED: Final = (
    "tests/unit/services/departures/test_mutants_seats.py",
    "tests/unit/services/departures/test_desk.py",
    "tests/unit/services/departures/test_contract.py::TestInMemory",
)

MUTANTS: Final = (
    Mutant(
        "a-seat-is-given-twice",
        JUDGING,
        "return use is None or (use.ref == ref and not use.order_id and use.passenger_id in leaving)",
        "return True",
        "two travellers with one seat",
        ASKED,
    ),
    Mutant(
        "a-seat-of-another-kiosk",
        JUDGING,
        "use.ref == ref and not use.order_id and",
        "not use.order_id and",
        "a seat changes hands between strangers",
        ASKED,
    ),
    Mutant(
        "a-seat-given-elsewhere",
        JUDGING,
        "closed = seating.blocked | seating.given",
        "closed = seating.blocked",
        "a seat that another system gave is given again",
        ASKED,
    ),
    Mutant(
        "a-blocked-seat-is-given",
        JUDGING,
        "closed = seating.blocked | seating.given",
        "closed = seating.given",
        "a broken seat is given",
        ASKED,
    ),
    Mutant(
        "an-exit-seat-by-itself",
        JUDGING,
        ", *seating.kept_back}",
        "}",
        "whoever says nothing sits at the exit, a child too",
        ASKED,
    ),
    Mutant(
        "one-seat-for-two-of-a-party",
        JUDGING,
        "for keys in (order.coupons, order.cancels, chosen, places,",
        "for keys in (order.coupons, order.cancels, chosen,",
        "two of one party are told the same seat",
        ASKED,
    ),
    Mutant(
        "an-infant-without-its-lap",
        JUDGING,
        "if not travelled(booking, order, infant.id) <= with_adult:",
        "if False:",
        "an infant is checked in alone",
        ASKED,
    ),
    Mutant(
        "checked-in-again",
        JUDGING,
        "if _coupon(booking, key).state is not CouponState.OPEN:",
        "if False:",
        "the same passenger boards twice, with two numbers",
        ASKED,
    ),
    Mutant(
        "an-order-after-the-window",
        JUDGING,
        "return No.CLOSED if is_over else None",
        "return None",
        "a closed flight takes passengers",
        ASKED,
    ),
    Mutant(
        "a-bag-after-its-time",
        JUDGING,
        "if now_utc_ms >= flight.bags_until.utc_ms:",
        "if False:",
        "a bag is tagged that no belt takes any more",
        ASKED,
    ),
    Mutant(
        "a-bag-nobody-may-lift",
        JUDGING,
        "not 0 < bag.weight_g <= MAX_BAG_G",
        "not 0 < bag.weight_g",
        "a bag of a hundred kilograms is tagged",
        ASKED,
    ),
    Mutant(
        "giving-up-after-the-window",
        JUDGING,
        "        if now_utc_ms >= _flight(booking, key[1]).closes.utc_ms:",
        "        if False:",
        "a check-in is given up while the doors close, and the bag flies",
        ASKED,
    ),
    Mutant(
        "bags-stay-good-without-owner",
        JUDGING,
        "left = {own for own, _ in order.cancels} - staying",
        "left: set[str] = set()",
        "a bag flies without its owner",
        ASKED,
    ),
    Mutant(
        "a-bag-to-the-first-stop",
        JUDGING,
        "until = max(travelled(booking, order, wish.passenger_id))",
        "until = min(travelled(booking, order, wish.passenger_id))",
        "a bag stays where its owner only changes planes",
        ASKED,
    ),
    Mutant(
        "a-paid-seat-is-lost",
        JUDGING,
        'seat = coupon.seat if coupon.paid_seat_minor else ""',
        'seat = ""',
        "who paid for a seat and gives the check-in up has paid for nothing",
        ASKED,
    ),
    Mutant(
        "a-heavy-bag-is-not-told",
        JUDGING,
        "BagState.RESERVED, wish.is_heavy)",
        "BagState.RESERVED)",
        "no tag says that a bag is heavy",
        ASKED,
    ),
    Mutant(
        "a-version-stands-still",
        JUDGING,
        "version=booking.version + 1)",
        "version=booking.version)",
        "another kiosk's order on the booking before is carried out, too",
        ASKED,
    ),
)
