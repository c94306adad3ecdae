"""What check-in asks of a departures system. An adapter to a foreign system passes the contract test of this port."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from kiosk.domain.travel.asking import Answer, DeparturesSilent, Facts, Order, Outcome, Refused
from kiosk.domain.travel.flight import Flight
from kiosk.domain.travel.selling.taking_back import TakenBack

HOLD_MS: Final = 10 * 60_000
__all__ = ("HOLD_MS", "Departures", "DeparturesSilent", "SeatInventory")


@dataclass(frozen=True, slots=True)
class SeatInventory:
    """The seats of a flight at `version`. `taken` holds seats given and seats held for somebody for some minutes.

    `layout` names the cabin. `blocked` seats are kept by the airline for reasons of its own.
    """

    flight_id: str
    layout: str
    version: int
    taken: frozenset[str] = frozenset()
    blocked: frozenset[str] = frozenset()


class Departures(Protocol):
    """A departures system. Every call may be made again with the same arguments: nothing is done twice.

    Those that answer `Answer`, `Outcome` or `Refused` say SILENT when the system does not answer; the others raise
    `DeparturesSilent`. No call tells anything of a booking that the facts did not name exactly.
    """

    async def find(self, facts: Facts) -> Answer:
        """Find the one booking that all facts fit."""
        ...

    async def seats(self, flight_id: str) -> SeatInventory | None:
        """Return which seats of a flight are gone; None for a flight nobody knows."""
        ...

    async def prepare(self, order: Order) -> Outcome:
        """Judge an order, hold its seats and reserve its bag numbers for `HOLD_MS`: all of it, or nothing.

        The booking of `Done` shows the seats held and the bags RESERVED; nobody is checked in yet. Other orders for
        the same travellers are refused (CHANGED) while this one holds.
        """
        ...

    async def complete(self, order_id: str) -> Outcome:
        """Do what was prepared: seats, sequence numbers and bags become the travellers' own.

        An order whose hold ran out is prepared again first, and refused if that fails. UNKNOWN: nothing of that name
        is prepared.
        """
        ...

    async def release(self, order_id: str) -> Outcome:
        """Give back what was held; its bag numbers are void for good. CHANGED: it is complete, and stays so."""
        ...

    async def take_back(self, order_id: str) -> TakenBack | Refused:
        """Take back what an order paid for, as far as that can still be, and say of each paid service which it is.

        Who loses a paid seat is given another at once. It is done once: asked again, the answer is the same, also for
        what was not taken back. UNKNOWN: no complete order of that name.
        """
        ...

    async def tag_printed(self, plate: str) -> bool:
        """Make a bag tag ACTIVE, by the printer's word. False: there is no such bag, or its number is void."""
        ...

    async def tag_failed(self, plate: str) -> str:
        """Void a number whose tag may or may not exist, and return the bag's new one; empty when no bag has it.

        Asked again for the same number, it returns the same new one. The number of an ACTIVE tag is returned as it
        is: that tag was seen to come out.
        """
        ...

    async def pass_printed(self, ref: str, passenger_id: str, segment_n: int) -> bool:
        """Count a boarding pass that came out. False: that passenger is not checked in there."""
        ...

    async def board(self, today: str) -> tuple[Flight, ...]:
        """Return the flights that leave on a local date (ISO 8601), by time."""
        ...
