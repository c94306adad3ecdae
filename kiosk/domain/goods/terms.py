"""`Terms`: what the shop and the law ask before a product may be sold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

ALL_BATCHES: Final = "*"


class NotSold(StrEnum):
    """Why a product that is known is not sold here."""

    COUNTER = "counter"
    DISPLAY = "display"
    RECALLED = "recalled"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Terms:
    """What is asked of a product; nothing is, when every field is as it begins.

    `min_age` in years; `max_qty` pieces in one basket, 0 for no limit of its own; `not_sold` a `NotSold` value or
    empty; `hours` are pairs `("08:00", "22:00")` in the site's time, none for always; `recalled` are batches as they
    are printed, `*` for all of them. `is_price_asked`: nobody knows the price before staff give it.
    `warranty_months`: for so long whoever sold it stands for it, from the day it is bought; 0 for none of its own.
    """

    min_age: int = 0
    max_qty: int = 0
    needs_serial: bool = False
    is_price_asked: bool = False
    not_sold: str = ""
    hours: tuple[tuple[str, str], ...] = ()
    recalled: tuple[str, ...] = ()
    warranty_months: int = 0


NO_TERMS: Final = Terms()
