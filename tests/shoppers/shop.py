"""The goods of an invented shop: what they weigh in truth, how evenly, and what the catalogue says of it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

WRONG_SHARE = 0.05  # of the catalogue's weights: the pack was changed, or net was entered for gross


@dataclass(frozen=True, slots=True)
class Ware:
    """One product: its true mean and spread in grams, the catalogue's weight, and its price."""

    sku: str
    mean_g: float
    sd_g: float
    catalogue_g: int
    price_minor: int

    def drawn_g(self, draw: Random) -> float:
        """Draw the weight of one piece."""
        return max(2.0, draw.gauss(self.mean_g, self.sd_g))


def shop(seed: int, size: int = 120) -> tuple[Ware, ...]:
    """Draw the goods: packs filled evenly, bakery and bunches that are not; light things and crates."""
    draw = Random(seed)  # noqa: S311  drawn goods, no secret
    return tuple(_ware(f"W-{n:03}", draw) for n in range(size))


def _ware(sku: str, draw: Random) -> Ware:
    mean_g = min(4_000.0, max(15.0, draw.lognormvariate(5.8, 0.9)))
    is_packed = draw.random() < 0.7
    sd_g = max(0.8, mean_g * (draw.uniform(0.003, 0.012) if is_packed else draw.uniform(0.03, 0.09)))
    catalogue_g = mean_g * (draw.uniform(0.7, 1.4) if draw.random() < WRONG_SHARE else 1.0)
    price_minor = max(40, round(draw.lognormvariate(5.6, 0.7)))
    return Ware(sku, mean_g, sd_g, max(1, round(catalogue_g)), price_minor)
