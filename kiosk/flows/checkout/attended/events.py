"""What staff decided, as the customer's flow is told it: each was permitted before, and `by` is who did it.

And what is asked of a departures system before money of travel services goes back.

`version` is that of the basket they saw: of one that changed since, nothing is changed. `why` is a reason code.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kiosk.domain.sale import Sale
from kiosk.domain.travel.selling.taking_back import TakenBack
from kiosk.flows.base import Effect, Event


@dataclass(frozen=True, slots=True)
class LineVoided(Event):
    """Line `n` goes out."""

    is_activity: ClassVar[bool] = False
    version: int
    n: int
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class QuantitySet(Event):
    """Line `n` has so many pieces."""

    is_activity: ClassVar[bool] = False
    version: int
    n: int
    qty: int
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class PriceSet(Event):
    """A piece, or a kg, of line `n` costs this much."""

    is_activity: ClassVar[bool] = False
    version: int
    n: int
    unit_minor: int
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class Discounted(Event):
    """So much goes off line `n`, or off the basket with `n` 0: `minor`, or `bp` in basis points; the other is 0."""

    is_activity: ClassVar[bool] = False
    version: int
    n: int
    minor: int
    bp: int
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class BlockerResolved(Event):
    """A person resolved a blocker in one of its kind's `ways`."""

    is_activity: ClassVar[bool] = False
    version: int
    blocker_id: str
    way: str
    by: str


@dataclass(frozen=True, slots=True)
class SessionEnded(Event):
    """The customer's session ends; with money under way it does not."""

    is_activity: ClassVar[bool] = False
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class RefundBegun(Event):
    """`minor` of a finished sale goes back to the cards that paid it; nobody else's session is open.

    `pieces` come back for it: so many of lines, by their numbers; none: all that is left.
    """

    is_activity: ClassVar[bool] = False
    sale: Sale
    minor: int
    why: str
    by: str
    pieces: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ServicesTold(Event):
    """What a departures system took back of a sale; None: it did not say, and `problem` is why."""

    is_activity: ClassVar[bool] = False
    sale_id: str
    told: TakenBack | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class AskAgainPressed(Event):
    """The departures system is to be asked again."""


@dataclass(frozen=True, slots=True)
class RefundConfirmed(Event):
    """The money of what was taken back is to go back."""


@dataclass(frozen=True, slots=True)
class TakeServicesBack(Effect):
    """Ask a departures system to take back what a sale paid for; answers `ServicesTold`. It does so once."""

    sale_id: str

    @property
    def key(self) -> str:
        """The sale that waits for its answer."""
        return self.sale_id


@dataclass(frozen=True, slots=True)
class BasketBroughtBack(Event):
    """A basket that is kept is opened again without its code; nobody else's session is open."""

    is_activity: ClassVar[bool] = False
    sale_id: str
    version: int
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class ReprintBegun(Event):
    """The receipt of a finished sale is printed again, as a copy."""

    is_activity: ClassVar[bool] = False
    sale: Sale
    by: str
