"""Where the choice of bags and of rounding up stands."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.basket import Product
from kiosk.domain.sale import Sale


@dataclass(frozen=True, slots=True)
class Extras:
    """Bags and a good cause are offered; None: not offered. Nothing of it is in the sale before it is paid.

    `unit_minor` is what is rounded up to, in minor units; `bags` how many are wanted, `is_rounded` that it is wanted.
    `is_found`: what is offered has been looked up.
    """

    sale: Sale
    bag: Product | None = None
    cause: Product | None = None
    unit_minor: int = 0
    bags: int = 0
    is_rounded: bool = False
    is_found: bool = False
