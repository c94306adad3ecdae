"""What who keeps gift cards says: of a card, and of one movement of money on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.money import Money


class Why(StrEnum):
    """Why nothing was taken from a card or put back on it, in classes a customer can use.

    RULE: what was asked for contradicts what is kept. CLOSED: it was asked about before it came, so it comes too late.
    """

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    EMPTY = "empty"
    CURRENCY = "currency"
    RULE = "rule"
    CLOSED = "closed"


class Stage(StrEnum):
    """How far a movement is. HELD: off the balance, not final. FREED: it was held, and is on the balance again."""

    HELD = "HELD"
    DONE = "DONE"
    FREED = "FREED"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class Balance:
    """What is on a card, and what may be shown of its number; `why` is set where it buys nothing."""

    last4: str
    left: Money
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement of money, by our reference: what was taken or put back, and what is left on the card now.

    `amount` is a part of what was asked for where the card held no more; None for what was refused.
    """

    ref: str
    stage: Stage
    amount: Money | None = None
    left: Money | None = None
    last4: str = ""
    why: Why | None = None

    @property
    def is_standing(self) -> bool:
        """True while the money is where the movement put it."""
        return self.stage in (Stage.HELD, Stage.DONE)
