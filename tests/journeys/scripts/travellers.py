"""What travellers of the demo airport hold in their hands: passes and passports made from the bookings of this run."""

from __future__ import annotations

import asyncio
import time
from datetime import date
from pathlib import Path

from kiosk.domain.travel.asking import Facts, Found
from kiosk.domain.travel.booking import Booking, Passenger
from kiosk.domain.travel.letters import plain_letters
from kiosk.formats import mrz
from kiosk.formats.bcbp import BoardingPassMessage, Leg, UniqueConditional, build
from kiosk.services.departures.embedded.system import EmbeddedDepartures

NAME_ON_A_PASS = 20


def booking_of(data_dir: Path, ref: str, surname: str) -> Booking:
    """Return a booking as the departures system has it now. Raises `LookupError`."""
    departures = EmbeddedDepartures(data_dir, lambda: time.time_ns() // 1_000_000)
    try:
        answer = asyncio.run(departures.find(Facts(ref=ref, surname=plain_letters(surname))))
    finally:
        departures.close()
    if not isinstance(answer, Found):
        raise LookupError(f"{ref}: {answer}")
    return answer.booking


def itinerary(booking: Booking, passenger_id: str) -> str:
    """Return the barcode message of a traveller's itinerary, as an airline would have sent it to them."""
    person = booking.passenger(passenger_id)
    if person is None:
        raise LookupError(passenger_id)
    legs = tuple(
        Leg.of(
            pnr=booking.ref, origin=own.flight.origin.code, destination=own.flight.destination.code,
            carrier=own.flight.carrier, flight=own.flight.number,
            day_of_year=date.fromisoformat(own.flight.date).timetuple().tm_yday, cabin="Y",
        )
        for own in booking.segments
    )  # fmt: skip
    name = f"{plain_letters(person.surname)}/{plain_letters(person.given_names)}"[:NAME_ON_A_PASS]
    return build(BoardingPassMessage(name, legs, unique=UniqueConditional.of(document_type="I")))


def passport(
    person: Passenger, number: str = "SPECI0001", *, issuer: str = "NLD", expires: str = "331231"
) -> list[str]:
    """Return the two lines of an invented passport of a traveller; `expires` as it stands there: YYMMDD."""
    born = date.fromisoformat(person.birth_date)
    content = mrz.Content(
        "P", issuer, number, person.surname, person.given_names, born.strftime("%y%m%d"), "F", expires, issuer, ("",)
    )
    return list(mrz.build(mrz.Format.TD3, content).lines)
