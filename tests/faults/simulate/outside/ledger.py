"""What a payment terminal writes down, and what it is asked."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from devices.api import Refusal

BY_HAND = "by hand"  # the reference of what somebody took at the terminal itself


@dataclass(slots=True)
class Booking:
    """One transaction as the terminal wrote it down; a reversal names the booking it takes back."""

    reference: str
    minor: int
    currency: str
    number: int
    is_approved: bool
    refusal: Refusal | None = None
    is_reversal: bool = False
    reverses: Booking | None = None
    is_refund: bool = False  # money of a finished sale that goes back: counted as one that reverses no booking
    is_undone: bool = False
    is_very_late: bool = False  # later than any fence can wait
    is_whole: bool = True  # approved with the sum that was asked for
    is_answered: bool = False  # the kiosk heard of it and said so
    is_told: bool = False  # named to who asked
    hidden_until_s: float = 0.0
    is_final: bool = False  # it cannot be taken back: its day is closed

    @property
    def name(self) -> str:
        """Its name where the terminal ties it to our reference."""
        return f"X{self.number}-{self.reference}"

    @property
    def is_charged(self) -> bool:
        """True while the customer's money is gone."""
        return not self.is_reversal and self.is_approved and not self.is_undone


@dataclass(slots=True)
class Dialogue:
    """One request on its way: what is asked, and who waits for the answer."""

    reference: str
    minor: int
    currency: str
    heard: asyncio.Future[Booking | None]
    link: int
    is_reversal: bool = False
    reverses: Booking | None = None
    is_refund: bool = False
