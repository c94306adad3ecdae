"""What is asked of who keeps gift cards. Each movement has a reference of ours, and happens once under it."""

from __future__ import annotations

from typing import Protocol

from kiosk.domain.gifts.number import GiftNumber
from kiosk.domain.gifts.telling import Balance, Movement
from kiosk.domain.money import Money


class HostSilent(RuntimeError):
    """No answer: nobody knows whether it was done. Only `told` decides."""


class HostAway(HostSilent):
    """The request did not leave this machine: nothing was done."""


class GiftCards(Protocol):
    """The gift cards of a shop. Every verb raises `HostSilent`; the same request twice has the same answer."""

    def balance(self, card: GiftNumber, currency: str) -> Balance | None:
        """Return what is on a card; None for one that nobody issued."""
        ...

    def authorise(self, ref: str, card: GiftNumber, amount: Money) -> Movement:
        """Hold an amount, or the part of it that is on the card. It is off the balance from now on."""
        ...

    def capture(self, ref: str) -> Movement:
        """Make final what is held."""
        ...

    def free(self, ref: str) -> Movement:
        """Put back what is held and not final; what is final is put back by `give_back` alone."""
        ...

    def give_back(self, ref: str, of_ref: str, amount: Money) -> Movement:
        """Put back a final movement on its own card, all of it or a part, never more than it took."""
        ...

    def told(self, ref: str) -> Movement:
        """Return what became of a reference. One that never came is closed by it: it comes too late from now on."""
        ...
