"""What happens while bags and a good cause are offered, and what is asked to be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kiosk.domain.basket import Product
from kiosk.flows.base import Effect, Event


@dataclass(frozen=True, slots=True)
class CarrierBagsPressed(Event):
    """The customer wants so many carrier bags."""

    count: int


@dataclass(frozen=True, slots=True)
class RoundUpPressed(Event):
    """The customer wants the total rounded up for a good cause."""


@dataclass(frozen=True, slots=True)
class RoundUpDropped(Event):
    """The customer no longer wants that."""


@dataclass(frozen=True, slots=True)
class ExtrasFound(Event):
    """The answer to `FindExtras`: None for what is not sold now. `unit_minor`: what totals are rounded to."""

    sale_id: str
    bag: Product | None = None
    cause: Product | None = None
    unit_minor: int = 0
    is_activity: ClassVar[bool] = False


# --- effects ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FindExtras(Effect):
    """Look up the site's carrier bag and its good cause; answers `ExtrasFound`."""

    is_for_the_moment: ClassVar[bool] = True
    sale_id: str

    @property
    def key(self) -> str:
        """The sale that waits for its answer."""
        return self.sale_id
