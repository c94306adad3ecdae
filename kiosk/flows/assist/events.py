"""What is pressed on the staff's pages of a lane, and the last sale as the store has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kiosk.domain.sale import Sale
from kiosk.flows.base import Effect, Event


@dataclass(frozen=True, slots=True)
class LineChosen(Event):
    """Line `n` of the basket is to be changed."""

    n: int


@dataclass(frozen=True, slots=True)
class DeedChosen(Event):
    """One of the acts: a value of `Deed`."""

    deed: str


@dataclass(frozen=True, slots=True)
class NumberGiven(Event):
    """A number was typed: pieces, minor units, or percent, as the page asks."""

    number: str


@dataclass(frozen=True, slots=True)
class ReasonChosen(Event):
    """Why: a code of the list that was shown."""

    why: str


@dataclass(frozen=True, slots=True)
class BlockerChosen(Event):
    """What stands in the customer's way is to be resolved."""

    blocker_id: str


@dataclass(frozen=True, slots=True)
class ResolutionChosen(Event):
    """How it is resolved: one of its kind's ways."""

    way: str


@dataclass(frozen=True, slots=True)
class RefundLineToggled(Event):
    """Line `n` of the last sale comes back, or does not after all."""

    n: int


@dataclass(frozen=True, slots=True)
class RefundChosen(Event):
    """What is marked is to be refunded."""


@dataclass(frozen=True, slots=True)
class KeptChosen(Event):
    """A kept basket is to be opened again."""

    sale_id: str


@dataclass(frozen=True, slots=True)
class LastSaleFound(Event):
    """The last sale finished at this kiosk, None without one. The journal keeps it: a refund is replayed from it."""

    is_activity: ClassVar[bool] = False
    sale: Sale | None


@dataclass(frozen=True, slots=True)
class ReturnFound(Event):
    """The sale of a return code; None, with the reason, where nothing of it comes back. `late`: lines that do not.

    The journal keeps it: a refund is replayed from it.
    """

    is_activity: ClassVar[bool] = False
    sale: Sale | None
    late: tuple[int, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class FindReturn(Effect):
    """Look the sale of a return code up; answers `ReturnFound`."""

    code: str

    @property
    def key(self) -> str:
        """One look-up waits at a time."""
        return "return"


@dataclass(frozen=True, slots=True)
class FindLastSale(Effect):
    """Look the last finished sale up; answers `LastSaleFound`."""

    @property
    def key(self) -> str:
        """One look-up waits at a time."""
        return "last-sale"
