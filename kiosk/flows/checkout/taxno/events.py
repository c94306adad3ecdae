"""What happens while a customer's tax number is asked for, and what is asked to be done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from kiosk.domain.private import Private
from kiosk.flows.base import NOT_KEPT, Effect, Event


@dataclass(frozen=True, slots=True)
class TaxNumberPressed(Event):
    """The customer wants a tax number on the receipt."""


@dataclass(frozen=True, slots=True)
class TaxNumberTyped(Event):
    """A tax number was typed, as it stood in the field; empty: none is wanted, nor one that was typed before."""

    text: str = field(repr=False, metadata=NOT_KEPT)


@dataclass(frozen=True, slots=True)
class TaxNumberTold(Event):
    """The answer to `CheckTaxNumber`: what is wrong, `LENGTH` or `CHECK_DIGIT`; empty: `number` is the sale's now.

    The last one before the sale is paid is signed and printed, none where it is empty. The journal alone holds it.
    """

    sale_id: str
    problem: str
    number: Private[str]
    is_activity: ClassVar[bool] = False


# --- effects ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CheckTaxNumber(Effect):
    """Check a number by its digits; an empty one takes back what was given. Answers `TaxNumberTold`."""

    sale_id: str
    number: Private[str]

    @property
    def key(self) -> str:
        """The sale that waits for its answer."""
        return self.sale_id
