"""The ten baskets of the week that are also played through the glass and over the wire, and who plays each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

JOURNEYS: Final = Path(__file__).resolve().parents[2] / "journeys"


@dataclass(frozen=True, slots=True)
class Journey:
    """What it is about, the basket of the week that it stands for, and its script.

    `script` is `module:function`, `test` the file that plays it, or the script that has it among others; both below
    `tests/journeys`. `language` is what its customer reads.
    """

    name: str
    basket: str
    language: str
    script: str
    test: str


TEN: Final = (
    Journey("fruit by weight", "own-container", "nl", "scripts/weighing:weighed_fruit", "shops/test_weighed.py"),
    Journey("age check", "one-look-is-enough", "nl", "people/ages/looking:age_seen", "people/ages/test_ages.py"),
    Journey("coupon and member", "a-member-with-a-coupon", "pt-BR", "shops/week:member_with_coupon", "shops/week.py"),
    Journey("competing promotions", "each-biscuit-at-its-best", "pt-PT", "shops/week:best_of_two_promotions",
            "shops/week.py"),
    Journey("deposit", "deposit-is-never-cheaper", "es", "shops/week:bottles", "shops/week.py"),
    Journey("kept and fetched", "kept-over-a-power-cut", "nl", "scripts/keeping:basket_kept", "test_kept_baskets.py"),
    Journey("bagging doubt", "too-much-and-out-again", "nl", "shops/bagging:one_too_much_taken_out",
            "shops/test_bagging.py"),
    Journey("two cards", "half-and-half", "en", "shops/week:two_cards", "shops/week.py"),
    Journey("return by code", "all-of-it-comes-back", "nl", "people/refund/refunding:refunded_by_code",
            "people/refund/test_refund.py"),
    Journey("terminal fault", "answer-lost-and-not-paid", "nl", "scripts/shopping:offered_back",
            "test_power_cuts.py"),
)  # fmt: skip
FOUR: Final = ("four_of_the_week", "shops/test_week_at_the_glass.py")
"""The script that has several of them among others, and the test that plays it."""
