"""Finding goods by a few letters: with mistakes in them, in the customer's language, and by a text of ill will."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kiosk.services.catalogue import Catalogue, import_products, open_catalogue

GOODS = """\
gtin,sku,price_minor,currency,vat_bp,unit,art,category,name_nl,name_en,name_pt-BR
instore:0001,APPLE,399,EUR,900,kg,red-apple,fruit,Rode appels,Red apples,Maçãs vermelhas
instore:0002,GREEN,379,EUR,900,kg,green-apple,fruit,Groene appels,Green apples,Maçãs verdes
instore:0003,BANANA,179,EUR,900,kg,banana,fruit,Bananen,Bananas,Bananas
instore:0004,ONION,129,EUR,900,kg,onion,vegetables,Uien,Onions,Cebolas
instore:0005,BROCCOLI,249,EUR,900,kg,broccoli,meat & "more",Broccoli,Broccoli,Brócolis
9520001000010,JUICE,199,EUR,900,each,juice-box,drinks,Appelsap,Apple juice,Suco de maçã
"""
HOSTILE = (
    '"', "' OR 1=1 --", "apple AND", "NEAR(apple banana)", "{l_en}: apple", "about:isloose", "*", "^apple", "-",
    "\x00app", "\u202eelppa", "\ud800", "(((((", "🍎" * 300, "a" * 10_000, "apple " * 2_000, "%", "\u0301" * 500,
)  # fmt: skip


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    (tmp_path / "goods.csv").write_text(GOODS, "utf-8")
    import_products(tmp_path / "goods.csv", tmp_path)
    found = open_catalogue(tmp_path)
    yield found
    found.close()


def _skus(
    catalogue: Catalogue, asked: str, language: str = "en", category: str = "", *, is_loose: bool = True
) -> list[str]:
    return [own.sku for own in catalogue.search(asked, language, category, is_loose=is_loose)]


@pytest.mark.parametrize("asked", HOSTILE, ids=ascii)
def test_a_text_of_ill_will_finds_goods_or_none_and_raises_nothing(catalogue: Catalogue, asked: str) -> None:
    for language in ("en", "nl", "xx", "", "en; DROP TABLE words"):
        found = catalogue.search(asked, language, 'x" OR "')
        assert found == ()
        assert len(catalogue.search(asked, language)) <= 5


def test_one_letter_finds_nothing(catalogue: Catalogue) -> None:
    assert _skus(catalogue, "a") == []
    assert _skus(catalogue, " - a !") == []


def test_a_word_that_no_goods_have_finds_nothing(catalogue: Catalogue) -> None:
    assert _skus(catalogue, "locomotive") == []


def test_two_letters_find_what_begins_with_them(catalogue: Catalogue) -> None:
    assert _skus(catalogue, "ap") == ["APPLE", "GREEN"]
    assert _skus(catalogue, "ba") == ["BANANA"]


@pytest.mark.parametrize(
    ("asked", "language", "sku"),
    [
        ("banna", "en", "BANANA"), ("bannanas", "en", "BANANA"), ("broccolli", "en", "BROCCOLI"),
        ("onoin", "en", "ONION"), ("gren aples", "en", "GREEN"), ("MACAS VERDES", "pt-BR", "GREEN"),
        ("maçãs vermelas", "pt-BR", "APPLE"), ("brocolis", "pt-BR", "BROCCOLI"), ("bananne", "nl", "BANANA"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_word_still_finds_it(catalogue: Catalogue, asked: str, language: str, sku: str) -> None:
    assert _skus(catalogue, asked, language)[0] == sku


def test_words_are_those_of_the_customers_language(catalogue: Catalogue) -> None:
    assert _skus(catalogue, "uien", "nl") == ["ONION"]
    assert _skus(catalogue, "uien", "en") == []
    assert _skus(catalogue, "cebola", "pt-PT") == ["ONION"]  # the same language elsewhere
    assert _skus(catalogue, "onions", "fr") == ["ONION"]  # the first language of the catalogue


def test_goods_with_a_barcode_are_found_where_they_are_asked_for(catalogue: Catalogue) -> None:
    assert "JUICE" not in _skus(catalogue, "apple")
    assert "JUICE" in _skus(catalogue, "apple", is_loose=False)


def test_nothing_asked_shows_what_the_catalogue_has_first(catalogue: Catalogue) -> None:
    assert _skus(catalogue, "") == ["APPLE", "GREEN", "BANANA", "ONION", "BROCCOLI"]
    assert _skus(catalogue, "", category="vegetables") == ["ONION"]
    assert [own.sku for own in catalogue.search("", "en", limit=2)] == ["APPLE", "GREEN"]


def test_letters_within_a_category_find_only_its_goods(catalogue: Catalogue) -> None:
    assert _skus(catalogue, "br", category='meat & "more"') == ["BROCCOLI"]
    assert _skus(catalogue, "br", category="fruit") == []


def test_categories_come_with_how_many_goods_they_hold(catalogue: Catalogue) -> None:
    found = [(own.name, own.count) for own in catalogue.groups()]
    assert found == [("fruit", 3), ("vegetables", 1), ('meat & "more"', 1)]


SEASONS = """\
gtin,sku,price_minor,currency,vat_bp,unit,category,season,plu,valid_from,valid_to,keywords_en,name_en
instore:0001,PEAR,299,EUR,900,kg,fruit,,,,,,Pears
instore:0002,BERRY,499,EUR,900,kg,fruit,5-9,,,,summer fruit,Strawberries
instore:0003,SPROUT,199,EUR,900,kg,vegetables,11-2,,,,,Sprouts
9520001000027,ROLL,49,EUR,900,each,bakery,,4011,,,bread,Roll
instore:0005,OLD,99,EUR,900,kg,exotic,,,,2026-01-31,,Old fruit
9520001000010,MILK,99,EUR,900,each,dairy,,,,,,Milk
"""


@pytest.mark.parametrize(
    ("day", "skus"),
    [
        (date(2026, 7, 1), ["BERRY", "PEAR", "ROLL", "SPROUT"]),
        (date(2026, 12, 1), ["SPROUT", "PEAR", "ROLL", "BERRY"]),
        (date(2026, 2, 28), ["SPROUT", "PEAR", "ROLL", "BERRY"]),
        (date(2026, 1, 31), ["SPROUT", "PEAR", "ROLL", "OLD", "BERRY"]),
        (date(2026, 4, 1), ["PEAR", "ROLL", "BERRY", "SPROUT"]),
    ],
)
def test_goods_in_season_come_first_and_those_of_another_day_not_at_all(
    tmp_path: Path, day: date, skus: list[str]
) -> None:
    (tmp_path / "goods.csv").write_text(SEASONS, "utf-8")
    import_products(tmp_path / "goods.csv", tmp_path)
    found = open_catalogue(tmp_path, None, lambda: day)
    assert _skus(found, "") == skus
    assert ("OLD" in skus) == ("exotic" in {own.name for own in found.groups()})
    assert _skus(found, "bread") == ["ROLL"], "a keyword finds it, and a number of its own makes it loose"
    assert _skus(found, "sumer") == ["BERRY"]
    assert _skus(found, "milk") == []
    found.close()
