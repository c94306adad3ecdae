"""A bag tag as it is read on belts and by people; no printer is known yet. Source: IATA Resolution 740."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.domain.travel.booking import Bag, BagState, Booking, Segment
from kiosk.formats.bagtag import LicencePlate
from kiosk.papers.boarding.document import Issue
from kiosk.papers.boarding.message import HAS_BOARDING, name_of


class NoTag(ValueError):
    """There is nothing a bag tag can be made of. The message names nobody."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One flight of a bag: where it goes, by which flight, on which local date (days since 1970-01-01)."""

    airport: str
    city: str
    flight: str
    day: int


@dataclass(frozen=True, slots=True)
class BagTag:
    """The tag of one bag. `stops` in the order of travel, the last is the bag's destination. Its `repr` names nobody.

    `plate`: ten digits. `human`: the carrier's two characters and the serial, as people say it.
    """

    plate: str
    human: str
    name: str = field(repr=False)
    ref: str = field(repr=False)
    origin: str
    stops: tuple[Stop, ...]
    weight_g: int
    is_heavy: bool
    issue: Issue

    @property
    def destination(self) -> Stop:
        """Where the bag is given back."""
        return self.stops[-1]


def bag_tag(booking: Booking, plate: str, issue: Issue) -> BagTag:
    """Return the tag of a bag of the booking; printed again it has the same plate. Raises `NoTag`, `Malformed`."""
    bag = next((own for own in booking.bags if own.plate == plate), None)
    passenger = booking.passenger(bag.passenger_id) if bag is not None else None
    if bag is None or passenger is None:
        raise NoTag("no such bag")
    if bag.state is BagState.VOID:
        raise NoTag("the number of this bag is void and never printed again")
    route = _route(booking, bag)
    if not route:
        raise NoTag("no flight for this bag")
    return BagTag(
        plate=plate,
        human=LicencePlate(plate).human_form(route[0].flight.carrier),
        name=name_of(passenger),
        ref=booking.ref,
        origin=route[0].flight.origin.code,
        stops=tuple(_stop(segment) for segment in route),
        weight_g=bag.weight_g,
        is_heavy=bag.is_heavy,
        issue=issue,
    )


def _route(booking: Booking, bag: Bag) -> tuple[Segment, ...]:
    """Return the flights of a bag: those its owner is checked in for, back from the last one without a gap."""
    found: list[Segment] = []
    for segment in sorted(booking.segments, key=lambda own: -own.n):
        if segment.n > bag.until_n:
            continue
        coupon = booking.coupon(bag.passenger_id, segment.n)
        if coupon is None or coupon.state not in HAS_BOARDING:
            break
        if found and segment.flight.destination.code != found[-1].flight.origin.code:
            break
        found.append(segment)
    return tuple(reversed(found))


def _stop(segment: Segment) -> Stop:
    flight = segment.flight
    return Stop(flight.destination.code, flight.destination.city, flight.name, flight.departs.day)
