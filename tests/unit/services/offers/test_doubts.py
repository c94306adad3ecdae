"""What promotions name that the shop does not have is told with file and line, and they hold all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.services.offers import Offers, read_offers
from kiosk.services.offers.doubts import Shop, doubts, named

HEAD = "id,kind,n,pay,percent,price_minor,currency,skus,categories,slots,members,coupon,text_en\n"
"""Columns of a file of promotions."""
SOLD = Shop({"a", "b"}.__contains__, {"fruit"}.__contains__, frozenset({"bread"}), has_members=True)


def offers_of(folder: Path, *rows: str) -> Offers:
    """Read a file of these lines; the first is line 2."""
    file = folder / "offers.csv"
    file.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return read_offers(file, "EUR")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("x,percent,,,10,,,a c b d,,,,,Ten off", "x: no goods have the number c, d"),
        ("x,percent,,,10,,,,fruit drinks,,,,Ten off", "x: no goods are of the category drinks"),
        ("x,bundle,,,,500,EUR,,,1 of sku:a + 1 of sku:e,,,Both for 5", "x: no goods have the number e"),
        (
            "x,bundle,,,,500,EUR,a,,1 of sku:a + 1 of sku:b,,,Both for 5",
            "x: none of the goods that it is for fit place 2 of its slots",
        ),
        ("x,percent,,,10,,,a,,,,cake,Ten off", "x: no coupon opens cake"),
    ],
)
def test_what_is_not_there_is_named_by_its_line(tmp_path: Path, row: str, words: str) -> None:
    offers = offers_of(tmp_path, "ok,percent,,,10,,,a,fruit,,yes,bread,Ten off", row)
    assert list(doubts(offers, SOLD)) == [(3, words)]
    assert len(offers.promotions) == 2


def test_prices_for_members_are_told_where_there_are_none(tmp_path: Path) -> None:
    offers = offers_of(tmp_path, "x,percent,,,10,,,a,,,yes,,Ten off")
    assert list(doubts(offers, Shop())) == [(2, "x: it is for members, and the shop has none")]


def test_of_many_numbers_the_first_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    offers = offers_of(tmp_path, f"x,percent,,,10,,,{' '.join(f'q{n}' for n in range(8))},,,,,Ten off")
    assert list(doubts(offers, SOLD)) == [(2, "x: no goods have the number q0, q1, q2, q3, q4 and 3 more")]


def test_where_no_goods_are_at_hand_none_are_missed(tmp_path: Path) -> None:
    offers = offers_of(tmp_path, "x,bundle,,,,500,EUR,,,1 of sku:a + 1 of category:z,,,Both for 5")
    assert list(doubts(offers, Shop())) == []
    assert named(offers) == (frozenset("a"), frozenset("z"))
