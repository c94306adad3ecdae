"""Can I finish here? Everything that stands in a traveller's way, all of it, before anything is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.domain.blockers import Blocker
from kiosk.domain.stamp import Stamp
from kiosk.domain.travel.baggage import BagPrices
from kiosk.domain.travel.booking import Booking
from kiosk.domain.travel.cabin.layout import Layout
from kiosk.domain.travel.cabin.rules import SeatPrices
from kiosk.domain.travel.needs import DocumentTable, Judgement, ServiceRule, Visa


@dataclass(frozen=True, slots=True)
class TravelRules:
    """The tables that check-in goes by. `layouts` by name; `bag_prices`, `seat_prices` by currency."""

    documents: DocumentTable
    services: tuple[ServiceRule, ...]
    layouts: Mapping[str, Layout]
    bag_prices: Mapping[str, BagPrices]
    seat_prices: Mapping[str, SeatPrices]
    is_demo: bool = True


@dataclass(frozen=True, slots=True)
class Abilities:
    """What the kiosk's devices can do now."""

    can_print_passes: bool = True
    can_print_tags: bool = True
    can_weigh: bool = True
    can_read_documents: bool = True


def reasons(
    booking: Booking,
    at: Stamp,
    abilities: Abilities,
    rules: TravelRules,
    visas: Mapping[tuple[str, int], Visa] | None = None,
) -> tuple[Blocker, ...]:
    """Return every reason, worst first, each once per subject.

    Subjects: `("segment", "1")`, `("passenger", id)`, `("coupon", "id/1")`, `("device", role)`. `visas`: what an
    authority answered for a passenger and segment; it counts before the table.
    """
    raise NotImplementedError


def of_judgement(judgement: Judgement, passenger_id: str, at: Stamp) -> tuple[Blocker, ...]:
    """Return the blockers that a document's findings and visa answer are."""
    raise NotImplementedError


def is_stopped(blockers: tuple[Blocker, ...], passenger_id: str, segment_n: int) -> bool:
    """True when a passenger cannot be checked in for a segment here."""
    raise NotImplementedError


def open_coupons(booking: Booking, blockers: tuple[Blocker, ...]) -> tuple[tuple[str, int], ...]:
    """Return whom the kiosk can check in where, in the booking's order: coupons that are OPEN and not stopped."""
    raise NotImplementedError
