"""The rows of an import: each field with what it may hold. docs/reference/departures.md explains them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from kiosk.domain.travel.booking import CouponState, PassengerKind
from kiosk.domain.travel.flight import FlightState
from kiosk.domain.travel.selling.extras import CODES


def _flag(value: object) -> object:
    return {"yes": True, "no": False}.get(str(value).strip().lower(), value) if isinstance(value, str) else value


def _text(pattern: str) -> Any:
    return StringConstraints(pattern=f"^(?:{pattern})$", strip_whitespace=True)


def _day(value: str) -> str:
    if value and date.fromisoformat(value).isoformat() != value:
        raise ValueError("not a date")
    return value


Carrier = Annotated[str, _text("[A-Z0-9]{2}"), Field(description="two capital letters or digits, such as NB")]
Numeric = Annotated[str, _text("[0-9]{3}"), Field(description="the airline's three digits on tickets and bag tags")]
Number = Annotated[str, _text("[0-9]{1,4}[A-Z]?"), Field(description="one to four digits and at times a letter")]
Iata = Annotated[str, _text("[A-Z]{3}"), Field(description="the three letters of an airport")]
Instant = Annotated[str, Field(description="a local time such as 2026-11-21T16:35, with an offset if it needs one")]
Day = Annotated[
    str, _text(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), BeforeValidator(_day), Field(description="a date, 2026-11-21")
]
Birth = Annotated[str, BeforeValidator(_day), Field(description="a date such as 1990-04-01, or nothing")]
Seat = Annotated[str, _text("([1-9][0-9]{0,2}[A-Z])?"), Field(description="a seat such as 14C, or nothing")]
Ref = Annotated[str, _text("[A-Z0-9]{6}"), Field(description="six capital letters and digits")]
Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64), Field(description="1 to 64 letters")
]
Nation = Annotated[str, _text("([A-Z]{3})?"), Field(description="three letters of ISO 3166, such as NLD, or nothing")]
Place = Annotated[int, Field(ge=1, le=99, description="a whole number from 1 to 99")]
Card = Annotated[
    str, _text("([A-Z0-9]{2}[A-Z0-9]{4,16})?"), Field(description="airline and number, such as NB700100200, or nothing")
]
Ticket = Annotated[str, _text("([0-9]{13})?"), Field(description="13 digits, or nothing")]
Allowed = Annotated[
    str,
    _text("[0-9]x[0-9]{4,5}|[0-9]{1,6}g"),
    Field(description="pieces x grams each, such as 1x23000, or grams in all, such as 30000g"),
]
Services = Annotated[
    str, _text("([A-Z]{4}( [A-Z]{4})*)?"), Field(description="codes of four letters with blanks between, or nothing")
]
Flag = Annotated[bool, BeforeValidator(_flag), Field(description="yes or no")]
Currency = Annotated[str, _text("[A-Z]{3}"), Field(description="three letters of ISO 4217, such as EUR")]
Short = Annotated[str, _text(".{0,12}"), Field(description="at most 12 letters")]


Codes = Annotated[
    str,
    _text(f"({'|'.join(CODES)})( ({'|'.join(CODES)}))*|"),
    Field(description=f"any of {' '.join(CODES)} with blanks between, or nothing"),
]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FlightRow(_Row):
    """A flight on a day. Times are those of the clocks there; those left out follow from `departs`."""

    carrier: Carrier
    carrier_numeric: Numeric
    number: Number
    origin: Iata
    destination: Iata
    departs: Instant
    arrives: Instant
    layout: str
    opens: Instant = ""
    closes: Instant = ""
    bags_until: Instant = ""
    boards: Instant = ""
    expects: Instant = ""
    gate: Short = ""
    desk: Short = ""
    state: Annotated[FlightState, Field(description=" ".join(FlightState))] = FlightState.ON_TIME
    is_here: Flag = True


class SeatRow(_Row):
    """A seat that is not like the others of its cabin."""

    flight: Annotated[str, _text("[A-Z0-9]{2}[0-9]{1,4}[A-Z]?"), Field(description="carrier and number: NB1364")]
    date: Day
    origin: Iata
    seat: Annotated[str, _text("[1-9][0-9]{0,2}[A-Z]"), Field(description="a seat such as 14C")]
    is_: Annotated[
        Literal["taken", "blocked", "kept_back"], Field(alias="is", description="taken, blocked or kept_back")
    ]


class BookingRow(_Row):
    """One traveller on one flight; a booking has as many rows as travellers times flights."""

    ref: Ref
    passenger: Place
    surname: Name
    given_names: Name
    segment: Place
    flight: Annotated[str, _text("[A-Z0-9]{2}[0-9]{1,4}[A-Z]?"), Field(description="carrier and number: NB1364")]
    date: Day
    origin: Iata
    kind: Annotated[PassengerKind, Field(description="ADULT, CHILD or INFANT")] = PassengerKind.ADULT
    birth_date: Birth = ""
    nationality: Nation = ""
    accompanies: Annotated[int, Field(ge=0, le=99, description="the number of the passenger who carries it")] = 0
    services: Services = ""
    frequent_flyer: Card = ""
    tier: Short = ""
    allowance: Allowed = "0x23000"
    ticket: Ticket = ""
    cabin: Annotated[str, _text("[A-Z]"), Field(description="one capital letter")] = "Y"
    seat: Seat = ""
    state: Annotated[CouponState, Field(description=" ".join(CouponState))] = CouponState.OPEN
    sequence: Annotated[int, Field(ge=0, le=9999, description="a whole number, 0 when not checked in")] = 0
    paid_seat_minor: Annotated[int, Field(ge=0, description="a whole number of minor units (cents)")] = 0
    extras: Codes = ""
    sells: Codes = ""
    currency: Currency = "EUR"
    is_pooled: Flag = True
    has_contact: Flag = False


KINDS: Final[Mapping[str, type[_Row]]] = {"flights": FlightRow, "seats": SeatRow, "bookings": BookingRow}
AnyRow = FlightRow | SeatRow | BookingRow


def fields_of(kind: type[_Row]) -> dict[str, tuple[bool, str]]:
    """Return a row's fields as files write them: whether each is needed, and what it may hold."""
    return {
        own.alias or name: (own.is_required(), own.description or "text") for name, own in kind.model_fields.items()
    }
