"""Travel services through the glass: what departures take back goes back, what was used stays; ledger, seats, paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.travel.booking import BagState
from kiosk.people.audit import Deed
from tests.journeys.airport.hall import Hall, hall, opened
from tests.journeys.books import assert_settled
from tests.journeys.people.refund.refunding import WHO, enrol_all
from tests.journeys.people.refund.services import REF, SEAT, SURNAME
from tests.journeys.people.refund.test_refund import audited
from tests.journeys.scripts.faults import said

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]
SEAT_MINOR = 900


@pytest.fixture
def airport(tmp_path: Path) -> Iterator[Hall]:
    fleet, devices = opened(tmp_path)
    try:
        yield hall(tmp_path, fleet, devices)
    finally:
        fleet.stop()


def test_a_seat_goes_back_and_a_suitcase_on_the_belt_stays_and_money_follows_once(airport: Hall) -> None:
    floor = airport.floor
    enrol_all(floor.data_dir)
    floor.play("services_refunded")

    booked = floor.bench.turnovers()[floor.bookings_before :]
    (paid, back) = [(row["kind"], row["amount_minor"], row["result"]) for row in booked]
    assert (paid[0], paid[2]) == ("payment", "00")
    assert back == ("refund", SEAT_MINOR, "00")
    books = floor.books()
    total = paid[1]
    assert total > SEAT_MINOR
    assert [(row["kind"], row["state"], row["amount_minor"]) for row in books.attempts] == [
        ("PAYMENT", "CONFIRMED", total), ("REFUND", "CONFIRMED", SEAT_MINOR),
    ]  # fmt: skip
    assert airport.paid(REF) == [("FULFILLED", total)]
    assert_settled(books)

    booking = airport.booking(REF, SURNAME)
    (coupon,) = booking.coupons
    assert coupon.paid_seat_minor == 0
    assert coupon.seat not in ("", SEAT), "departures gave another seat at once"
    assert [own.state for own in booking.bags] == [BagState.ACCEPTED, BagState.ACTIVE]

    (slip,) = airport.slips(said("paper.services.title"))
    text = " ".join(slip)
    assert all(
        word in text for word in (SEAT, coupon.seat, "9,00", said("paper.services.pass"), said("paper.services.stay"))
    )
    (receipt,) = [own for own in map(" ".join, floor.receipts()) if said("paper.refund.title") in own]
    assert "9,00" in receipt

    acts = [own for own in audited(floor) if own.act == "refund-last-sale" and own.what is Deed.ACTED]
    assert {own.who for own in acts} == {WHO}
    (asked, answered) = acts
    assert asked.why.startswith("refund:")
    assert answered.why == asked.why.replace("refund:", "services:")
    assert answered.after == f"1 of 2 taken back, {SEAT_MINOR} EUR"
