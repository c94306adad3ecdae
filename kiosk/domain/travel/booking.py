"""A booking: who travels, on which flights, with what; the aggregate a departures system keeps and hands out.

It is read as it was at `version`; every change names that version, and a change on an older one is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.travel.flight import Flight
from kiosk.domain.values import replace


class PassengerKind(StrEnum):
    """How an airline counts a passenger. INFANT: below two, on an adult's lap, without a seat."""

    ADULT = "ADULT"
    CHILD = "CHILD"
    INFANT = "INFANT"


class Proof(StrEnum):
    """How a passenger's travel document is known. TYPED holds the pass until it is scanned, or staff have SEEN it."""

    NONE = "NONE"
    TYPED = "TYPED"
    SCANNED = "SCANNED"
    SEEN = "SEEN"


class Concept(StrEnum):
    """How bags are counted: so many pieces of a weight each, or one weight for all."""

    PIECE = "PIECE"
    WEIGHT = "WEIGHT"


@dataclass(frozen=True, slots=True)
class Allowance:
    """Checked bags that the fare includes: `pieces` of `weight_g` each, or (WEIGHT) `weight_g` in all."""

    concept: Concept = Concept.PIECE
    pieces: int = 0
    weight_g: int = 23_000


@dataclass(frozen=True, slots=True)
class Passenger:
    """One traveller. `accompanies` of an infant is the adult who carries it.

    `services`: codes of special service requests (WCHR, BLND, UMNR ...). `birth_date`: ISO 8601, empty when unknown.
    `proof` and `document_country` (ISO 3166-1 alpha-3) tell how the document is known, never what stands in it.
    """

    id: str
    surname: str
    given_names: str
    kind: PassengerKind = PassengerKind.ADULT
    birth_date: str = ""
    nationality: str = ""
    accompanies: str = ""
    services: tuple[str, ...] = ()
    frequent_flyer: str = ""
    tier: str = ""
    allowance: Allowance = Allowance()
    proof: Proof = Proof.NONE
    document_country: str = ""
    has_address: bool = False

    @property
    def name(self) -> str:
        """Given names and surname."""
        return f"{self.given_names} {self.surname}".strip()

    def __repr__(self) -> str:
        return f"Passenger({self.id!r}, {self.kind.value})"


class CouponState(StrEnum):
    """Where one passenger stands with one flight."""

    OPEN = "OPEN"
    CHECKED_IN = "CHECKED_IN"
    BOARDED = "BOARDED"
    OFFLOADED = "OFFLOADED"


@dataclass(frozen=True, slots=True)
class Coupon:
    """One passenger on one segment. `sequence` counts check-ins of a flight from 1; 0: not checked in.

    `passes`: how many boarding passes the printer said it gave out. `paid_seat_minor`: what its seat cost in all, in
    `paid_seat_currency`, empty: that of the booking. A seat that was paid for stays with who paid until it is given up.
    """

    passenger_id: str
    segment_n: int
    ticket: str = ""
    cabin: str = "Y"
    seat: str = ""
    state: CouponState = CouponState.OPEN
    sequence: int = 0
    passes: int = 0
    paid_seat_minor: int = 0
    paid_seat_currency: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """What names it within its booking."""
        return self.passenger_id, self.segment_n


@dataclass(frozen=True, slots=True)
class Segment:
    """One flight of a booking; `n` from 1 in the order of travel."""

    n: int
    flight: Flight


class BagState(StrEnum):
    """Where a bag tag stands. ACTIVE only by the printer's word; a VOID number is never used again.

    ACCEPTED: the airline has the bag, by the word of the belt.
    """

    RESERVED = "RESERVED"
    ACTIVE = "ACTIVE"
    ACCEPTED = "ACCEPTED"
    VOID = "VOID"


@dataclass(frozen=True, slots=True)
class Bag:
    """A checked bag with its ten-digit licence plate. `until_n`: the last segment it is tagged for."""

    passenger_id: str
    plate: str
    weight_g: int
    until_n: int
    state: BagState = BagState.RESERVED
    is_heavy: bool = False


@dataclass(frozen=True, slots=True)
class Extra:
    """What a passenger has on a segment beyond the ticket, by its code; `currency` empty: that of the booking."""

    passenger_id: str
    segment_n: int
    code: str
    paid_minor: int = 0
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Owed:
    """What is to go back to who paid: for `what`, a seat or the code of an extra, given up by order `order_id`."""

    order_id: str
    passenger_id: str
    segment_n: int
    what: str
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Booking:
    """A booking as it was at `version`. `ref`: six letters and digits. Its `repr` names nobody.

    `sells`: codes of the extras its departures system keeps; a system that knows of none sells none.
    """

    ref: str
    passengers: tuple[Passenger, ...]
    segments: tuple[Segment, ...]
    coupons: tuple[Coupon, ...]
    currency: str
    bags: tuple[Bag, ...] = ()
    is_pooled: bool = True
    has_contact: bool = False
    version: int = 0
    extras: tuple[Extra, ...] = ()
    sells: tuple[str, ...] = ()
    owed: tuple[Owed, ...] = ()

    def __repr__(self) -> str:
        return f"Booking({len(self.passengers)} passengers, {len(self.segments)} segments, version {self.version})"

    def passenger(self, passenger_id: str) -> Passenger | None:
        """Find a passenger."""
        return next((own for own in self.passengers if own.id == passenger_id), None)

    def segment(self, n: int) -> Segment | None:
        """Find a segment."""
        return next((own for own in self.segments if own.n == n), None)

    def coupon(self, passenger_id: str, segment_n: int) -> Coupon | None:
        """Find the coupon of a passenger on a segment."""
        return next((own for own in self.coupons if own.key == (passenger_id, segment_n)), None)

    def coupons_of(self, passenger_id: str) -> tuple[Coupon, ...]:
        """Return a passenger's coupons in the order of travel."""
        return tuple(sorted((own for own in self.coupons if own.passenger_id == passenger_id), key=_n))

    def infants_of(self, passenger_id: str) -> tuple[Passenger, ...]:
        """Return the infants an adult carries."""
        return tuple(own for own in self.passengers if own.accompanies == passenger_id)

    def with_passenger(self, passenger: Passenger) -> Booking:
        """Replace the passenger of the same id."""
        return replace(self, passengers=tuple(passenger if o.id == passenger.id else o for o in self.passengers))

    def with_coupon(self, coupon: Coupon) -> Booking:
        """Replace the coupon of the same passenger and segment."""
        return replace(self, coupons=tuple(coupon if own.key == coupon.key else own for own in self.coupons))


def _n(coupon: Coupon) -> int:
    return coupon.segment_n
