"""What may go wrong, and what did: every class of faults is off in half of all seeds, so that rare pairs meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

PAYING, UNCLEAR = "checkout/Paying", "checkout/PaymentUnclear"
RECEIPT, SCANNING, ATTRACT = "checkout/Receipt", "checkout/Scanning", "shell/Attract"


@dataclass(frozen=True, slots=True)
class Fault:
    """How often a fault strikes where it can, and on which screens it must have struck in a long run (empty: all)."""

    rate: float
    screens: tuple[str, ...] = ()


_TERMINAL: Final = (PAYING,)
_QUERY: Final = (UNCLEAR, ATTRACT, SCANNING)
FAULTS: Final[Mapping[str, Fault]] = {
    "terminal: no connection": Fault(0.15, _TERMINAL),
    "terminal: request not sent": Fault(0.1, _TERMINAL),
    "terminal: request lost": Fault(0.1, _TERMINAL),
    "terminal: request late": Fault(0.1, _TERMINAL),
    "terminal: request very late": Fault(0.2, _TERMINAL),
    "terminal: answer lost": Fault(0.15, _TERMINAL),
    "terminal: answer twice": Fault(0.1, _TERMINAL),
    "terminal: acknowledgement lost": Fault(0.1, _TERMINAL),
    "terminal: last word lost": Fault(0.1, _TERMINAL),
    "terminal: declines": Fault(0.3, _TERMINAL),
    "terminal: declines a reversal": Fault(0.2, ("checkout/GivingBack",)),
    "terminal: approves a part": Fault(0.1, _TERMINAL),
    "terminal: approves another sum": Fault(0.05, _TERMINAL),
    "terminal: fails inside": Fault(0.03, _TERMINAL),
    "terminal: takes long": Fault(0.1, _TERMINAL),
    "terminal: link breaks": Fault(0.1, _TERMINAL),
    "terminal: used by hand": Fault(0.1, (UNCLEAR,)),
    "terminal: undoes slowly": Fault(0.3, _TERMINAL),
    "terminal: loses what it said": Fault(0.5, (UNCLEAR,)),
    "terminal: answers one of before": Fault(0.9, _TERMINAL),
    "terminal: answers with the one before": Fault(0.3, _TERMINAL),
    "terminal: forgets once": Fault(0.3, (UNCLEAR,)),
    "terminal: names no number": Fault(0.1, (UNCLEAR,)),
    "terminal: query lost": Fault(0.3, _QUERY),
    "terminal: away": Fault(0.03),
    "printer: paper ends": Fault(0.2, (RECEIPT, UNCLEAR)),
    "printer: jam": Fault(0.1, (RECEIPT, UNCLEAR)),
    "printer: no proof": Fault(0.2, (RECEIPT, UNCLEAR)),
    "printer: fails inside": Fault(0.05, (RECEIPT, UNCLEAR)),
    "printer: away": Fault(0.02),
    "scanner: garbage": Fault(0.15),
    "scanner: two codes": Fault(0.1),
    "scanner: away": Fault(0.02),
    "catalogue: fails": Fault(0.03, (SCANNING, "checkout/Typing")),
    "clock: jumps": Fault(0.02),
    "runtime: an effect comes twice": Fault(0.1, (PAYING, "checkout/GivingBack")),
    "disk: fails, kept": Fault(0.006),
    "disk: fails, dropped": Fault(0.006),
    "power: before the write": Fault(0.012),
    "power: after the write": Fault(0.012),
    "power: before an effect": Fault(0.006),
    "power: away for long": Fault(0.15, (SCANNING, PAYING, UNCLEAR)),
    "customer: taps twice": Fault(0.1),
    "customer: walks away": Fault(0.03),
    "customer: presses anything": Fault(0.1),
}

RARE: Final[Mapping[str, float]] = {  # screens that few see, and how much more often a fault strikes there
    "shell/Home": 3, "checkout/PartPaid": 3, "checkout/GivingBack": 2, "checkout/Returned": 4,
    "checkout/ResumeOffer": 2, "checkout/ThankYou": 2,
}  # fmt: skip
MOST_RARE: Final = max(RARE.values())


class Faults:
    """The faults of one day. `where` names the screen on the glass."""

    def __init__(self, rng: Random, where: Callable[[], str], *, is_clean: bool = False) -> None:
        self._rng = rng
        self._where = where
        self.on: Mapping[str, float] = {
            name: fault.rate for name, fault in FAULTS.items() if rng.random() < 0.5 and not is_clean
        }
        self.struck: Counter[tuple[str, str]] = Counter()
        self.is_healed = False

    def also(self, more: Mapping[str, Fault]) -> None:
        """Let more go wrong, each class in half of the days too."""
        is_clean = not self.on and not self.struck
        drawn = {name: fault.rate for name, fault in more.items() if self._rng.random() < 0.5 and not is_clean}
        self.on = {**self.on, **drawn}

    def hit(self, name: str) -> bool:
        """Tell whether this fault strikes here and now."""
        rate = self.on.get(name)
        if rate is None or self.is_healed:
            return False
        draw = self._rng.random()
        if draw >= rate * MOST_RARE:
            return False
        where = self._where()
        if draw >= rate * RARE.get(where, 1):
            return False
        self.struck[where, name] += 1
        return True

    def has_struck(self, name: str) -> bool:
        """Tell whether this fault struck at all today."""
        return any(fault == name for _, fault in self.struck)
