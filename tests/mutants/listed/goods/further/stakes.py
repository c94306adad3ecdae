"""Mutants of the bagging decision: what is at stake, and what is honest."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

BAGS: Final = ("tests/unit/domain/bagging/test_judging.py", "tests/unit/domain/bagging/test_stakes.py")

MUTANTS: Final = (
    Mutant(
        "nothing-is-ever-large",
        "kiosk/domain/bagging/judging.py",
        "is_grave = stake_minor >= costs.large_minor or bag.told > 0",
        "is_grave = bag.told > 0",
        "a ham under the bag is never kept for staff",
        BAGS,
    ),
    Mutant(
        "never-a-second-doubt",
        "kiosk/domain/bagging/judging.py",
        "is_grave = stake_minor >= costs.large_minor or bag.told > 0",
        "is_grave = stake_minor >= costs.large_minor",
        "who is told again and again is never looked at",
        BAGS,
    ),
    Mutant(
        "stakes-do-not-add-up",
        "kiosk/domain/bagging/judging.py",
        "stake_minor = worst.stake_minor + (0 if bag.doubt is None else bag.doubt.stake_minor)",
        "stake_minor = worst.stake_minor",
        "many small things in the bag are one small thing",
        BAGS,
    ),
    Mutant(
        "lifted-out-and-doubted",
        "kiosk/domain/bagging/explain.py",
        "    if bag.lifted_g > 0:\n        newest",
        "    if bag.lifted_g > 10_000_000:\n        newest",
        "who packs the bag anew is doubted",
        BAGS,
    ),
    Mutant(
        "out-of-the-bag-is-in-it",
        "kiosk/domain/bagging/judging.py",
        "    if bag.lifted_g >= own_g * 3 // 4:",
        "    if bag.lifted_g > own_g * 30:",
        "what was put back on the shelf is looked for in the bag",
        BAGS,
    ),
)
