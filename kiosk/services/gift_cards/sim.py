"""A far host that keeps gift cards, with faults: it loses requests and answers, comes late, hears twice, refuses.

It stands before a host that is right, so what a fault does to money can be read off the ledger behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum

from kiosk.domain.gifts.host import GiftCards, HostAway, HostSilent
from kiosk.domain.gifts.number import GiftNumber
from kiosk.domain.gifts.telling import Balance, Movement, Stage, Why
from kiosk.domain.money import Money
from kiosk.domain.values import replace


class Fault(StrEnum):
    """What happens to one request. The others of a list follow, one request after another."""

    NONE = "none"
    AWAY = "away"  # it does not leave
    UNHEARD = "unheard"  # it leaves, and never arrives
    LOST = "lost"  # it is done, and its answer is lost
    LATE = "late"  # nobody answers, and it is done later: see `arrive`
    TWICE = "twice"  # it arrives twice
    REFUSED = "refused"  # the host says no
    HALF = "half"  # the host gives no more than a half


class Faulty:
    """A host behind a line with faults. `faults` are used up one by one; then all goes well."""

    def __init__(self, host: GiftCards, faults: Iterable[Fault] = ()) -> None:
        self._host = host
        self._faults = list(faults)
        self._late: list[Callable[[], object]] = []

    def plan(self, *faults: Fault) -> None:
        """Let these happen to the next requests."""
        self._faults.extend(faults)

    def arrive(self) -> None:
        """Let what was late be done now."""
        late, self._late = self._late, []
        for done in late:
            done()

    def balance(self, card: GiftNumber, currency: str) -> Balance | None:
        """Tell what is on a card."""
        fault = self._next()
        if fault in (Fault.AWAY, Fault.UNHEARD, Fault.LOST, Fault.LATE):
            raise HostSilent(fault)
        return self._host.balance(card, currency)

    def authorise(self, ref: str, card: GiftNumber, amount: Money) -> Movement:
        """Hold an amount; HALF holds the larger half of it."""
        fault = self._next()
        if fault is Fault.REFUSED:
            return Movement(ref, Stage.REFUSED, why=Why.EMPTY)
        asked = replace(amount, minor=(amount.minor + 1) // 2) if fault is Fault.HALF else amount
        return self._sent(fault, lambda: self._host.authorise(ref, card, asked))

    def capture(self, ref: str) -> Movement:
        """Make final what is held."""
        return self._sent(self._next(), lambda: self._host.capture(ref))

    def free(self, ref: str) -> Movement:
        """Put back what is held."""
        return self._sent(self._next(), lambda: self._host.free(ref))

    def give_back(self, ref: str, of_ref: str, amount: Money) -> Movement:
        """Put back what was taken."""
        fault = self._next()
        if fault is Fault.REFUSED:
            return Movement(ref, Stage.REFUSED, why=Why.RULE)
        return self._sent(fault, lambda: self._host.give_back(ref, of_ref, amount))

    def told(self, ref: str) -> Movement:
        """Tell what became of a reference."""
        return self._sent(self._next(), lambda: self._host.told(ref))

    def _next(self) -> Fault:
        return self._faults.pop(0) if self._faults else Fault.NONE

    def _sent(self, fault: Fault, done: Callable[[], Movement]) -> Movement:
        if fault is Fault.AWAY:
            raise HostAway(fault)
        if fault is Fault.LATE:
            self._late.append(done)
        if fault in (Fault.LOST, Fault.TWICE):
            done()
        if fault in (Fault.UNHEARD, Fault.LATE, Fault.LOST):
            raise HostSilent(fault)
        return done()
