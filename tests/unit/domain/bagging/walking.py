"""Trips in few words: names are scanned, numbers weighed. Weights in grams."""

from __future__ import annotations

from kiosk.domain import bagging
from kiosk.domain.bagging import Bagging, Costs, Doubt, Expected, Piece, learned, prior

COSTS = Costs()


def known_of(weight_g: int, spread_g: int = 2) -> Expected:
    own = prior(weight_g)
    for k in range(40):
        own = learned(own, weight_g + (k % 3 - 1) * spread_g)
    return own


MILK, BREAD, WINE = known_of(1030), known_of(420, 12), known_of(1250)
PRICES = {"milk": 129, "bread": 159, "wine": 899}
KNOWN = {"milk": MILK, "bread": BREAD, "wine": WINE}


def walked(*steps: str | int, bag: Bagging | None = None) -> Bagging:
    """Scan names, weigh numbers; `told` tells the customer; `-2` as text takes one piece of line 2 off the list."""
    own, n = bag or Bagging(), 0 if bag is None else len(bag.waiting) + len(bag.placed)
    for step in steps:
        if isinstance(step, int):
            own = bagging.weighed(own, step, COSTS)
        elif step == "told":
            own = bagging.told(own)
        elif step.startswith("-"):
            own = bagging.removed(own, int(step[1:]))
        else:
            n += 1
            own = bagging.scanned(own, Piece(n, step, KNOWN[step], PRICES[step]), COSTS)
    return own


def doubt_of(*steps: str | int) -> Doubt:
    doubt = walked(*steps).doubt
    assert doubt is not None
    return doubt
