"""Mutants of the bagging scale: what is doubted, what is believed, and what is learned."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

JUDGING: Final = ("tests/unit/domain/bagging/test_judging.py", "tests/unit/domain/bagging/test_shoppers.py")
EXPECTED: Final = ("tests/unit/domain/bagging/test_expected.py",)

MUTANTS: Final = (
    Mutant(
        "bothering-costs-nothing",
        "kiosk/domain/bagging/judging.py",
        "worst.score_e3 - best.score_e3 - ln_e3(costs.nuisance_minor)",
        "worst.score_e3 - best.score_e3 + ln_e3(costs.nuisance_minor)",
        "honest customers are bothered",
        JUDGING,
    ),
    Mutant(
        "held-where-nobody-comes",
        "kiosk/domain/bagging/judging.py",
        "if is_grave and costs.can_hold",
        "if is_grave",
        "a shop without staff holds a basket for them",
        JUDGING,
    ),
    Mutant(
        "believed-for-ever",
        "kiosk/domain/bagging/judging.py",
        "if doubt is None or doubt.level is Level.HOLD or doubt.why is Why.STILL_THERE:",
        "if doubt is None:",
        "what is held for staff is answered by the customer",
        JUDGING,
    ),
    Mutant(
        "a-doubted-weight-is-learned",
        "kiosk/domain/bagging/judging.py",
        "return replace(_put(bag, put, bag.rest_g), doubt=None, samples=_disputed(bag, put))",
        "return replace(_put(bag, put, bag.rest_g), doubt=None, samples=(*bag.samples, *_disputed(bag, put)))",
        "what a customer says alone is learned",
        JUDGING,
    ),
    Mutant(
        "any-weight-is-a-bag",
        "kiosk/domain/bagging/judging.py",
        "is_believed = bag.rest_g <= costs.bag_max_g and bag.bags < costs.bags",
        "is_believed = bag.bags < costs.bags",
        "a ham is the customer's own bag",
        JUDGING,
    ),
    Mutant(
        "any-number-of-bags",
        "kiosk/domain/bagging/judging.py",
        "is_believed = bag.rest_g <= costs.bag_max_g and bag.bags < costs.bags",
        "is_believed = bag.rest_g <= costs.bag_max_g",
        "a bag after the other is believed",
        JUDGING,
    ),
    Mutant(
        "an-outlier-is-learned",
        "kiosk/domain/bagging/expected.py",
        "    if off_mg * off_mg > limit * limit * known.var_mg2:",
        "    if False:",
        "two packs together teach what one weighs",
        EXPECTED,
    ),
    Mutant(
        "never-another-pack",
        "kiosk/domain/bagging/expected.py",
        "        if known.outside + 1 < OUTSIDE_MAX:",
        "        if True:",
        "a new pack is doubted for ever",
        EXPECTED,
    ),
)
