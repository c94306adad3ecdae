"""What happens while loose goods are chosen and weighed, and what is asked to be done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from kiosk.domain.basket import Product
from kiosk.domain.loose import Group, Load
from kiosk.flows.base import NOT_KEPT, Effect, Event


@dataclass(frozen=True, slots=True)
class LooseWanted(Event):
    """The customer has goods without a barcode."""


@dataclass(frozen=True, slots=True)
class GroupPicked(Event):
    """A kind of goods was chosen, by the catalogue's name; empty: what sells most."""

    group: str


@dataclass(frozen=True, slots=True)
class NameWanted(Event):
    """The name of the goods shall be typed."""


@dataclass(frozen=True, slots=True)
class NameTyped(Event):
    """A name was typed, as it stood in the field."""

    text: str = field(repr=False, metadata=NOT_KEPT)


@dataclass(frozen=True, slots=True)
class ProductPicked(Event):
    """A picture was chosen, by the shop's own number of the product."""

    sku: str


@dataclass(frozen=True, slots=True)
class LooseFound(Event):
    """The answer to `FindLoose`, the best first, with the kinds of goods that there are. `local` as in `Scanned`."""

    ask: str
    goods: tuple[Product, ...]
    groups: tuple[Group, ...]
    local: str = ""
    is_activity: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class LoadSeen(Event):
    """What stands on the scale changed: somebody is there."""

    load: Load


@dataclass(frozen=True, slots=True)
class TarePicked(Event):
    """What the goods stand in was chosen: a value of `Tare`."""

    tare: str


@dataclass(frozen=True, slots=True)
class WeightAccepted(Event):
    """The weight that was shown shall be taken: load `n`, and no later one."""

    n: int


# --- effects ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FindLoose(Effect):
    """Find loose goods by a name in the customer's language, or of a group; answers `LooseFound` with its `ask`."""

    is_for_the_moment: ClassVar[bool] = True
    ask: str
    language: str
    text: str = ""
    group: str = ""

    @property
    def key(self) -> str:
        """The question that waits for its answer."""
        return self.ask


@dataclass(frozen=True, slots=True)
class WatchScale(Effect):
    """Tell what stands on the scale, now and whenever it changes: `LoadSeen`, until `UnwatchScale`.

    `taken_g`: what was weighed last for this basket, container and all; after a restart it may lie there still.
    """

    is_for_the_moment: ClassVar[bool] = True
    taken_g: int = 0


@dataclass(frozen=True, slots=True)
class UnwatchScale(Effect):
    """Tell no more of the scale."""

    is_for_the_moment: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class TakeWeight(Effect):
    """Take note that load `n` is on a line: it is sold once."""

    n: int
    gross_g: int
