"""Two lines of a file of promotions that cannot both be meant are refused; steps, terms and other goods are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.services.offers import read_offers
from tests.unit.services.offers.test_reading_offers import GOOD, faults_of, written

ALONE = {**GOOD, "combining": "exclusive", "coupon": "SAVE"}
BARE = {"id": "x", "skus": "a", "currency": "EUR", "text_en": "Off"}
MIX = {"kind": "mix_and_match", "n": "2"}
TOTAL = {"kind": "threshold"}
SLOTS = {"kind": "bundle", "price_minor": "500"}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"kind": "percent", "percent": "10"}, {"kind": "percent", "percent": "20"}),
        ({"kind": "percent", "percent": "10"}, {"kind": "percent", "percent": "20", "priority": "3"}),
        ({"kind": "n_for_m", "n": "3", "pay": "2"}, {"kind": "n_for_m", "n": "3", "pay": "1"}),
        ({"kind": "nth", "n": "2", "percent": "50"}, {"kind": "nth", "n": "2", "price_minor": "9"}),
        ({**MIX, "price_minor": "9"}, {**MIX, "price_minor": "8"}),
        ({**TOTAL, "from_minor": "5000", "percent": "10"}, {**TOTAL, "from_minor": "5000", "amount_minor": "90"}),
        ({**SLOTS, "slots": "1 of sku:a"}, {**SLOTS, "slots": "1 of sku:a", "price_minor": "400"}),
    ],
)  # fmt: skip
def test_two_values_on_the_same_goods_at_the_same_time_are_refused(
    tmp_path: Path, one: dict[str, str], two: dict[str, str]
) -> None:
    (fault,) = faults_of(tmp_path, {**BARE, **one}, {**BARE, **two, "id": "y"})
    assert fault == "offers.csv, line 3: y and x in line 2 give different values on the same goods at the same time"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"kind": "n_for_m", "n": "3", "pay": "2"}, {"kind": "n_for_m", "n": "6", "pay": "3"}),
        ({**TOTAL, "from_minor": "50", "percent": "5"}, {**TOTAL, "from_minor": "90", "percent": "9"}),
        ({**SLOTS, "slots": "1 of sku:a"}, {**SLOTS, "slots": "2 of sku:a", "price_minor": "900"}),
        ({"kind": "percent", "percent": "20", "limit": "1"}, {"kind": "percent", "percent": "10"}),
        ({"kind": "percent", "percent": "10"}, {"kind": "percent", "percent": "20", "members": "yes"}),
        ({"kind": "percent", "percent": "10"}, {"kind": "percent", "percent": "20", "coupon": "SAVE"}),
        ({"kind": "percent", "percent": "10"}, {"kind": "percent", "percent": "20", "weekdays": "mo"}),
        ({"kind": "percent", "percent": "10"}, {"kind": "percent", "percent": "20", "skus": "b"}),
        ({"kind": "percent", "percent": "10"}, {"kind": "amount", "amount_minor": "20"}),
        (
            {"kind": "percent", "percent": "10", "combining": "stackable"},
            {"kind": "percent", "percent": "20", "combining": "stackable"},
        ),
    ],
)  # fmt: skip
def test_steps_terms_and_other_goods_are_two_promotions(
    tmp_path: Path, one: dict[str, str], two: dict[str, str]
) -> None:
    file = written(tmp_path, {**BARE, **one}, {**BARE, **two, "id": "y"})
    assert len(read_offers(file, "EUR").promotions) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"skus": "b c"},
        {"skus": "", "categories": "bakery"},
        {"skus": ""},
        {"from_time": "22:00", "until_time": "02:00"},
        {"first_day": "2026-12-01"},
    ],
)
def test_one_coupon_does_not_open_two_exclusive_promotions(tmp_path: Path, changes: dict[str, str]) -> None:
    (fault,) = faults_of(tmp_path, ALONE, {**ALONE, "id": "y", "percent": "20", **changes})
    assert fault == "offers.csv, line 3: y and x in line 2 are both exclusive and opened by the same coupon, SAVE"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({}, {"skus": "c"}),
        ({}, {"members": "yes"}),
        ({}, {"coupon": "OTHER"}),
        ({"skus": "", "categories": "bakery"}, {"skus": "", "categories": "drinks"}),
        ({"last_day": "2026-11-30"}, {"first_day": "2026-12-01"}),
        ({"first_day": "2026-12-01"}, {"last_day": "2026-11-30"}),
        ({"weekdays": "mo"}, {"weekdays": "tu"}),
        ({"from_time": "08:00", "until_time": "12:00"}, {"from_time": "12:00", "until_time": "18:00"}),
    ],
)
def test_one_coupon_opens_exclusive_promotions_that_never_meet(
    tmp_path: Path, one: dict[str, str], two: dict[str, str]
) -> None:
    file = written(tmp_path, {**ALONE, **one}, {**ALONE, "id": "y", "percent": "20", **two})
    assert len(read_offers(file, "EUR").promotions) == 2
