"""What a boarding pass says. A value is its printed block of fixed width; its fields are read from there, trimmed.

Absent is the empty string. No `repr` shows a traveller. Source: IATA Resolution 792, version 8, attachments A and B.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from kiosk.formats.bagtag import LicencePlate
from kiosk.formats.bcbp.layout import DAY, Field, ends, printed
from kiosk.formats.errors import Malformed

LEG_WIDTH: Final = 35
"""Characters of a leg's mandatory fields, from the booking code to the passenger status."""

SHORTEST_LEG: Final = 24
"""Characters of a leg through the day of its flight: a leg that is cut off earlier does not count."""

_LEG: Final = (
    Field("booking code", 7, "[A-Z0-9]+"), Field("from", 3, "[A-Z]{3}"), Field("to", 3, "[A-Z]{3}"),
    Field("carrier", 3, "[A-Z0-9]{2,3}"), Field("flight", 5, "[0-9]{4}[A-Z]?"),
    Field("day of the year", 3, DAY), Field("cabin", 1, "[A-Z]?"), Field("seat", 4), Field("sequence", 5),
    Field("status", 1),
)  # fmt: skip
_UNIQUE: Final = (
    Field("passenger description", 1), Field("source of check-in", 1), Field("source of issue", 1),
    Field("date of issue", 4, f"([0-9]{DAY})?"), Field("document type", 1), Field("issuer", 3),
    *(Field("licence plate and count", 13, "([0-9]{13})?"),) * 3,
)  # fmt: skip
_REPEATED: Final = (
    Field("airline", 3, "([0-9]{3})?"), Field("document number", 10), Field("selectee", 1),
    Field("document verification", 1), Field("marketing carrier", 3), Field("frequent-flyer airline", 3),
    Field("frequent-flyer number", 16), Field("ID/AD", 1), Field("baggage allowance", 3),
    Field("fast track", 1, "[YN]?"),
)  # fmt: skip
UNIQUE_ENDS: Final = ends(_UNIQUE)
REPEATED_ENDS: Final = ends(_REPEATED)


class Deviation(StrEnum):
    """How a message that can be read differs from the standard; the codes never change their meaning."""

    TRUNCATED = "TRUNCATED"
    SIZE_MISSING = "SIZE_MISSING"
    SIZE_NOT_HEX = "SIZE_NOT_HEX"
    SIZE_ZERO = "SIZE_ZERO"
    SIZE_WRONG = "SIZE_WRONG"
    FIELD_CUT = "FIELD_CUT"
    NO_E = "NO_E"
    NO_VERSION = "NO_VERSION"
    VERSION = "VERSION"
    LEGS_MISSING = "LEGS_MISSING"
    LEGS_OVER_FOUR = "LEGS_OVER_FOUR"
    LOWER_CASE = "LOWER_CASE"
    TRAILING_BLANKS = "TRAILING_BLANKS"
    TRAILING_TEXT = "TRAILING_TEXT"
    CONTROL_CHARACTERS = "CONTROL_CHARACTERS"
    NAME_BLANK = "NAME_BLANK"
    PNR_FORM = "PNR_FORM"
    FLIGHT_FORM = "FLIGHT_FORM"
    DAY_FORM = "DAY_FORM"
    CABIN_FORM = "CABIN_FORM"
    SEAT_FORM = "SEAT_FORM"
    SEQUENCE_FORM = "SEQUENCE_FORM"
    STATUS_FORM = "STATUS_FORM"
    ISSUE_DATE_FORM = "ISSUE_DATE_FORM"
    SECURITY_FORM = "SECURITY_FORM"


@dataclass(frozen=True, slots=True)
class RepeatedConditional:
    """What a leg says beside its mandatory fields: ticket, frequent flyer, allowance. `block`: 0 to 42 characters."""

    block: str = field(default="", repr=False)

    @classmethod
    def of(
        cls, *, airline: str = "", document_number: str = "", selectee: str = "", document_verification: str = "",
        marketing_carrier: str = "", frequent_flyer_airline: str = "", frequent_flyer_number: str = "",
        id_ad: str = "", baggage_allowance: str = "", fast_track: str = "",
    ) -> RepeatedConditional:  # fmt: skip
        """Lay the fields out. Raises `Malformed` (FIELD)."""
        values = (
            airline, document_number, selectee, document_verification, marketing_carrier, frequent_flyer_airline,
            frequent_flyer_number, id_ad, baggage_allowance, fast_track,
        )  # fmt: skip
        return cls(printed(_REPEATED, values))

    @property
    def airline(self) -> str:
        """The three digits of the airline whose ticket or document it is (`047`)."""
        return self.block[:3].strip()

    @property
    def document_number(self) -> str:
        """The ten digits of the ticket after the airline's three."""
        return self.block[3:13].strip()

    @property
    def selectee(self) -> str:
        """Selected for more screening: `0` no, `1` yes, `3` trusted traveller."""
        return self.block[13:14].strip()

    @property
    def document_verification(self) -> str:
        """Travel documents: `0` not required, `1` to be checked, `2` checked."""
        return self.block[14:15].strip()

    @property
    def marketing_carrier(self) -> str:
        """The carrier that sold the flight."""
        return self.block[15:18].strip()

    @property
    def frequent_flyer_airline(self) -> str:
        """The airline of the frequent-flyer programme."""
        return self.block[18:21].strip()

    @property
    def frequent_flyer_number(self) -> str:
        """The number within the programme."""
        return self.block[21:37].strip()

    @property
    def id_ad(self) -> str:
        """Reduced fares of staff and agents, by the letters and digits of the standard."""
        return self.block[37:38].strip()

    @property
    def baggage_allowance(self) -> str:
        """Free baggage as printed: `2PC`, `23K`, `50L`."""
        return self.block[38:41].strip()

    @property
    def fast_track(self) -> str:
        """`Y`, `N` or empty."""
        return self.block[41:42].strip()

    @property
    def extra(self) -> str:
        """What a later version added, as printed."""
        return self.block[42:]


@dataclass(frozen=True, slots=True)
class Leg:
    """One flight of a boarding pass. `block`: its mandatory fields, 35 characters, fewer when the message is cut off.

    `airline_use`: what the airline added for itself, as printed.
    """

    block: str = field(repr=False)
    conditional: RepeatedConditional = RepeatedConditional()
    airline_use: str = field(default="", repr=False)

    @classmethod
    def of(
        cls, *, pnr: str, origin: str, destination: str, carrier: str, flight: str, day_of_year: int, cabin: str = "",
        seat: str = "", sequence: str = "", status: str = "0", conditional: RepeatedConditional | None = None,
        airline_use: str = "",
    ) -> Leg:  # fmt: skip
        """Lay the fields out: `flight` is `0664` or `0664A`, `seat` `012A`, `sequence` `0001`.

        Raises `Malformed` (FIELD).
        """
        values = (pnr, origin, destination, carrier, flight, f"{day_of_year:03}", cabin, seat, sequence, status)
        return cls(printed(_LEG, values), conditional or RepeatedConditional(), airline_use)

    @property
    def pnr(self) -> str:
        """The operating carrier's booking code."""
        return self.block[:7].strip()

    @property
    def origin(self) -> str:
        """Where it leaves: IATA code of the airport."""
        return self.block[7:10]

    @property
    def destination(self) -> str:
        """Where it goes: IATA code of the airport."""
        return self.block[10:13]

    @property
    def carrier(self) -> str:
        """Operating carrier: two characters of IATA, or three letters of ICAO."""
        return self.block[13:16].strip()

    @property
    def flight(self) -> str:
        """Flight number as printed: `0664`, `0664A`."""
        return self.block[16:21].strip()

    @property
    def day_of_year(self) -> int:
        """1 is the first of January, 0 when blank; it may be out of range (DAY_FORM). The year stands nowhere."""
        return int(self.block[21:24].strip() or "0")

    @property
    def cabin(self) -> str:
        """Compartment code: the letter of the booking class."""
        return self.block[24:25].strip()

    @property
    def seat(self) -> str:
        """Seat as printed: `012A`; `INF` for an infant, empty before one is given."""
        return self.block[25:29].strip()

    @property
    def sequence(self) -> str:
        """Check-in sequence number as printed: `0001`."""
        return self.block[29:34].strip()

    @property
    def status(self) -> str:
        """Passenger status: `0` not checked in, `1` checked in, and more by the standard."""
        return self.block[34:35].strip()

    @property
    def is_whole(self) -> bool:
        """Whether all its mandatory fields are there, through the passenger status."""
        return len(self.block) == LEG_WIDTH


@dataclass(frozen=True, slots=True)
class UniqueConditional:
    """What a message says once beside its mandatory fields: who issued it, when, which bags. `block`: 0 to 50."""

    block: str = field(default="", repr=False)

    @classmethod
    def of(
        cls, *, passenger_description: str = "", check_in_source: str = "", issue_source: str = "",
        issue_date: str = "", document_type: str = "B", issuer: str = "", bag_tags: tuple[BagTags, ...] = (),
    ) -> UniqueConditional:  # fmt: skip
        """Lay the fields out: one run of bag tags in 24 characters, two in 37, three in 50.

        `issue_date`: last digit of the year and three of the day. Raises `Malformed` (FIELD).
        """
        if len(bag_tags) > 3:
            raise Malformed("FIELD", f"bag tags: {len(bag_tags)} runs, there is room for 3")
        head = (passenger_description, check_in_source, issue_source, issue_date, document_type, issuer)
        runs = tuple(str(tags) for tags in bag_tags) or ("",)
        return cls(printed(_UNIQUE[: len(head) + len(runs)], head + runs))

    @property
    def passenger_description(self) -> str:
        """Adult, child, infant and gender by the code of the standard."""
        return self.block[:1].strip()

    @property
    def check_in_source(self) -> str:
        """Where the passenger checked in: `W` web, `K` airport kiosk, `M` mobile, `O` agent ..."""
        return self.block[1:2].strip()

    @property
    def issue_source(self) -> str:
        """Where the pass was issued, by the same letters."""
        return self.block[2:3].strip()

    @property
    def issue_date(self) -> str:
        """Last digit of the year and three of the day of the year; empty when not told."""
        return self.block[3:7].strip()

    @property
    def document_type(self) -> str:
        """`B` boarding pass, `I` itinerary receipt."""
        return self.block[7:8].strip()

    @property
    def issuer(self) -> str:
        """The airline that issued the pass."""
        return self.block[8:11].strip()

    @property
    def bag_tags(self) -> tuple[BagTags, ...]:
        """The runs of bag tags that can be read; at most three."""
        runs = [self.block[at : at + 13] for at in (11, 24, 37)]
        told = [run for run in runs if len(run) == 13 and run.isdigit()]
        return tuple([BagTags(LicencePlate(run[:10]), int(run[10:])) for run in told])

    @property
    def extra(self) -> str:
        """What a later version added, as printed."""
        return self.block[50:]


@dataclass(frozen=True, slots=True)
class BagTags:
    """Bag tags with consecutive numbers: the first one's licence plate, and the count as the standard prints it."""

    first: LicencePlate
    count: int

    def __str__(self) -> str:
        return f"{self.first}{self.count:03}"


@dataclass(frozen=True, slots=True)
class Security:
    """The field that proves the message: what kind of proof (one character) and the proof as text."""

    kind: str
    data: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class BoardingPassMessage:
    """A bar-coded boarding pass. `name`: `SURNAME/GIVEN NAMES` as printed. `indicator`: `E` electronic ticket.

    `version` 1 to 8 as told; None when the message ends with its mandatory fields. `deviations`: what differs from the
    standard, each once. `text`: the message as it was scanned; empty for one that was put together here.
    """

    name: str = field(repr=False)
    legs: tuple[Leg, ...]
    version: int | None = 6
    unique: UniqueConditional = UniqueConditional()
    security: Security | None = None
    indicator: str = "E"
    deviations: tuple[Deviation, ...] = ()
    text: str = field(default="", repr=False, compare=False)

    @property
    def is_electronic(self) -> bool:
        """Whether it stands for an electronic ticket."""
        return self.indicator == "E"

    @property
    def surname(self) -> str:
        """What stands before the stroke of the name."""
        return self.name.partition("/")[0].strip()

    @property
    def given_names(self) -> str:
        """What stands behind the stroke, titles included."""
        return self.name.partition("/")[2].strip()

    @property
    def is_truncated(self) -> bool:
        """Whether the first leg lacks a mandatory field: such a pass is no proof without a second fact."""
        return not self.legs[0].is_whole
