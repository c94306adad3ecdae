"""Extras: offered only to who can use them, never twice; what goes back and what stays when a check-in is given up."""

from __future__ import annotations

from typing import Any, Final

import pytest

from kiosk.domain.money import Money
from kiosk.domain.travel.asking import SEAT, ExtraWish, GivenUp
from kiosk.domain.travel.booking import Booking, Extra
from kiosk.domain.travel.selling.extras import ExtraOffer, codes_of, offered, still_offered
from kiosk.domain.travel.selling.paid import counted, given_up, kept, sums
from kiosk.domain.values import replace
from kiosk.flows.checkin.samples import ALONE, FAMILY, FAR

FAST: Final = ExtraOffer("FAST", {"EUR": 1000}, "2026-09-21", "2026-09-21", goes_back=True)
LOUNGE: Final = ExtraOffer("LOUNGE", {"EUR": 3500}, "2026-01-01", "2027-01-01")
CODES: Final = ("PRIORITY", "FAST", "LOUNGE")
KEY: Final = (("p1", 1),)


def selling(found: Booking) -> Booking:
    """A booking whose departures system keeps all extras."""
    return replace(found, sells=CODES)


def offer(**changes: Any) -> ExtraOffer:
    return replace(FAST, **changes)


@pytest.mark.parametrize(
    ("found", "own", "currency"),
    [
        (ALONE, FAST, "EUR"),  # its system says nothing of extras
        (selling(ALONE), FAST, "GBP"),
        (selling(ALONE), offer(valid_from="2026-09-22", valid_until="2026-09-30"), "EUR"),
        (selling(ALONE), offer(valid_from="2026-09-01", valid_until="2026-09-20"), "EUR"),
        (selling(ALONE), offer(cabins=frozenset("C")), "EUR"),
        (selling(ALONE), offer(origins=frozenset({"LIS"})), "EUR"),
        (selling(ALONE), offer(destinations=frozenset({"AMS"})), "EUR"),
        (replace(selling(ALONE), extras=(Extra("p1", 1, "FAST"),)), FAST, "EUR"),
    ],
)
def test_what_a_traveller_cannot_use_is_not_offered(found: Booking, own: ExtraOffer, currency: str) -> None:
    assert offered(found, KEY, (own,), currency) == ()


def test_each_of_a_party_is_offered_the_first_flight_and_an_infant_none() -> None:
    going = tuple(own.key for own in FAMILY.coupons)
    (found,) = offered(selling(FAMILY), going, (FAST,), "EUR")
    assert found.who == (("p1", 1), ("p2", 1), ("p4", 1))
    assert (found.price, found.goes_back) == (Money(1000, "EUR"), True)
    (onward,) = offered(selling(FAR), (("p1", 2), ("p1", 1), ("p2", 2)), (LOUNGE,), "EUR")
    assert onward.who == (("p1", 1), ("p2", 2))


def test_there_are_at_most_three_in_the_order_of_the_table() -> None:
    rows = tuple(offer(code=code) for code in ("LOUNGE", "FAST", "PRIORITY", "FAST"))
    assert [own.code for own in offered(selling(ALONE), KEY, rows, "EUR")] == ["LOUNGE", "FAST", "PRIORITY"]


def test_a_wish_that_can_no_longer_be_had_is_dropped() -> None:
    wishes = (ExtraWish("p1", 1, "FAST"), ExtraWish("p1", 1, "LOUNGE"), ExtraWish("p4", 1, "FAST"))
    offers = offered(selling(ALONE), KEY, (FAST,), "EUR")
    assert still_offered(wishes, offers) == wishes[:1]


def test_extras_are_told_in_their_order_and_unknown_ones_after_them() -> None:
    extras = tuple(Extra("p1", 1, code) for code in ("ZZZ", "LOUNGE", "FAST"))
    assert codes_of(replace(ALONE, extras=(*extras, Extra("p1", 2, "PRIORITY"))), "p1", 1) == ("FAST", "LOUNGE", "ZZZ")


def paid() -> Booking:
    """Ana paid for her seat and two extras; the third came with the fare."""
    (coupon,) = ALONE.coupons
    extras = (Extra("p1", 1, "FAST", 1000), Extra("p1", 1, "LOUNGE", 3000, "GBP"), Extra("p1", 1, "PRIORITY"))
    return replace(ALONE.with_coupon(replace(coupon, paid_seat_minor=900)), extras=extras)


def test_only_what_the_table_says_goes_back() -> None:
    gone = given_up(paid(), KEY, (FAST, LOUNGE), seats_go_back=False)
    assert gone == (GivenUp("p1", 1, "FAST", 1000, "EUR"),)
    assert kept(paid(), KEY, gone) == (SEAT, "LOUNGE", "PRIORITY")
    all_of_it = given_up(paid(), KEY, (FAST, replace(LOUNGE, goes_back=True)), seats_go_back=True)
    assert sums(all_of_it) == (Money(1900, "EUR"), Money(3000, "GBP"))
    assert kept(paid(), KEY, all_of_it) == ("PRIORITY",)


def test_of_a_coupon_that_stays_nothing_goes_back() -> None:
    assert given_up(paid(), (("p1", 2),), (FAST,), seats_go_back=True) == ()
    assert kept(paid(), (("p1", 2),), ()) == ()


def test_what_was_paid_in_another_currency_does_not_count_towards_a_seat() -> None:
    (coupon,) = paid().coupons
    assert counted(paid(), coupon, "EUR") == 900
    assert counted(paid(), coupon, "GBP") == 0
    assert counted(paid(), replace(coupon, paid_seat_currency="GBP"), "GBP") == 900
