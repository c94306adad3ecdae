"""What a mistake costs either way: the settings of the decision."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Costs:
    """Loss against nuisance, in minor units, and how often things happen, per million changes of weight.

    Amounts are never scaled by the digits of a currency: a yen is worth about a cent, not about a euro.

    `patience_s`: how long a doubt stands before the customer is told; most go by themselves, when the hand leaves the
    scale or the piece is scanned after all.

    `nuisance_minor`: what it costs to bother one honest customer. `loss_per_kg_minor`: goods that were not scanned, by
    their weight, and never under `least_loss_minor`. `large_minor`: with as much at stake already the first doubt is
    kept for payment. `can_hold`: False where nothing is ever kept for staff. `bag_max_g` and `bags`: how heavy, and how
    many, bags of the customer's own are simply believed. `carried` and `carried_minor`: how many pieces, and of what
    price together, are not bagged before staff look at them.
    """

    nuisance_minor: int = 50
    patience_s: int = 6
    loss_per_kg_minor: int = 800
    least_loss_minor: int = 150
    large_minor: int = 1_000
    can_hold: bool = True
    bag_max_g: int = 400
    bags: int = 2
    carried: int = 4
    carried_minor: int = 5_000
    noise_g: int = 3
    extra_ppm: int = 10_000
    another_ppm: int = 10_000
    switched_ppm: int = 5_000
    bag_ppm: int = 4_000
    load_ppm: int = 1_000  # a hand, a child, a handbag: honest, and of any weight
    unlike_ppm: int = 5_000  # a piece unlike the others: another pack, a bigger fruit
    unlike_early_ppm: int = 150_000  # the same while the product was hardly ever weighed
    part_back_ppm: int = 100_000  # something that was lifted out comes back, the rest does not
    left_out_ppm: int = 400_000  # scanned, and put elsewhere or later


_MAY_BE_0 = frozenset({"bags", "bag_max_g", "patience_s", "can_hold", "carried", "carried_minor"})


def reckonable(costs: Costs) -> Costs:
    """Return costs that can be reckoned with. Raises ValueError, naming the setting, for one that cannot."""
    for name in Costs.__dataclass_fields__:
        value: int = getattr(costs, name)
        if value < 0 or (value == 0 and name not in _MAY_BE_0):
            raise ValueError(f"{name} must be above zero, not {value}")
        if name.endswith("_ppm") and value > 1_000_000:
            raise ValueError(f"{name} counts per million, and cannot be {value}")
    return costs
