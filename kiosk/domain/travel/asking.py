"""What a kiosk asks a departures system, and what it is told. Answers never list people who did not ask."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kiosk.domain.travel.booking import Booking


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a traveller, by what they hold or type; empty: not known. Its `repr` shows nothing.

    `surname` and `given_names` in the letters of a machine-readable zone (A-Z and blanks). `flight`: carrier and
    number as printed (`NB1364`), `date`: its local date of departure, ISO 8601. `origin`, `destination`: IATA codes.
    `card`: airline and number of a frequent-flyer card. `birth_date`: ISO 8601.
    """

    ref: str = ""
    surname: str = ""
    given_names: str = ""
    birth_date: str = ""
    ticket: str = ""
    card: str = ""
    flight: str = ""
    date: str = ""
    origin: str = ""
    destination: str = ""
    sequence: int = 0
    is_truncated: bool = False

    def __repr__(self) -> str:
        return "Facts(...)"


class Fact(StrEnum):
    """One more fact that would tell one booking from another."""

    SURNAME = "surname"
    REFERENCE = "reference"
    DATE = "date"
    DESTINATION = "destination"


class Miss(StrEnum):
    """Why nothing was found. LIMIT: too many tries; SILENT: the departures system does not answer."""

    SHAPE = "shape"
    NOT_FOUND = "not_found"
    LIMIT = "limit"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Found:
    """Exactly one booking. `passenger_id`: whose document it was, empty when only the booking is known."""

    booking: Booking
    passenger_id: str = ""


@dataclass(frozen=True, slots=True)
class Unsure:
    """More than one booking fits: one more fact is needed, and nothing of them is told."""

    fact: Fact


@dataclass(frozen=True, slots=True)
class Missed:
    """Nothing was found, or nobody answered."""

    why: Miss


Answer = Found | Unsure | Missed


SEAT: Final = "SEAT"  # what was paid for beside extras, which have codes of their own


@dataclass(frozen=True, slots=True)
class SeatWish:
    """A seat for a passenger on a segment; an empty seat leaves the choice to the airline.

    `price_minor`: what the order pays for it beyond what was paid for the passenger's seat before.
    """

    passenger_id: str
    segment_n: int
    seat: str
    price_minor: int = 0


@dataclass(frozen=True, slots=True)
class BagWish:
    """A bag to be tagged, as weighed."""

    passenger_id: str
    weight_g: int
    is_heavy: bool = False


@dataclass(frozen=True, slots=True)
class ExtraWish:
    """An extra of a passenger on a segment, by its code; `price_minor`: what the order pays for it."""

    passenger_id: str
    segment_n: int
    code: str
    price_minor: int = 0


@dataclass(frozen=True, slots=True)
class GivenUp:
    """What goes back with a cancelled coupon: `what` is `SEAT` or the code of an extra.

    `amount_minor` of `currency` is then owed to who paid, never more than was paid.
    """

    passenger_id: str
    segment_n: int
    what: str
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Order:
    """What a customer wants done in one go, named by the sale that pays for it; nothing of it is done twice.

    `version` is the booking's they saw. `coupons`: whom to check in where, as `(passenger, segment)`.
    `questions_utc_ms` is when the question about dangerous goods was answered, in the words of `questions_text`.
    `extras` are only of codes that `Booking.sells` names. `given_up`: of cancelled coupons, what goes back. Prices are
    in `currency`, empty: that of the booking.
    """

    id: str
    ref: str
    version: int
    coupons: tuple[tuple[str, int], ...] = ()
    seats: tuple[SeatWish, ...] = ()
    bags: tuple[BagWish, ...] = ()
    cancels: tuple[tuple[str, int], ...] = ()
    proofs: tuple[tuple[str, str, str], ...] = ()  # passenger, Proof, country of the document
    amount_minor: int = 0
    questions_utc_ms: int = 0
    questions_text: str = ""
    details: tuple[tuple[str, str, str], ...] = ()  # passenger, `address` or `contact`, as it was typed
    extras: tuple[ExtraWish, ...] = ()
    given_up: tuple[GivenUp, ...] = ()
    currency: str = ""

    def __repr__(self) -> str:
        return f"Order({self.id!r}, version {self.version})"


class No(StrEnum):
    """Why an order is refused; nothing of it is done then.

    CHANGED: the booking is not as it was seen. TAKEN: a seat went to somebody else. CLOSED: too late.
    """

    CHANGED = "changed"
    TAKEN = "taken"
    CLOSED = "closed"
    NOT_ALLOWED = "not_allowed"
    UNKNOWN = "unknown"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Done:
    """An order that holds: the booking as it is now. The same order again gets the same answer."""

    booking: Booking


@dataclass(frozen=True, slots=True)
class Refused:
    """An order that was refused, with what was seen to change: seats (`14C`) or empty."""

    why: No
    about: tuple[str, ...] = ()


Outcome = Done | Refused


class DeparturesSilent(RuntimeError):
    """The departures system does not answer; whether it did what was asked is not known: ask the same again."""
