"""The screens beside the straight way, and the hard ones. All travellers and documents are invented."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.travel import blockers
from kiosk.domain.travel.asking import BagWish, ExtraWish, SeatWish
from kiosk.domain.travel.booking import CouponState, Extra
from kiosk.domain.travel.documents import DocumentKind, Doubt, TravelDocument
from kiosk.domain.travel.flight import FlightState
from kiosk.domain.travel.needs import Finding, Judgement, Visa
from kiosk.domain.values import replace
from kiosk.flows.checkin.aside import bags, seats
from kiosk.flows.checkin.aside.documents import EMPTY, EXPIRED, SHAPE, UNKNOWN, UNREADABLE
from kiosk.flows.checkin.samples import (
    ALONE,
    ANA,
    AT,
    DIRECT,
    FAMILY,
    LONG,
    ONWARD,
    RUI,
    SELLS,
    TAGGED,
    booking,
    trip_of,
)
from kiosk.flows.checkin.states import (
    Bags,
    CheckedIn,
    Detail,
    Details,
    Documents,
    Extras,
    Goods,
    GoodsAdvice,
    Seats,
    State,
    Trip,
)

TAKEN: Final = tuple(
    f"{row}{letter}"
    for row, letters in {
        10: "ACDE", 11: "ABEF", 12: "B", 13: "CD", 14: "DF", 15: "BCD", 16: "ADEF", 17: "CE", 1: "ABF", 2: "E",
        20: "ABC", 21: "DEF", 22: "AF", 9: "BCD",
    }.items()
    for letter in letters
)  # fmt: skip
PASSPORT: Final = TravelDocument(
    "TD3", DocumentKind.PASSPORT.value, "NLD", "NLD", "SPECI2014", "RIBEIRO", "ANA", "1988-03-02", "2031-05-09", "F"
)
DOUBT: Final = Doubt("SPECI2", "0O", "14")
FAR_OFF: Final = booking(ANA, RUI, segments=(replace(DIRECT[0], flight=replace(DIRECT[0].flight, layout="B77W")),))
PAID: Final = ALONE.with_coupon(replace(ALONE.coupons[0], seat="2C", paid_seat_minor=900))


def _seats(trip: Trip) -> Seats:
    return Seats(trip, trip.chosen[0], 1, TAKEN)


def _done(trip: Trip) -> CheckedIn:
    return CheckedIn(replace(trip, chosen=()))


def _map() -> dict[str, State]:
    alone, family = trip_of(ALONE), trip_of(FAMILY)
    wide = tuple(
        replace(own, seat={"p1": "24D", "p4": "24E"}.get(own.passenger_id, own.seat)) for own in FAR_OFF.coupons
    )
    return {
        "Seats": _seats(family),
        "Seats-alone": replace(_seats(alone), zone="front"),
        "Seats-chosen": replace(_seats(alone), chosen="13A"),
        "Seats-exit": replace(_seats(alone), chosen="12C"),
        "Seats-swap": replace(_seats(family), chosen="14B"),
        "Seats-why": replace(_seats(family), passenger_id="p2", refusal="exit_age"),
        "Seats-wide": _seats(trip_of(replace(FAR_OFF, coupons=wide))),
        "Seats-asking": Seats(alone, "p1", 1),
        "Seats-silent": Seats(alone, "p1", 1, refusal=seats.SILENT),
        "Seats-cheaper": replace(_seats(trip_of(PAID)), chosen="16B"),
        "Seats-dearer": replace(_seats(trip_of(PAID)), chosen="12C"),
        "Seats-long": _seats(trip_of(booking(LONG, RUI))),
    }


def _luggage() -> dict[str, State]:
    family = trip_of(FAMILY)
    wished = replace(family, bags=(BagWish("p1", 18_400), BagWish("p1", 26_300, True), BagWish("p4", bags.DECLARED_G)))
    closed = blockers.occurrence(
        0, blockers.CKIN_BAGS_CLOSED, AT, ("segment", "1"), flight="NB 1364", time="15:35", desk="Desk 12"
    )
    return {
        "Bags": Bags(wished),
        "Bags-none": Bags(trip_of(ALONE)),
        "Bags-weighing": Bags(family, "p1", "weighing"),
        "Bags-too-heavy": Bags(family, "p1", weight_g=34_200, problem=bags.TOO_HEAVY),
        "Bags-silent": Bags(family, problem=bags.SILENT),
        "Bags-limit": Bags(wished, problem=bags.LIMIT),
        "Bags-closed": Bags(replace(trip_of(ALONE), blockers=(closed,))),
        "GoodsAdvice": GoodsAdvice(replace(trip_of(ALONE), goods=Goods.SOME)),
    }


def _offers() -> dict[str, State]:
    alone, family = replace(ALONE, sells=SELLS), replace(FAMILY, sells=SELLS)
    some = (ExtraWish("p1", 1, "FAST"), ExtraWish("p4", 1, "FAST"), ExtraWish("p1", 1, "LOUNGE"))
    far = trip_of(replace(booking(LONG, RUI, segments=(*DIRECT, ONWARD)), sells=SELLS))
    return {
        "Extras": Extras(trip_of(family)),
        "Extras-alone": Extras(trip_of(alone)),
        "Extras-chosen": Extras(replace(trip_of(family), extras=some)),
        "Extras-one": Extras(replace(trip_of(alone), extras=some[:1])),
        "Extras-two-flights": Extras(far),
    }


def _papers() -> dict[str, State]:
    trip = trip_of(FAMILY)
    asked = Documents(trip, "p1")
    right = Judgement((), "p1")
    return {
        "Documents": asked,
        "Documents-alone": Documents(trip_of(ALONE), "p1"),
        "Documents-unreadable": replace(asked, problem=UNREADABLE),
        "Documents-licence": replace(asked, problem="not_supported"),
        "Documents-doubt": replace(asked, doubt=DOUBT, readings=(PASSPORT, PASSPORT)),
        "Documents-read": replace(asked, document=PASSPORT, judgement=right),
        "Documents-visa": replace(asked, document=PASSPORT, judgement=replace(right, visa=Visa.REFER)),
        **{
            f"Documents-{finding.value}": replace(
                asked, document=replace(PASSPORT, expiry_date="2024-05"), judgement=Judgement((finding,), "p4")
            )
            for finding in (Finding.EXPIRED, Finding.OTHER_PERSON, Finding.NAME)
        },
        "Details": Details(trip, "p1", Detail.NUMBER),
        "Details-number": Details(trip_of(ALONE), "p1", Detail.NUMBER, problem=SHAPE),
        "Details-expiry": Details(trip, "p1", Detail.EXPIRY, problem=EXPIRED),
        "Details-country": Details(trip, "p1", Detail.COUNTRY, problem=UNKNOWN),
        "Details-address": Details(trip, "p1", Detail.ADDRESS),
        "Details-address-empty": Details(trip, "p1", Detail.ADDRESS, problem=EMPTY),
        "Details-contact": Details(trip, "p1", Detail.CONTACT),
    }


def _after() -> dict[str, State]:
    trip = trip_of(TAGGED)
    gone = replace(
        trip.booking.segments[0], flight=replace(trip.booking.segments[0].flight, state=FlightState.CANCELLED)
    )
    told = blockers.occurrence(
        0, blockers.CKIN_CANCELLED, AT, ("segment", "1"), flight="NB 1364", city="Lisbon", desk="Desk 12"
    )
    late = blockers.occurrence(
        0, blockers.CKIN_DELAYED, AT, ("segment", "1"), flight="NB 1364", time="19:25", wait=blockers.duration(50),
        desk="Desk 12",
    )  # fmt: skip
    paid = TAGGED.with_coupon(replace(TAGGED.coupons[0], seat="12C", paid_seat_minor=1800))
    paid = replace(paid, extras=(Extra("p1", 1, "FAST", 1000, "EUR"),))
    boarded = tuple(replace(own, state=CouponState.BOARDED) for own in TAGGED.coupons)
    return {
        "CheckedIn": _done(trip),
        "CheckedIn-late": _done(replace(trip, blockers=(late,))),
        "CheckedIn-cancelled": _done(replace(trip, booking=replace(TAGGED, segments=(gone,)), blockers=(told,))),
        "CheckedIn-changed": _done(replace(trip, seats=(SeatWish("p1", 1, "12C"),), bags=(BagWish("p1", 21_000),))),
        "CheckedIn-asks": replace(_done(trip), asks_to_cancel=True),
        "CheckedIn-asks-paid": CheckedIn(replace(trip_of(paid), chosen=()), asks_to_cancel=True),
        "CheckedIn-boarded": _done(replace(trip, booking=replace(TAGGED, coupons=boarded))),
    }


EXAMPLES: Mapping[str, State] = {**_papers(), **_map(), **_luggage(), **_offers(), **_after()}
