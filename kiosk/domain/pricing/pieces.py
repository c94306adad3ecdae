"""What a basket is to promotions: lines of like pieces, and what one promotion takes off one line."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.money import rounded
from kiosk.domain.pricing.promotions import AmountOff, Kind, NthAt, PercentOff, Promotion


@dataclass(frozen=True, slots=True)
class Goods:
    """One line as pricing sees it: `qty` pieces at `unit_minor`, or one amount of `gross_minor` that is not counted.

    Goods that are not counted (weighed, or priced by their own label) take part only where a promotion goes by
    percentage, or by amount per kilogram of a known weight.
    """

    n: int
    sku: str
    category: str
    unit_minor: int
    qty: int
    gross_minor: int
    weight_g: int | None = None
    is_counted: bool = True

    @property
    def piece_minor(self) -> int:
        """What one piece costs before savings."""
        return self.unit_minor if self.is_counted else self.gross_minor


def may_take(promotion: Promotion, goods: Goods) -> bool:
    """Tell whether a promotion's kind may take these goods; the scope is asked elsewhere."""
    return goods.is_counted or isinstance(promotion.kind, PercentOff | AmountOff)


def is_by_piece(kind: Kind) -> bool:
    """Tell whether each piece gets its saving by itself."""
    return isinstance(kind, PercentOff | AmountOff) or (isinstance(kind, NthAt) and kind.n == 1)


def off_piece(kind: Kind, goods: Goods, price_minor: int) -> int:
    """Return what a kind that goes by piece takes off one piece that costs `price_minor` now."""
    match kind:
        case PercentOff(percent_bp=percent):
            return rounded(price_minor * percent, 10_000)
        case AmountOff(minor=minor) if goods.is_counted:
            return min(minor, price_minor)
        case AmountOff(minor=minor):
            return min(rounded(minor * (goods.weight_g or 0), 1000), price_minor)
        case NthAt(price_minor=None, percent_bp=percent):
            return rounded(price_minor * percent, 10_000)
        case NthAt(price_minor=fixed):
            return max(0, price_minor - (fixed or 0))
        case _:
            raise TypeError(f"{type(kind).__name__} does not go by piece")
