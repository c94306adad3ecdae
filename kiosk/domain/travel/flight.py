"""Flights, airports, and instants as the clocks of a place show them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MINUTE_MS = 60_000
DAY_MIN = 24 * 60


@dataclass(frozen=True, slots=True)
class LocalTime:
    """An instant and how far the place's clocks are ahead of UTC then, daylight saving included."""

    utc_ms: int
    offset_min: int

    @property
    def clock(self) -> str:
        """What the clock shows: `16:35`."""
        minutes = self._minutes % DAY_MIN
        return f"{minutes // 60:02d}:{minutes % 60:02d}"

    @property
    def day(self) -> int:
        """The date there, in days since 1970-01-01."""
        return self._minutes // DAY_MIN

    @property
    def _minutes(self) -> int:
        return self.utc_ms // MINUTE_MS + self.offset_min

    def shifted(self, minutes: int) -> LocalTime:
        """Return the instant so many minutes later (earlier when negative), by the same offset."""
        return LocalTime(self.utc_ms + minutes * MINUTE_MS, self.offset_min)


@dataclass(frozen=True, slots=True)
class Airport:
    """An airport: IATA code, the city people know it by, ISO 3166-1 alpha-2 country, IANA time zone."""

    code: str
    city: str
    country: str
    zone: str


class FlightState(StrEnum):
    """How a flight goes."""

    ON_TIME = "ON_TIME"
    DELAYED = "DELAYED"
    CANCELLED = "CANCELLED"
    CLOSED = "CLOSED"
    DEPARTED = "DEPARTED"


@dataclass(frozen=True, slots=True)
class Flight:
    """One flight on one day. `id` is internal (`NB1364/2026-11-21/AMS`); `date` the local date of departure.

    `number`: four digits and at times a letter. `carrier_numeric`: the airline's three digits on tickets and bag tags.
    `expects`: when it is to leave now, None when as planned; `closes`, `bags_until` and `boards` are always as they
    hold now. `is_here`: its passengers can check in at this kiosk; if not, `desk` says where. `layout` names the cabin
    by its type designator (`A320`). `version` grows with every change of its seats.
    """

    id: str
    carrier: str
    carrier_numeric: str
    number: str
    date: str
    origin: Airport
    destination: Airport
    departs: LocalTime
    arrives: LocalTime
    opens: LocalTime
    closes: LocalTime
    bags_until: LocalTime
    boards: LocalTime
    layout: str
    gate: str = ""
    desk: str = ""
    state: FlightState = FlightState.ON_TIME
    expects: LocalTime | None = None
    is_here: bool = True
    version: int = 0

    @property
    def name(self) -> str:
        """How people call it: `NB 1364`."""
        return f"{self.carrier} {self.number.lstrip('0') or '0'}"

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return (self.arrives.utc_ms - self.departs.utc_ms) // MINUTE_MS

    @property
    def leaves(self) -> LocalTime:
        """When it is to leave by what is known now."""
        return self.expects if self.expects is not None else self.departs

    @property
    def late_min(self) -> int:
        """How many minutes later than planned."""
        return max(0, (self.leaves.utc_ms - self.departs.utc_ms) // MINUTE_MS)
