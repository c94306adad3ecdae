"""Invented bookings that tests of papers share: who travels, on which flights, with which bags."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from kiosk.domain.blockers import Blocker, kind_of
from kiosk.domain.travel.blockers import CKIN_CANCELLED
from kiosk.domain.travel.booking import (
    Allowance,
    Bag,
    BagState,
    Booking,
    Coupon,
    CouponState,
    Passenger,
    PassengerKind,
    Proof,
    Segment,
)
from kiosk.domain.travel.flight import Airport, Flight, LocalTime
from kiosk.services.pass_key import PassKey

KEY = PassKey(bytes(range(32)))
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
NOW_MS = int(NOW.timestamp() * 1000)
AIRPORTS = (
    Airport("AMS", "Amsterdam", "NL", "Europe/Amsterdam"),
    Airport("LIS", "Lisboa", "PT", "Europe/Lisbon"),
    Airport("GRU", "São Paulo", "BR", "America/Sao_Paulo"),
    Airport("SCL", "Santiago", "CL", "America/Santiago"),
    Airport("AKL", "Auckland", "NZ", "Pacific/Auckland"),
)
ADULT = Passenger(
    "p1", "Voorbeeld", "Ana Luísa", proof=Proof.SCANNED, allowance=Allowance(pieces=2), frequent_flyer="NB 7001234567",
)  # fmt: skip
INFANT = Passenger("p2", "Voorbeeld", "Bo", PassengerKind.INFANT, accompanies="p1")


def at(moment: datetime, offset_min: int = 60) -> LocalTime:
    """An instant at a place."""
    return LocalTime(int(moment.timestamp() * 1000), offset_min)


def flight(n: int, departs: datetime, *, gate: str = "D12", expects: LocalTime | None = None) -> Flight:
    """The `n`th flight of a journey, from 1."""
    origin, destination = AIRPORTS[n - 1], AIRPORTS[n]
    local = at(departs)
    day = (date(1970, 1, 1) + timedelta(local.day)).isoformat()
    number = f"{1360 + n}"
    return Flight(
        f"NB{number}/{day}/{origin.code}", "NB", "999", number, day, origin, destination, local,
        at(departs + timedelta(hours=3)), local.shifted(-24 * 60), local.shifted(-40), local.shifted(-60),
        local.shifted(-35), "A320", gate=gate, desk="12-16", expects=expects,
    )  # fmt: skip


def booking(
    legs: int = 1, passengers: tuple[Passenger, ...] = (ADULT,), bags: tuple[Bag, ...] = (), *, gate: str = "D12",
    seat: str = "14C",
) -> Booking:  # fmt: skip
    """A checked-in booking: every passenger on every leg, a flight each five hours."""
    segments = tuple(
        Segment(n, flight(n, NOW + timedelta(hours=5 * n - 3), gate=gate)) for n in range(1, legs + 1)
    )  # fmt: skip
    coupons = tuple(
        Coupon(own.id, segment.n, "9991234567890", seat=seat, state=CouponState.CHECKED_IN, sequence=40 + place)
        for segment in segments
        for place, own in enumerate(passengers, 1)
    )
    return Booking("K7XQ2M", passengers, segments, coupons, "EUR", bags)


def bag(serial: int = 123456, until_n: int = 1, weight_g: int = 22_800, *, is_heavy: bool = False) -> Bag:
    """A bag of the adult."""
    return Bag("p1", f"0999{serial:06}", weight_g, until_n, BagState.RESERVED, is_heavy)


def blocker(code: str = CKIN_CANCELLED) -> Blocker:
    """One registered reason, with every argument that the words of flights ask for."""
    told = {"flight": "NB 1361", "city": "Lisboa", "desk": "12-16", "time": "11:30", "wait": "2 h"}
    return Blocker("b", kind_of(code).code, ("segment", "1"), tuple(sorted(told.items())))
