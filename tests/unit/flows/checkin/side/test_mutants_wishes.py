"""Whose bag is taken away, and whose seats are told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.travel.asking import BagWish
from kiosk.flows.base import EffectFailed
from kiosk.flows.checkin.aside.bags import bags
from kiosk.flows.checkin.aside.seats import seats
from kiosk.flows.checkin.events import BagRemoved, SeatsTold
from kiosk.flows.checkin.samples import ANA, AT, DAVI, booking, trip_of
from kiosk.flows.checkin.states import Bags, Seats
from tests.unit.flows.checkin.side.table import SITE, into


def test_the_piece_of_the_one_is_taken_away_and_not_the_newest_of_all() -> None:
    trip = replace(trip_of(booking(ANA, DAVI)), bags=(BagWish("p1", 18_000), BagWish("p2", 15_000)))
    left = into(bags(Bags(trip), BagRemoved("p1"), AT, SITE), Bags)
    assert left.trip.bags == (BagWish("p2", 15_000),)


@pytest.mark.parametrize("event", [SeatsTold("another", ("1A",)), EffectFailed("AskSeats", "another")])
def test_while_seats_are_asked_for_those_of_another_flight_are_nobodys(event: SeatsTold | EffectFailed) -> None:
    state = Seats(trip_of(booking(ANA)), "p1", 1)
    assert seats(state, event, AT, SITE) == (state, ())
