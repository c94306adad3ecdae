"""Where the choosing and weighing of loose goods stands: one value per screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kiosk.domain.basket import Product
from kiosk.domain.loose import Group, Load
from kiosk.domain.sale import Sale

NOTHING_SEEN: Final = Load()


class Tare(StrEnum):
    """What the goods stand in on the scale: nothing, a bag of the shop, the customer's own container."""

    NONE = "none"
    BAG = "bag"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Choosing:
    """Pictures to choose from. `goods` None: they are being looked up under `ask`.

    `group` is the kind they are of; `is_named`: a name was typed, which is kept nowhere; `is_out`: nothing can be
    looked up now. `local` as in `Scanned`.
    """

    sale: Sale
    ask: str
    group: str = ""
    goods: tuple[Product, ...] | None = None
    groups: tuple[Group, ...] = ()
    is_named: bool = False
    is_out: bool = False
    local: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """The name of the goods is typed. `is_short`: what was typed last has fewer than two letters."""

    sale: Sale
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class Weighing:
    """One product on the scale. `own_g` is what the customer's container weighs, 0 while nobody weighed it.

    `is_taring`: the empty container is being weighed. `is_slow`: the weight did not come to rest in time.
    `is_chosen`: by its picture, so that back leads there. `local` as in
    `Scanned`.
    """

    sale: Sale
    product: Product
    load: Load = NOTHING_SEEN
    tare: Tare = Tare.NONE
    own_g: int = 0
    is_taring: bool = False
    is_slow: bool = False
    is_chosen: bool = True
    local: str = ""

    @property
    def tare_g(self) -> int:
        """What is not paid for."""
        return {Tare.NONE: 0, Tare.BAG: self.product.tare_g, Tare.OWN: self.own_g}[self.tare]
