"""The demo airline's flights around a moment, from one home airport."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kiosk.domain.travel.flight import MINUTE_MS, Airport, Flight, FlightState, LocalTime
from kiosk.services.departures.airports import airport
from kiosk.services.departures.clocks import local_date, local_time

HOME: Final = "AMS"
CARRIER: Final = "NB"
NUMERIC: Final = "989"
OTHER: Final = "ZZ"  # another invented airline, whose passengers check in at its own desks
OTHER_NUMERIC: Final = "988"
FIRST_MIN: Final = -90
EVERY_MIN: Final = 40
LONG_MIN: Final = 300

# Where to, how many minutes, in what. The times are those of the way there, in round figures.
_WAYS: Final = (
    ("LIS", 180, "A320"), ("LHR", 80, "E190"), ("GRU", 720, "B77W"), ("OPO", 160, "B738"), ("CPH", 85, "E190"),
    ("JFK", 500, "A332"), ("BCN", 135, "A321"), ("BRU", 45, "AT76"), ("NBO", 490, "B763"), ("VIE", 110, "A320"),
    ("DUB", 100, "B738"), ("NRT", 690, "A359"), ("MAD", 155, "A321"), ("ZRH", 90, "E190"), ("PBM", 570, "A332"),
    ("ARN", 125, "B738"), ("PRG", 95, "E190"), ("DXB", 400, "B77W"), ("FNC", 250, "A320"), ("HEL", 150, "A321"),
    ("EZE", 810, "B77W"), ("CDG", 80, "E190"), ("KEF", 190, "B738"), ("SIN", 760, "A359"), ("WAW", 115, "E190"),
    ("CMN", 215, "A320"), ("MEX", 660, "B763"), ("BER", 80, "AT76"), ("ATH", 205, "A321"), ("CPT", 680, "A359"),
    ("EDI", 95, "E190"), ("DEL", 480, "A332"), ("FCO", 145, "B738"), ("YYZ", 480, "A332"), ("OSL", 110, "B738"),
    ("ACC", 405, "B763"), ("BUD", 125, "A320"), ("LAX", 660, "B77W"), ("MUC", 90, "E190"), ("CUR", 580, "A332"),
    ("IST", 205, "A321"), ("GVA", 90, "E190"), ("BKK", 670, "A359"), ("MRS", 115, "B738"), ("SCL", 840, "A359"),
    ("PDL", 260, "A320"), ("CAI", 270, "A321"), ("LIM", 750, "B77W"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moment:
    """When the demo airport is made: the five minutes that `utc_ms` begins, so that clocks show round times."""

    utc_ms: int

    @classmethod
    def of(cls, now_utc_ms: int) -> Moment:
        """Round down to five minutes."""
        return cls(now_utc_ms // (5 * MINUTE_MS) * 5 * MINUTE_MS)

    def at(self, minutes: int, zone: str) -> LocalTime:
        """Return the time so many minutes later, by the clocks of a zone."""
        return local_time(self.utc_ms + minutes * MINUTE_MS, zone)


def place(code: str) -> Airport:
    """Return an airport that exists."""
    found = airport(code)
    if found is None:
        raise LookupError(f"airportsdata has no airport {code}")
    return found


def flight_of(
    moment: Moment, number: int, way: tuple[str, str], leaves_min: int, minutes: int, layout: str,
    carrier: tuple[str, str] = (CARRIER, NUMERIC),
) -> Flight:  # fmt: skip
    """Return a flight as its airline planned it; closed or gone when its time is over."""
    origin, destination = place(way[0]), place(way[1])
    is_long = minutes >= LONG_MIN
    closes_min = leaves_min - (60 if is_long else 40)
    state = FlightState.ON_TIME
    if closes_min <= 0:
        state = FlightState.DEPARTED if leaves_min <= 0 else FlightState.CLOSED
    date = local_date(moment.at(leaves_min, origin.zone).utc_ms, origin.zone)
    return Flight(
        id=f"{carrier[0]}{number:04d}/{date}/{origin.code}",
        carrier=carrier[0],
        carrier_numeric=carrier[1],
        number=f"{number:04d}",
        date=date,
        origin=origin,
        destination=destination,
        departs=moment.at(leaves_min, origin.zone),
        arrives=moment.at(leaves_min + minutes, destination.zone),
        opens=moment.at(leaves_min - 24 * 60, origin.zone),
        closes=moment.at(closes_min, origin.zone),
        bags_until=moment.at(closes_min - 15, origin.zone),
        boards=moment.at(leaves_min - (50 if is_long else 35), origin.zone),
        layout=layout,
        gate=f"{'BCDEG'[number % 5]}{number % 28 + 1}",
        state=state,
    )


def timetable(moment: Moment) -> tuple[Flight, ...]:
    """Return a flight to each destination, one every forty minutes, from an hour and a half ago until tomorrow."""
    return tuple(
        flight_of(moment, 1001 + 7 * n, (HOME, to), FIRST_MIN + EVERY_MIN * n, minutes, layout)
        for n, (to, minutes, layout) in enumerate(_WAYS)
    )
