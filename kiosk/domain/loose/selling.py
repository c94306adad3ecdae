"""Weighed goods: the net weight that is paid, and why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain import basket
from kiosk.domain.loose.pan import Load, Rest
from kiosk.domain.sale import Sale


@dataclass(frozen=True, slots=True)
class Group:
    """A kind of loose goods, as the catalogue calls it, and how many goods are of it."""

    name: str
    count: int


class NotToSell(StrEnum):
    """Why what is on the scale cannot be sold, beside what `Rest` says of it."""

    CONTAINER = "container"  # no more than the container itself
    TOO_HEAVY = "too_heavy"  # more than one line may hold


def net_of(load: Load, tare_g: int) -> int:
    """Return what is paid, in grams; not above zero where there is no more than the container."""
    return load.gross_g - tare_g


def why_not(load: Load, tare_g: int) -> Rest | NotToSell | None:
    """Return why a load cannot be sold, None: it can."""
    if not load.is_weight:
        return load.rest
    if net_of(load, tare_g) <= 0:
        return NotToSell.CONTAINER
    return NotToSell.TOO_HEAVY if net_of(load, tare_g) > basket.MAX_WEIGHT_G else None


def taken_of(sale: Sale) -> int:
    """Return what was weighed here last for a line of this basket, with its container; 0: nothing was."""
    weighed = ((line.weight_g, line.facts.tare_g) for line in reversed(sale.lines))
    return next((net_g + tare_g for net_g, tare_g in weighed if net_g is not None and tare_g is not None), 0)


def container_of(sale: Sale, bag_g: int | None) -> int:
    """Return what the customer's own container weighs, from the goods weighed last in it; 0: none was weighed.

    `bag_g` is the shop's own bag, which is no container of the customer's.
    """
    weighed = (line.facts.tare_g for line in reversed((*sale.removed, *sale.lines)))
    return next((tare_g for tare_g in weighed if tare_g and tare_g != bag_g), 0)
