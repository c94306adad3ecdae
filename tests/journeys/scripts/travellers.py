"""What travellers of the demo airport hold in their hands: passes and passports made from the bookings of this run."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from kiosk.domain.travel.asking import Facts, Found
from kiosk.domain.travel.booking import Booking
from kiosk.domain.travel.letters import plain_letters
from kiosk.services.departures.demo import holding
from kiosk.services.departures.demo.holding import passport
from kiosk.services.departures.embedded.system import EmbeddedDepartures

__all__ = ["booking_of", "itinerary", "passport"]


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
    return holding.itinerary(booking, person)
