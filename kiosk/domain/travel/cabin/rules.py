"""Who may sit where, with every reason why not; who must sit together; what a chosen seat costs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.money import Money
from kiosk.domain.travel.asking import SeatWish
from kiosk.domain.travel.booking import Booking, Passenger
from kiosk.domain.travel.cabin.layout import Band, Layout, SeatPlace
from kiosk.domain.travel.needs import ServiceRule


class SeatReason(StrEnum):
    """Why a seat cannot be had; its words are `checkin.seat.why.<value>`."""

    TAKEN = "taken"
    BLOCKED = "blocked"
    OTHER_CABIN = "other_cabin"
    EXIT_AGE = "exit_age"
    EXIT_INFANT = "exit_infant"
    EXIT_ASSISTANCE = "exit_assistance"
    EXIT_NOT_WILLING = "exit_not_willing"
    OXYGEN = "oxygen"
    KEPT_INFANT = "kept_infant"
    KEPT_ASSISTANCE = "kept_assistance"
    CHILD_ALONE = "child_alone"


@dataclass(frozen=True, slots=True)
class SeatPrices:
    """What a choice costs by band, in minor units of `currency`."""

    currency: str
    standard: int = 0
    front: int = 0
    legroom: int = 0

    def price(self, band: Band) -> Money:
        """Return what a seat of a band costs to choose."""
        minor = {Band.STANDARD: self.standard, Band.FRONT: self.front, Band.LEGROOM: self.legroom}[band]
        return Money(minor, self.currency)


@dataclass(frozen=True, slots=True)
class Cabin:
    """A flight's cabin as it is now, for one segment of a booking.

    `taken`: seats of others, `blocked`: given to nobody. `unwilling`: who will not help at an exit.
    """

    layout: Layout
    segment_n: int
    taken: frozenset[str] = frozenset()
    blocked: frozenset[str] = frozenset()
    services: tuple[ServiceRule, ...] = ()
    unwilling: frozenset[str] = frozenset()


def seat_reasons(
    seat: SeatPlace, passenger: Passenger, booking: Booking, cabin: Cabin, wishes: Iterable[SeatWish] = ()
) -> tuple[SeatReason, ...]:
    """Return every reason why a passenger cannot sit there, the plainest first; empty: they can.

    `wishes` are seats of the party chosen so far; they count before the seats of the booking.
    """
    raise NotImplementedError


def together(booking: Booking, party: tuple[str, ...], cabin: Cabin) -> tuple[SeatWish, ...]:
    """Choose the best free seats for a party: side by side, else near; each child beside an adult.

    `party`: passenger ids; infants on laps need none. The same question has the same answer. Empty when they cannot
    all sit so that each child has an adult beside it.
    """
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Swap:
    """Two passengers with each other's seats: two wishes, or every reason why not."""

    wishes: tuple[SeatWish, ...] = ()
    reasons: tuple[SeatReason, ...] = ()


def swapped(booking: Booking, cabin: Cabin, one: str, other: str, wishes: tuple[SeatWish, ...] = ()) -> Swap:
    """Let two passengers of the party change seats."""
    raise NotImplementedError
