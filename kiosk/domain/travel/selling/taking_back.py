"""What a departures system says of the paid services of one sale: which it took back, which it did not, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kiosk.domain.text import Text, text

BAGS: Final = "BAGS"  # all bags that one order paid for; seats and extras have names of their own


class Stays(StrEnum):
    """Why a paid service is not taken back.

    USED: the bag is on the belt, or the traveller has boarded. CLOSED: the flight has closed. CHANGED: it is not the
    traveller's any more, or not as it was bought. NO_SEAT: no other seat is free.
    """

    USED = "used"
    CLOSED = "closed"
    CHANGED = "changed"
    NO_SEAT = "no_seat"


NAMED: Final = frozenset({"SEAT", BAGS, "PRIORITY", "FAST", "LOUNGE"})  # there are words for these
WHYS: Final = frozenset(Stays)


@dataclass(frozen=True, slots=True)
class Service:
    """One paid service of a sale: `what` is `SEAT`, `BAGS` or the code of an extra; nothing says whose it was.

    `seat`: the seat that was paid for; `seat_now`: what the traveller has instead, empty: the airline gives one later.
    `stays`: a value of `Stays`, empty for what is taken back.
    """

    what: str
    amount_minor: int
    seat: str = ""
    seat_now: str = ""
    stays: str = ""

    @property
    def is_back(self) -> bool:
        """True when it is taken back: its money is owed to who paid."""
        return not self.stays

    @property
    def name(self) -> Text:
        """What it is called."""
        return text(f"services.name.{self.what if self.what in NAMED else 'OTHER'}")

    @property
    def note(self) -> Text | None:
        """Why it stays, or which seat the traveller has instead; None for what is simply taken back."""
        if self.stays:
            return text(f"services.stays.{self.stays if self.stays in WHYS else 'other'}")
        if not self.seat:
            return None
        if not self.seat_now:
            return text("services.seat.later", seat=self.seat)
        return text("services.seat.now", seat=self.seat, now=self.seat_now)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The answer about the sale `order_id`, the same however often it is asked; amounts in `currency`."""

    order_id: str
    currency: str
    services: tuple[Service, ...] = ()

    @property
    def back(self) -> tuple[Service, ...]:
        """What was taken back."""
        return tuple(own for own in self.services if own.is_back)

    @property
    def minor(self) -> int:
        """What is owed for all that was taken back."""
        return sum(own.amount_minor for own in self.back)
