"""A character that no bundled face has is named with its place, code point and name; all that is shipped has glyphs."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.words import CATALOGUES, LANGUAGES
from kiosk.words.catalogue import entries
from kiosk.words.glyphs import lacking
from screens.faces import glyph_test

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Thee \N{THAI CHARACTER KO KAI}", "site.name: 'ก' U+0E01 THAI CHARACTER KO KAI: no bundled face has this"),
        ("牛乳", "U+725B CJK UNIFIED IDEOGRAPH-725B"),
        ("\uf7f7", "site.name: U+F7F7 a character without a name"),
    ],
)
def test_a_character_without_a_glyph_is_named(qapp: QGuiApplication, text: str, told: str) -> None:
    assert told in next(lacking([("site.name", text)], glyph_test()))


def test_each_character_is_named_once_where_it_stands_first() -> None:
    texts = [("one", "éx"), ("two", "x牛"), ("three", "牛牛")]
    assert [line.partition(":")[0] for line in lacking(texts, glyph_test())] == ["two"]


def test_what_is_not_drawn_or_is_composed_needs_no_glyph() -> None:
    assert (
        list(lacking([("a", "e\N{COMBINING ACUTE ACCENT}\u200d\ufe0f\N{NO-BREAK SPACE}")], lambda own: own == "é"))
        == []
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_character_of_a_shipped_catalogue_has_a_glyph(language: str) -> None:
    words = entries(CATALOGUES / f"{language}.po", language)
    texts = [(key, form) for key, entry in words.items() for form in entry.forms]
    assert any(not form.isascii() for _, form in texts) or language == "en"
    assert list(lacking(texts, glyph_test())) == []
