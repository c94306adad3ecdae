"""The message of a boarding pass's barcode, made of a booking. Source: IATA Resolution 792, version 6."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final, Protocol

from kiosk.domain.travel.booking import (
    Bag,
    BagState,
    Booking,
    Concept,
    Coupon,
    CouponState,
    Passenger,
    PassengerKind,
    Proof,
    Segment,
)
from kiosk.domain.travel.flight import DAY_MIN, MINUTE_MS
from kiosk.domain.travel.letters import plain_letters
from kiosk.domain.travel.selling.extras import codes_of
from kiosk.domain.values import replace
from kiosk.formats.bagtag import LicencePlate
from kiosk.formats.bcbp import (
    BagTags,
    BoardingPassMessage,
    Leg,
    RepeatedConditional,
    Security,
    UniqueConditional,
    build,
    unsigned,
)

NAME_WIDTH: Final = 20
MOST_LEGS: Final = 4
MOST_RUNS: Final = 3
MOST_IN_RUN: Final = 999
CONNECTION_MS: Final = DAY_MIN * MINUTE_MS
AIRPORT_KIOSK: Final = "K"
HAS_BOARDING: Final = frozenset({CouponState.CHECKED_IN, CouponState.BOARDED})
_VERIFIED: Final = {Proof.NONE: "0", Proof.TYPED: "1", Proof.SCANNED: "2", Proof.SEEN: "2"}


class NoPass(ValueError):
    """There is nothing a boarding pass can be made of. The message names nobody."""


class PassSigner(Protocol):
    """A key that proves boarding passes."""

    @property
    def kind(self) -> str:
        """What kind of proof it is: one character of the standard."""
        ...

    def proof(self, message: str) -> str:
        """Return the proof over the characters before the security field: at most 255 characters of ASCII."""
        ...


@dataclass(frozen=True, slots=True)
class Leaf:
    """A checked-in coupon with its segment."""

    segment: Segment
    coupon: Coupon


def leaves(booking: Booking, passenger_id: str, segment_n: int) -> tuple[Leaf, ...]:
    """Return the leg of a segment and the connections behind it for which the passenger is checked in, at most four.

    A connection leaves within a day from where the flight before it arrives. Raises `NoPass` when not checked in.
    """
    found: list[Leaf] = []
    for segment in sorted(booking.segments, key=lambda own: own.n):
        coupon = booking.coupon(passenger_id, segment.n)
        if segment.n < segment_n:
            continue
        if coupon is None or coupon.state not in HAS_BOARDING or (found and not _connects(found[-1].segment, segment)):
            break
        found.append(Leaf(segment, coupon))
    if not found or found[0].segment.n != segment_n:
        raise NoPass(f"not checked in for segment {segment_n}")
    return tuple(found[:MOST_LEGS])


def _connects(before: Segment, after: Segment) -> bool:
    waits_ms = after.flight.departs.utc_ms - before.flight.arrives.utc_ms
    return before.flight.destination.code == after.flight.origin.code and 0 <= waits_ms <= CONNECTION_MS


def message_of(booking: Booking, passenger_id: str, segment_n: int, utc_ms: int, signer: PassSigner | None) -> str:
    """Return the characters of the barcode, issued at `utc_ms` by the calendar of the place of departure.

    The same pass made again on the same day has the same characters. Raises `NoPass`, `Malformed`.
    """
    passenger = booking.passenger(passenger_id)
    if passenger is None:
        raise NoPass("no such passenger")
    own = leaves(booking, passenger_id, segment_n)
    bags = bags_of(booking, passenger_id, segment_n)
    bare = BoardingPassMessage(
        name_of(passenger),
        tuple(_leg(booking, passenger, leaf, has_bags=bool(bags)) for leaf in own),
        unique=_unique(booking, passenger, own[0].segment, bags, utc_ms),
    )
    if signer is None:
        return build(bare)
    return build(replace(bare, security=Security(signer.kind, signer.proof(unsigned(bare)))))


def name_of(passenger: Passenger) -> str:
    """Return `SURNAME/GIVEN NAMES` in at most 20 letters: a long surname leaves room for one given letter."""
    surname = plain_letters(passenger.surname) or "X"  # a blank name is refused by every reader
    given = plain_letters(passenger.given_names)
    return (
        f"{surname[: NAME_WIDTH - 2].strip()}/{given}"[:NAME_WIDTH].strip() if given else surname[:NAME_WIDTH].strip()
    )


def bags_of(booking: Booking, passenger_id: str, segment_n: int) -> tuple[Bag, ...]:
    """Return the passenger's bags that fly on a segment, by their plates; a void plate is no bag."""
    own = (bag for bag in booking.bags if bag.passenger_id == passenger_id and bag.until_n >= segment_n)
    return tuple(sorted((bag for bag in own if bag.state is not BagState.VOID), key=lambda bag: bag.plate))


def runs(bags: tuple[Bag, ...]) -> Iterator[BagTags]:
    """Yield the runs of consecutive plates, of one airline each."""
    placed = enumerate(int(bag.plate) for bag in bags)
    for _, group in groupby(placed, key=lambda one: (one[1] - one[0], one[1] // 1_000_000)):
        plates = [plate for _, plate in group]
        yield BagTags(LicencePlate(f"{plates[0]:010}"), min(len(plates), MOST_IN_RUN))


def day_of_year(day: int) -> tuple[int, int]:
    """Return the year and the day of the year of a date in days since 1970-01-01."""
    found = date.fromordinal(date(1970, 1, 1).toordinal() + day)
    return found.year, found.timetuple().tm_yday


def _unique(
    booking: Booking, passenger: Passenger, segment: Segment, bags: tuple[Bag, ...], utc_ms: int
) -> UniqueConditional:  # fmt: skip
    here = replace(segment.flight.departs, utc_ms=utc_ms)
    year, day = day_of_year(here.day)
    return UniqueConditional.of(
        passenger_description=_description(booking, passenger),
        check_in_source=AIRPORT_KIOSK,
        issue_source=AIRPORT_KIOSK,
        issue_date=f"{year % 10}{day:03}",
        issuer=segment.flight.carrier,
        bag_tags=tuple(runs(bags))[:MOST_RUNS],
    )


def _description(booking: Booking, passenger: Passenger) -> str:
    """Resolution 792: 0 adult, 3 child, 4 infant, 6 adult with infant, 7 child that travels alone."""
    if passenger.kind is PassengerKind.INFANT:
        return "4"
    if "UMNR" in passenger.services:
        return "7"
    if passenger.kind is PassengerKind.CHILD:
        return "3"
    return "6" if booking.infants_of(passenger.id) else "0"


def _leg(booking: Booking, passenger: Passenger, leaf: Leaf, *, has_bags: bool) -> Leg:
    flight, coupon = leaf.segment.flight, leaf.coupon
    return Leg.of(
        pnr=booking.ref,
        origin=flight.origin.code,
        destination=flight.destination.code,
        carrier=flight.carrier,
        flight=flight.number,
        day_of_year=date.fromisoformat(flight.date).timetuple().tm_yday,
        cabin=coupon.cabin,
        seat=seat_field(passenger, coupon.seat),
        sequence=f"{coupon.sequence:04}" if coupon.sequence else "",
        status="3" if has_bags else "1",
        conditional=_conditional(booking, passenger, leaf),
    )


def seat_field(passenger: Passenger, seat: str) -> str:
    """Return a seat as three digits and a letter; `INF` for an infant, `GATE` where the seat is given at the gate."""
    if passenger.kind is PassengerKind.INFANT:
        return "INF"
    return f"{seat[:-1]:0>3}{seat[-1]}" if seat else "GATE"


def _conditional(booking: Booking, passenger: Passenger, leaf: Leaf) -> RepeatedConditional:
    flight, ticket = leaf.segment.flight, leaf.coupon.ticket
    card = "".join(sign for sign in passenger.frequent_flyer.upper() if sign.isascii() and sign.isalnum())
    is_whole = len(ticket) == 13 and ticket.isascii() and ticket.isdecimal()
    return RepeatedConditional.of(
        airline=ticket[:3] if is_whole else flight.carrier_numeric,
        document_number=ticket[3:] if is_whole else "",
        selectee="0",
        document_verification=_VERIFIED[passenger.proof],
        marketing_carrier=flight.carrier,
        frequent_flyer_airline=card[:2],
        frequent_flyer_number=card[2:18],
        baggage_allowance=_allowance(passenger),
        fast_track="Y" if "FAST" in codes_of(booking, passenger.id, leaf.segment.n) else "N",
    )


def _allowance(passenger: Passenger) -> str:
    own = passenger.allowance
    if own.concept is Concept.PIECE:
        return f"{min(own.pieces, 9)}PC"
    return f"{min(own.weight_g // 1000, 99)}K"
