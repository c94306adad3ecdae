"""Seats that an airline keeps back (an exit, a paid row) are given to who chose them, never by themselves."""

from __future__ import annotations

from kiosk.domain.travel.asking import No, Refused
from kiosk.services.departures.judging import allotted
from kiosk.services.departures.ledger import Seating

KEPT = Seating("A320", 1, ("12A", "12B", "14A"), kept_back=frozenset({"12A", "12B"}))
ANA, RUI = ("p1", 1), ("p2", 1)


def test_who_says_nothing_is_given_no_seat_that_is_kept_back() -> None:
    assert allotted(KEPT, {}, {ANA: ""}, frozenset(), "REF001") == {ANA: "14A"}
    assert allotted(KEPT, {}, {ANA: "", RUI: ""}, frozenset(), "REF001") == Refused(No.TAKEN)


def test_who_chose_a_seat_that_is_kept_back_has_it() -> None:
    assert allotted(KEPT, {}, {ANA: "12A", RUI: ""}, frozenset(), "REF001") == {ANA: "12A", RUI: "14A"}
