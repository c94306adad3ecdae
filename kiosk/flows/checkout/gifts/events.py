"""What happens with gift cards, and what is asked of who keeps them. No event and no effect has a card's number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kiosk.domain.money import Money
from kiosk.flows.base import Effect, Event


@dataclass(frozen=True, slots=True)
class GiftRead(Event):
    """A gift card was scanned, or its number typed. `key` stands for the number; empty: the number is wrong."""

    key: str
    last4: str = ""
    is_typed: bool = False


@dataclass(frozen=True, slots=True)
class GiftTold(Event):
    """What who keeps gift cards says of one. `left` is None where it buys nothing, `why` says why not."""

    sale_id: str
    key: str
    last4: str
    left: Money | None = None
    why: str = ""
    is_activity: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class GiftLeftOut(Event):
    """The customer pays without the gift card."""


@dataclass(frozen=True, slots=True)
class AskGift(Effect):
    """Ask what is on a gift card; answers `GiftTold`."""

    sale_id: str
    gift: str
    last4: str
    currency: str

    @property
    def key(self) -> str:
        """The sale and the card that wait for the answer."""
        return f"{self.sale_id}:{self.gift}"


@dataclass(frozen=True, slots=True)
class TakeGift(Effect):
    """Have this gift card pay when the next payment by gift card is sent."""

    gift: str


@dataclass(frozen=True, slots=True)
class ForgetGifts(Effect):
    """Forget the number of every gift card."""
