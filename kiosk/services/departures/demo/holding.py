"""What the cast of the demo airport holds in its hands: passes and passports, with a line on each one's story.

For who tries the airport alone, with simulated devices: the bench window shows them. Nobody of a real site is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy.exc import DBAPIError

from kiosk.domain.travel.booking import Booking, Passenger
from kiosk.domain.travel.letters import plain_letters
from kiosk.formats import mrz
from kiosk.formats.bcbp import BoardingPassMessage, Leg, UniqueConditional
from kiosk.formats.bcbp import build as written
from kiosk.services.departures.demo.network import CARRIER
from kiosk.services.departures.demo.opening import has_cast
from kiosk.services.departures.embedded.opening import NoDepartures
from kiosk.services.departures.embedded.system import EmbeddedDepartures
from kiosk.services.departures.embedded.tables import Tables

NAME_ON_A_PASS: Final = 20
STORIES: Final = {
    "HAND01": "Hand luggage only, seat and document known: the fastest way through",
    "FAMI04": "Two parents and two children, a bag each, no seats yet: passports first, seats together",
    "BABY03": "Two adults with a baby on the lap",
    "GOLD01": "Gold card, two bags free: put 21 kg on the scale twice",
    "WEIGH2": "30 kg each instead of pieces: try 33 kg",
    "PAID01": "Has paid for a seat in an exit row",
    "THRU02": "Checks in through to São Paulo: two flights, two passes each",
    "INTER1": "The last of three flights is another airline's, which checks in itself",
    "LAST02": "Two travellers for the last two seats of the flight",
    "DELAY1": "The flight is 95 minutes late",
    "EARLY1": "A day too early: told when check-in opens",
    "NOBAG1": "Too late for bags, in time for the flight",
    "CANCL1": "The flight is cancelled: told where help is",
    "WCHR01": "Has asked for a wheelchair to the gate",
    "UMNR01": "A child of ten who flies alone: staff takes over",
    "USADD1": "To New York: address and contact are asked for",
    "VISA01": "To New York with a passport that needs a visa: staff looks at it",
    "DONE01": "Checked in already, one bag with its tag",
}
"""One line on each of the cast that the bench shows, by reference, in plain English."""


def held_by_cast(place: Path | str) -> list[Mapping[str, Any]]:
    """Return, for each of `STORIES`, what they hold: `ref`, `name`, `story`, `flight`, `message`, `holders`.

    `message` is the text of the code on their itinerary; `holders` the `name` of each traveller of the booking and the
    `lines` of an invented passport. Empty where the departures system at `place` is not the demo airport. Raises
    `NoDepartures`.
    """
    system = EmbeddedDepartures(place, lambda: 0)
    try:
        with system.engine.connect().execution_options(is_reading=True) as connection, connection.begin():
            tables = Tables(connection, is_writing=False)
            found = (tables.booking(ref) for ref in STORIES) if has_cast(connection) else ()
            return [held(own) for own in found if own is not None and own.segments[0].flight.carrier == CARRIER]
    except DBAPIError as error:
        raise NoDepartures(f"the demo airport cannot be read: {error.orig}") from error
    finally:
        system.close()


def held(booking: Booking) -> Mapping[str, Any]:
    """Return what the travellers of a booking of the cast hold, as `held_by_cast` has it."""
    first = booking.passengers[0]
    return {
        "ref": booking.ref,
        "name": f"{first.given_names} {first.surname}",
        "story": STORIES[booking.ref],
        "flight": _way(booking),
        "message": itinerary(booking, first),
        "holders": list(_holders(booking)),
    }


def _holders(booking: Booking) -> Iterator[Mapping[str, Any]]:
    for n, person in enumerate(booking.passengers, start=1):
        lines = passport(person, f"SPECI{n:04d}", issuer=person.nationality)
        yield {"name": person.given_names, "lines": lines}


def _way(booking: Booking) -> str:
    """`NB 101 to Lisbon, 16:35`; the places of a longer way follow each other."""
    flights = [own.flight for own in booking.segments]
    return f"{flights[0].name} to {', '.join(own.destination.city for own in flights)}, {flights[0].departs.clock}"


def itinerary(booking: Booking, person: Passenger) -> str:
    """Return the barcode message of a traveller's itinerary, as an airline would have sent it to them."""
    legs = tuple(
        Leg.of(
            pnr=booking.ref, origin=own.flight.origin.code, destination=own.flight.destination.code,
            carrier=own.flight.carrier, flight=own.flight.number,
            day_of_year=date.fromisoformat(own.flight.date).timetuple().tm_yday, cabin="Y",
        )
        for own in booking.segments
    )  # fmt: skip
    name = f"{plain_letters(person.surname)}/{plain_letters(person.given_names)}"[:NAME_ON_A_PASS]
    return written(BoardingPassMessage(name, legs, unique=UniqueConditional.of(document_type="I")))


def passport(
    person: Passenger, number: str = "SPECI0001", *, issuer: str = "NLD", expires: str = "331231"
) -> list[str]:
    """Return the two lines of an invented passport of a traveller; `expires` as it stands there: YYMMDD."""
    born = date.fromisoformat(person.birth_date)
    content = mrz.Content(
        "P", issuer, number, person.surname, person.given_names, born.strftime("%y%m%d"), "F", expires, issuer, ("",)
    )
    return list(mrz.build(mrz.Format.TD3, content).lines)
