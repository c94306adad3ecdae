"""What the desk needs of a place where bookings are kept: in memory, or tables of a database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiosk.domain.travel.asking import Order
from kiosk.domain.travel.booking import BagState, Booking
from kiosk.domain.travel.flight import Flight
from kiosk.domain.travel.selling.taking_back import TakenBack


class Raced(RuntimeError):
    """Somebody else was faster at the same row; nothing of this step is kept: do it again from the start."""


class OrderState(StrEnum):
    """Where an order stands. EXPIRED: its hold ran out and was given back; it may still be completed anew."""

    PREPARED = "PREPARED"
    DONE = "DONE"
    RELEASED = "RELEASED"
    EXPIRED = "EXPIRED"


@dataclass(frozen=True, slots=True)
class KeptOrder:
    """An order and what is held for it. `seats`: passenger, segment, seat; `plates` in the order of its bags.

    `back`: what was answered when its services were to be taken back, None while nobody asked.
    """

    order: Order
    state: OrderState
    until_utc_ms: int
    seats: tuple[tuple[str, int, str], ...] = ()
    plates: tuple[str, ...] = ()
    back: TakenBack | None = None


@dataclass(frozen=True, slots=True)
class Seating:
    """The seats of a flight. `kept_back`: given only to who chose them (exit rows, paid seats), never by itself.

    `given`: to travellers whose bookings are kept elsewhere.
    """

    layout: str
    version: int
    seats: tuple[str, ...]
    blocked: frozenset[str] = frozenset()
    kept_back: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a departures system starts with. Every flight of a booking is among `flights`; `seatings` by flight."""

    flights: tuple[Flight, ...]
    bookings: tuple[Booking, ...]
    seatings: Mapping[str, Seating]


@dataclass(frozen=True, slots=True)
class Use:
    """Who has a seat; with an `order_id` it is only held for it."""

    ref: str
    passenger_id: str
    order_id: str = ""


@dataclass(frozen=True, slots=True)
class KeptPlate:
    """A bag number as it was last given out. `instead`: the number that took its place."""

    plate: str
    state: BagState
    ref: str
    given_utc_ms: int
    instead: str = ""


class Ledger(Protocol):
    """One transaction on what is kept: all of its changes become true together, or none. Any call may raise `Raced`."""

    def booking(self, ref: str) -> Booking | None:
        """Read a booking; until the end of the transaction nobody else changes it."""
        ...

    def keep_booking(self, booking: Booking, read_version: int) -> None:
        """Write a booking that was read at `read_version`."""
        ...

    def seating(self, flight_id: str) -> Seating | None:
        """Read the seats of a flight."""
        ...

    def users(self, flight_id: str) -> Mapping[str, Use]:
        """Read who has which seat."""
        ...

    def touch(self, flight_id: str) -> None:
        """Count a change of a flight's seats in its version."""
        ...

    def hold(self, flight_id: str, seat: str, use: Use) -> None:
        """Give or hold a seat that is free."""
        ...

    def leave(self, flight_id: str, ref: str, passenger_id: str) -> None:
        """Free the seat a passenger has."""
        ...

    def drop_holds(self, order_id: str) -> None:
        """Free every seat held for an order."""
        ...

    def sequences(self, flight_id: str, count: int) -> int:
        """Take the next so many sequence numbers of a flight; return the first."""
        ...

    def order(self, order_id: str) -> KeptOrder | None:
        """Read an order; until the end of the transaction nobody else changes it."""
        ...

    def keep_order(self, kept: KeptOrder) -> None:
        """Write an order."""
        ...

    def prepared(self, ref: str) -> tuple[KeptOrder, ...]:
        """Read the orders of a booking that are PREPARED."""
        ...

    def due(self, now_utc_ms: int) -> tuple[str, ...]:
        """Read which PREPARED orders have run out of time."""
        ...

    def last_serial(self, carrier_numeric: str) -> int:
        """Read an airline's last bag serial; until the end of the transaction nobody else takes one."""
        ...

    def keep_serial(self, carrier_numeric: str, serial: int) -> None:
        """Write an airline's last bag serial."""
        ...

    def plate(self, plate: str) -> KeptPlate | None:
        """Read what became of a bag number; None: never given out."""
        ...

    def give_plate(self, kept: KeptPlate) -> None:
        """Write a bag number that is given out, never before or not since `KEPT_MS`."""
        ...

    def keep_plate(self, kept: KeptPlate) -> None:
        """Write what became of a bag number that was given out."""
        ...
