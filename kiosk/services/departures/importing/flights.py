"""Rows of flights and seats into flights with their seats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kiosk.domain.travel.cabin.layout import Layout
from kiosk.domain.travel.flight import Airport, Flight, LocalTime
from kiosk.domain.values import replace
from kiosk.services.departures.airports import airport
from kiosk.services.departures.clocks import NoSuchTime, instant, local_date
from kiosk.services.departures.importing.reading import Placed, Problem
from kiosk.services.departures.importing.rows import FlightRow, SeatRow
from kiosk.services.departures.ledger import Seating
from kiosk.services.departures.seating import seating_of

OPENS_MIN = 24 * 60
CLOSES_MIN = 40
BAGS_MIN = 15
BOARDS_MIN = 35


@dataclass(slots=True)
class Sky:
    """The flights of an import, by their id, and the seats of each."""

    layouts: Mapping[str, Layout]
    problems: list[Problem]
    flights: dict[str, Flight] = field(default_factory=dict)
    seatings: dict[str, Seating] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def take_flights(self, rows: Iterable[Placed]) -> None:
        """Take every row that is a flight."""
        for placed in rows:
            if isinstance(placed.row, FlightRow):
                self._flight(placed.place, placed.row)

    def take_seats(self, rows: Iterable[Placed]) -> None:
        """Take every row that is a seat of one of the flights."""
        for placed in rows:
            if isinstance(placed.row, SeatRow):
                self._seat(placed.place, placed.row)

    def _flight(self, place: str, row: FlightRow) -> None:
        count = len(self.problems)
        origin, destination = (self._airport(place, name, getattr(row, name)) for name in ("origin", "destination"))
        layout = self.layouts.get(row.layout)
        if layout is None:
            self.problems.append(Problem(place, "layout", row.layout, f"known are {', '.join(sorted(self.layouts))}"))
        if origin is None or destination is None or layout is None:
            return
        times = self._times(place, row, origin.zone, destination.zone)
        if len(self.problems) != count:
            return
        flight = _made(row, origin, destination, times)
        first = self.places.setdefault(flight.id, place)
        if first != place:
            self.problems.append(Problem(place, "number", row.number, f"each flight once; it is on {first} already"))
            return
        self.flights[flight.id] = flight
        self.seatings[flight.id] = seating_of(layout)

    def _times(self, place: str, row: FlightRow, there: str, arriving: str) -> dict[str, LocalTime]:
        found: dict[str, LocalTime] = {}
        zones = {"arrives": arriving}
        for name in ("departs", "arrives", "opens", "closes", "bags_until", "boards", "expects"):
            if text := getattr(row, name):
                try:
                    found[name] = instant(text, zones.get(name, there))
                except NoSuchTime as wrong:
                    self.problems.append(Problem(place, name, text, str(wrong)))
        if "departs" in found and "arrives" in found:
            self._check_order(place, row, found)
        return found

    def _check_order(self, place: str, row: FlightRow, found: Mapping[str, LocalTime]) -> None:
        departs, arrives = found["departs"].utc_ms, found["arrives"].utc_ms
        if not departs < arrives <= departs + 24 * 3_600_000:
            self.problems.append(
                Problem(place, "arrives", row.arrives, "after it departs, and at most a day later; zones are counted")
            )
        leaves = found.get("expects", found["departs"]).utc_ms
        for name in ("opens", "closes", "bags_until", "boards"):
            if name in found and found[name].utc_ms > leaves:
                self.problems.append(Problem(place, name, getattr(row, name), "not after the flight leaves"))

    def _airport(self, place: str, name: str, code: str) -> Airport | None:
        found = airport(code)
        if found is None:
            self.problems.append(Problem(place, name, code, "an airport that exists"))
        return found

    def _seat(self, place: str, row: SeatRow) -> None:
        flight_id = flight_id_of(row.flight, row.date, row.origin)
        seating = self.seatings.get(flight_id)
        if seating is None:
            self.problems.append(Problem(place, "flight", row.flight, f"a flight of this import; {flight_id} is not"))
        elif row.seat not in seating.seats:
            self.problems.append(Problem(place, "seat", row.seat, f"a seat of the cabin {seating.layout}"))
        else:
            name = {"taken": "given"}.get(row.is_, row.is_)
            self.seatings[flight_id] = replace(seating, **{name: getattr(seating, name) | {row.seat}})


def flight_id_of(flight: str, date: str, origin: str) -> str:
    """Return the id of a flight from what a row names it by (`NB1364`)."""
    match = re.fullmatch(r"([A-Z0-9]{2})([0-9]{1,4})([A-Z]?)", flight)
    name = f"{match[1]}{int(match[2]):04d}{match[3]}" if match is not None else flight
    return f"{name}/{date}/{origin}"


def _made(row: FlightRow, origin: Airport, destination: Airport, times: Mapping[str, LocalTime]) -> Flight:
    departs = times["departs"]
    leaves = times.get("expects", departs)
    date = local_date(departs.utc_ms, origin.zone)
    number = f"{int(row.number.rstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')):04d}{row.number.lstrip('0123456789')}"
    closes = times.get("closes", leaves.shifted(-CLOSES_MIN))
    return Flight(
        id=f"{row.carrier}{number}/{date}/{row.origin}",
        carrier=row.carrier,
        carrier_numeric=row.carrier_numeric,
        number=number,
        date=date,
        origin=origin,
        destination=destination,
        departs=departs,
        arrives=times["arrives"],
        opens=times.get("opens", departs.shifted(-OPENS_MIN)),
        closes=closes,
        bags_until=times.get("bags_until", closes.shifted(-BAGS_MIN)),
        boards=times.get("boards", leaves.shifted(-BOARDS_MIN)),
        layout=row.layout,
        gate=row.gate,
        desk=row.desk,
        state=row.state,
        expects=times.get("expects"),
        is_here=row.is_here,
    )
